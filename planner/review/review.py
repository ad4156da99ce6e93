"""A log set against what it brought, and against a goal."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from planner.errors import InputError, Place, Problem
from planner.model.activity_log import ActivityLog, Logged
from planner.model.arrays import Array, frozen
from planner.model.goal import Goal
from planner.model.margin import LeverMargin
from planner.model.period import Period
from planner.model.review import Aside, Lacking, Returns, Review, Standing
from planner.model.spread import spread
from planner.response.kinds import resource_kind
from planner.review.activities import ENOUGH, Activity, activities, as_worked, judged_after, span
from planner.review.executions import spelled
from planner.review.returns import Worked, returns_of
from planner.review.verdicts import Judged, verdicts
from planner.review.weeks import RESOURCES, by_week, served, totals, within

DRAWS, LEAST_DRAWS = 2000, 200
ALL_DRAWS = 400_000  # of all activities together, where these are very many
LEAST_DOUBT = 0.05  # standard deviation of an elasticity that a goal's curve says


def review(
    log: ActivityLog,
    *,
    goal: Goal | None = None,
    margins: Sequence[LeverMargin] = (),
    looked: Period | None = None,
    lag: float | None = None,
    seed: int = 1,
) -> Review:
    """Which of the logged work paid: learned from all of the log, told of a stretch of it.

    Where the log has no results, the goal's curves say what its effort brings.
    Args: margins: of the goal's levers; looked: the stretch, default all of it; lag: [days] until results are in.
    Raises: InputError where neither log nor goal says what came of anything, or nothing was logged in the stretch.
    """
    rows = log.rows
    known = span(rows)
    asked = looked or known
    looked = Period(start=max(asked.start, known.start), end=min(asked.end, known.end))
    seen = within(rows, looked)
    has_results = any(row.result is not None for row in rows)
    _check(log, seen, asked, able=has_results or goal is not None)
    every = activities(rows, goal, lag=lag)
    here = {resource: totals(seen, resource) for resource in RESOURCES}
    standings: list[Standing] = []
    ranked: set[str] = set()
    for resource in RESOURCES:
        of = [one for one in every if one.resource == resource]
        found = _by_results(of, margins, here[resource], seed) if has_results else _by_goal(of, margins, here[resource])
        some = tuple(found)
        standings += some
        ranked |= {each.name for each in some}
    aside = [_aside(one, here, has_results=has_results) for one in every if one.name not in ranked]
    aside.sort(key=lambda each: (-each.hours, -each.money, each.name))
    names = spelled(rows)
    return Review(
        file=log.file,
        tool=log.tool,
        result=log.result if has_results or goal is None else goal.metric,
        basis="log" if has_results else "goal",
        known=known,
        looked=looked,
        standings=tuple(standings),
        aside=tuple(aside),
        served=served(seen, names, {one.key: one.service for one in every}) if goal else (),
        weeks=by_week(rows, names, looked),
        target=goal.target.text if goal else "",
        left_out=log.left_out,
    )


def _by_results(
    of: Sequence[Activity], margins: Sequence[LeverMargin], here: Mapping[str, float], seed: int
) -> Iterator[Standing]:
    """The activities of one resource by what the log says came of them, best first; then those that wait."""
    some = [one for one in of if one.ripe]
    early = [one for one in of if not one.ripe and one.waiting and any(each.result is not None for each in one.waiting)]
    bends = {margin.name: margin.elasticity for margin in margins if len(margin.elasticity)}
    worked = [as_worked(one, _believed(bends[_lever(one)]) if _lever(one) in bends else None) for one in some]
    if any(bool((one.result > 0).any()) for one in worked):
        returns = returns_of(worked, seed=seed, n_draws=max(LEAST_DRAWS, min(DRAWS, ALL_DRAWS // len(worked))))
        yield from _standings(some, returns, [len(one.ripe) >= ENOUGH for one in some], here, worked)
    for one in sorted(early, key=lambda each: each.name):
        yield _early(one, here)


def _by_goal(of: Sequence[Activity], margins: Sequence[LeverMargin], here: Mapping[str, float]) -> Iterator[Standing]:
    """The activities of one resource by what the goal's curves say that so much effort brings."""
    known = {
        margin.name: (margin, per)
        for margin in margins
        if (per := _per_unit(margin, of)) > 0 and len(margin.elasticity)
    }
    some = [one for one in of if _lever(one) in known and one.efforts]
    if not some:
        return
    now = np.array([one.weekly or one.efforts[-1][1] for one in some])
    found = [known[_lever(one)] for one in some]
    returns = Returns(
        now=frozen(now),
        whole=frozen(
            np.stack(
                [margin.present / (margin.now * per) * amount for (margin, per), amount in zip(found, now, strict=True)]
            )
        ),
        elasticity=frozen(np.stack([margin.elasticity for margin, _ in found])),
    )
    yield from _standings(some, returns, [True] * len(some), here, None)


