"""What things are called where the goal file does not say; the user's own names stay as they are."""

from collections.abc import Iterable
from functools import reduce

from planner.words.language import say

SESSIONS, UNIT = "sessions", "unit"
"""What is counted, and what effort is counted in, where nobody says."""


def metric_name(text: str) -> str:
    """What is counted."""
    return say("sessions") if text == SESSIONS else text


def unit_name(text: str) -> str:
    """What effort is counted in."""
    return say("unit") if text == UNIT else text


def metric_count(figure: str, metric: str) -> str:
    """1,200 sessions, however many; Chinese has a measure word for them."""
    return (
        say("{count} sessions", count=figure)
        if metric == SESSIONS
        else say("{figure} {what}", figure=figure, what=metric)
    )


def of_branch(what: str, names: Iterable[str]) -> str:
    """Sessions of new of email. Args: names of a branch, level by level; none for all of it."""
    if not (some := list(names)):
        return what
    branch = reduce(lambda one, other: say("{branch} of {another}", branch=one, another=other), some)
    return say("{what} of {branch}", what=what, branch=branch)
