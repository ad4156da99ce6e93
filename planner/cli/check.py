"""The `check` command."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from planner.cli.exits import exit_on_error
from planner.cli.options import GoalFile

if TYPE_CHECKING:
    from planner.model.goal import Event, Goal
    from planner.model.history import History
    from planner.model.period import Period

MOST_HOLIDAYS = 3  # that are named


def check(goal_file: GoalFile) -> None:
    """Find all that is wrong in a goal file, and say how it is read."""
    with exit_on_error():
        from planner.cli.load import load
        from planner.planning.make_plan import make_plan
        from planner.text import visible

        goal, history = load(goal_file)
        plan = make_plan(goal, history)  # only so can it be told whether the limits leave anything to plan
        typer.echo(f"{visible(str(goal_file))}: no problems")
        typer.echo(f"  target   {visible(plan.reading)}")
        typer.echo(
            f"  traffic  {len(history.leaves)} {'leaf' if len(history.leaves) == 1 else 'leaves'}, {history.first} to {history.last}"
        )
        typer.echo(f"  levers   {len(goal.levers) or 'none: they will come from the playbook'}")
        for line in _calendar(goal, history, plan.period):
            typer.echo(visible(line))
        for line in history.left_out:
            typer.echo(f"  note     {visible(line)}")


def _calendar(goal: "Goal", history: "History", period: "Period") -> Iterator[str]:
    """The days of each event, and the country's holidays in the period."""
    by_day = history.cadence == "day" and not history.counts_only
    unseen = "" if by_day else f" (figures by {history.cadence} do not show them)"
    for event in goal.events:
        past, coming = _days_within(event, history.span), _days_within(event, period)
        yield f"  event    {event.name}: {_days(past)} in the history{unseen if past else ''}, {_days(coming)} in the period"
    if goal.country:
        names = list(dict.fromkeys(one.name for one in history.holidays if period.start <= one.day <= period.end))
        yield f"  country  {goal.country}: {_holidays(names)}{unseen if names else ''}"


def _days_within(event: "Event", whole: "Period") -> int:
    """How many days of the event lie in a period."""
    return sum(max((min(one.end, whole.end) - max(one.start, whole.start)).days + 1, 0) for one in event.on)


def _days(count: int) -> str:
    from planner.words.figures import counted

    return counted(count, "day") if count else "no day"


def _holidays(names: list[str]) -> str:
    """How many, and the first of them by name."""
    from planner.words.figures import counted, listed

    if not names:
        return "no holiday in the period"
    more = [f"{len(names) - MOST_HOLIDAYS} more"] if len(names) > MOST_HOLIDAYS else []
    return f"{counted(len(names), 'holiday')} in the period, {listed([*names[:MOST_HOLIDAYS], *more])}"
