"""The checkpoints and the next steps as a calendar to import. (RFC 5545, Internet Calendaring and Scheduling Core Object Specification)"""

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import PurePath

from planner.model.goal import Counts
from planner.model.plan import Checkpoint, Plan
from planner.report import sentences
from planner.report.headline import headline
from planner.report.rows import Step, steps
from planner.text import visible
from planner.version import __version__
from planner.words.figures import sessions
from planner.words.language import say

FOLD = 75  # octets of a line (section 3.1)
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def render_calendar(plan: Plan) -> str:
    """All-day events, with \\r\\n at the end of lines; the same plan gives the same bytes, and a later one of the same goal replaces its events."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//planner//planner {__version__}//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(headline(plan).title)}",
        *(line for step in steps(plan) for line in _step(plan, step)),
        *(line for point in plan.checkpoints for line in _checkpoint(plan, point)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _checkpoint(plan: Plan, point: Checkpoint) -> Iterator[str]:
    summary = say(
        "{expected} {metric} by today on plan, worry below {worry}",
        expected=sessions(point.expected),
        metric=sentences.name(plan.metric),
        worry=sessions(point.worry),
    )
    return _event(plan, ("checkpoint", str(point.day)), point.day, summary, plan.reading, headline(plan).chance)


def _step(plan: Plan, step: Step) -> Iterator[str]:
    task, owner = sentences.task(step.lever), sentences.name(step.lever.owner)
    summary = f"{owner}: {task}" if owner else task
    return _event(plan, ("step", step.lever.name), step.day, summary, sentences.reasons(step.lever), plan.reading)


def _event(plan: Plan, what: tuple[str, str], day: date, summary: str, *told: str) -> Iterator[str]:
    """Args: what: it is, whatever its figures and its day."""
    yield "BEGIN:VEVENT"
    yield f"UID:{_identity(plan, what)}@planner"
    yield f"DTSTAMP:{plan.base.end:%Y%m%d}T000000Z"  # of the data: no clock, so that the same goal gives the same bytes
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(summary)}"
    yield f"DESCRIPTION:{_text(*told)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _identity(plan: Plan, what: tuple[str, str]) -> str:
    """The same for the same thing of the same goal, wherever its file lies and whatever it asks for now."""
    goal, traffic = plan.goal, plan.goal.traffic
    data = (
        tuple(path for path, _ in traffic.rows)
        if isinstance(traffic, Counts)
        else (traffic.files, traffic.url, traffic.table)
    )
    told = (PurePath(goal.file).name, plan.metric, plan.where, plan.period.start, plan.period.end, data, what)
    return sha256(repr(told).encode(errors="replace")).hexdigest()[:32]


def _text(*lines: str) -> str:
    """Text as a value: each on a line of its own, without those that say nothing."""
    return "\n".join(visible(line) for line in lines if line).translate(_ESCAPED)


def _folded(line: str) -> str:
    """The line broken into pieces of at most 75 octets, never within a character."""
    pieces, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > FOLD:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += octets
    return "\r\n".join(pieces)
