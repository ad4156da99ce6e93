// The section on the page: sliders in, answer out. Everything that is written is text; names never become markup.

// Puts the section to work.
function startWhatIf() {
  const holder = document.getElementById("whatif-data"), section = document.querySelector(".whatif");
  if (!holder || !section) return;
  const data = decoded(JSON.parse(holder.textContent)), { texts } = data;
  let state = stateOf(data), known = null, waiting = false, pause = 0;
  const at = (name) => section.querySelector(`[data-whatif="${name}"]`);
  const every = (name) => Array.from(section.querySelectorAll(`[data-whatif="${name}"]`));

  const write = (element, text, value) => {
    if (!element) return;
    element.textContent = text;
    if (value !== undefined) element.setAttribute("value", String(value));
  };

  // A slider with the number box beside it: both show the value, either sets it.
  const controls = every("control").map((box) => {
    const { of, index } = box.dataset, range = box.querySelector("input[type=range]"), number = box.querySelector("input[type=number]");
    const n = Number(index), [least, most] = [Number(box.dataset.least), Number(box.dataset.most)];
    const get = () => (of === "target" ? state.target : state[of][n]);
    const set = (value) => {
      if (!Number.isFinite(value)) return;
      const held = Math.max(value, least), kept = of === "most" ? Math.min(held, most) : held;
      if (of === "target") state = { ...state, target: Math.max(Math.round(kept), 1) };
      else state = { ...state, limited: state.limited || of === "resources", [of]: state[of].map((each, k) => (k === n ? kept : each)) };
      soon();
    };
    range.addEventListener("input", () => set(Number(range.value)));
    number.addEventListener("input", () => { if (number.value !== "") set(Number(number.value)); });
    number.addEventListener("change", () => { number.value = shownNumber(get()); });
    return { get, range, number, of, n };
  });
  const boxes = every("keep");
  boxes.forEach((box) => box.addEventListener("change", () => {
    const n = Number(box.dataset.index);
    state = { ...state, keep: state.keep.map((each, k) => (k === n ? box.checked : each)) };
    soon();
  }));
  at("reset").addEventListener("click", () => {
    state = stateOf(data);
    soon();
  });

  function soon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      show();
    });
  }

  function show() {
    for (const { get, range, number, of, n } of controls) {
      const value = get();
      if (Number(range.value) !== value) range.value = String(value);
      if (document.activeElement !== number) number.value = shownNumber(value); // nobody's typing is disturbed
      range.disabled = number.disabled = of === "most" && state.keep[n];
    }
    for (const box of boxes) box.checked = state.keep[Number(box.dataset.index)];
    const found = answered(data, state, known), count = changesOf(data, state);
    known = found;
    section.classList.toggle("whatif-failed", Boolean(found.plan.failed));
    section.classList.toggle("whatif-changed", count > 0);
    write(at("changes"), filled(count ? texts[count === 1 ? "one changed" : "changed"] : texts.same, { count }));
    at("reset").disabled = !count;
    if (found.plan.failed) told(filled(texts[`failed ${found.plan.failed}`], { resource: data.resources[found.plan.index]?.name ?? "" }));
    else answer(found);
    const text = at("goal-file");
    if (text) text.value = goalFile(data, state);
    clearTimeout(pause);
    pause = setTimeout(() => afterwards(found), 250);
  }

  function answer(found) {
    const { plan, low, high, chance, tree } = found, { levers } = found.asked.task;
    write(at("mean"), sessionsText(plan.mean), plan.mean);
    write(at("low"), sessionsText(low), low);
    write(at("high"), sessionsText(high), high);
    write(at("chance"), percentText(texts, chance), chance);
    const summary = filled(texts.summary, {
      count: filled(texts.count, { figure: sessionsText(plan.mean) }), low: sessionsText(low), high: sessionsText(high),
      target: grouped(state.target, 0), chance: percentText(texts, chance),
    });
    const another = taking(plan, levers);
    told(another ? filled(texts.then, { sentence: summary, another }) : summary);
    bar(plan.mean, low, high);
    every("effort").forEach((cell, n) => write(cell, amountText(plan.effort[n]), plan.effort[n]));
    every("brings").forEach((cell, n) => write(cell, sessionsText(plan.gains[n]), plan.gains[n]));
    every("used").forEach((cell, r) => {
      const used = amountText(plan.used[r]), amount = amountText(state.resources[r]);
      write(cell, filled(state.limited ? texts.used : texts.unlimited, { used, amount }), plan.used[r]);
    });
    if (!tree) return;
    every("branch-target").forEach((cell, n) => write(cell, grouped(tree.target[n], 0), tree.target[n]));
    every("branch-expected").forEach((cell, n) => write(cell, sessionsText(tree.expected[n]), tree.expected[n]));
    write(at("unassigned"), grouped(plan.unassigned, 0), plan.unassigned);
    at("unassigned-row").hidden = !plan.unassigned;
  }

  // What it takes to reach the target on average.
  function taking(plan, levers) {
    if (!data.resources.length) return "";
    if (plan.scale === null) {
      const most = sessionsText(meanOf(data, levers, plan.toTarget));
      return state.limited ? filled(texts.beyond, { most }) : texts.most;
    }
    if (!state.limited) return texts.takes;
    if (plan.scale > 1) return filled(texts.short, { times: grouped(plan.scale, plan.scale < 2 ? 2 : 1) });
    return filled(texts.enough, { part: filled(texts.percent, { figure: Math.round(plan.scale * 100) }) });
  }

  function told(text) {
    write(at("summary"), text);
  }

  function bar(mean, low, high) {
    const end = Math.max(high, state.target, data.mean) * 1.05, width = 600, place = (value) => (width * Math.max(value, 0)) / end;
    const put = (name, from, to) => {
      at(name).setAttribute("x", place(from).toFixed(1));
      at(name).setAttribute("width", Math.max(place(to) - place(from), 2).toFixed(1));
    };
    put("bar-mean", 0, mean);
    put("bar-range", low, high);
    put("bar-target", state.target, state.target);
    put("bar-plan", data.mean, data.mean);
  }

  // What can wait until the hand rests: the next unit of each resource, and what a screen reader says.
  function afterwards(found) {
    write(at("spoken"), at("summary").textContent);
    if (found.plan.failed) return;
    const brings = nextUnits(data, found.asked, state, found.plan);
    every("next").forEach((cell, r) => {
      const each = brings[r];
      write(cell, each > 0 ? filled(texts.next, { count: filled(texts.count, { figure: grouped(rounded(each), each >= 10 ? 0 : 3) }) }) : "", each);
    });
  }

  at("copy")?.addEventListener("click", async () => {
    const text = at("goal-file");
    try {
      await navigator.clipboard.writeText(text.value);
      write(at("copied"), texts.copied);
    } catch { // not every browser allows it to a file
      text.focus();
      text.select();
      write(at("copied"), texts.select);
    }
  });
  show();
}
