"""A table in GitHub's Markdown that also reads well as plain text."""

from collections.abc import Sequence

from planner.text import cells

_WIDEST = 72
"""Cells up to this width are padded so that the bars line up; one long cell does not push all the others away."""


def table(header: Sequence[str], rows: Sequence[Sequence[str]], aligns: str) -> str:
    """Rows of cells that are already escaped; `aligns` has an l or an r for each column. A column without any cell is left out."""
    kept = [n for n in range(len(header)) if not rows or any(row[n] for row in rows)]
    every = [[row[n] for n in kept] for row in (header, *rows)]
    widths = [max(3, *(min(_WIDEST, cells(row[n])) for row in every)) for n in range(len(kept))]
    right = [aligns[n] == "r" for n in kept]
    marks = [
        "-" * (width - 1) + ":" if is_right else "-" * width for width, is_right in zip(widths, right, strict=True)
    ]
    lines = [every[0], marks, *every[1:]]
    return "\n".join(_line(line, widths, right) for line in lines)


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = []
    for cell, width, is_right in zip(row, widths, right, strict=True):
        blank = " " * (width - cells(cell))
        padded.append(blank + cell if is_right else cell + blank)
    return f"| {' | '.join(padded)} |"
