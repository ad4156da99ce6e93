"""Pages to ask what if on: made from goals, and their script run by node or in a browser."""

import functools
import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planner.goalfile.read import parse_goal
from planner.goalfile.slots import goal_pieces
from planner.model.plan import Plan, Start
from planner.model.tree import Node
from planner.model.whatif_page import WhatIfPage
from planner.planning.make_plan import make_plan, plan_of
from planner.planning.whatif_page import make_whatif
from planner.planning.worked import worked_out
from planner.report.page.whatif_section import SCRIPTS, whatif_section
from planner.sources.read import read_history

TODAY = date(2026, 11, 30)
FOLDER = Path(__file__).parent.parent / "planner" / "report" / "page"


def page_of(text: str, folder: Path, start: Start = "today") -> tuple[WhatIfPage, Plan]:
    goal, problems = parse_goal(text, file=str(folder / "goal.yaml"), today=TODAY)
    assert goal is not None, problems
    assert not problems
    worked = worked_out(goal, read_history(goal), start=start)
    plan = plan_of(worked)
    pieces = goal_pieces(
        text, goal, levers=worked.goal.levers, period=worked.aim.period, resources=worked.asked.resources
    )
    return make_whatif(worked, plan, pieces), plan


def planned_again(text: str, folder: Path, start: Start = "today") -> Plan:
    goal, problems = parse_goal(text, file=str(folder / "goal.yaml"), today=TODAY)
    assert goal is not None, problems
    assert not problems, problems
    return make_plan(goal, read_history(goal), start=start)


def data_of(page: WhatIfPage) -> Any:
    return json.loads(whatif_section(page).data)


def script(*names: str) -> str:
    return '"use strict";\n' + "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in names or SCRIPTS)


def in_node(code: str, given: object, folder: Path) -> Any:
    """What the code prints as JSON; `given` is there under that name. Skips where there is no node."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    (folder / "given.json").write_text(json.dumps(given), encoding="utf-8")
    read = f"const given = JSON.parse(require('fs').readFileSync({json.dumps(str(folder / 'given.json'))}, 'utf8'));\n"
    (folder / "run.js").write_text(code + "\n" + read + "console.log(JSON.stringify(main(given)));", encoding="utf-8")
    done = subprocess.run([node, folder / "run.js"], capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


ASK = """
function main({ pages }) {
  return pages.map(({ data: raw, states }) => {
    const data = decoded(raw);
    answered(data, stateOf(data), null);
    return states.map((change) => {
      const state = { ...stateOf(data), ...change }, begin = process.cpuUsage();
      const found = answered(data, state, null), ms = process.cpuUsage(begin).user / 1000;
      if (found.plan.failed) return { failed: found.plan.failed, text: goalFile(data, state), ms };
      return { ...found.plan, low: found.low, high: found.high, chance: found.chance, tree: found.tree, text: goalFile(data, state), ms };
    });
  });
}
"""


def answers(pages: Sequence[tuple[WhatIfPage, Sequence[dict[str, Any]]]], folder: Path) -> list[list[dict[str, Any]]]:
    """What the script answers to the states of every page; a state is what differs from the goal file's."""
    given = {"pages": [{"data": data_of(page), "states": states} for page, states in pages]}
    return in_node(script() + ASK, given, folder)


def figures(plan: Plan, page: WhatIfPage) -> tuple[list[int], list[int]]:
    """Target and expected sessions of the plan's branches, in the order of the page."""
    by_key: dict[tuple[str, ...], Node] = {}

    def look(node: Node, names: tuple[str, ...]) -> None:
        by_key[names] = node
        for child in node.branches:
            look(child, (*names, child.name))

    look(plan.tree, ())
    found: list[Node] = []
    names: list[tuple[str, ...]] = []
    for node in page.tree:
        names.append((*names[node.parent], node.name) if node.parent >= 0 else ())
        found.append(by_key[names[-1]])
    return [node.target for node in found], [node.expected for node in found]


@functools.cache
def _hash(text: str) -> str:
    import base64  # noqa: PLC0415
    import hashlib  # noqa: PLC0415

    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def host(page: WhatIfPage) -> str:
    """The least page that the section can stand in, under a policy that allows nothing but its own script and style."""
    section = whatif_section(page)
    policy = f"default-src 'none'; img-src data:; script-src 'sha256-{_hash(section.script)}'; style-src 'sha256-{_hash(section.style)}'"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<title>What if</title><link rel="icon" href="data:,"><style>{section.style}</style></head><body><section id="whatif"><h2>{section.heading}</h2>{section.html}</section>'
        f'<script type="application/json" id="whatif-data">{section.data}</script><script>{section.script}</script></body></html>'
    )


@contextmanager
def opened(browser: Any, page: WhatIfPage, folder: Path) -> Iterator[Any]:
    """A tab with the page; whatever the console complains about, and every request, fails the test."""
    path = folder / "page.html"
    path.write_text(host(page), encoding="utf-8")
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on(
        "request", lambda request: said.append(request.url) if not request.url.startswith(("file:", "data:")) else None
    )
    tab.goto(path.as_uri())
    yield tab
    assert not said, said
    context.close()
