"""A report as headings, sentences and tables, before it is known where it is shown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Weight = Literal["strong", "plain", "faint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A sentence or a few."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a column."""

    title: str
    kind: Literal["name", "figure", "named", "words"] = "figure"
    """name: may be shortened; figure: to the right, never cut; named: figures under a name, which may be shortened; words: go on in the next line."""
    spare: int = 0
    """Where there is no room, columns go, those with the highest number first; 0: never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells of one line; the first may hang below others."""

    cells: tuple[str, ...]
    guides: str = ""
    """Tree-drawing characters before the first cell, three for each level."""
    weight: Weight = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table."""

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How far parts go towards a whole; the text beside says the same."""

    parts: tuple[float, ...]
    """Solid, then planned, both >= 0."""
    whole: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What is wrong in a file; lines that begin with a bar show a piece of it, with a caret below, and stay as they are."""

    text: str


Part = Prose | Items | Grid | Bar | Complaint


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with what stands under it; without parts it is left out."""

    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole report."""

    title: str
    lead: tuple[Part, ...]
    """Before the first heading."""
    sections: tuple[Section, ...]


def prose(texts: Iterable[str]) -> tuple[Prose, ...]:
    """Sentences as they are, without those that say nothing."""
    return tuple(Prose(text=text) for text in texts if text)


def kept_sections(sections: Sequence[Section]) -> Iterator[Section]:
    """The sections that have something under their heading."""
    for section in sections:
        if any(
            not isinstance(part, Grid | Items) or (part.rows if isinstance(part, Grid) else part.texts)
            for part in section.parts
        ):
            yield section
