"use strict";
/* A served page asks every second whether there is another one, and loads it; what the reader has opened or chosen stays. */
(() => {
  const live = document.getElementById("live");
  const parts = () => [...document.querySelectorAll("details")];
  const root = document.documentElement;

  /* What is set in "what if"; only a page of the same plan takes it back. */
  const question = () => document.getElementById("whatif-data")?.textContent;
  const boxes = () => [...document.querySelectorAll("#whatif input:not([type=range])")];
  const valueOf = (box) => (box.type === "checkbox" ? box.checked : box.value);
  const set = (box, value) => {
    if (valueOf(box) === value) return;
    box[box.type === "checkbox" ? "checked" : "value"] = value;
    for (const name of ["input", "change"]) box.dispatchEvent(new Event(name));
  };
  const asked = () => (document.querySelector(".whatif-changed") ? { question: question(), values: boxes().map(valueOf) } : null);

  const keep = () => sessionStorage.setItem("planner", JSON.stringify({ theme: root.dataset.theme, open: parts().map((one) => one.open), asked: asked() }));
  const kept = JSON.parse(sessionStorage.getItem("planner") || "null");
  sessionStorage.removeItem("planner");
  if (kept) {
    if (kept.theme) root.dataset.theme = kept.theme;
    const found = parts();
    if (found.length === kept.open.length) found.forEach((one, n) => { one.open = kept.open[n]; });
    if (kept.asked && kept.asked.question === question()) addEventListener("load", () => boxes().forEach((one, n) => set(one, kept.asked.values[n])));
  }

  const busy = document.getElementById("live-busy");
  const gone = document.getElementById("live-gone");
  const ask = async () => {
    try {
      const answer = await fetch("/state", { cache: "no-store" });
      const state = await answer.json();
      if (state.version !== live.dataset.version) {
        keep();
        location.reload();
        return;
      }
      busy.hidden = !state.busy;
      gone.hidden = true;
    } catch {
      busy.hidden = true;
      gone.hidden = false;
    }
    setTimeout(ask, 1000);
  };
  ask();
})();
