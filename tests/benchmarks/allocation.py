"""What allocating costs beside SciPy's SLSQP on the same curves, and how good it is.

    python tests/benchmarks/allocation.py [--repeats N]

Lever n brings top x^s / (x^s + half^s) on average over draws of top, half and s. Time is CPU time (user and system, one thread) from the draws
to the efforts: tables are part of it, as SLSQP's evaluations of the objective and its gradient are of its own. Best of N repeats, methods in turn.

one concave    s = 1, 500 draws, one and two resources: the planner's refined tables, and SLSQP in two scalings: efforts as parts of their
               maximum, and as parts of an equal share of the budget (the better one here, for it knows that all levers are alike). Its
               tolerance is the loosest of several that comes within 1e-8. Loss is relative to the best value that any method finds
large          100,000 levers, 20 draws, in a process of its own, with the most memory that it took
s-shaped       s from 1.5 to 3, 50 levers, 500 draws: tables of 61 points alone, and refined; the gap is the proof that the plan prints

Everything timed is printed also as a ratio to the singular values of a fixed matrix, computed in the same run.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy

import numpy as np
from scipy.optimize import minimize

from planner.allocation.allocate import allocate
from planner.allocation.refine import Refined, refine
from planner.model.allocation import Allocation, Task
from planner.model.arrays import Array, Ints

SIZES = (5, 20, 50, 1000)
DRAWS = 500
SEEDS = (1, 2, 3)  # problems of each size, but one of the largest
COARSE = 17  # points of a table that is refined
TABLE = 61  # points of a table that the plan uses
CLOSE = 1e-8
TOLERANCES = (1e-8, 1e-9, 1e-10, 1e-11, 1e-12)
LARGE, LARGE_DRAWS = 100_000, 20
CELLS = 1 << 15  # of draws that are worked on together
SMALL = 100  # levers up to which SLSQP takes milliseconds
LARGE_RUNS = 3
PLANNER, REFINED = "planner", "draws, tables, refined"
BETTER = "SLSQP, in shares of the budget"

LIMITS = {
    "planner to SLSQP, 50 levers": (None, 1.0),
    "SLSQP to planner, 1,000 levers": (100.0, None),
    "loss of the planner, worst": (None, CLOSE),
    "two resources to one, 50 levers": (None, 3.0),
    "two resources to one, 1,000 levers": (None, 3.0),
    "CPU s, 100,000 levers": (None, 1.5),
    "GB, 100,000 levers": (None, 2.0),
    "gap, S-shaped, tables": (None, 1e-4),
    "CPU s, S-shaped, tables": (None, 0.5),
    "gap, S-shaped, refined": (None, 1e-4),
    "CPU s, S-shaped, refined": (None, 0.5),
}


Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Levers whose gains are means of Hill curves, and what they may use."""

    most: Array
    """(n_levers,) [lever units]."""
    top: Array
    """(n_levers, n_draws) [sessions], each divided by the number of draws; as `half` [lever units] and `shape` [-]."""
    half: Array
    shape: Array
    uses: Array
    """(n_resources, n_levers) [resource/lever unit]."""
    budget: Array
    """(n_resources,) [resource]."""
    straight: bool
    """Whether all shapes are 1, so that no powers need be taken."""

    def gains(self, effort: Array, rows: Ints) -> Array:
        """(n_rows, n_points) [sessions] expected at the efforts of some levers."""
        found = np.empty(effort.shape)
        ones = np.ones(self.top.shape[1])
        step = max(1, CELLS // ones.size)
        for begin in range(0, len(rows), step):
            some = slice(begin, begin + step)
            which = some if rows.size == len(self.most) else rows[some]
            top, half, shape = self.top[which], self.half[which], self.shape[which]
            cells = np.empty(top.shape)
            if not self.straight:
                half = half**shape
            for point in range(effort.shape[1]):
                at = effort[some, point, None]
                x = at if self.straight else at**shape
                np.add(half, x, out=cells)
                np.divide(top, cells, out=cells)
                if not self.straight:
                    cells *= x
                found[some, point] = cells.dot(ones) * (at[:, 0] if self.straight else 1.0)
        return found

    def value_and_slopes(self, effort: Array) -> tuple[float, Array]:
        """[sessions] of all levers, and (n_levers,) [sessions/lever unit]: what SLSQP is told of concave curves."""
        part = 1 / (self.half + effort[:, None])
        each = self.top * part
        part *= self.half
        return float(each.sum(axis=1) @ effort), np.einsum("nd,nd->n", each, part)

    def value(self, effort: Array) -> float:
        """[sessions] of efforts, made less where they pass a budget."""
        within = effort * min(1.0, float((self.budget / (self.uses @ effort)).min()))
        return float(self.gains(within[:, None], np.arange(len(effort))).sum())

    def task(self, points: int, power: float) -> Task:
        """Tables with points that lie closer together at small efforts."""
        effort = self.most[:, None] * np.linspace(0, 1, points) ** power
        n = len(self.most)
        return Task(
            effort=effort,
            gain=self.gains(effort, np.arange(n)),
            weight=np.ones(n),
            cost=np.zeros(n),
            stepped=np.zeros(n),
            uses=self.uses,
            budget=self.budget,
            share=np.zeros((0, n)),
            need=np.zeros(0),
            base=0.0,
        )

    def refined(self, points: int = COARSE, power: float = 1.5) -> Refined:
        return refine(self.task(points, power), self.gains)


def made_up(seed: int, levers: int, draws: int, resources: int, shapes: tuple[float, float] = (1.0, 1.0)) -> Problem:
    rng = np.random.default_rng(seed)
    most = rng.uniform(50, 500, levers)
    top = rng.lognormal(6, 1, (levers, draws)) / draws
    half = most[:, None] * rng.lognormal(0, 0.5, (levers, draws))
    uses = rng.uniform(0.5, 2, (resources, levers))
    return Problem(
        most=most,
        top=top,
        half=half,
        shape=rng.uniform(*shapes, (levers, draws)),
        uses=uses,
        budget=0.3 * (uses @ most),
        straight=shapes == (1.0, 1.0),
    )


def by_slsqp(problem: Problem, unit: Array, tolerance: float) -> Array:
    """(n_levers,) [lever units] the efforts that SLSQP ends with. Args: unit (n_levers,) [lever units] what it takes for 1."""
    start = 0.3 * problem.most
    levers = len(start)
    size = problem.value_and_slopes(start)[0] / levers  # an objective of about 1 a lever
    limits = problem.uses * unit / problem.budget[:, None]

    def objective(x: Array) -> tuple[float, Array]:
        value, slopes = problem.value_and_slopes(x * unit)
        return -value / size, -slopes * unit / size

    end = minimize(
        objective,
        start / unit,
        jac=True,
        method="SLSQP",
        bounds=np.column_stack([np.zeros(levers), problem.most / unit]),
        constraints={"type": "ineq", "fun": lambda x: 1 - limits @ x, "jac": lambda _: -limits},
        options={"ftol": tolerance * levers, "maxiter": 1000},
    )
    return np.clip(end.x, 0, 1 * problem.most / unit) * unit


SCALINGS: dict[str, Callable[[Problem], Array]] = {
    "SLSQP, in parts of the maximum": lambda problem: problem.most,
    BETTER: lambda problem: problem.budget[0] / problem.uses[0] / len(problem.most),
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--repeats", type=int, default=15, help="of what takes milliseconds; fewer of the rest")
    options.add_argument("--large", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.large:
        print(json.dumps(large()))
        return
    yard = 1000 * yardstick(chosen.repeats)
    print(f"yardstick {yard:.1f} ms: singular values of a fixed matrix of 300 x 300")
    found = {**report_concave(chosen.repeats, yard), **report_large(yard), **report_s_shaped(yard)}
    title("Required")
    for name, (least, most) in LIMITS.items():
        line(name, found[name], least, most)


# One concave problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One method on one problem."""

    method: str
    cost: float
    """[ms] CPU."""
    value: float
    """[sessions]"""


def report_concave(repeats: int, yard: float) -> dict[str, float]:
    title(f"One concave problem, {DRAWS} draws; medians of {len(SEEDS)} problems (one of 1,000 levers)")
    print(f"{'levers':>7}  {'resources':<11}{'method':<32}{'CPU ms':>10}{'yardsticks':>12}{'loss':>12}")
    costs: dict[tuple[int, int, str], float] = {}
    worst = 0.0
    for levers in SIZES:
        for resources in (1, 2):
            seeds = SEEDS if levers < SIZES[-1] else SEEDS[:1]
            raced = [race(made_up(seed, levers, DRAWS, resources), repeats) for seed in seeds]
            for runs in zip(*raced, strict=True):
                method, cost = runs[0].method, statistics.median(run.cost for run in runs)
                losses = [1 - run.value / max(r.value for r in all_) for run, all_ in zip(runs, raced, strict=True)]
                costs[levers, resources, method] = cost
                print(
                    f"{levers:>7,}  {resources:<11}{method:<32}{cost:>10.2f}{cost / yard:>12.3f}{max(losses):>12.1e}",
                    flush=True,
                )
                if method == PLANNER:
                    worst = max(worst, *losses)
    fifty = min(costs[50, 1, name] for name in SCALINGS)
    return {
        "planner to SLSQP, 50 levers": costs[50, 1, PLANNER] / fifty,
        "SLSQP to planner, 1,000 levers": min(costs[1000, 1, n] for n in SCALINGS if (1000, 1, n) in costs)
        / costs[1000, 1, PLANNER],
        "loss of the planner, worst": worst,
        "two resources to one, 50 levers": costs[50, 2, PLANNER] / costs[50, 1, PLANNER],
        "two resources to one, 1,000 levers": costs[1000, 2, PLANNER] / costs[1000, 1, PLANNER],
    }


def race(problem: Problem, repeats: int) -> list[Run]:
    """All methods on one problem, in turn; of many levers only the better scaling of SLSQP, once."""
    many = len(problem.most) > SMALL
    repeats = 3 if many else repeats
    cost, found = best(problem.refined, repeats)
    runs = [Run(method=PLANNER, cost=1000 * cost, value=problem.value(found.found.effort))]
    for name, unit in SCALINGS.items():
        if many and name != BETTER:
            continue
        run = slsqp_run(name, problem, unit(problem), reached=runs[0].value, repeats=1 if many else repeats)
        again, found = best(problem.refined, repeats)
        runs = [replace(runs[0], cost=min(runs[0].cost, 1000 * again)), *runs[1:], run]
    return runs


def slsqp_run(name: str, problem: Problem, unit: Array, *, reached: float, repeats: int) -> Run:
    """SLSQP at the loosest tolerance at which it comes close to a value that is known to be reached."""
    for tolerance in TOLERANCES:
        value = problem.value(by_slsqp(problem, unit, tolerance)) if repeats > 1 else reached
        if value >= reached * (1 - CLOSE):
            break
    cost, effort = best(lambda: by_slsqp(problem, unit, tolerance), repeats)
    return Run(method=name, cost=1000 * cost, value=problem.value(effort))


# Very many levers


def report_large(yard: float) -> dict[str, float]:
    title(
        f"{LARGE:,} levers, {LARGE_DRAWS} draws, in a process of its own; CPU s of {LARGE_RUNS} runs, the first one with memory to fetch"
    )
    command = [sys.executable, __file__, "--large"]
    found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    for name, seconds in found["seconds"].items():
        said = "  ".join(f"{value:.2f}" for value in seconds)
        print(f"{name:<44}{said}  best {1000 * min(seconds) / yard:.0f} yardsticks")
    print(f"{'proven to be from the best by less than':<44}{found['proof']:.1e}, in rounds: {found['rounds']}")
    print(f"{'most memory, the draws among it':<44}{found['gigabytes']:.2f} GB")
    return {"CPU s, 100,000 levers": min(found["seconds"][REFINED]), "GB, 100,000 levers": found["gigabytes"]}


def large() -> dict[str, object]:
    """What the process of its own finds out."""
    problem = made_up(1, LARGE, LARGE_DRAWS, 1)
    seconds: dict[str, list[float]] = {REFINED: []}
    for _ in range(LARGE_RUNS):
        cost, found = best(problem.refined, 1)
        seconds[REFINED].append(cost)
    value = problem.value(found.found.effort)
    gigabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # kilobytes, as Linux counts
    for resources in (1, 2):
        task = made_up(1, LARGE, LARGE_DRAWS, resources).task(TABLE, 1.5)
        seconds[f"one allocation, {TABLE} points, resources: {resources}"] = [
            best(lambda asked=task: allocate(asked), 1)[0] for _ in range(LARGE_RUNS)
        ]
    proof = found.limit / value - 1
    return {"seconds": seconds, "gigabytes": gigabytes, "rounds": found.rounds, "proof": proof}


# S-shaped curves


def report_s_shaped(yard: float) -> dict[str, float]:
    levers, problems = 50, 15
    title(f"S-shaped, {levers} levers, {DRAWS} draws, {problems} problems: median (worst)")
    figures: dict[str, float] = {}
    for resources in (1, 2):
        asked = [made_up(seed, levers, DRAWS, resources, (1.5, 3.0)) for seed in range(problems)]
        for name, run in (("tables", one_table), ("refined", refined_table)):
            times, found = zip(*(best(partial(run, one), 3) for one in asked), strict=True)
            gaps, nodes = [one.gap for one in found], [one.nodes for one in found]
            print(
                f"{name}, resources: {resources:<3} gap {statistics.median(gaps):.1e} ({max(gaps):.1e})"
                f"  nodes {statistics.median(nodes):.0f} ({max(nodes)})"
                f"  CPU ms {1000 * statistics.median(times):.0f} ({1000 * max(times):.0f})"
                f"  yardsticks {1000 * statistics.median(times) / yard:.1f}",
                flush=True,
            )
            if resources == 1:
                figures[f"gap, S-shaped, {name}"] = statistics.median(gaps)
                figures[f"CPU s, S-shaped, {name}"] = statistics.median(times)
    return figures


def one_table(problem: Problem) -> Allocation:
    return allocate(problem.task(TABLE, 1.5))


def refined_table(problem: Problem) -> Allocation:
    return problem.refined(TABLE).found


# Time and text


def yardstick(repeats: int) -> float:
    """[s] CPU time of something that no change of the program can change."""
    matrix = np.random.default_rng(0).normal(size=(300, 300))
    return best(lambda: np.linalg.svd(matrix, compute_uv=False), 3 * repeats)[0]


def best(run: Callable[[], Result], repeats: int) -> tuple[float, Result]:
    """[s] the least CPU time of a call, and what it returned."""
    times = []
    for _ in range(repeats):
        began = time.process_time()
        result = run()
        times.append(time.process_time() - began)
    return min(times), result


def title(text: str) -> None:
    print(f"\n{text}")


def line(name: str, value: float, least: float | None, most: float | None) -> None:
    """One figure, with what is required of it and whether that is met."""
    met = (least is None or value >= least) and (most is None or value <= most)
    said = f"at least {least:g}" if least is not None else f"at most {most:g}"
    print(f"{name:<38}{value:<12.3g}{said:<16}{'met' if met else 'NOT MET'}")


if __name__ == "__main__":
    main()
