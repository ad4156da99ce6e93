// The goal's question under the limits on screen, and its answer: as planner/planning/{task,reach,allocated,resources}.py.
// data: what whatif_data.py writes, decoded. state: {limited, resources, most, keep, target}, arrays in the order of the data.

const SCALES = [0.5, 0.75, 1, 1.25, 1.5, 2, 3], PARTS = [0.1, 0.25, 0.5, 0.75, 1];
const GROWTH = 1.5; // from one scale beyond those to the next that is looked at
const CLOSE_SCALE = 5e-3; // relative
const MOST_LOOKS = 20;
const LOOSE = { tolerance: 1e-4, nodes: 50, time: 15 }; // scales are shown to two or three digits
const STRICT = { tolerance: 1e-6, nodes: 1000, time: 30 };
const NOTHING = 0.5, GIVEN_UP = 1e-4; // sessions that are not worth anybody's while, and the part of all that may be given up so
const POINTS = 61, DENSER = 3; // of a table of any amount of effort, closer together at its low end
const SPARE = 0.005; // of a budget: less than this left is none
const LITTLE = 0.02; // of a budget: what "more of it" is tried with

// The task behind the limits: tables end at each lever's most, or are today's effort alone.
function questionOf(data, state) {
  const levers = data.levers.map((lever, n) => {
    if (state.keep[n]) return { ...lever, effort: [lever.now], gain: [0], stepped: false, step: null };
    const { effort, gain } = lever.smooth ? drawnAnew(lever, state.most[n]) : upTo(lever, state.most[n], lever.stepped);
    return { ...lever, effort, gain };
  });
  const task = { levers, budget: state.resources.slice(), need: data.need, excludes: data.excludes, needs: data.needs };
  const unpaid = (lever) => state.limited && lever.uses.some((each, r) => each > 0 && state.resources[r] === 0);
  let best = levers.map((lever) => (unpaid(lever) ? lever.effort[0] : lever.effort[highestAt(lever.gain)]));
  if (data.excludes.length || data.needs.length) best = together(task, best);
  if (!state.limited) task.budget = task.budget.map((_, r) => usedOf(task, r, (_lever, n) => best[n]));
  task.wholeBudget = task.budget;
  return { task, best, free: { ...task, levers: levers.map((lever) => ({ ...lever, cost: 0 })) }, solved: new Map() };
}

// The table that the program would make of a smooth curve that ends earlier: planner/response/efforts.py.
function drawnAnew(lever, most) {
  const least = lever.effort[0], now = lever.now;
  if (most >= last(lever.effort)) return lever;
  if (most <= least) return { effort: [least], gain: [lever.gain[0]] };
  const effort = Array.from({ length: POINTS }, (_, k) => least + (most - least) * (k / (POINTS - 1)) ** DENSER);
  if (least < now && now < most) {
    let nearest = 1;
    for (let k = 2; k < POINTS - 1; k++) if (Math.abs(effort[k] - now) < Math.abs(effort[nearest] - now)) nearest = k;
    effort[nearest] = now;
  }
  return { effort, gain: effort.map((at) => smoothAt(lever.effort, lever.gain, at)) };
}

function highestAt(row) {
  let found = 0;
  for (let k = 1; k < row.length; k++) if (row[k] > row[found]) found = k;
  return found;
}

// The efforts that bring most where some levers exclude or need each other, each no further than that.
function together(task, best) {
  const levers = task.levers.map((lever) => ({ ...lever, cost: 0 }));
  const budget = task.budget.map((_, r) => usedOf(task, r, (lever) => last(lever.effort)) + 1);
  const found = solve({ ...task, levers, budget }, STRICT);
  return found.failed ? best : best.map((most, n) => Math.min(most, found.effort[n]));
}

// [sessions] of the goal's branch on average.
function meanOf(data, levers, effort) {
  return levers.reduce((sum, lever, n) => sum + lever.inside * valueAt(lever.effort, lever.gain, effort[n]), data.base);
}

// The best effort with every resource scaled alike, whatever a session is worth; null where that leaves nothing to choose.
function atScale(asked, scale) {
  if (!asked.solved.has(scale)) {
    const found = solve({ ...asked.free, budget: asked.task.budget.map((most) => most * scale) }, LOOSE);
    asked.solved.set(scale, found.failed ? null : found.effort);
  }
  return asked.solved.get(scale);
}

