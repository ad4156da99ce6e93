// What the draws say of a plan: its range, and how likely it reaches the target.

// [sessions] of the goal's branch in every draw. A lever's gains are their mean and sums of a few patterns.
// levers: those of the question, whose tables may be cut.
function outcomeOf(data, state, effort, levers) {
  const found = Float64Array.from(data.usual);
  data.levers.forEach((lever, n) => {
    if (state.keep[n] || !lever.inside) return;
    const mean = lever.inside * valueAt(levers[n].effort, levers[n].gain, effort[n]);
    for (let k = 0; k < found.length; k++) found[k] += mean;
    lever.shapes.forEach((shape, p) => {
      const part = lever.inside * valueAt(lever.effort, shape, effort[n]) * lever.units[p], scores = lever.scores[p];
      for (let k = 0; k < found.length; k++) found[k] += part * scores[k];
    });
  });
  return found;
}

// {low, high, chance}: the 80 % range and the share of draws at the target or above.
function toldBy(draws, target) {
  let reached = 0;
  for (const each of draws) if (each >= target) reached += 1;
  const ordered = draws.slice().sort();
  return { low: quantile(ordered, 0.1), high: quantile(ordered, 0.9), chance: reached / draws.length };
}

// By linear interpolation (type 7 of Hyndman and Fan), as planner/model/spread.py.
function quantile(ordered, level) {
  const at = level * (ordered.length - 1), below = Math.floor(at), above = Math.min(below + 1, ordered.length - 1);
  return ordered[below] + (ordered[above] - ordered[below]) * (at - below);
}
