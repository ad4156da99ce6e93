// Levers that exclude or need each other, as planner/allocation/{pairs,rules}.py: what follows from the use of one.

const SMALLEST = 0.01; // of the most effort of a lever that others need: less does not count as using it
const NO_EFFORT = 1e-9; // of the most
const ABOUT = 1 - 1e-9;
const USED = 1, UNUSED = -1;

// What the pairs of a task ask for; null without any.
function rulesOf(task) {
  if (!task.excludes.length && !task.needs.length) return null;
  const levers = task.levers.map((lever, n) => {
    const reach = withinReach(task, lever), nothing = NO_EFFORT * reach;
    const needed = task.needs.some(([, other]) => other === n);
    const first = lever.effort.find((effort) => effort > nothing) ?? Infinity;
    const smallest = lever.stepped || lever.effort[0] > nothing || first === Infinity ? first : SMALLEST * reach;
    return { nothing, needed, smallest: needed ? smallest : 0 };
  });
  return { levers, excludes: task.excludes, needs: task.needs };
}

// What a lever's resources pay for at the task's own budgets, of which `budget` may be a part.
function withinReach(task, { effort, uses }) {
  const most = last(effort), budget = task.wholeBudget ?? task.budget;
  const paid = Math.min(...uses.map((each, r) => (each > 0 ? budget[r] / each : Infinity)), most);
  return paid > 0 ? paid : most;
}

// Whether efforts keep the pairs; if not, the levers of the first rule that is broken.
function brokenBy(rules, effort) {
  const some = (n) => effort[n] > rules.levers[n].nothing, enough = (n) => effort[n] >= rules.levers[n].smallest * ABOUT;
  const token = rules.levers.findIndex((lever, n) => lever.needed && some(n) && !enough(n));
  if (token >= 0) return [token];
  return rules.excludes.find(([one, other]) => some(one) && some(other))
    ?? rules.needs.find(([one, other]) => some(one) && !enough(other)) ?? null;
}

// Whether a lever may go to an effort while the others stay.
function allowedMove(rules, effort, n, there) {
  const { nothing, smallest, needed } = rules.levers[n];
  const some = (k) => effort[k] > rules.levers[k].nothing;
  if (there > nothing) {
    if (needed && there < smallest * ABOUT) return false;
    if (rules.excludes.some(([a, b]) => (a === n && some(b)) || (b === n && some(a)))) return false;
    return rules.needs.every(([a, b]) => a !== n || effort[b] >= rules.levers[b].smallest * ABOUT);
  }
  return !rules.needs.some(([a, b]) => b === n && some(a));
}

// Which levers are used and which are not once one is, with all that follows; null where that contradicts itself.
function decided(rules, use, lever, way) {
  const found = Int8Array.from(use), todo = [[lever, way]];
  while (todo.length) {
    const [n, as] = todo.pop();
    if (found[n] === as) continue;
    if (found[n]) return null;
    found[n] = as;
    if (as === USED) {
      for (const [a, b] of rules.needs) if (a === n) todo.push([b, USED]);
      for (const [a, b] of rules.excludes) if (a === n || b === n) todo.push([a === n ? b : a, UNUSED]);
    } else for (const [a, b] of rules.needs) if (b === n) todo.push([a, UNUSED]);
  }
  return found;
}

// The stretches that are left once it is decided who is used; null where least efforts forbid it.
function keptTo(rules, pieces, use) {
  const found = pieces.slice();
  for (const [n, { nothing, smallest, needed }] of rules.levers.entries()) {
    const { effort, gain } = found[n];
    if (use[n] === UNUSED) {
      if (effort[0] > nothing) return null;
      if (effort.length > 1) found[n] = piece(effort.slice(0, 1), gain.slice(0, 1));
    } else if (needed && effort[0] < smallest * ABOUT) {
      if (last(effort) < smallest * ABOUT) {
        if (use[n] === USED || effort[0] > nothing) return null;
        found[n] = piece(effort.slice(0, 1), gain.slice(0, 1));
        continue;
      }
      const beyond = effort.findIndex((each) => each > smallest);
      const tail = beyond < 0 ? [] : effort.slice(beyond), rises = beyond < 0 ? [] : gain.slice(beyond);
      const low = [smallest, ...tail], there = [valueAt(effort, gain, smallest), ...rises];
      if (use[n] === USED) found[n] = piece(low, there);
      else if (effort[1] < smallest * ABOUT) found[n] = piece([effort[0], ...low], [gain[0], ...there]);
    }
  }
  return found;
}

// What stretches alone decide: a lever kept to no effort is not used, one with a least effort is.
function followed(rules, pieces, use) {
  let found = use;
  for (const [n, { nothing, smallest }] of rules.levers.entries()) {
    const { effort } = pieces[n];
    const way = last(effort) <= Math.max(nothing, smallest * ABOUT * 0.999999) ? UNUSED : effort[0] > nothing ? USED : 0;
    if (way && found[n] !== way) found = decided(rules, found, n, way);
    if (!found) return null;
  }
  return found;
}

// A use of all levers that keeps the pairs and is near to efforts that break them: those worth most first.
function nearestUse(rules, use, effort, worth) {
  let found = use;
  const order = effort.map((_, n) => n).sort((a, b) => worth[b] - worth[a] || a - b);
  for (const n of order) {
    if (!found[n] && effort[n] > rules.levers[n].nothing) found = decided(rules, found, n, USED) ?? found;
  }
  for (const n of order) if (!found[n]) found = decided(rules, found, n, UNUSED) ?? found;
  return found;
}
