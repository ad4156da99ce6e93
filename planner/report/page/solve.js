// The allocation, as planner/allocation: hulls, linear relaxation, branch and bound. Task: {levers: [{effort, gain, stepped,
// weight, cost, uses, share}], budget, need, excludes, needs}; tables are plain arrays.

const FITS = 1e-9; // of a budget
const KEEPS = 5e-10; // of a budget or minimum: steps that fill it exactly must not fail on rounding
const FEWEST = 24; // subproblems that are looked at however long it takes: a busy machine must not show
const BETTER = 1e-12; // of the largest gain: smaller improvements are rounding

// The best effort for every lever: {effort, value, bound}; or {failed: "resource" | "minimum" | "pairs", index} where the limits
// leave nothing to choose. Search ends at the tolerance, after so many nodes, or after so many milliseconds.
function solve(task, { tolerance = 1e-6, nodes = 2000, time = 15 } = {}) {
  const over = task.budget.findIndex((most, r) => usedOf(task, r, (lever) => lever.effort[0]) > most * (1 + FITS));
  if (over >= 0) return { failed: "resource", index: over };
  const rules = rulesOf(task), free = task.levers.map(({ effort, gain }) => piece(effort, gain));
  let use = new Int8Array(task.levers.length);
  if (rules) use = followed(rules, free, use);
  const pieces = rules && use ? keptTo(rules, free, use) : free;
  if (!use || !pieces) return { failed: "pairs", index: 0 };
  const full = { ...task, needSize: task.need.map((need, b) => sizeOfNeed(task, need, b)) };
  const found = search(full, rules, { pieces, use }, { tolerance, nodes, until: performance.now() + time });
  if (found.choice) return { effort: found.choice.effort, value: found.choice.value, bound: found.bound };
  return { failed: "minimum", index: full.need.length ? found.missing : 0 };
}

function usedOf(task, r, effort) {
  return task.levers.reduce((sum, lever, n) => sum + lever.uses[r] * effort(lever, n), 0);
}

function sizeOfNeed(task, need, b) {
  const largest = Math.max(0, ...task.levers.map(({ share, gain }) => share[b] * Math.max(...gain.map(Math.abs))));
  return Math.max(Math.abs(need), 1e-6 * largest) || 1;
}

// Subproblems with the highest bound first, each cut in two where its relaxation is not allowed as it stands.
function search(task, rules, start, { tolerance, nodes, until }) {
  const best = { choice: null, missing: 0, short: Infinity };
  const first = task.levers.reduce((sum, lever) => sum + lever.weight * lever.gain[0] - lever.cost * lever.effort[0], 0);
  const waiting = [], root = relaxed(task, start);
  const enough = tolerance * Math.abs(root.bound - first) + 1e-13 * (Math.abs(root.bound) + Math.abs(first));
  const value = () => (best.choice ? best.choice.value : -Infinity);
  let closed = -Infinity, node = root, looked = 1;
  for (;;) {
    if (node.feasible && node.bound > value()) {
      const parts = looksInto(task, rules, node, best, node === root);
      if (!parts.length) closed = Math.max(closed, node.bound);
      for (const part of parts) waiting.push({ bound: node.bound, part });
    }
    const next = highest(waiting);
    if (next < 0 || looked >= nodes || waiting[next].bound - value() <= enough) break;
    if (looked > FEWEST && performance.now() > until) break;
    node = relaxed(task, waiting.splice(next, 1)[0].part);
    looked += 1;
  }
  const open = highest(waiting);
  return { choice: best.choice, bound: Math.max(closed, value(), open < 0 ? -Infinity : waiting[open].bound), missing: best.missing };
}

function highest(waiting) {
  let found = -1;
  for (let k = 0; k < waiting.length; k++) if (found < 0 || waiting[k].bound > waiting[found].bound) found = k;
  return found;
}

// Tries the choice that a relaxation shows; returns the subproblems that cover it, none where it is allowed as it stands.
function looksInto(task, rules, node, best, isRoot) {
  const broken = rules && brokenBy(rules, node.effort);
  if (broken) return partsOfPair(task, rules, node, broken, best);
  consider(best, settled(task, rules, node.effort));
  const off = node.effort.map((_, n) => blur(task, node, n));
  const size = node.gain.reduce((sum, gain, n) => sum + Math.abs(gain) * task.levers[n].weight, 0);
  const lever = off.indexOf(Math.max(...off));
  if (!off.length || off[lever] <= 1e-13 * size) return [];
  const reachable = isRoot && cutToReach(task, node, off);
  if (reachable) return [{ ...node, pieces: reachable }];
  return halves(node.pieces[lever], node.effort[lever], task.levers[lever].stepped)
    .map((half) => withPiece(rules, node, lever, half)).filter(Boolean);
}

function consider(best, choice) {
  if (choice.shortage > 0) {
    if (choice.shortage < best.short) [best.short, best.missing] = [choice.shortage, choice.missing];
  } else if (!best.choice || choice.value > best.choice.value) best.choice = choice;
}

