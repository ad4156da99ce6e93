"use strict";
/* The page is whole without this: it adds a switch for light and dark, keys for the tree, and words under the pointer. */
(() => {
  const root = document.documentElement;
  const every = (selector, from = document) => [...from.querySelectorAll(selector)];

  const theme = document.getElementById("theme");
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const pressed = () => theme.setAttribute("aria-pressed", String(dark()));
  theme.hidden = false;
  pressed();
  theme.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; pressed(); });

  const tree = document.getElementById("branches");
  const branches = tree ? every("details", tree) : [];
  const all = document.getElementById("open-all");
  const label = () => { all.textContent = branches.every((one) => one.open) ? all.dataset.close : all.dataset.open; };
  if (branches.length) {
    all.hidden = false;
    label();
    all.addEventListener("click", () => {
      const open = !branches.every((one) => one.open);
      for (const one of branches) one.open = open;
      label();
    });
    tree.addEventListener("toggle", label, true);
    tree.addEventListener("keydown", (event) => {
      const summary = event.target.closest("summary");
      if (!summary) return;
      const details = summary.parentElement;
      const seen = every("summary", tree).filter((one) => one.offsetParent);
      const at = seen.indexOf(summary);
      const up = details.parentElement.closest("details");
      const move = {
        ArrowDown: () => seen[at + 1]?.focus(),
        ArrowUp: () => seen[at - 1]?.focus(),
        ArrowRight: () => { if (details.open) seen[at + 1]?.focus(); else details.open = true; },
        ArrowLeft: () => { if (details.open) details.open = false; else up?.querySelector("summary").focus(); },
        Home: () => seen[0].focus(),
        End: () => seen[seen.length - 1].focus(),
      }[event.key];
      if (move) { event.preventDefault(); move(); }
    });
  }

  /* On paper nothing can be opened. */
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = every("details:not([open])");
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of closed) one.open = false; });

  const tip = document.body.appendChild(document.createElement("div"));
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  addEventListener("pointerover", (event) => {
    const mark = event.target.closest?.("[data-tip]");
    tip.hidden = !mark;
    if (!mark) return;
    tip.textContent = mark.dataset.tip;
    const box = mark.getBoundingClientRect();
    const half = tip.offsetWidth / 2;
    const x = Math.min(Math.max(box.left + box.width / 2, half + 8), root.clientWidth - half - 8);
    tip.style.left = `${x - half + scrollX}px`;
    tip.style.top = `${box.top + scrollY - tip.offsetHeight - 6}px`;
  });
})();
