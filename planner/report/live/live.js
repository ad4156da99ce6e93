"use strict";
/* A served page asks every second whether there is another one, and loads it; what the reader has opened or chosen stays. */
(() => {
  const live = document.getElementById("live");
  const parts = () => [...document.querySelectorAll("details")];
  const root = document.documentElement;

  const keep = () => sessionStorage.setItem("planner", JSON.stringify({ theme: root.dataset.theme, open: parts().map((one) => one.open) }));
  const kept = JSON.parse(sessionStorage.getItem("planner") || "null");
  sessionStorage.removeItem("planner");
  if (kept) {
    if (kept.theme) root.dataset.theme = kept.theme;
    const found = parts();
    if (found.length === kept.open.length) found.forEach((one, n) => { one.open = kept.open[n]; });
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