function withPiece(rules, node, lever, half) {
  const pieces = node.pieces.slice();
  pieces[lever] = half;
  if (!rules) return { pieces, use: node.use };
  const use = followed(rules, pieces, node.use), kept = use && keptTo(rules, pieces, use);
  return kept ? { pieces: kept, use } : null;
}

// With one of the levers that break a rule, and without it; and a try at what is near.
function partsOfPair(task, rules, node, broken, best) {
  const worth = node.effort.map((effort, n) => task.levers[n].weight * node.gain[n] - task.levers[n].cost * effort);
  const near = nearestUse(rules, node.use, node.effort, worth), kept = near && keptTo(rules, node.pieces, near);
  if (kept) {
    const mix = relaxed(task, { pieces: kept, use: near });
    if (mix.feasible && mix.bound > (best.choice ? best.choice.value : -Infinity)) {
      consider(best, settled(task, rules, mix.effort));
    }
  }
  const lever = broken.find((n) => !node.use[n]) ?? broken[0];
  return [UNUSED, USED].flatMap((way) => {
    const use = decided(rules, node.use, lever, way), pieces = use && keptTo(rules, node.pieces, use);
    return pieces ? [{ pieces, use }] : [];
  });
}

// The best choice of a subproblem if every table were its hull: {pieces, use, effort, gain, worth, bound, feasible}.
function relaxed(task, { pieces, use }) {
  const { levers, budget, need } = task, resources = budget.length;
  const count = pieces.reduce((sum, part) => sum + part.lengths.length, 0);
  const profit = new Float64Array(count), take = [...budget, ...need].map(() => new Float64Array(count));
  const effort = pieces.map((part) => part.effort[0]), gain = pieces.map((part) => part.gain[0]);
  const spare = budget.map((most, r) => most - usedOf(task, r, (_, n) => effort[n]));
  if (spare.some((left, r) => left < -FITS * budget[r])) return { feasible: false, bound: -Infinity };
  for (let n = 0, j = 0; n < pieces.length; n++) {
    const { weight, cost, uses, share } = levers[n], { lengths, rises } = pieces[n];
    for (let k = 0; k < lengths.length; k++, j++) {
      profit[j] = weight * rises[k] - cost * lengths[k];
      for (let r = 0; r < resources; r++) take[r][j] = uses[r] * lengths[k];
      for (let b = 0; b < need.length; b++) take[resources + b][j] = -share[b] * rises[k];
    }
  }
  const limit = [...spare.map((left) => Math.max(left, 0)), ...need.map((least, b) => broughtOf(task, gain, b) - least)];
  const start = levers.reduce((sum, lever, n) => sum + lever.weight * gain[n] - lever.cost * effort[n], 0);
  const mix = bestMix(profit, take, limit);
  for (let n = 0, j = 0; n < pieces.length; n++) {
    const { lengths, rises } = pieces[n];
    for (let k = 0; k < lengths.length; k++, j++) {
      effort[n] += lengths[k] * mix.amount[j];
      gain[n] += rises[k] * mix.amount[j];
    }
  }
  const worth = levers.map((lever) => need.reduce((sum, _, b) => sum + mix.prices[resources + b] * lever.share[b], lever.weight));
  return { pieces, use, effort, gain, worth, bound: start + mix.bound, feasible: mix.feasible };
}

// How far a lever's part of a relaxed solution is from being allowed [sessions].
function blur(task, node, n) {
  const { effort, gain, stepped } = task.levers[n], at = node.effort[n];
  const over = node.worth[n] * (node.gain[n] - valueAt(effort, gain, at));
  if (!stepped) return Math.max(over, 0);
  const hair = ON_POINT * lengthOf(effort), low = pointBelow(effort, at + hair), high = Math.min(low + 1, effort.length - 1);
  const width = effort[high] - effort[low], away = at - effort[low];
  if (away <= hair || width <= 0) return Math.max(over, 0);
  return Math.max(over, ((node.worth[n] * Math.min(away, width - away)) / width) * Math.abs(gain[high] - gain[low]), 0);
}

// Tables cut at what the budgets allow if all the other levers get their least; null where that cuts nothing.
function cutToReach(task, node, off) {
  const spare = task.budget.map((most, r) => Math.max(most - usedOf(task, r, (lever) => lever.effort[0]), 0));
  let cut = false;
  const pieces = task.levers.map(({ effort, uses, stepped }, n) => {
    const reach = effort[0] + Math.min(...uses.map((each, r) => (each > 0 ? spare[r] / each : Infinity)));
    if (!(reach < last(node.pieces[n].effort)) || !(off[n] > 0 || stepped)) return node.pieces[n];
    const shorter = upTo(node.pieces[n], reach, stepped);
    cut = cut || shorter.effort.length < node.pieces[n].effort.length || last(shorter.effort) < last(node.pieces[n].effort);
    return shorter;
  });
  return cut ? pieces : null;
}

