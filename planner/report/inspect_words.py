"""What was read of a file, in the words of its report."""

import os
from collections.abc import Iterator, Sequence

from planner.model.inspection import (
    AdsFacts,
    BranchTotal,
    ColumnFacts,
    DayFacts,
    Finding,
    Inspection,
    LevelTotals,
    Written,
)
from planner.model.period import Period
from planner.report.escape import clipped
from planner.report.sentences import name
from planner.words.dates import period_name
from planner.words.figures import amount, counted, exact, share
from planner.words.phrases import listed

MOST_GAPS = 6
MOST_NAMES = 6
"""Columns of a table that its line names."""
LONGEST = 600
"""Cells of a finding."""
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
SEPARATORS = {",": "commas", ".": "points", " ": "blanks", "'": "apostrophes"}
ROLES = {
    "sessions": "sessions", "users": "people, not visits", "views": "page views", "clicks": "clicks", "impressions": "impressions",
    "cost": "cost", "page": "page", "query": "search term", "country": "place or language", "device": "device", "event": "event or audience",
    "campaign": "campaign", "source": "source", "medium": "medium", "source / medium": "source and medium", "channel": "channel",
    "visitor": "new or returning", "range": "range of days",
}  # fmt: skip
CADENCES = {"day": "by day", "week": "by week", "month": "by month"}


def headline(seen: Inspection) -> str:
    """What the file is: whose export, what it counts by what, and the days."""
    file = clipped(os.path.basename(seen.file), 80)
    parts = [seen.tool] if seen.tool else []
    if seen.totals is not None:
        levels = [name(level.level) for level in seen.totals.levels]
        parts.append(f"{name(seen.totals.metric)}{' by ' + listed(levels) if levels else ''}")
    elif seen.ads is not None:
        parts.append("a report on ads")
    elif seen.tables:
        parts.append(
            f"{counted(len(seen.tables), 'table')}, not read as traffic"
            if len(seen.tables) > 1
            else "not read as traffic"
        )
    else:
        parts.append("not read")
    if seen.totals is not None and seen.problems:
        parts.append("not usable as it stands")
    days = seen.days.span if seen.days else seen.ads.days if seen.ads else None
    return f"{file}: {', '.join([*parts, *([span(days)] if days else [])])}"


def span(period: Period) -> str:
    """December 2026 (31 days)."""
    return f"{period_name(period)} ({counted(period.days, 'day')})"


def reading(seen: Inspection) -> Iterator[tuple[str, str]]:
    """How it was read, as label and value."""
    how = seen.written
    if how.encoding:
        yield "file", f"{_encoding(how.encoding)}, cells apart by {DELIMITERS.get(how.delimiter, repr(how.delimiter))}"
    if len(seen.tables) > 1:
        this = next((table for table in seen.tables if table.number == seen.number), seen.tables[0])
        yield "table", f"{this.number} of {len(seen.tables)}{f', from line {this.line}' if this.line else ''}"
    if lines := [line for line in how.above if line.strip("# -=") and not line.startswith("sep=")]:
        shown = "; ".join(clipped(line.lstrip("# "), 60) for line in lines[:4])
        left = len(lines) - 4
        yield "above it", shown + (f"; {counted(left, 'more line')}" if left > 0 else "")
    if figures := _figures(how):
        yield "figures", figures
    if seen.days is not None:
        yield "dates", _dates(seen.days, how)
    if seen.columns:
        yield "rows", exact(seen.rows)


def _encoding(text: str) -> str:
    return clipped(text, 20)


def _figures(how: Written) -> str:
    """12,345.6 and the like, as they are written."""
    parts = []
    if how.grouping:
        parts.append(f"{SEPARATORS.get(how.grouping, how.grouping)} between thousands")
    if how.decimal:
        parts.append(f"a {'comma' if how.decimal == ',' else 'point'} before decimals")
    if how.percent:
        parts.append("percent signs")
    return listed(parts)


def _dates(days: DayFacts, how: Written) -> str:
    if days.whole:
        return "none in its rows; " + ("the titles above it name its days" if days.said else "its days were said")
    return ", ".join(filter(None, (how.dates, CADENCES[days.cadence])))


