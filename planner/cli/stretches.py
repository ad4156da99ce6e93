"""Stretches of days that options name."""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from planner.model.period import Period

_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)


def looked_at(week: str, since: str, until: str) -> "Period | None":
    """The days that --week, or --from and --to, name; None for none. Raises: BadParameter for what names no days."""
    from planner.model.period import WEEK, Period

    if week:
        if since or until:
            raise typer.BadParameter("--week and --from or --to contradict each other")
        first = _monday(week)
        return Period(start=first, end=first + timedelta(days=WEEK - 1))
    if not since and not until:
        return None
    first = _day("--from", since) if since else date.min
    last = _day("--to", until) if until else date.max
    if last < first:
        raise typer.BadParameter(f"{until} is before {since}", param_hint="--to")
    return Period(start=first, end=last)


def _monday(week: str) -> date:
    found = _WEEK.fullmatch(week.strip())
    try:
        if found:
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        pass
    raise typer.BadParameter(f"{week!r} is no week; expected one such as 2026-W48", param_hint="--week")


def _day(option: str, said: str) -> date:
    try:
        return date.fromisoformat(said.strip())
    except ValueError:
        raise typer.BadParameter(f"{said!r} is no day; expected one such as 2026-11-30", param_hint=option) from None
