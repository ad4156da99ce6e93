"""What sessions are worth in another measure, such as conversions: the rate of every branch, and what the plan brings of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.model.arrays import Array
from planner.model.branches import children_of, leaves_below
from planner.model.draws import normals
from planner.model.goal import Goal
from planner.model.history import History, Leaf, Measure
from planner.model.period import WEEK, YEAR_OF_WEEKS
from planner.model.quality import FloorPlan, Quality, Rate
from planner.model.response import GainTable
from planner.model.spread import spread
from planner.planning.aim import Aim
from planner.planning.gains import by_leaf
from planner.text import folded
from planner.words.figures import rate
from planner.words.language import say
from planner.words.names import metric_name
from planner.words.phrases import alternatives

DIFFER = 0.5  # usual standard deviation of a branch's rate around its parent's, as a part of that …
PRIOR_BRANCHES = 1  # … and the branches that this counts for
LOW = 0.5  # of the site's rate: below it, extra visits hardly bring what visits are for
SURE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """One measure per session, for every leaf."""

    measure: str
    draws: Array
    """(n_leaves, n_draws) [measure/session]."""
    site: float
    """[measure/session] of the history that they were read from."""
    sessions: Array
    """(n_leaves,) of that history."""
    amounts: Array
    """(n_leaves,) [measure] of the same days."""


def rates_of(history: History, *, seed: int, n_draws: int) -> tuple[Rates, ...]:
    """The rates of every measure of the history. A branch of few sessions borrows from the branch above it.

    How far a rate is off follows from how its weeks differ (a quasi-Poisson law), so that revenue is treated as counts are.
    Source: gamma-Poisson shrinkage by moments, as in Efron and Morris (1975); what extra sessions bring is taken to be what today's do.
    """
    return tuple(
        _rates(history, measure, normals(np.random.default_rng([seed, 6, n]), len(history.leaves), n_draws))
        for n, measure in enumerate(history.measures)
    )


def of_name(rates: Sequence[Rates], name: str) -> Rates | None:
    """The rates of a measure, by name as `folded` compares; None where it is not there."""
    return next((one for one in rates if folded(one.measure) == folded(name)), None)


def per_session(rates: Rates, table: GainTable, leaves: Sequence[int]) -> Array:
    """(n_levers,) [measure/session] mean of what a session of each lever's gain brings within some leaves; sessions elsewhere bring none."""
    at = list(leaves)
    worth: Array = table.leaf_shares[:, at] @ rates.draws[at].mean(axis=1)
    return worth


def quality_of(
    goal: Goal, aim: Aim, rates: Sequence[Rates], table: GainTable, history: History, usual: Array, gains: Array,
    best: dict[str, float],
) -> tuple[Quality, ...]:  # fmt: skip
    """What the plan brings of every measure.

    Args: usual (n_leaves, n_draws) [sessions in the period]; gains (n_levers, n_draws) of the plan; best: [measure] what the plan that brings
        most of a measure would bring of it, by the measure's name.
    """
    return tuple(_quality(goal, aim, one, table, history, usual, gains, best.get(one.measure)) for one in rates)


def floor_plans(goal: Goal, rates: Sequence[Rates], usual: Array, expected: Array) -> Iterator[FloorPlan]:
    """Every floor with what the plan brings of it, over the whole site."""
    for floor in goal.floors:
        if (one := of_name(rates, floor.measure)) is not None:
            now, planned = ((sessions * one.draws).sum(axis=0) for sessions in (usual, expected))
            yield _floor_plan(one.measure, floor.at_least, now, planned)


def sub_targets(goal: Goal, history: History, usual: Array, expected: Array) -> Iterator[FloorPlan]:
    """Every sub-target that the goal insists on, with what the plan brings of it."""
    for bound in goal.at_least:
        at = list(history.matching(bound.where))
        branch = " / ".join(alternatives(values) for _, values in bound.where)
        now, planned = (sessions[at].sum(axis=0) for sessions in (usual, expected))
        what = say("{what} of {branch}", what=metric_name(goal.metric), branch=branch) if branch else goal.metric
        yield _floor_plan(what, bound.sessions, now, planned)


def _floor_plan(measure: str, at_least: float, usual: Array, expected: Array) -> FloorPlan:
    """Args: usual, expected (n_draws,) [measure in the period]."""
    return FloorPlan(
        measure=measure,
        at_least=at_least,
        forecast=float(usual.mean()),
        plan=float(expected.mean()),
        chance=float((expected >= at_least).mean()),
    )


def quality_warnings(rates: Sequence[Rates], table: GainTable, gains: Array) -> Iterator[str]:
    """Levers whose extra sessions bring clearly less than the site's sessions do."""
    for one in rates:
        each = table.leaf_shares @ one.draws
        for n in np.flatnonzero(gains.mean(axis=1) >= 1).tolist():
            if float((each[n] < LOW * one.site).mean()) >= SURE:
                its, usual = (rate(100 * figure) for figure in (float(each[n].mean()), one.site))
                yield say(
                    "{lever} buys visits that bring few {measure}: {count} per 100 sessions, the whole site {usual}",
                    lever=table.options[n].lever.name,
                    measure=one.measure,
                    count=its,
                    usual=usual,
                )


