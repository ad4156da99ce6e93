"""The program beside PyMC-Marketing on simulated sites whose truth is known: what their plans bring, and what they cost.

    python tests/benchmarks/media_mix.py [--python PATH] [--only N] [--worlds DIR] [--total]

One row a world, then mean and median. `gain` is the share of the best possible extra sessions, as the worlds' score.py defines it: 0 is effort
as it was, 1 the plan of someone who knows every curve. PATH is a Python that has pymc-marketing (1.3 needs Python 3.12) and, unless `--sampler
pymc` is chosen, nutpie; default: PYMC_PYTHON, or this one. Nothing but this benchmark needs it. Seeds are fixed.

planner     `planner plan` on the world's files; CPU seconds of the whole command.
a channel   One model a lever on the weekly sums of its leaves' sessions and of its effort: geometric adstock over 8 weeks, logistic saturation
            (or `--saturation`), two yearly waves from 52 weeks on, a straight trend, and the other leaves' sessions as a control; all priors
            are the library's own. Two chains of 500 draws after 500 to tune. The posterior means of the curves are allocated exactly
            under the goal's budgets and maximums, by the program's own search.
the total   With `--total`: one such model of all levers on the site's sessions, and the library's own optimizer (SLSQP from today's effort),
            a constraint for each budget. Levers that were never used stay at none.

Measured so on 12 worlds (`--only 12`, PyMC-Marketing 1.3.0): the program's plans bring 0.95 in the mean and 0.97 in the median for 0.6 CPU s;
one model a channel 0.90 and 0.91 for 69 CPU s, 0.053 less (standard error of the difference, by world: 0.018). On 6 worlds Michaelis-Menten
saturation brought it less than logistic (0.85 against 0.88).

For PyMC-Marketing: an exact search over all budgets at once, which it does not have; the rest of the site as a control, which its users
would have to think of; carry-over from before the period counted in its curves; importing it, and compiling what every run
needs, not counted.
For the program: priors by kind of channel, which PyMC-Marketing leaves to its user; estimates in the goal file. PyMC-Marketing gets these only
for levers that were never used, as a square-root curve through the middle of the estimate. Return visits that a lever's first visits bring later
to other channels are in the truth and in the program's model, and not in one model a channel.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from math import gcd
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does; before numpy

import numpy as np
from speed import cpu_seconds
from worlds import WORLDS, World, plan_of, worlds

from planner import read_goal, read_history
from planner.allocation.allocate import allocate
from planner.model.allocation import Task
from planner.model.arrays import Array
from planner.model.goal import Goal, Lever
from planner.model.history import History
from planner.planning.aim import period_of

WORKER = Path(__file__).with_name("media_mix_worker.py")
WEEK = 7
POINTS = 101  # of every curve that is allocated
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A plan of one world by one side."""

    gain: float
    seconds: float
    note: str = ""

    def __str__(self) -> str:
        return f"{self.gain:7.3f} {self.seconds:8.2f}  {self.note:<22}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A world by weeks, as PyMC-Marketing gets it."""

    world: World
    goal: Goal
    days: int
    """Of the period."""
    weeks: tuple[str, ...]
    efforts: Array
    """(n_levers, n_weeks) [lever units/week]."""
    own: Array
    """(n_levers, n_weeks) [sessions/week] of the leaves that each lever drives."""
    total: Array
    """(n_weeks,) [sessions/week]."""

    @property
    def used(self) -> list[int]:
        """Levers with a history."""
        return [n for n in range(len(self.goal.levers)) if self.efforts[n].any()]

    def reach(self, lever: Lever) -> Array:
        """(POINTS,) [lever units/period] from none to the most."""
        return np.linspace(0.0, lever.most or 0.0, POINTS)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--worlds", type=Path, default=WORLDS, help="the folder of simulated sites")
    options.add_argument("--only", type=int, default=6, help="how many of them, spread over the folder")
    options.add_argument(
        "--python", default=os.environ.get("PYMC_PYTHON", sys.executable), help="a Python that has pymc-marketing"
    )
    options.add_argument("--saturation", default="logistic", choices=("logistic", "hill", "michaelis-menten"))
    options.add_argument("--draws", type=int, default=500, help="of each of two chains, after as many to tune")
    options.add_argument("--sampler", default="nutpie", choices=("nutpie", "pymc"))
    options.add_argument("--no-demand", action="store_true", help="without the rest of the site as a control")
    options.add_argument(
        "--total", action="store_true", help="also one model of the total, with PyMC-Marketing's own optimizer"
    )
    chosen = options.parse_args()
    sites = worlds(chosen.worlds)
    if not sites:
        print(f"skipped: no worlds in {chosen.worlds}")
        return
    asked_for = [chosen.python, "-c", "import pymc_marketing.mmm; print(pymc_marketing.__version__)"]
    found = subprocess.run(asked_for, capture_output=True, text=True, check=False)
    if found.returncode:
        print(f"skipped: pymc-marketing is not installed for {chosen.python}; --python names a Python that has it")
        return
    print(
        f"PyMC-Marketing {found.stdout.split()[-1]}, {chosen.saturation} saturation, 2 x {chosen.draws} draws with {chosen.sampler}"
    )
    compare(some(sites, chosen.only), chosen)


