"""Random tasks of every kind, and other ways to solve them."""

import itertools
from dataclasses import replace

import numpy as np

from planner.model.allocation import Task
from planner.model.arrays import Array


def task(effort, gain, **given) -> Task:
    """A task from rows of numbers; what is not given does not matter: one resource that nobody uses up."""
    effort, gain = np.array(effort, dtype=float), np.array(gain, dtype=float)
    n = len(effort)
    uses = np.array(given.get("uses", np.ones((1, n))), dtype=float)
    share = np.array(given.get("share", np.zeros((0, n))), dtype=float)
    share = share.reshape(len(share), n)
    return Task(
        effort=effort,
        gain=gain,
        weight=np.array(given.get("weight", np.ones(n)), dtype=float),
        cost=np.array(given.get("cost", np.zeros(n)), dtype=float),
        stepped=np.array(given.get("stepped", np.zeros(n)), dtype=float),
        uses=uses,
        budget=np.array(given.get("budget", np.full(len(uses), 1e9)), dtype=float),
        share=share,
        need=np.array(given.get("need", np.zeros(len(share))), dtype=float),
        base=float(given.get("base", 0.0)),
        excludes=tuple(given.get("excludes", ())),
        needs=tuple(given.get("needs", ())),
    )


def random_task(
    seed: int,
    *,
    levers: int = 8,
    points: int = 17,
    resources: int = 2,
    branches: int = 0,
    kind: str = "rough",
    stepped: float = 0.0,
    demand: float = 1.0,
) -> Task:
    """Tables that are `concave`, `s` (shaped), or `rough`: sums of S-curves that may fall again, begin below 0 and are padded.

    `stepped` is the part of the levers that come in steps. Minimums are what a random allowed choice brings, or less;
    with `demand` above 1 they may be out of reach."""
    rng = np.random.default_rng(seed)
    most = rng.uniform(5, 50, levers)
    effort = np.linspace(0, 1, points)[None, :] * most[:, None]
    if kind == "rough":
        effort[:, 1:-1] = np.sort(rng.uniform(0, 1, (levers, points - 2)), axis=1) * most[:, None]
    gain = _curve(rng, effort, most, 1.0 if kind == "concave" else rng.uniform(1.5, 5, levers))
    if kind == "rough":
        gain += _curve(rng, effort, most, rng.uniform(3, 12, levers))
        gain -= (effort / most[:, None]) ** 2 * rng.choice([0, 150], levers)[:, None]
        gain -= gain[:, :1] + rng.uniform(0, 50, levers)[:, None]
        effort += rng.choice([0.0, 3.0], levers)[:, None]
        padded = rng.integers(points // 2, points, levers)
        for row, last in enumerate(padded):
            effort[row, last:], gain[row, last:] = effort[row, last], gain[row, last]
    uses = rng.uniform(0.2, 2, (resources, levers)) * (rng.uniform(size=(resources, levers)) < 0.8)
    share = rng.dirichlet(np.ones(branches + 1), levers).T[:branches]
    some = rng.uniform(0, 0.6, levers)
    pick = np.array([np.searchsorted(e, p * e[-1], side="right") - 1 for e, p in zip(effort, some, strict=True)])
    rows = np.arange(levers)
    return task(
        effort,
        gain,
        weight=rng.uniform(0.5, 2, levers),
        cost=rng.uniform(0, 2, levers) * (rng.uniform(size=levers) < 0.3),
        stepped=rng.uniform(size=levers) < stepped,
        uses=uses,
        budget=uses @ effort[rows, pick] * rng.uniform(1, 1.2, resources),
        share=share,
        need=share @ gain[rows, pick] + (demand - 1 - rng.uniform(0, 0.5, branches)) * np.abs(share @ gain[rows, pick]),
        base=1000.0,
    )


def with_pairs(given: Task, seed: int, *, excludes: int = 0, needs: int = 0) -> Task:
    """The task with so many random pairs; chains, circles and contradictions may be among them."""
    rng = np.random.default_rng([seed, 77])
    n = len(given.effort)
    pairs = [tuple(rng.choice(n, 2, replace=False).tolist()) for _ in range(excludes + needs)]
    return replace(given, excludes=tuple(pairs[:excludes]), needs=tuple(pairs[excludes:]))


def in_other_units(given: Task, factor: float) -> tuple[Task, Array, Task, Task]:
    """The task with its levers in other units, and how many of those one is; with its resources, and its sessions, counted in other ones."""
    each = factor ** np.linspace(-1, 1, len(given.effort))
    levers = replace(given, effort=given.effort * each[:, None], uses=given.uses / each, cost=given.cost / each)
    resources = replace(given, uses=given.uses * factor, budget=given.budget * factor)
    sessions = replace(
        given,
        gain=given.gain * factor,
        cost=given.cost * factor,
        need=given.need * factor,
        base=given.base * factor,
    )
    return levers, each, resources, sessions


def smallest_used(given: Task) -> Array:
    """(n_levers,) the effort from which on a needed lever is used, found one by one."""
    found = []
    for lever, effort in enumerate(given.effort):
        some = effort[effort > 0]
        paid = [b / u for b, u in zip(given.budget, given.uses[:, lever], strict=True) if u > 0 and b > 0]
        part = 0.01 * min([effort[-1], *paid])
        found.append(np.inf if not some.size else some[0] if given.stepped[lever] or effort[0] > 0 else part)
    return np.array(found)


def keeps_pairs(given: Task, effort: Array) -> bool:
    """Whether an allocation uses no levers together that exclude each other, and none without those it needs."""
    smallest = smallest_used(given) * (1 - 1e-9)
    apart = all(effort[one] == 0 or effort[other] == 0 for one, other in given.excludes)
    needed = all(effort[one] == 0 or effort[other] >= smallest[other] for one, other in given.needs)
    return apart and needed and all(effort[other] == 0 or effort[other] >= smallest[other] for _, other in given.needs)


def _curve(rng, effort: Array, most: Array, shape) -> Array:
    half = most * rng.uniform(0.1, 0.8, len(most))
    x = (effort / half[:, None]) ** np.broadcast_to(shape, len(most))[:, None]
    return rng.uniform(50, 500, len(most))[:, None] * x / (1 + x)


def by_trying_all(given: Task) -> float | None:
    """The best value of a task all of whose levers come in steps; None if nothing is allowed."""
    best = None
    for pick in itertools.product(range(given.effort.shape[1]), repeat=len(given.effort)):
        at = (np.arange(len(given.effort)), np.array(pick, dtype=int))
        effort, gain = given.effort[at], given.gain[at]
        within = (given.uses @ effort <= given.budget + 1e-9).all() and (given.share @ gain >= given.need - 1e-9).all()
        if within and keeps_pairs(given, effort):
            value = given.base + given.weight @ gain - given.cost @ effort
            best = value if best is None else max(best, value)
    return best


def by_highs(given: Task) -> float | None:
    """The best value by SciPy's mixed-integer solver; None if it proves that nothing is allowed.

    A stretch between neighbouring points is chosen by a binary, and both its ends have weights of its own; another binary
    says of each lever in a pair whether it is used."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 - tests alone use it

    n, points = given.effort.shape
    width = 2 * (points - 1)
    first = n * width + n * (points - 1)  # [lever, stretch, end] weights, then [lever, stretch] binaries, then uses
    columns = first + n
    ends = np.stack([np.arange(points - 1), np.arange(1, points)], axis=1).ravel()
    effort, gain = given.effort[:, ends].ravel(), given.gain[:, ends].ravel()
    lever = np.repeat(np.arange(n), width)
    integral = np.concatenate([np.repeat(given.stepped > 0, width), np.ones(n * points)])
    tie = np.zeros((n * (points - 1), columns))
    for k in range(n * (points - 1)):
        tie[k, 2 * k : 2 * k + 2], tie[k, n * width + k] = 1, -1
    one = np.zeros((n, columns))
    for i in range(n):
        one[i, n * width + i * (points - 1) : n * width + (i + 1) * (points - 1)] = 1
    limits = np.zeros((len(given.budget) + len(given.need), columns))
    limits[: len(given.budget), : n * width] = given.uses[:, lever] * effort
    limits[len(given.budget) :, : n * width] = -given.share[:, lever] * gain
    value = np.zeros(columns)
    value[: n * width] = given.weight[lever] * gain - given.cost[lever] * effort
    found = milp(
        -value,
        integrality=integral,
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(tie, 0, 0),
            LinearConstraint(one, 1, 1),
            LinearConstraint(limits, -np.inf, np.concatenate([given.budget, -given.need])),
            *_pairs(given, n * width, effort, columns),
        ],
        options={"mip_rel_gap": 1e-9},
    )
    if found.status == 2:
        return None
    assert found.status == 0, found.message
    return given.base - found.fun


def _pairs(given: Task, weights: int, effort: Array, columns: int) -> list:
    """A lever's binary is 1 where it has effort; where others need it, 1 asks for the smallest effort that counts."""
    from scipy.optimize import LinearConstraint  # noqa: PLC0415 - tests alone use it

    n, smallest, found = len(given.effort), smallest_used(given), []
    for lever in sorted({lever for pair in (*given.excludes, *given.needs) for lever in pair}):
        row, use = np.zeros(columns), columns - n + lever
        each = slice(lever * weights // n, (lever + 1) * weights // n)
        row[each], row[use] = effort[each], -given.effort[lever, -1]
        found.append(LinearConstraint(row, -np.inf, 0))
        if any(other == lever for _, other in given.needs):
            low = np.zeros(columns)
            low[each], low[use] = effort[each], -min(smallest[lever], 2 * given.effort[lever, -1] + 1)
            found.append(LinearConstraint(low, 0, np.inf))
    for one, other in given.excludes:
        row = np.zeros(columns)
        row[[columns - n + one, columns - n + other]] = 1
        found.append(LinearConstraint(row, -np.inf, 1))
    for one, other in given.needs:
        row = np.zeros(columns)
        row[columns - n + one], row[columns - n + other] = 1, -1
        found.append(LinearConstraint(row, -np.inf, 0))
    return found
