"""Lines, columns and paragraphs that keep within a width; wide characters count as the two cells that they take.

Text goes in as it is and comes out as it is: nothing in a name is ever parsed as a style.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, chop_cells, set_cell_size

from planner.report.terminal_chinese import wrapped_chinese
from planner.text import visible
from planner.words.language import spoken

_HELD = "\N{NO-BREAK SPACE}"
_GLUE = re.compile(r" (?=[%→])|(?<=\d) (?=x\b)|(?<=%:) |(?<=→) ")
"""Blanks at which figures that belong together must not be torn apart."""


class Span(NamedTuple):
    """A piece of a line, with the style it has in colour."""

    text: str
    style: str = ""


Line = Sequence[Span]


class Column(NamedTuple):
    """How the cells of one column are laid out."""

    right: bool = False
    least: int = 0
    """The width down to which it may be shortened; 0: never."""
    wrap: bool = False
    """Whether long cells go on in the next line; otherwise they end in an ellipsis."""
    gap: int = 2
    """Blanks before it."""
    width: int = 0
    """At least so wide, for tables one under the other."""


def clip(text: str, width: int) -> str:
    """The text in at most so many cells, with an ellipsis where some of it is cut."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 1)).rstrip() + "…" if width > 0 else ""


def wrapped(text: str, width: int) -> list[str]:
    """The text broken at blanks, and inside words that are longer than a line; where Chinese is spoken, between its characters too."""
    if spoken() == "zh":
        return wrapped_chinese(text, width)
    lines, line = [], ""
    for word in _GLUE.sub(_HELD, " ".join(visible(text).split())).split(" "):
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= width:
            line = joined
        elif cell_len(word) <= width:
            lines.append(line)
            line = word
        else:
            *whole, line = chop_cells(joined, width)
            lines += [part.rstrip() for part in whole]
    return [part.replace(_HELD, " ") for part in (*lines, line) if part]


def paragraph(text: str, width: int, *, style: str = "", indent: int = 2) -> list[Line]:
    """Wrapped text."""
    return [[Span(" " * indent + line, style)] for line in wrapped(text, width - indent)]


def headed(titles: Sequence[str], rows: Sequence[Sequence[Span]]) -> list[Sequence[Span]]:
    """The rows under their titles; a column without any cell loses its title, and so its place."""
    used = [any(row[n].text for row in rows) for n in range(len(titles))]
    return [[Span(title if use else "", "dim") for title, use in zip(titles, used, strict=True)], *rows]


def table(rows: Sequence[Sequence[Span]], columns: Sequence[Column], width: int, *, indent: int = 2) -> Iterator[Line]:
    """Aligned columns; those that may be shortened give way, the one with most to spare first, until a row fits."""
    widths = _fitted(rows, columns, width - indent)
    for row in rows:
        cells = [
            wrapped(cell.text, size) if column.wrap else [clip(cell.text, size)]
            for cell, column, size in zip(row, columns, widths, strict=True)
        ]
        for at in range(max(map(len, cells), default=0)):
            yield [Span(" " * indent), *_aligned(at, cells, row, columns, widths)]


def _aligned(
    at: int, cells: list[list[str]], row: Sequence[Span], columns: Sequence[Column], widths: list[int]
) -> Iterator[Span]:
    """Line `at` of a row whose cells may have several."""
    for n, (lines, span, column, size) in enumerate(zip(cells, row, columns, widths, strict=True)):
        text = lines[at] if at < len(lines) else ""
        blank = " " * (size - cell_len(text))
        gap = " " * (column.gap if n and size else 0)
        yield Span(gap + blank if column.right else gap)
        yield Span(text, span.style)
        yield Span("" if column.right else blank)


def _fitted(rows: Sequence[Sequence[Span]], columns: Sequence[Column], width: int) -> list[int]:
    widths = [
        max(column.width, *(cell_len(row[n].text) for row in rows)) if rows else 0 for n, column in enumerate(columns)
    ]
    over = needs(widths, columns) - width
    while over > 0:
        slack = [
            (size - column.least, n)
            for n, (size, column) in enumerate(zip(widths, columns, strict=True))
            if column.least
        ]
        most, widest = max(slack, default=(0, 0))
        if most <= 0:
            break
        widths[widest] -= 1
        over -= 1
    return widths


def needs(widths: Sequence[int], columns: Sequence[Column]) -> int:
    """The cells that a row takes."""
    return sum(
        size + (column.gap if n and size else 0) for n, (size, column) in enumerate(zip(widths, columns, strict=True))
    )


def fits(rows: Sequence[Sequence[Span]], columns: Sequence[Column], width: int, *, indent: int = 2) -> bool:
    """Whether the columns can be shortened enough."""
    return spare(rows, columns, width, indent=indent) >= 0


def spare(rows: Sequence[Sequence[Span]], columns: Sequence[Column], width: int, *, indent: int = 2) -> int:
    """The cells that the columns leave free; below 0 where they cannot be shortened enough."""
    return width - indent - needs(_fitted(rows, columns, width - indent), columns)


def painted(lines: Iterable[Line], width: int, *, color: bool) -> str:
    """The lines as text, never wider than `width` and without trailing blanks; in colour, with the codes of a 16-colour terminal."""
    cut = (_trimmed(line, width) for line in lines)
    if not color:
        return "".join("".join(span.text for span in line) + "\n" for line in cut)

    from rich.color import ColorSystem
    from rich.style import Style

    def code(span: Span) -> str:
        style = Style.parse(span.style) if span.style else Style.null()
        return style.render(span.text, color_system=ColorSystem.STANDARD)

    return "".join("".join(map(code, line)) + "\n" for line in cut)


def _trimmed(line: Line, width: int) -> list[Span]:
    """The spans that fit, the last one clipped, without blanks at the end."""
    kept: list[Span] = []
    for span in line:
        size = cell_len(span.text)
        kept.append(span if size <= width else Span(clip(span.text, width), span.style))
        if (width := width - size) < 0:
            break
    while kept and not kept[-1].text.strip():
        kept.pop()
    return [*kept[:-1], Span(kept[-1].text.rstrip(), kept[-1].style)] if kept else []