def use(column: ColumnFacts, *, unread: bool) -> str:
    """What a column is taken for. Args: unread: whether nothing of the table is used, so that this need not be said of each column."""
    role = ROLES.get(column.role, "")
    not_used = "" if unread else "not used: "
    if column.use == "branch":
        return name(column.level)
    return {
        "days": "the days",
        "counted": "counted" if column.role == "sessions" or not role else f"counted ({role})",
        "makes channel": "makes the channel",
        "part of the count": "counted, a branch",
        "measure": "read beside it",
        "other measure": f"{not_used}{role or 'a measure'}",
        "average": f"{not_used}an average",
        "name": f"{not_used}{role}" if role else "names" if unread else "not used",
        "number": f"{not_used}a number",
        "part of a date": f"{not_used}part of a date",
        "empty": "empty",
    }[column.use]


def content(column: ColumnFacts) -> str:
    """What a column holds in all: its sum, its range, or how many names."""
    if column.total is not None:
        return f"sum {amount(column.total)}"
    if column.low is not None and column.high is not None:
        return f"{_plain(column.low)} to {_plain(column.high)}"
    return f"{exact(column.different)} different" if column.different else ""


def _plain(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 100 else exact(value)


def gaps(days: DayFacts) -> Iterator[str]:
    """Lines on the days: missing ones as ranges, an unfinished last one."""
    missing = sum(gap.days for gap in days.gaps)
    if missing:
        shown = [period_name(gap) for gap in days.gaps[-MOST_GAPS:]]
        left = len(days.gaps) - len(shown)
        more = f"{counted(left, 'earlier gap')}, then " if left else ""
        yield f"{counted(missing, 'day')} without a figure: {more}{', '.join(shown)}. They are not known, not zero."
    if days.unfinished is not None:
        yield f"{period_name(days.unfinished)} is not over yet, by the days before: the forecast leaves it out."


def unlike(level: LevelTotals, most: int) -> tuple[Sequence[BranchTotal], int]:
    """The largest branches of a level, and how many more there are."""
    if len(level.branches) <= most + 1:
        return level.branches, 0
    return level.branches[:most], len(level.branches) - most


def findings(seen: Inspection) -> Iterator[str]:
    """Each with how much it touches; what to do about several of a kind stands with the first alone."""
    before = None
    for each in seen.findings:
        yield _found(each, seen, advise=before is None or (before.kind, before.advice) != (each.kind, each.advice))
        before = each


def _found(finding: Finding, seen: Inspection, *, advise: bool) -> str:
    touched = ""
    if finding.sessions is not None and seen.totals is not None and finding.sessions >= 0.5:
        count = f"{exact(finding.sessions)} {name(seen.totals.metric)}"
        count = f"About {count} are missing" if finding.kind == "outage" else count
        touched = f" {count}, {share(finding.sessions, seen.totals.whole.total)} of all."
    place = f" [{clipped(_brief(finding.place), 60)}]" if finding.place else ""
    return clipped(
        f"{finding.text[:1].upper()}{finding.text[1:]}{place}.{touched}{f' {finding.advice}.' if advise else ''}",
        LONGEST,
    )


def _brief(place: str) -> str:
    """A place without folders and column: t.csv:12."""
    file, _, rest = place.rpartition(os.sep)
    return ":".join((rest or file).split(":")[:2])


def lacking(what: str, where: str) -> str:
    """What the table lacks, and what would give it."""
    return f"No {what}: {where or 'this tool has no such export that is known'}."


def serves(ads: AdsFacts) -> str:
    """Whether a report on ads can be the effort of a goal file."""
    if ads.effort and ads.effort_columns:
        said = ", ".join(f"{role}: {name(column)}" for role, column in ads.effort_columns)
        return f"It has days, and can serve under `effort:` with `columns: {{{said}}}`."
    if ads.effort:
        return "It has days, and can serve under `effort:` as it is."
    if ads.by_day:
        return "It has days, but cannot be read as effort by campaign as it stands."
    return "It has no days of its own: to serve under `effort:` it needs a row a day (week, month) and campaign."