def some(sites: list[World], count: int) -> list[World]:
    """So many worlds spread over all, so far apart that no round number of them, after which their kinds repeat, is favoured."""
    apart = next(step for step in (7, 11, 13, 1) if gcd(step, len(sites)) == 1)
    return sorted((sites[n * apart % len(sites)] for n in range(min(count, len(sites)))), key=lambda world: world.name)


def compare(sites: list[World], chosen: argparse.Namespace) -> None:
    kinds = ["channels", "total"] if chosen.total else ["channels"]
    names = {"channels": "PyMC-Marketing, a channel", "total": "PyMC-Marketing, the total"}
    print(f"{'':<10}{'planner':<41}{''.join(f'{names[kind]:<41}' for kind in kinds)}".rstrip())
    heads = f"{'gain':>7} {'CPU s':>8}{'':<26}" * (1 + len(kinds))
    print(f"{'world':<10}{heads}".rstrip())
    rows = []
    for world in sites:
        site = read(world)
        row = [planned(world), *(modelled(site, kind, chosen) for kind in kinds)]
        rows.append(row)
        print(f"{world.name:<10}{'  '.join(str(one) for one in row)}".rstrip(), flush=True)
    for name, middle in (("mean", statistics.fmean), ("median", statistics.median)):
        columns = zip(*rows, strict=True)
        own = [
            Result(gain=middle(one.gain for one in column), seconds=middle(one.seconds for one in column))
            for column in map(list, columns)
        ]
        print(f"{name:<10}{'  '.join(str(one) for one in own)}".rstrip())


def planned(world: World) -> Result:
    """The program's own plan."""
    seconds = cpu_seconds([sys.executable, "-m", "planner", "plan", str(world.folder / "goal.yaml")])
    plan = plan_of(world)
    return Result(gain=world.gain({lever.name: lever.planned for lever in plan.levers}), seconds=seconds)


def read(world: World) -> Site:
    goal = read_goal(world.folder / "goal.yaml")
    history = read_history(goal)
    assert history.effort is not None
    weeks = history.sessions.shape[1] // WEEK
    first = history.last.toordinal() - weeks * WEEK + 1
    rows = {name: n for n, name in enumerate(history.effort.names)}
    nothing = np.zeros(history.effort.amounts.shape[1])
    amounts = [history.effort.amounts[rows[one.name]] if one.name in rows else nothing for one in goal.levers]
    return Site(
        world=world,
        goal=goal,
        days=period_of(goal, history).days,
        weeks=tuple(str(history.last.fromordinal(first + n * WEEK)) for n in range(weeks)),
        efforts=np.stack([by_week(row, weeks) for row in amounts]),
        own=np.stack([by_week(driven(history, one), weeks) for one in goal.levers]),
        total=by_week(np.nansum(history.sessions, axis=0), weeks),
    )


def by_week(days: Array, weeks: int) -> Array:
    """Sums of whole weeks, counted back from the last day."""
    sums: Array = np.nan_to_num(days[-weeks * WEEK :]).reshape(weeks, WEEK).sum(axis=1)
    return sums


def driven(history: History, lever: Lever) -> Array:
    sessions: Array = np.nansum(history.sessions[list(history.matching(lever.drives))], axis=0)
    return sessions