// The smallest scale at which the mean reaches the target; null where none does.
function leastScale(data, asked, state) {
  const reached = (scale) => {
    const effort = atScale(asked, scale);
    return effort ? meanOf(data, asked.task.levers, effort) : -Infinity;
  };
  const ratios = asked.task.budget.map((most, r) => usedOf(asked.task, r, (_, n) => asked.best[n]) / most);
  const scales = ratios.filter((ratio, r) => ratio > 0 && asked.task.budget[r] > 0);
  const looks = looksUpTo(state.limited ? SCALES : PARTS, Math.max(scales.length ? Math.max(...scales) : 1, 1));
  const found = looks.findIndex((scale) => reached(scale) >= state.target);
  if (found <= 0) return found < 0 ? null : looks[0];
  let [low, high] = [looks[found - 1], looks[found]], below = reached(low), above = reached(high);
  for (let look = 0; look < MOST_LOOKS && high - low > CLOSE_SCALE * high; look++) {
    const secant = (state.target - below) / Math.max(above - below, 1e-12);
    const middle = low + (Number.isFinite(below) ? Math.min(Math.max(secant, 0.1), 0.9) : 0.5) * (high - low);
    const value = reached(middle);
    if (value >= state.target) [high, above] = [middle, value];
    else [low, below] = [middle, value];
  }
  return high;
}

function looksUpTo(points, largest) {
  const looks = [0, ...points.filter((point) => point < largest)];
  for (let scale = last(points) * GROWTH; scale < largest; scale *= GROWTH) looks.push(scale);
  return [...looks, largest];
}

// What the limits on screen lead to: {effort, mean, scale, toTarget, unassigned, used, left, budget}, or {failed, index}.
function planned(data, asked, state) {
  const { task } = asked, scale = leastScale(data, asked, state);
  let budget = task.budget;
  if (!state.limited && scale !== null) {
    budget = budget.map((most, r) => Math.max(most * scale, Math.min(usedOf(task, r, (lever) => lever.now), most)));
  }
  const found = solve({ ...task, budget }, STRICT);
  if (found.failed) return found;
  const chosen = data.risk === "expected" ? found.effort : chosenByRisk(data, state, task, budget, found.effort);
  const effort = withoutTrifles(data, task, onSteps(task, chosen, budget));
  const toTarget = scale === null ? asked.best : atScale(asked, scale);
  const used = budget.map((_, r) => usedOf(task, r, (_lever, n) => effort[n]));
  return {
    effort,
    mean: meanOf(data, task.levers, effort),
    gains: task.levers.map((lever, n) => valueAt(lever.effort, lever.gain, effort[n])),
    scale,
    toTarget,
    unassigned: scale === null ? Math.max(state.target - Math.round(meanOf(data, task.levers, asked.best)), 0) : 0,
    budget,
    used,
    left: budget.map((most, r) => Math.max(most - used[r], 0)),
  };
}

// Levers of very many steps on one of them: rounded down, then up by one where what is left allows it, best first.
function onSteps(task, wanted, budget) {
  const paired = new Set([...task.excludes, ...task.needs].flat());
  const fine = task.levers.map((lever, n) => lever.step > 0 && !lever.stepped && !(paired.has(n) && wanted[n] <= 0));
  if (!fine.some(Boolean)) return wanted;
  const worth = ({ effort, gain, weight, cost }, at) => weight * valueAt(effort, gain, at) - cost * at;
  const whole = task.levers.map((lever, n) =>
    fine[n] ? Math.max(Math.floor(wanted[n] / lever.step + 1e-9) * lever.step, lever.effort[0]) : wanted[n]);
  const more = task.levers.map((lever, n) => (fine[n] ? worth(lever, whole[n] + lever.step) - worth(lever, whole[n]) : 0));
  for (const n of more.map((_, k) => k).sort((a, b) => more[b] - more[a])) {
    const lever = task.levers[n], there = whole[n] + lever.step;
    const fits = budget.every((most, r) => usedOf(task, r, (_, k) => (k === n ? there : whole[k])) <= most * (1 + FITS));
    if (fine[n] && more[n] > 0 && there <= last(lever.effort) * (1 + FITS) && fits) whole[n] = there;
  }
  return whole;
}

// Without raises that bring next to nothing: what they use is left instead.
function withoutTrifles(data, task, effort) {
  const needed = new Set(task.needs.map(([, other]) => other));
  const little = Math.min(NOTHING, (GIVEN_UP * Math.max(data.base, 0)) / Math.max(effort.length, 1));
  return effort.map((at, n) => {
    const { effort: points, gain, share, now } = task.levers[n], lower = Math.max(now, points[0]);
    const idle = at > lower && valueAt(points, gain, at) < little && share.every((part) => part === 0) && !needed.has(n);
    return idle ? lower : at;
  });
}

// [sessions/resource] what a little more of each resource brings, per unit; 0 where it is not used up, or has no limit.
function nextUnits(data, asked, state, plan) {
  if (!state.limited) return plan.budget.map(() => 0);
  const mean = (budget) => {
    const found = solve({ ...asked.task, budget }, LOOSE);
    return found.failed ? null : meanOf(data, asked.task.levers, found.effort);
  };
  const first = mean(plan.budget);
  return plan.budget.map((most, r) => {
    if (plan.left[r] > SPARE * most) return 0;
    const little = most > 0 ? LITTLE * most : 1;
    const more = mean(plan.budget.map((each, k) => each + (k === r ? little : 0)));
    return more === null || first === null ? 0 : Math.max(more - first, 0) / little;
  });
}
