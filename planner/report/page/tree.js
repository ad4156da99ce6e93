// The target and the plan on every branch, as planner/planning/targets.py and planner/tree: whole numbers that add up.

// {target, expected}: by branch, in the order of data.tree. `unassigned` of the goal's branch stands in a row of its own.
function treeOf(data, state, plan, levers) {
  const usual = data.leaves;
  const leavesOf = data.tree.map(() => []);
  for (let n = data.tree.length - 1; n >= 0; n--) {
    const { leaves, parent } = data.tree[n];
    leavesOf[n].push(...leaves);
    if (parent >= 0) leavesOf[parent].push(...leavesOf[n]);
  }
  const goal = data.tree.findIndex((node) => node.goal);
  const gains = byLeaf(data, levers, plan.toTarget), brought = byLeaf(data, levers, plan.effort);
  const split = splitTarget(usual, gains, state.target - plan.unassigned, leavesOf[goal], data.bounds);
  const sums = (row) => leavesOf.map((leaves) => leaves.reduce((sum, leaf) => sum + row[leaf], 0));
  const expected = wholeFrom(data.tree, 0, sums(usual.map((each, leaf) => each + brought[leaf])));
  const figures = sums(split);
  figures[goal] = state.target - plan.unassigned;
  const target = wholeFrom(data.tree, goal, figures);
  target[goal] = state.target;
  for (let n = data.tree.length - 1; n >= 0; n--) {
    if (data.tree[n].inside) continue;
    const children = childrenOf(data.tree, n);
    target[n] = children.length ? children.reduce((sum, child) => sum + target[child], 0) : data.tree[n].forecast;
  }
  return { target, expected };
}

// [sessions] by leaf that the levers bring at an effort. levers: those of the question, whose tables may be cut.
function byLeaf(data, levers, effort) {
  const found = new Array(data.leaves.length).fill(0);
  levers.forEach((lever, n) => {
    const gain = valueAt(lever.effort, lever.gain, effort[n]);
    for (const [leaf, share] of lever.leaves) found[leaf] += share * gain;
  });
  return found;
}

// What every leaf has to bring: the gap above the forecast, first what the sub-targets lack, split as the gains fall.
function splitTarget(usual, gained, total, inside, bounds) {
  const gains = gained.map((each) => Math.max(each, 0)), extra = usual.map(() => 0), held = usual.map(() => false);
  for (const [leaves, sessions] of bounds) {
    const lack = Math.max(sessions - leaves.reduce((sum, leaf) => sum + usual[leaf] + extra[leaf], 0), 0);
    const shares = shared(lack, leaves.map((leaf) => gains[leaf]), leaves.map((leaf) => usual[leaf]));
    leaves.forEach((leaf, k) => {
      held[leaf] = true;
      extra[leaf] += shares[k];
    });
  }
  const split = usual.map((each, leaf) => each + extra[leaf]), open = usual.map(() => 0);
  for (const leaf of inside) open[leaf] = 1;
  const rest = total - inside.reduce((sum, leaf) => sum + split[leaf], 0);
  let more;
  if (rest > 0) {
    more = shared(rest, gains.map((each, leaf) => Math.max(each - extra[leaf], 0) * open[leaf]), usual.map((each, leaf) => each * open[leaf]));
  } else {
    const free = usual.map((each, leaf) => (open[leaf] && !held[leaf] ? each : 0));
    const lower = free.reduce((sum, each) => sum + each, 0) > -rest ? free : split.map((each, leaf) => each * open[leaf]);
    more = shared(rest, lower, lower);
  }
  return split.map((each, leaf) => each + more[leaf]);
}

function shared(amount, by, otherwise) {
  for (const weights of [by, otherwise, by.map(() => 1)]) {
    const whole = weights.reduce((sum, each) => sum + each, 0);
    if (whole > 0) return weights.map((each) => (amount * each) / whole);
  }
  return by.map(() => 0);
}

function childrenOf(tree, parent) {
  return tree.flatMap((node, n) => (node.parent === parent ? [n] : []));
}

// A column in whole numbers from one branch down, so that the children of every branch add up to it.
function wholeFrom(tree, top, figures) {
  const whole = tree.map(() => 0), below = tree.map((node, n) => n === top);
  whole[top] = Math.round(figures[top]);
  for (let n = top; n < tree.length; n++) {
    if (!below[n]) continue;
    const children = childrenOf(tree, n);
    if (!children.length) continue;
    const parts = apportioned(whole[n], children.map((child) => figures[child]), children.map((child) => tree[child].name));
    children.forEach((child, k) => {
      below[child] = true;
      whole[child] = parts[k];
    });
  }
  return whole;
}

// Whole numbers near the parts that add up to the total exactly: largest remainders first, ties by name.
function apportioned(total, parts, names) {
  const whole = parts.map(Math.floor), sum = whole.reduce((all, each) => all + each, 0);
  if (total - sum < 0 || total - sum > parts.length) {
    const shift = (total - parts.reduce((all, each) => all + each, 0)) / parts.length;
    return apportioned(total, parts.map((part) => part + shift), names);
  }
  const order = parts.map((_, n) => n);
  order.sort((a, b) => whole[a] - parts[a] - (whole[b] - parts[b]) || (names[a] < names[b] ? -1 : 1));
  for (const n of order.slice(0, total - sum)) whole[n] += 1;
  return whole;
}
