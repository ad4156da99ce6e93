"""A report in lines of a terminal."""

from collections.abc import Iterator, Sequence

from planner.report.document import Bar, Complaint, Document, Grid, Head, Items, Part, Row, Weight, kept_sections
from planner.report.escape import clipped
from planner.report.terminal_layout import Column, Line, Span, fits, headed, painted, paragraph, table
from planner.text import cells, visible

NARROWEST, WIDEST = 40, 120
WIDEST_NAME = 200
_STYLES: dict[Weight, str] = {"strong": "bold", "plain": "", "faint": "dim"}
SHORTEST_NAME = 27  # cells of a name that are not cut for the sake of figures that can be spared
CUT_NAME = 12  # … nor for any others
CUT_TITLE = 6
_BULLET = (Column(), Column(least=10, wrap=True, gap=1))


def render_document(document: Document, *, width: int, color: bool) -> str:
    """The report in lines of at most `width` cells; colour only repeats what the words say."""
    width = min(max(width, NARROWEST), WIDEST)
    return painted(_lines(document, width), width, color=color)


def _lines(document: Document, width: int) -> Iterator[Line]:
    yield from paragraph(document.title, width, style="bold", indent=0)
    for part in document.lead:
        yield from ([], *_part(part, width))
    for section in kept_sections(document.sections):
        yield from ([], *paragraph(section.heading, width, style="bold", indent=0))
        for above, part in zip((None, *section.parts), section.parts, strict=False):
            if isinstance(above, Grid) and isinstance(part, Grid):
                yield []
            yield from _part(part, width)


def _part(part: Part, width: int) -> Iterator[Line]:
    if isinstance(part, Grid):
        yield from _grid(part, width)
    elif isinstance(part, Items):
        yield from table([(Span("-"), Span(text)) for text in part.texts], _BULLET, width)
    elif isinstance(part, Bar):
        yield _bar(part, width)
    elif isinstance(part, Complaint):
        yield from _complaint(part, width)
    else:
        yield from paragraph(part.text, width, style="bold" if part.strong else "")


def _complaint(part: Complaint, width: int) -> Iterator[Line]:
    for line in map(visible, part.text.split("\n")):
        if line.startswith("  | "):
            yield [Span("  " + line)]
        else:
            yield from paragraph(line.strip(), width, indent=4 if line.startswith(" ") else 2)


def _grid(grid: Grid, width: int) -> Iterator[Line]:
    """The table without the columns that there is no room for."""
    if not grid.rows:
        return
    dropped = [0, *sorted({head.spare for head in grid.heads} - {0}, reverse=True)]
    tries = [*((SHORTEST_NAME, n) for n in range(len(dropped))), (CUT_NAME, len(dropped) - 1)]
    for shortest, n in tries:
        gone = set(dropped[1 : n + 1])
        at = [k for k, head in enumerate(grid.heads) if head.spare not in gone]
        rows = headed([grid.heads[k].title for k in at], [_row(row, grid.heads, at) for row in grid.rows])
        columns = [_column(rows, column, grid.heads[k], shortest) for column, k in enumerate(at)]
        if fits(rows, columns, width):
            break
    yield from table(rows, columns, width)


def _column(rows: Sequence[Sequence[Span]], n: int, head: Head, shortest: int) -> Column:
    if head.kind == "name":
        return Column(least=min(shortest, max(cells(row[n].text) for row in rows)))
    if head.kind == "named":
        return Column(right=True, least=max(CUT_TITLE, *(cells(row[n].text) for row in rows[1:])))
    return Column(right=True) if head.kind == "figure" else Column(least=16, wrap=True)


def _row(row: Row, heads: Sequence[Head], at: Sequence[int]) -> list[Span]:
    style = _STYLES[row.weight]
    shown = [clipped(row.cells[k], WIDEST_NAME) if heads[k].kind == "name" else row.cells[k] for k in at]
    return [Span(text if n else row.guides + text, style) for n, text in enumerate(shown)]


def _bar(bar: Bar, width: int) -> Line:
    size = max(4, min(60, width - 6 - cells(bar.text)))
    ends = [round(size * min(sum(bar.parts[: n + 1]) / max(bar.whole, 1e-9), 1.0)) for n in range(2)]
    return [
        Span("  ▕"),
        Span("█" * ends[0], "cyan"),
        Span("▒" * (ends[1] - ends[0]), "green"),
        Span("░" * (size - ends[1]), "dim"),
        Span(f"▏ {bar.text}"),
    ]
