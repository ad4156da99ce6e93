"""Judgement about a lever as a table: effort in the period, and the sessions that it brings in all."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from planner.errors import quoted
from planner.goalfile.complaint import Complaint, UnclearError, unclear
from planner.goalfile.readers import amount_of, kind

EXPECTED = "efforts with the sessions that they bring in all, such as {1000: 300, 2000: 520}"
LEAST = 2  # efforts above 0: a single one is what `expect` is for


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    effort: float
    sessions: float
    key: str
    """The effort as the file has it."""


def curve(value: object) -> tuple[tuple[float, float], ...]:
    """(effort, sessions) by rising effort, from (0, 0) on, which need not be said.

    Raises: UnclearError for every effort and count that is no number from 0, efforts that are said twice, sessions without
    effort or that fall with it, and fewer than two efforts above 0.
    """
    if not isinstance(value, dict):
        raise unclear(f"{kind(value)} stands where a curve belongs", EXPECTED)
    points = sorted(_read(value), key=lambda point: point.effort)
    if wrong := tuple(_wrong(points)):
        raise UnclearError(*wrong)
    above = [(point.effort, point.sessions) for point in points if point.effort > 0]
    if len(above) < LEAST:
        single = "a single effort above 0 is no curve" if above else "the curve has no efforts above 0"
        raise unclear(single, f"at least {LEAST} of them; for a single one, `expect: {{at: 1000, sessions: 300}}`")
    if above[-1][1] == 0:
        raise unclear("the curve brings no sessions", "sessions above 0 at its last effort")
    return ((0.0, 0.0), *above)


def _read(value: Mapping[str, object]) -> Iterable[_Point]:
    points: list[_Point] = []
    wrong: list[Complaint] = []
    for key, item in value.items():
        effort = sessions = None
        try:
            effort = amount_of(key)
        except UnclearError as error:
            wrong += (replace(complaint, on_key=True) for complaint in error.under(key))
        try:
            sessions = amount_of(item)
        except UnclearError as error:
            wrong += error.under(key)
        if effort is not None and sessions is not None:
            points.append(_Point(effort=effort, sessions=sessions, key=key))
    if wrong:
        raise UnclearError(*wrong)
    return points


def _wrong(points: Iterable[_Point]) -> Iterator[Complaint]:
    """What is wrong between points that are sorted by effort, those of one effort in the file's order."""
    nothing = _Point(effort=0.0, sessions=0.0, key="0")
    for earlier, later in pairwise((nothing, *points)):
        if later.effort == 0 and later.sessions > 0:
            text = f"no effort brings {later.sessions:g} sessions"
            yield Complaint(
                at=(later.key,), text=text, expected="0: the curve is what effort brings, not what comes anyway"
            )
        elif later.effort == earlier.effort and earlier is not nothing:
            text = f"{quoted(later.key)} is the same effort as {quoted(earlier.key)}"
            yield Complaint(at=(later.key,), text=text, expected="every effort once", on_key=True)
        elif later.sessions < earlier.sessions:
            text = f"an effort of {later.key} brings {later.sessions:g} sessions, fewer than one of {earlier.key}"
            yield Complaint(
                at=(later.key,), text=text, expected="sessions that do not fall; `max` ends effort that brings less"
            )
