// The question on screen: the facts, the values that are set, the answer to them, and the goal file that they make.

// The facts as the script reckons with them: rows of numbers from base64.
function decoded(raw) {
  const numbers = (text, Kind) => {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return new Kind(bytes.buffer);
  };
  const levers = raw.levers.map((lever) => {
    const falls = numbers(lever.falls, Float32Array);
    return {
      ...lever,
      effort: Array.from(numbers(lever.effort, Float64Array)),
      gain: Array.from(numbers(lever.gain, Float64Array)),
      leaves: Array.from(numbers(lever.at, Uint16Array), (leaf, k) => [leaf, falls[k]]),
      shapes: lever.shapes.map((row) => numbers(row, Float32Array)),
      scores: lever.scores.map((row) => numbers(row, Int16Array)),
    };
  });
  return { ...raw, levers, usual: numbers(raw.usual, Float32Array), leaves: Array.from(numbers(raw.leaves, Float64Array)) };
}

// The goal file's own values.
function stateOf(data) {
  return {
    limited: data.limited,
    resources: data.resources.map((resource) => resource.amount),
    most: data.levers.map((lever) => last(lever.effort)),
    keep: data.levers.map((lever) => lever.kept),
    target: data.target,
  };
}

// The answer to what is on screen, with all that is shown of it. The question is made anew only where its tables change.
function answered(data, state, known) {
  const key = JSON.stringify([state.limited, state.resources, state.most, state.keep]);
  const asked = known && known.key === key ? known.asked : questionOf(data, state);
  const plan = planned(data, asked, state);
  if (plan.failed) return { key, asked, plan };
  const draws = outcomeOf(data, state, plan.effort, asked.task.levers);
  return { key, asked, plan, ...toldBy(draws, state.target), tree: data.tree.length ? treeOf(data, state, plan, asked.task.levers) : null };
}

// The goal file with the values on screen in the places of its own; "" where the page does not hold it.
function goalFile(data, state) {
  const values = new Map(), first = stateOf(data);
  if (state.target !== first.target) values.set("target", plainNumber(state.target));
  if (state.limited) {
    if (!data.limited) values.set("resources", "");
    state.resources.forEach((amount, r) => {
      if (!data.limited || amount !== first.resources[r]) values.set(`resource/${r}`, plainNumber(amount));
    });
  }
  data.levers.forEach((_, n) => {
    if (state.keep[n] !== first.keep[n]) values.set(`keep/${n}`, String(state.keep[n]));
    if (!state.keep[n] && state.most[n] !== first.most[n]) values.set(`max/${n}`, plainNumber(state.most[n]));
  });
  if ([...values.keys()].some((key) => /^(max|keep)/.test(key))) values.set("levers", "");
  return data.file.map((piece) => {
    if (typeof piece === "string") return piece;
    return values.has(piece.key) ? piece.before + values.get(piece.key) + piece.after : piece.was;
  }).join("");
}

// How many values are not the goal file's own.
function changesOf(data, state) {
  const first = stateOf(data);
  const differ = (key) => state[key].filter((value, n) => value !== first[key][n]).length;
  const resources = state.limited === data.limited ? differ("resources") : state.resources.length;
  return (state.target === first.target ? 0 : 1) + resources + differ("most") + differ("keep");
}