// A relaxed solution brought into the tables and the budgets, then improved lever by lever while that helps.
function settled(task, rules, wanted) {
  const { levers } = task;
  const first = levers.map((lever, n) => {
    const least = lever.effort[0], smallest = rules ? rules.levers[n].smallest : 0;
    return smallest > 0 && wanted[n] >= smallest * ABOUT ? Math.max(least, smallest) : least;
  });
  const effort = within(task, wanted, first);
  if (rules) rules.levers.forEach(({ nothing }, n) => { if (effort[n] <= nothing) effort[n] = first[n]; });
  const gain = levers.map((lever, n) => valueAt(lever.effort, lever.gain, effort[n]));
  for (let turn = 0; turn < 50 + 4 * levers.length; turn++) {
    const move = bestMove(task, rules, effort, gain);
    if (!move) break;
    effort[move.lever] = move.there;
    gain[move.lever] = valueAt(levers[move.lever].effort, levers[move.lever].gain, move.there);
  }
  const missing = task.need.map((least, b) => missingPart(task, b, least - broughtOf(task, gain, b)));
  return {
    effort,
    value: levers.reduce((sum, lever, n) => sum + lever.weight * gain[n] - lever.cost * effort[n], 0),
    shortage: missing.reduce((sum, part) => sum + part, 0),
    missing: missing.indexOf(Math.max(...missing, 0)),
  };
}

function broughtOf(task, gain, b) {
  return task.levers.reduce((sum, lever, n) => sum + lever.share[b] * gain[n], 0);
}

function missingPart(task, b, missing) {
  const part = missing / task.needSize[b];
  return part > KEEPS ? part : 0;
}

// Steps rounded down; the rest scaled down towards the first efforts where that is needed.
function within(task, wanted, first) {
  const { levers, budget } = task;
  let fixed = levers.map((lever, n) => (lever.stepped ? snappedDown(lever.effort, wanted[n]) : first[n]));
  const uses = (efforts) => budget.map((_, r) => usedOf(task, r, (_lever, n) => efforts[n]));
  if (uses(fixed).some((used, r) => used > budget[r] * (1 + KEEPS))) fixed = first.slice();
  const extra = levers.map((lever, n) => (lever.stepped ? 0 : Math.max(wanted[n] - first[n], 0)));
  const used = uses(fixed);
  const scale = Math.min(1, ...uses(extra).map((more, r) => {
    const there = Math.max(budget[r] - used[r], 0);
    return more > there ? there / more : 1;
  }));
  return fixed.map((effort, n) => effort + scale * extra[n]);
}

// The one change of one lever that lessens the shortage most, or where there is none adds most value.
function bestMove(task, rules, effort, gain) {
  const { levers, budget, need } = task;
  const left = budget.map((most, r) => most - usedOf(task, r, (_, n) => effort[n]));
  const lack = need.map((least, b) => least - broughtOf(task, gain, b));
  const short = shortageOf(task, lack, null, 0);
  let size = 0, better = null, closer = null;
  for (let n = 0; n < levers.length; n++) {
    const { effort: points, gain: row, weight, cost, stepped, uses } = levers[n];
    const worth = weight * gain[n] - cost * effort[n];
    size = Math.max(size, Math.abs(worth));
    let reach = Infinity;
    for (let r = 0; r < budget.length; r++) {
      if (uses[r] > 0) reach = Math.min(reach, Math.max(left[r] + (stepped ? KEEPS * budget[r] : 0), 0) / uses[r]);
    }
    reach += effort[n];
    const most = Math.min(reach, last(points)), count = stepped ? points.length : points.length + 1;
    for (let k = 0; k < count; k++) {
      const end = k === points.length, there = end ? most : points[k];
      if (there > reach && !end) {
        k = points.length - 1;
        continue;
      }
      const brings = end ? valueAt(points, row, most) : row[k];
      const more = weight * brings - cost * there - worth;
      const lessens = short > 0 || need.length ? short - shortageOf(task, lack, levers[n].share, brings - gain[n]) : 0;
      const closest = lessens > BETTER && (!closer || lessens > closer.lessens);
      const best = lessens >= 0 && (!better || more > better.more);
      if (!(closest || best) || there === effort[n] || (rules && !allowedMove(rules, effort, n, there))) continue;
      if (closest) closer = { lever: n, there, lessens };
      if (best) better = { lever: n, there, more };
    }
  }
  return closer ?? (better && better.more > BETTER * size ? better : null);
}

// The sum of what is missing of the minimums if one lever brings more. lack: what is missing so far [sessions].
function shortageOf(task, lack, share, more) {
  let sum = 0;
  for (let b = 0; b < lack.length; b++) sum += missingPart(task, b, lack[b] - (share ? share[b] * more : 0));
  return sum;
}
