"""What can be wrong between a goal and its history, each check a function of one shape."""

from collections.abc import Callable, Iterator

import numpy as np

from planner.errors import Problem, nearest_name
from planner.model.goal import Goal, Path, Where
from planner.model.history import History
from planner.model.period import Period
from planner.planning.aim import period_of
from planner.planning.branch import branch_names, named_branch
from planner.response.now import recent_effort
from planner.text import folded
from planner.words.figures import amount

WHOLE = ("traffic", "sessions", "visits")  # words for no branch in particular, which a misspelt one may mean
LONGEST = 366  # days of a period, and of the gap before it
ABOUT = 1.15  # times today's effort that history tells: months differ by 11 % in their days alone


def find_problems(goal: Goal, history: History) -> tuple[Problem, ...]:
    """Every reason why the goal cannot be planned on this history."""
    return tuple(problem for check in CHECKS for problem in check(goal, history))


def _period_follows(goal: Goal, history: History) -> Iterator[Problem]:
    period = period_of(goal, history)
    place = goal.place("period") if ("period",) in goal.places else goal.place("target")
    if period.start <= history.last:
        ends = "the counts end" if history.counts_only else "the history ends"
        text = f"the period {period} begins before {ends}, on {history.last}"
        yield Problem(place=place, text=text, expected="a period after the last day of history, or an earlier `as_of`")
    elif (gap := (period.start - history.last).days - 1) > LONGEST:
        text = f"the period {period} begins {gap} days after the history ends, on {history.last}"
        yield Problem(place=place, text=text, expected=f"at most {LONGEST} days between them, or newer traffic")
    if period.days > LONGEST:
        yield Problem(place=place, text=f"the period {period} has {period.days} days", expected=f"at most {LONGEST}")


def _target_branch(goal: Goal, history: History) -> Iterator[Problem]:
    where = named_branch(goal.target.where, history)
    words = " ".join(value for _, values in goal.target.where for value in values)
    if where is None or not history.matching(where):
        yield Problem(
            place=goal.place("target"),
            text=f"the traffic has no branch {words!r}, or more than one",
            expected=_listed(branch_names(history)),
            nearest=nearest_name(words, (*branch_names(history), *WHOLE)),
        )
    elif goal.target.kind in ("multiple", "change") and not np.nansum(history.sessions[list(history.matching(where))]):
        yield Problem(place=goal.place("target"), text="there is no traffic to take a multiple or a change of")


def _levers_drive(goal: Goal, history: History) -> Iterator[Problem]:
    for lever in goal.levers:
        yield from _matches(
            goal, history, lever.drives, ("levers", lever.name, "drives"), f"{lever.name} drives nothing"
        )


def _levers_start(goal: Goal, history: History) -> Iterator[Problem]:
    period = period_of(goal, history)
    for lever in goal.levers:
        if lever.starts is not None and lever.starts > period.end:
            yield Problem(
                place=goal.place("levers", lever.name, "starts"),
                text=f"{lever.name} starts on {lever.starts}, after the period {period} ends",
                expected="a start within the period, or no such lever",
            )


def _levers_kept(goal: Goal, history: History) -> Iterator[Problem]:
    """A lever that is kept has to have an effort today, and not one that its limits forbid."""
    for lever in goal.levers:
        if not lever.keep:
            continue
        seen = recent_effort(history.effort, lever.name, period_of(goal, history).days)
        now, about = (seen, ABOUT) if lever.now is None else (lever.now, 1 + 1e-9)
        path = ("levers", lever.name)
        if now is None and (goal.effort is None or history.effort is not None):  # else the table's problem is told
            text = f"nothing says today's effort of {lever.name!r}, which is to be kept"
            yield Problem(place=goal.place(*path, "keep"), text=text, expected="`now:`, or the effort in a table")
        if now is None:
            continue
        text = f"{lever.name!r} is kept at today's effort, {amount(now)}"
        if lever.most is not None and now > lever.most * about:
            expected = f"at least {amount(now)}, or no `keep`"
            yield Problem(place=goal.place(*path, "max"), text=f"{text}, above max {lever.most:g}", expected=expected)
        if lever.least is not None and now * about < lever.least:
            expected = f"at most {amount(now)}, or no `keep`"
            yield Problem(place=goal.place(*path, "min"), text=f"{text}, below min {lever.least:g}", expected=expected)


