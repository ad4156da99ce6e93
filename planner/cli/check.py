"""The `check` command."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from planner.cli.exits import exit_on_error
from planner.cli.options import GoalFile, Lang
from planner.text import cells, visible
from planner.words.language import say, speaking

if TYPE_CHECKING:
    from planner.model.goal import Event, Goal
    from planner.model.history import History
    from planner.model.period import Period
    from planner.model.plan import Plan

MOST_HOLIDAYS = 3  # that are named
_WIDEST = 7  # cells of what a line is about


def check(goal_file: GoalFile, lang: Lang = "en") -> None:
    """Find all that is wrong in a goal file, and say how it is read."""
    with exit_on_error():
        from planner.cli.load import load
        from planner.planning.make_plan import make_plan

        goal, history = load(goal_file)
        with speaking(lang):
            plan = make_plan(goal, history)  # only so can it be told whether the limits leave anything to plan
            typer.echo(say("{file}: no problems", file=visible(str(goal_file))))
            for what, text in _lines(goal, history, plan):
                typer.echo(f"  {what}{' ' * (_WIDEST - cells(what))}  {visible(text)}")


def _lines(goal: "Goal", history: "History", plan: "Plan") -> Iterator[tuple[str, str]]:
    """What each line is about, and what it says."""
    yield say("target"), plan.reading
    yield say("traffic"), _traffic(history)
    yield say("levers"), str(len(goal.levers) or say("none: they will come from the playbook"))
    yield from _calendar(goal, history, plan.period)
    for line in history.left_out:
        yield say("note"), line


def _traffic(history: "History") -> str:
    from planner.words.dates import plain_day

    count, first, last = len(history.leaves), plain_day(history.first), plain_day(history.last)
    if count == 1:
        return say("1 leaf, {first} to {last}", first=first, last=last)
    return say("{count} leaves, {first} to {last}", count=count, first=first, last=last)


def _calendar(goal: "Goal", history: "History", period: "Period") -> Iterator[tuple[str, str]]:
    """The days of each event, and the country's holidays in the period."""
    for event in goal.events:
        past, coming = _days_within(event, history.span), _days_within(event, period)
        yield say("event"), _event(event.name, past, coming, history)
    if goal.country:
        names = list(dict.fromkeys(one.name for one in history.holidays if period.start <= one.day <= period.end))
        shown = _holidays(names, history) if names else say("no holiday in the period")
        yield say("country"), say("{country}: {holidays}", country=goal.country, holidays=shown)


def _event(name: str, past: int, coming: int, history: "History") -> str:
    before = say("{days} in the history", days=_days(past))
    if past:
        before = _unseen(before, history)
    return say("{event}: {past}, {coming} in the period", event=name, past=before, coming=_days(coming))


def _unseen(text: str, history: "History") -> str:
    """The text, and that the history cannot show such days where it cannot."""
    if history.cadence == "week":
        return say("{text} (figures by week do not show them)", text=text)
    if history.cadence == "month":
        return say("{text} (figures by month do not show them)", text=text)
    return say("{text} (figures by day do not show them)", text=text) if history.counts_only else text


def _days_within(event: "Event", whole: "Period") -> int:
    """How many days of the event lie in a period."""
    return sum(max((min(one.end, whole.end) - max(one.start, whole.start)).days + 1, 0) for one in event.on)


def _days(count: int) -> str:
    from planner.words.figures import days

    return days(count) if count else say("no day")


def _holidays(names: list[str], history: "History") -> str:
    """How many, and the first of them by name."""
    from planner.words.phrases import listed

    more = [say("{count} more", count=len(names) - MOST_HOLIDAYS)] if len(names) > MOST_HOLIDAYS else []
    first = listed([*names[:MOST_HOLIDAYS], *more])
    if len(names) == 1:
        return _unseen(say("1 holiday in the period, {holidays}", holidays=first), history)
    return _unseen(say("{count} holidays in the period, {holidays}", count=len(names), holidays=first), history)
