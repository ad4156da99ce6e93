// Plans that do not aim at the mean, as planner/allocation/{risk,merit,prospect}.py: the surest ones, or the likeliest to reach the
// target. Every other draw is searched, the rest judge.

const RISK_LOOKS = 12;
const RISK_CLOSE = 1e-4; // of the figure: a plan so close to its bound is the best that there is
const RISK_SOLVE = { tolerance: 1e-3, nodes: 10, time: 5 };
const WORST = 0.2; // of the draws
const SOFT = 0.07; // of the 80 % range: how far from the target a draw still says something about the chance of reaching it
const SAME = 1e-6; // of the figure: smaller differences are none
const LEAST_PART = 1e-3; // of its mean: what a lever's gain counts for at least

// The effort that is best by the goal's own figure, of those that a search meets; the expected one where none is surely better.
function chosenByRisk(data, state, task, budget, expected) {
  const merit = data.risk === "cautious" ? worstFifth() : chanceOf(state.target);
  const draws = (effort, first) => outcomeOf(data, state, effort, task.levers).filter((_, k) => k % 2 === first);
  const plans = [expected, ...plansOf(data, state, task, budget, expected, merit, (effort) => draws(effort, 0))];
  const outcomes = plans.map((plan) => draws(plan, 1));
  const parts = outcomes.map(merit.parts), figures = outcomes.map(merit.figure), means = parts.map(meanOfRow);
  let best = 0, most = -Infinity;
  plans.forEach((_, n) => {
    const more = parts[n].map((each, k) => each - parts[0][k]), mean = meanOfRow(more);
    const error = Math.sqrt(meanOfRow(more.map((each) => (each - mean) ** 2)) / more.length);
    const better = means[n] - means[0] > error + SAME * Math.abs(means[0]) && figures[n] > figures[0];
    if (better && means[n] > most) [best, most] = [n, means[n]];
  });
  return plans[best];
}

function plansOf(data, state, task, budget, expected, merit, seen) {
  const plans = [];
  const most = task.levers.map((lever) => lever.effort[highestAt(valuesOf(lever))]);
  const starts = merit.starts(seen(expected), seen(most)), first = merit.figure(seen(expected));
  let best = -Infinity, bound = Infinity;
  for (const weights of starts) {
    for (const { plan, mean } of answersTo(data, state, task, budget, weights, merit, seen, Math.floor(RISK_LOOKS / starts.length))) {
      plans.push(plan);
      best = Math.max(best, merit.figure(seen(plan)), plans.length ? -Infinity : first);
      bound = Math.min(bound, merit.most(mean));
      if (bound < Infinity && bound - best <= RISK_CLOSE * Math.abs(bound)) break;
    }
  }
  return plans;
}

// Weights and plans answer each other: the best plan for the mean of the weights so far, the weights of the mean of the plans so far.
function* answersTo(data, state, task, budget, weights, merit, seen, looks) {
  const exact = !task.need.length && task.levers.every((lever) => lever.cost === 0);
  const usual = Float64Array.from(data.usual).filter((_, k) => k % 2 === 0);
  let mean = task.levers.map((lever) => lever.effort[0]);
  for (let look = 0; look < looks; look++) {
    const asked = weighted(data, state, task, weights), found = solve({ ...asked, budget }, RISK_SOLVE);
    if (found.failed) return;
    const beside = asked.levers.reduce((sum, lever) => sum + Math.min(...lever.gain.map((gain) => (lever.weight - lever.inside) * gain)), 0);
    yield { plan: found.effort, mean: exact ? found.bound - beside + dot(weights, usual) : Infinity };
    const step = 2 / (look + 2);
    mean = mean.map((each, n) => each + step * (found.effort[n] - each));
    const mixed = look ? mixedPlan(task, mean) : null;
    if (mixed) yield { plan: mixed, mean: Infinity };
    const next = merit.weights(seen(mean));
    weights = weights.map((each, k) => each + step * (next[k] - each));
  }
}

