"""The page's solver beside the program's own, on made-up tasks of every kind."""

from pathlib import Path

import numpy as np
from allocation.tasks import keeps_pairs, random_task, with_pairs
from whatif_pages import in_node, script

from planner.allocation.allocate import allocate
from planner.allocation.infeasible import InfeasibleError
from planner.model.allocation import Task

SOLVE = """
function main({ tasks }) {
  return tasks.map((task) => {
    const { effort, value, failed, index } = solve(task, { time: 2000, nodes: 1000 });
    return { effort, value, failed, index };
  });
}
"""


def solved(tasks: list[Task], folder: Path) -> list[dict]:
    given = {"tasks": [as_given(task) for task in tasks]}
    return in_node(script("linear.js", "tables.js", "pairs.js", "solve.js") + SOLVE, given, folder)


def as_given(task: Task) -> dict:
    levers = []
    for n in range(len(task.effort)):
        count = int((task.effort[n] < task.effort[n, -1]).sum()) + 1
        levers.append(
            {
                "effort": task.effort[n, :count].tolist(),
                "gain": task.gain[n, :count].tolist(),
                "stepped": bool(task.stepped[n]),
                "weight": task.weight[n],
                "cost": task.cost[n],
                "uses": task.uses[:, n].tolist(),
                "share": task.share[:, n].tolist(),
            }
        )
    limits = {"budget": task.budget.tolist(), "need": task.need.tolist()}
    return {"levers": levers, **limits, "excludes": task.excludes, "needs": task.needs}


def tasks_of_every_kind(count: int) -> list[Task]:
    rng = np.random.default_rng(9)
    found = []
    for seed in range(count):
        task = random_task(
            seed,
            levers=int(rng.integers(1, 41)) if seed % 2 else 12,
            points=61 if seed % 3 else 31,
            resources=int(rng.integers(1, 4)),
            branches=int(rng.integers(0, 3)),
            kind=("concave", "s", "rough")[seed % 3],
            stepped=(0, 0.3, 1)[seed % 7 % 3],
        )
        pairs = seed % 4 == 3 and len(task.effort) > 3
        found.append(with_pairs(task, seed, excludes=2, needs=2) if pairs else task)
    return found


def test_the_page_finds_what_the_program_finds(tmp_path: Path) -> None:
    tasks = tasks_of_every_kind(120)
    lost = []
    for task, found in zip(tasks, solved(tasks, tmp_path), strict=True):
        try:
            best = allocate(task, most_nodes=300)
        except InfeasibleError:
            assert found["failed"]
            continue
        effort = np.array(found["effort"])
        assert (task.uses @ effort <= task.budget * (1 + 1e-8)).all()
        assert keeps_pairs(task, np.where(effort < 1e-12, 0, effort))
        lost.append((best.value - task.base - found["value"]) / best.value)
    assert len(lost) > 100
    assert max(lost) <= 5e-3
    assert np.median(lost) <= 5e-4
    assert min(lost) >= -1e-3  # the program's own search may end early too


def test_what_cannot_be_kept_is_told(tmp_path: Path) -> None:
    task = random_task(1, levers=3, resources=1, kind="concave")
    given = as_given(task)
    dear = {
        **given,
        "levers": [{**lever, "effort": [each + 5 for each in lever["effort"]]} for lever in given["levers"]],
    }
    far = {**given, "need": [1e9], "levers": [{**lever, "share": [1]} for lever in given["levers"]]}
    found = in_node(
        script("linear.js", "tables.js", "pairs.js", "solve.js") + SOLVE,
        {"tasks": [{**dear, "budget": [0]}, far, {**given, "levers": []}, {**given, "budget": []}]},
        tmp_path,
    )
    assert [each.get("failed") for each in found] == ["resource", "minimum", None, None]
    assert found[2]["value"] == 0
    everything = [float(row[np.argmax(w * row - c * e)] * w - c * e[np.argmax(w * row - c * e)]) for row, w, c, e in zip(task.gain, task.weight, task.cost, task.effort, strict=True)]  # fmt: skip
    assert found[3]["value"] == np.float64(sum(everything)) or abs(found[3]["value"] / sum(everything) - 1) < 1e-9