def _rates(history: History, measure: Measure, standard: Array) -> Rates:
    late = slice(-YEAR_OF_WEEKS, None)  # rates change slowly, and older ones say little
    sessions, amounts = history.sessions[:, late], measure.amounts[:, late]
    known = ~(np.isnan(sessions) | np.isnan(amounts))
    sessions, amounts = np.where(known, sessions, 0.0), np.where(known, amounts, 0.0)
    seen, brought = sessions.sum(axis=1), amounts.sum(axis=1)
    site = float(brought.sum() / max(seen.sum(), 1.0))
    mean, shape = _shrunk(history, seen, brought, _dispersion(sessions, amounts, history), site)
    scale = np.sqrt(np.log1p(1 / shape))
    draws = mean[:, None] * np.exp(scale[:, None] * standard - scale[:, None] ** 2 / 2)
    return Rates(measure=measure.name, draws=draws, site=site, sessions=seen, amounts=brought)


def _dispersion(sessions: Array, amounts: Array, history: History) -> float:
    """[measure] variance of a week's amount over its mean: 1 for independent conversions, the usual size of an order for revenue; never
    less than the smallest that came in a day, as figures that are too even would have it."""
    weeks = sessions.shape[1] // WEEK
    if not amounts.any():
        return 1.0
    by_day = history.cadence == "day"  # spread over its days, a week hides what came in one
    smallest = float(amounts[amounts > 0].min()) if by_day else 0.0
    by_week = [rows[:, -weeks * WEEK :].reshape(len(rows), weeks, WEEK).sum(axis=2) for rows in (sessions, amounts)]
    own = by_week[1].sum(axis=1) / np.maximum(by_week[0].sum(axis=1), 1.0)
    usual = own[:, None] * by_week[0]
    some = usual > 0
    if (free := int(some.sum()) - len(sessions)) <= 0:
        return float(amounts.max())
    return max(float((((by_week[1] - usual) ** 2)[some] / usual[some]).sum() / free), smallest, 1e-12)


def _shrunk(history: History, seen: Array, brought: Array, dispersion: float, site: float) -> tuple[Array, Array]:
    """(n_leaves,) posterior mean and shape of every leaf's rate, each branch shrunk to the one above it, from the site down."""
    below = leaves_below(history.leaves)
    children = children_of(below)
    at = {leaf: n for n, leaf in enumerate(history.leaves)}
    rates: dict[Leaf, float] = {(): max(site, 1e-12)}
    mean, shape = np.full(len(seen), site), np.full(len(seen), max(brought.sum() / dispersion, 1.0))
    for name in sorted(children, key=len):
        names = children[name]
        s, m = (np.array([rows[below[one]].sum() for one in names]) for rows in (seen, brought))
        prior = _alike(s, m, dispersion, rates[name])
        shapes = prior + m / dispersion
        means = shapes / (prior / rates[name] + s / dispersion)
        for one, its_mean, its_shape in zip(names, means.tolist(), shapes.tolist(), strict=True):
            rates[one] = max(its_mean, 1e-12)
            if one in at:
                mean[at[one]], shape[at[one]] = its_mean, its_shape
    return mean, shape


def _alike(seen: Array, brought: Array, dispersion: float, rate: float) -> float:
    """How many (independent) conversions the rate of the branch above counts for: many where its children hardly differ."""
    expected = seen * rate
    some = expected > 0
    count = int(some.sum()) - 1
    between = 0.0
    if count > 0:
        excess = ((brought - expected) ** 2 - dispersion * expected)[some]
        between = max(float(excess.sum() / (expected[some] ** 2).sum()), 0.0)
    return (max(count, 0) + PRIOR_BRANCHES) / (max(count, 0) * between + PRIOR_BRANCHES * DIFFER**2)


def _quality(
    goal: Goal, aim: Aim, rates: Rates, table: GainTable, history: History, usual: Array, gains: Array, best: float | None
) -> Quality:  # fmt: skip
    at = list(aim.leaves)
    expected = usual + by_leaf(table, gains)
    now, planned = ((sessions[at] * rates.draws[at]).sum(axis=0) for sessions in (usual, expected))
    extra = (table.leaf_shares[:, at] @ rates.draws[at]) * gains
    valued = folded(goal.value) == folded(rates.measure)
    better = best is not None and best > float(planned.mean()) * (1 + 1e-3)
    return Quality(
        measure=rates.measure,
        valued=valued,
        rates=tuple(_by_branch(aim, rates, history, usual, expected)),
        forecast=spread(now),
        outcome=spread(planned),
        extra=tuple((o.lever.name, float(row.mean())) for o, row in zip(table.options, extra, strict=True)),
        best=best if better and not valued else None,
    )


def _by_branch(aim: Aim, rates: Rates, history: History, usual: Array, expected: Array) -> Iterator[Rate]:
    """The whole site, then every branch, parents first and the largest first."""
    below = leaves_below(history.leaves)
    weight = usual.mean(axis=1)

    def order(name: Leaf) -> tuple[tuple[float, str], ...]:
        return tuple((-float(weight[below[name[:depth]]].sum()), name[depth - 1]) for depth in range(1, len(name) + 1))

    for name in sorted(below, key=order):
        at = below[name]
        share = weight[at] / max(float(weight[at].sum()), 1e-9)
        means = rates.draws[at].mean(axis=1)
        yield Rate(
            branch=name,
            sessions=float(rates.sessions[at].sum()),
            amount=float(rates.amounts[at].sum()),
            rate=spread(share @ rates.draws[at]),
            now=float(aim.now[at] @ means),
            forecast=float((usual[at] * rates.draws[at]).sum(axis=0).mean()),
            plan=float((expected[at] * rates.draws[at]).sum(axis=0).mean()),
        )