// The task whose value is that of weighted draws, while its limits are those of the means.
function weighted(data, state, task, weights) {
  const levers = task.levers.map((lever, n) => {
    const full = data.levers[n], usual = lever.gain;
    if (!(lever.inside > 0)) return lever;
    const scores = full.scores.map((row, p) => full.units[p] * weights.reduce((sum, weight, k) => sum + weight * row[2 * k], 0));
    const gain = state.keep[n] ? usual : usual.map((each, k) =>
      full.shapes.reduce((sum, shape, p) => sum + scores[p] * valueAt(full.effort, shape, lever.effort[k]), each));
    const at = { ...lever, weight: lever.inside };
    if (task.need.length) {
      const part = Math.max(spanOf(usual) > 0 ? spanOf(gain) / spanOf(usual) : 1, LEAST_PART);
      return { ...at, weight: at.weight * part, cost: at.cost * part };
    }
    const end = highestAt(valuesOf(lever)); // beyond it nothing is worth it on average
    return { ...at, gain: gain.map((each, k) => (k > end ? gain[end] + Math.min(usual[k] - usual[end], 0) : each)) };
  });
  return { ...task, levers };
}

function valuesOf({ effort, gain, weight, cost }) {
  return gain.map((each, k) => weight * each - cost * effort[k]);
}

function spanOf(row) {
  return Math.max(...row) - Math.min(...row);
}

// The mean of some plans as a plan, on whole steps; null where it does not keep the minimums or pairs that they kept.
function mixedPlan(task, mean) {
  const plan = task.levers.map((lever, n) => (lever.stepped ? snappedDown(lever.effort, mean[n]) : mean[n]));
  const gain = task.levers.map((lever, n) => valueAt(lever.effort, lever.gain, plan[n])), rules = rulesOf(task);
  const kept = task.need.every((least, b) => least - broughtOf(task, gain, b) <= FITS * sizeOfNeed(task, least, b));
  return kept && !(rules && brokenBy(rules, plan)) ? plan : null;
}

// The mean of the worst fifth (Rockafellar and Uryasev 2000).
function worstFifth() {
  const edge = (outcome) => outcome.slice().sort()[Math.ceil(WORST * outcome.length * (1 - 1e-12)) - 1];
  const parts = (outcome) => {
    const at = edge(outcome);
    return outcome.map((each) => at - Math.max(at - each, 0) / WORST);
  };
  const weights = (outcome) => {
    const at = edge(outcome), each = 1 / (WORST * outcome.length);
    const below = outcome.filter((one) => one < at).length, tied = outcome.filter((one) => one === at).length;
    return outcome.map((one) => (one < at ? each : one === at ? (1 - each * below) / tied : 0));
  };
  return { parts, weights, figure: (outcome) => meanOfRow(parts(outcome)), starts: (outcome) => [weights(outcome)], most: (mean) => mean };
}

// The share of the draws that reach the target; plans are compared by one in which draws near it count in part.
function chanceOf(target) {
  const off = (outcome) => {
    const ordered = outcome.slice().sort();
    const width = Math.max(SOFT * (quantile(ordered, 0.9) - quantile(ordered, 0.1)), 1e-9 * Math.abs(last(ordered)), 1e-300);
    return outcome.map((each) => (each - target) / width);
  };
  const weights = (outcome) => {
    const far = off(outcome).map(Math.abs), least = far.reduce((a, b) => Math.min(a, b), Infinity);
    const bell = far.map((each) => Math.exp(least - each) / (1 + Math.exp(-each)) ** 2), sum = bell.reduce((a, b) => a + b, 0);
    return bell.map((each) => each / sum);
  };
  return {
    weights,
    parts: (outcome) => off(outcome).map((each) => 1 / (1 + Math.exp(-each))),
    figure: (outcome) => outcome.filter((each) => each >= target).length / outcome.length,
    starts: (outcome, most) => [weights(outcome), worstFifth().weights(most.map((each) => -each))],
    most: () => Infinity,
  };
}

function meanOfRow(row) {
  let sum = 0;
  for (let k = 0; k < row.length; k++) sum += row[k];
  return sum / row.length;
}
