"""Goals that have something in common, as portfolio.yaml says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.errors import Place
from planner.model.goal import Path, Resource, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A goal file of a portfolio, or a pattern of them."""

    file: str
    """A path from the portfolio's folder; a folder stands for all goal files in it."""
    weight: float = 1.0
    """What one session of it is worth beside one of another goal."""
    site: str = ""
    """What the table of all sites calls it; the goal file's name, where it is not said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """A portfolio file, checked by itself but not yet against its goals."""

    members: tuple[Member, ...]
    """Where several fit one goal file, the last of them counts."""
    resources: tuple[Resource, ...] = ()
    """What all goals have together; other resources are each goal's own."""
    traffic: Table | None = None
    """One table for all goals, in place of their own."""
    site: str = ""
    """The column of it that tells the sites apart."""
    learn_together: bool = False
    """Whether what one site's history teaches of a channel is prior knowledge for the others."""
    file: str = "portfolio.yaml"
    places: Mapping[Path, Place] = field(default_factory=dict, compare=False, repr=False)

    def place(self, *path: str | int) -> Place:
        """Where the file says the value at `path`, or else the nearest thing above it that it does say."""
        found = (self.places[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self.places)
        return next(found, Place(file=self.file))
