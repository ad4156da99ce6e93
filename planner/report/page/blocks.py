"""What sections of a page are made of; all texts are plain, and the template escapes them."""

from collections.abc import Sequence
from typing import Literal, NamedTuple


class Note(NamedTuple):
    """A paragraph."""

    text: str
    quiet: bool = False
    kind: Literal["note"] = "note"


class Bullets(NamedTuple):
    """Statements of equal rank."""

    texts: tuple[str, ...]
    kind: Literal["bullets"] = "bullets"


class Table(NamedTuple):
    """Rows of cells."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    aligns: str
    """An l or an r for each column."""
    stacked: bool = False
    """Whether a row is shown as a card where the page is narrow."""
    key: int = 0
    """The column that names a row, and stands above it in a card."""
    kind: Literal["table"] = "table"


class Figure(NamedTuple):
    """A picture, drawn for a narrow and for a wide page, and the same figures as a table."""

    narrow: str
    """SVG text."""
    wide: str
    legend: str
    table: Table
    kind: Literal["figure"] = "figure"


class Branch(NamedTuple):
    """A row of the tree, with those that hang below it."""

    name: str
    state: Literal["branch", "leaf", "unassigned", "folded"]
    cells: tuple[tuple[str, str], ...]
    """(name of the column, figure)."""
    levers: str
    open: bool
    below: tuple["Branch", ...]


class Tree(NamedTuple):
    """The goal taken apart."""

    header: tuple[str, ...]
    root: Branch
    kind: Literal["tree"] = "tree"


class Card(NamedTuple):
    """One lever and its curve."""

    name: str
    verdict: str
    why: str
    picture: str
    """SVG text; empty where there is nothing to draw."""
    notes: tuple[str, ...]
    table: Table | None


class Cards(NamedTuple):
    """Small multiples."""

    legend: str
    cards: tuple[Card, ...]
    kind: Literal["cards"] = "cards"


class Questions(NamedTuple):
    """Questions and their answers."""

    answers: tuple[tuple[str, str], ...]
    kind: Literal["questions"] = "questions"


class Raw(NamedTuple):
    """Markup of somebody who answers for it."""

    html: str
    kind: Literal["raw"] = "raw"


Block = Note | Bullets | Table | Figure | Tree | Cards | Questions | Raw


class Part(NamedTuple):
    """One section of the page, under its heading."""

    id: str
    heading: str
    blocks: tuple[Block, ...]


class Section(NamedTuple):
    """A section that another room adds to the page; what it brings is inlined, and its script and style are allowed by their hashes."""

    id: str
    heading: str
    html: str
    """Markup that goes onto the page as it stands: whoever makes it escapes what comes from outside. No `style` and `on…` attributes,
    which the page's policy forbids."""
    style: str = ""
    script: str = ""
    """JavaScript, run after the page's own."""
    data: str = ""
    """JSON, found in the element `{id}-data`."""
    after: str = "frontier"
    """The id of the section that it follows; the last one where there is none such."""


class Live(NamedTuple):
    """What a served page has above the plan; its script may ask the server that the page comes from."""

    html: str
    style: str
    script: str
    """JavaScript, run before the page's own."""


def table(
    caption: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    aligns: str,
    *,
    stacked: bool = False,
    key: int = 0,
) -> Table:
    """A table without the columns that have no cell; the one of the key has some."""
    kept = [n for n in range(len(header)) if any(row[n] for row in rows)]
    return Table(
        caption=caption,
        header=tuple(header[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in rows),
        aligns="".join(aligns[n] for n in kept),
        stacked=stacked,
        key=kept.index(key) if key in kept else 0,
    )