def _at_least_branches(goal: Goal, history: History) -> Iterator[Problem]:
    for n, bound in enumerate(goal.at_least):
        yield from _matches(goal, history, bound.where, ("at_least", n, "where"), "this branch has no traffic")


def _events_move(goal: Goal, history: History) -> Iterator[Problem]:
    for event in goal.events:
        yield from _matches(goal, history, event.where, ("events", event.name, "where"), f"{event.name} moves nothing")


def _events_known(goal: Goal, history: History) -> Iterator[Problem]:
    """An event to come needs its lift, or days in a history by day."""
    blind = "one month's counts" if history.counts_only else f"figures by {history.cadence}"
    by_day = history.cadence == "day" and not history.counts_only
    for event in goal.events:
        leaves, path = history.matching(event.where), ("events", event.name)
        unread = (*path, "lift") in goal.places or (*path, "on", len(event.on)) in goal.places  # told where they are
        if event.lift is not None or event.on[-1].end <= history.last or not leaves or unread:
            continue
        text, place = f"nothing says what {event.name!r} brings", goal.place(*path)
        if not by_day:
            yield Problem(place=place, text=f"{text}: {blind} show no single days", expected="`lift:`")
        elif not any(_known(history, leaves, days) for days in event.on):
            yield Problem(place=place, text=text, expected="`lift:`, or days within the history under `on:`")


def _measures_counted(goal: Goal, history: History) -> Iterator[Problem]:
    """The goal's other measures have to be in the history, and more than nothing."""
    asked: list[tuple[str, Path]] = [(goal.value, ("value",))] if goal.value else []
    asked += [(floor.measure, ("floor", n, "measure")) for n, floor in enumerate(goal.floors)]
    by_name = {folded(measure.name): measure for measure in history.measures}
    for name, path in asked:
        measure = by_name.get(folded(name))
        if measure is None:
            if path not in goal.places:  # else told where the table was read
                known = tuple(each.name for each in history.measures)
                text = f"the history has no measure {name!r}"
                yield Problem(place=goal.place(*path), text=text, nearest=nearest_name(name, known))
        elif not np.nansum(measure.amounts):
            text = f"the traffic table has no {name} at all, so nothing says what a session brings of them"
            yield Problem(place=goal.place(*path), text=text, expected="a measure with numbers above 0")


def _known(history: History, leaves: tuple[int, ...], days: Period) -> bool:
    """Whether the history has sessions of at least one of the days."""
    begin, end = ((day - history.first).days for day in (days.start, days.end))
    return bool(np.isfinite(history.sessions[:, max(begin, 0) : max(end + 1, 0)][list(leaves)]).any())


def _matches(goal: Goal, history: History, where: Where, path: tuple[str | int, ...], text: str) -> Iterator[Problem]:
    """A branch has to hold at least one leaf, and each of its names has to be one of the tree's."""
    for level, values in where:
        if (at := history.depth(level)) is None:
            yield Problem(
                place=goal.place(*path, level),
                text=f"{text}: the traffic has no level {level!r}",
                expected=_listed(history.levels),
                nearest=nearest_name(level, history.levels) or _elsewhere(values, history),
            )
            return
        names = tuple(sorted({leaf[at] for leaf in history.leaves if at < len(leaf)}))
        for value in values:
            if not history.matching(((level, (value,)),)):
                yield Problem(
                    place=goal.place(*path, level),
                    text=f"{text}: there is no {level} {value!r}",
                    expected=_listed(names),
                    nearest=nearest_name(value, names),
                )
                return
    if not history.matching(where):
        yield Problem(place=goal.place(*path), text=f"{text}: no leaf has all of these names")


def _elsewhere(values: tuple[str, ...], history: History) -> str:
    """The level that the values stand on, where they do."""
    wanted = {folded(value) for value in values}
    places = {place for leaf in history.leaves for place in history.places(leaf)}
    found = {level for level, name in places if folded(name) in wanted}
    return sorted(found)[0] if found else ""


def _listed(names: tuple[str, ...], most: int = 12) -> str:
    more = f" … {len(names) - most} more" if len(names) > most else ""
    return "one of: " + ", ".join(names[:most]) + more if names else "traffic split by a level"


CHECKS: tuple[Callable[[Goal, History], Iterator[Problem]], ...] = (
    _period_follows,
    _target_branch,
    _levers_drive,
    _levers_start,
    _levers_kept,
    _at_least_branches,
    _events_move,
    _events_known,
    _measures_counted,
)