def modelled(site: Site, kind: str, chosen: argparse.Namespace) -> Result:
    """PyMC-Marketing's plan: its curves allocated exactly, or what its own optimizer says."""
    answer = asked(question(site, kind, chosen), chosen.python)
    if kind == "channels":
        effort = allocated(site, answer["curves"])
    else:
        effort = dict.fromkeys((lever.name for lever in site.goal.levers), 0.0)
        for n, weekly in zip(site.used, answer["efforts"], strict=True):
            effort[site.goal.levers[n].name] = weekly * site.days / WEEK
        effort = within(site, effort)
    note = f"{answer['divergences']} diverged, R-hat {answer['rhat']:.2f}"
    return Result(gain=site.world.gain(effort), seconds=answer["seconds"], note=note)


def question(site: Site, kind: str, chosen: argparse.Namespace) -> Json:
    weeks = site.days / WEEK
    levers = [site.goal.levers[n] for n in site.used]
    return {
        "kind": kind,
        "saturation": chosen.saturation,
        "sampler": chosen.sampler,
        "draws": chosen.draws,
        "controls": not chosen.no_demand,
        "seed": 1,
        "weeks": site.weeks,
        "stretch": [min(1.0, weeks - n) for n in range(int(np.ceil(weeks)))],
        "sessions": site.total.tolist(),
        "levers": [
            {
                "history": site.efforts[n].tolist(),
                "sessions": site.own[n].tolist(),
                "demand": demand(site.total - site.own[n]),
                "efforts": (site.reach(site.goal.levers[n]) / weeks).tolist(),
            }
            for n in site.used
        ],
        "now": [float(site.efforts[n, -4:].mean()) for n in site.used],
        "limits": [
            ([dict(lever.uses).get(one.name, 0.0) for lever in levers], one.amount / weeks)
            for one in site.goal.resources or ()
        ],
    }


def demand(rest: Array) -> list[float]:
    """The rest of the site's sessions, as a share of their mean, about 0."""
    return (rest / rest.mean() - 1).tolist()


def asked(asking: Json, python: str) -> Json:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / "question.json", Path(folder) / "answer.json"]
        paths[0].write_text(json.dumps(asking))
        # what an earlier run on the same data compiled would be no help with new data
        compiled = {"PYTENSOR_FLAGS": f"base_compiledir={folder}"}
        done = subprocess.run(
            [python, str(WORKER), *map(str, paths)],
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
            env=os.environ | compiled,
        )
        if done.returncode:
            raise SystemExit(done.stderr)
        answer: Json = json.loads(paths[1].read_text())
        return answer


def allocated(site: Site, curves: list[list[float]]) -> dict[str, float]:
    """The best effort on these curves under the goal's budgets, by the program's own exact search."""
    levers, resources = site.goal.levers, site.goal.resources or ()
    found = dict(zip(site.used, curves, strict=True))
    efforts = np.stack([site.reach(lever) for lever in levers])
    answer = allocate(
        Task(
            effort=efforts,
            gain=np.stack([found.get(n, guessed(lever, efforts[n])) for n, lever in enumerate(levers)]),
            weight=np.ones(len(levers)),
            cost=np.zeros(len(levers)),
            stepped=np.zeros(len(levers)),
            uses=np.array([[dict(lever.uses).get(one.name, 0.0) for lever in levers] for one in resources]),
            budget=np.array([one.amount for one in resources]),
            share=np.zeros((0, len(levers))),
            need=np.zeros(0),
            base=1.0,
        )
    )
    return {lever.name: float(one) for lever, one in zip(levers, answer.effort, strict=True)}


def guessed(lever: Lever, efforts: Array) -> Array:
    """A lever without a history: a square root through the middle of what its team expects; nothing where nobody expects anything."""
    if lever.expect is None:
        return np.zeros(len(efforts))
    middle = (lever.expect.sessions.low + lever.expect.sessions.high) / 2
    curve: Array = middle * np.sqrt(efforts / lever.expect.at)
    return curve


def within(site: Site, effort: dict[str, float]) -> dict[str, float]:
    """Effort with what the optimizer's tolerance lets it spend too much taken off."""
    kept = dict(effort)
    for one in site.goal.resources or ():
        takes = {lever.name: dict(lever.uses).get(one.name, 0.0) for lever in site.goal.levers}
        spent = sum(each * effort[name] for name, each in takes.items())
        if spent > one.amount:
            kept = {name: value * one.amount / spent if takes[name] else value for name, value in kept.items()}
    return kept


if __name__ == "__main__":
    main()
