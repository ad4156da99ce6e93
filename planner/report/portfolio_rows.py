"""The summary of many goals as a table: its columns, and the cells of a goal, for programs and for spreadsheets."""

from collections.abc import Sequence

from planner.model.outcome import Outcome
from planner.report.json_text import rate, sessions, significant
from planner.text import visible

COLUMNS = (
    "file", "plan", "metric", "start", "end", "target", "forecast", "expected", "p10", "p90", "chance", "chance_alone", "scale",
    "even_scale", "likely_scale", "lever", "verdict", "extra", "warnings", "branch", "problem",
)  # fmt: skip
"""Of the summary for programs; names stay, new ones may be added."""
TEXTS = frozenset(("file", "plan", "metric", "start", "end", "lever", "verdict", "branch", "problem"))
WHOLE = frozenset(("target", "warnings"))
_BEGINS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula (OWASP, CSV injection)."""

_SOURCE = "  |"
"""Lines of a complaint that show its place in the file, for eyes that have it before them."""

Cell = str | int | float | None


def columns(shared: Sequence[str] = ()) -> tuple[str, ...]:
    """All columns. Args: shared: names of the resources that goals have together."""
    return (*COLUMNS, *(f"share: {name}" for name in shared))


def values(row: Outcome, shared: Sequence[str] = ()) -> tuple[Cell, ...]:
    """The cells of a row by `columns`; figures of a goal without a plan are None."""
    said: tuple[Cell, ...] = (row.file, row.plan or None, row.metric or None, row.start or None, row.end or None)
    if row.problem:
        blank = (None,) * (len(COLUMNS) - len(said) - 1)
        return (*said, *blank, row.problem, *(None for _ in shared))
    numbers = (row.target, *(sessions(each) for each in (row.forecast, row.expected, row.low, row.high)))
    chances = (round(row.chance, 4), round(row.chance_alone, 4))
    scales = tuple(None if each is None else rate(each) for each in (row.scale, row.even, row.likely))
    lever = (row.lever or None, row.verdict or None, sessions(row.extra) if row.lever else None)
    mine = dict(row.shares)
    shares = (significant(mine[name], 10) if name in mine else None for name in shared)
    return (*said, *numbers, *chances, *scales, *lever, row.warnings, row.branch or None, None, *shares)


def harmless(cell: Cell) -> Cell:
    """The cell on one line; a text that a spreadsheet would calculate gets an apostrophe in front."""
    if not isinstance(cell, str):
        return cell
    text = " ".join(visible(line).strip() for line in cell.split("\n") if not line.startswith(_SOURCE))
    return f"'{text}" if cell.startswith(_BEGINS) or text.lstrip().startswith(_BEGINS) else text