def _per_unit(margin: LeverMargin, of: Sequence[Activity]) -> float:
    """How much of the activities' resource one unit of a lever takes."""
    return sum(per for name, per in margin.uses if of and resource_kind(name) == of[0].resource)


def _standings(
    some: Sequence[Activity],
    returns: Returns,
    enough: Sequence[bool],
    here: Mapping[str, float],
    worked: Sequence[Worked] | None,
) -> list[Standing]:
    names = [one.name for one in some]
    judged = verdicts(returns, names, active=[one.weekly > 0 for one in some], enough=enough)
    order = sorted(range(len(some)), key=lambda n: -float(np.median(returns.next_of(n))))
    return [
        _ranked(some[n], here, returns, n, judged[n], worked[n] if worked else None) for n in order
    ]  # fmt: skip


def _ranked(
    one: Activity, here: Mapping[str, float], returns: Returns, n: int, judged: Judged, worked: Worked | None
) -> Standing:
    brought = float(worked.result.sum()) if worked else 0.0
    return Standing(
        name=one.name,
        lever=_lever(one),
        resource=one.resource,
        executions=len(one.ripe),
        waiting=len(one.waiting) if worked else 0,
        effort=here.get(one.key, 0.0),
        weekly=one.weekly,
        result=brought,
        average=brought / float(worked.effort.sum()) if worked else None,
        next_unit=spread(returns.next_of(n)),
        elasticity=float(returns.elasticity[n].mean()),
        better=judged.better,
        beside=judged.beside,
        verdict=judged.verdict,
        reason=judged.reason,
        freed=judged.freed,
        after=judged_after(one) if worked else None,
    )


def _early(one: Activity, here: Mapping[str, float]) -> Standing:
    return Standing(
        name=one.name,
        lever=_lever(one),
        resource=one.resource,
        executions=0,
        waiting=len(one.waiting),
        effort=here.get(one.key, 0.0),
        weekly=one.weekly,
        result=0.0,
        average=None,
        next_unit=None,
        verdict="too early",
        reason="young",
        after=judged_after(one),
    )


def _lever(one: Activity) -> str:
    return one.service.lever.name if one.service.lever else ""


def _believed(draws: Array) -> tuple[float, float]:
    return float(draws.mean()), max(float(draws.std()), LEAST_DOUBT)


def _aside(one: Activity, here: Mapping[str, Mapping[str, float]], *, has_results: bool) -> Aside:
    return Aside(
        name=one.name,
        hours=here["hours"].get(one.key, 0.0),
        money=here["money"].get(one.key, 0.0),
        lacks=_lacks(one, has_results=has_results),
    )


def _lacks(one: Activity, *, has_results: bool) -> Lacking:
    if not one.efforts:
        return "effort"
    if has_results:
        return "success" if one.ripe else "results"
    return "lever" if one.service.lever is None else "curve"


def _check(log: ActivityLog, seen: Sequence[Logged], looked: Period, *, able: bool) -> None:
    text = expected = ""
    if not able:
        text, expected = (
            "this log does not say what came of the work",
            "a column of results (--result COLUMN), or --goal GOAL.yaml, whose curves say what effort brings",
        )
    elif not seen:
        text, expected = (
            f"nothing was logged {looked.start} to {looked.end}",
            f"days within {log.rows[0].day} to {log.rows[-1].day}",
        )
    if text:
        raise InputError([Problem(place=Place(file=log.file), text=text, expected=expected)])
