"""Chinese text in lines: it has no blanks to break at, and some characters may not begin or end a line."""

from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

from planner.text import visible

_NOT_FIRST = frozenset("，。、；：？！）》」』】”’％…·,.;:?!)%")
_NOT_LAST = frozenset("（《「『【“‘(±")
_SIGNS = frozenset("→×=+-–±")
"""Stand between figures, which stay with them."""


def wrapped_chinese(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells."""
    lines, line = [], ""
    for piece in _pieces(" ".join(visible(text).split())):
        if cell_len((line + piece).rstrip()) <= width:
            line += piece
            continue
        if line:
            lines.append(line.rstrip())
        *whole, line = chop_cells(piece, width) if cell_len(piece.rstrip()) > width else [piece]
        lines += [part.rstrip() for part in whole]
    return [*lines, line.rstrip()] if line else lines


def _pieces(text: str) -> Iterator[str]:
    """What is not torn apart, with the blank after it."""
    begin = 0
    for at in range(1, len(text)):
        if _may_break(text, at):
            yield text[begin:at]
            begin = at
    if text:
        yield text[begin:]


def _may_break(text: str, at: int) -> bool:
    """Whether a line may end before the character there."""
    before, after = text[at - 1], text[at]
    if after == " " or after in _NOT_FIRST or before in _NOT_LAST:
        return False
    if before != " ":
        return (_wide(before) or _wide(after)) and not _of_one_figure(before, after)
    last = text[at - 2 : at - 1]
    return not (last in _SIGNS or after in _SIGNS or (last.isdigit() and _wide(after)))


def _of_one_figure(before: str, after: str) -> bool:
    """Whether both are parts of a date, or of a figure and what it counts."""
    return (before.isdigit() and _wide(after)) or (before in "年月第至" and after.isdigit())


def _wide(character: str) -> bool:
    return cell_len(character) > 1
