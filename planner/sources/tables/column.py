"""The cells of a column, with what is found out about them: asked for again and again, and kept no longer than they are."""

import re
from collections.abc import Mapping
from functools import cached_property
from math import isfinite

from planner.sources.tables.numerals import Mark, Marks, is_no_figure, marks_of, number

_PLAIN = r"[0-9]{1,15}(?:\.(?:[0-9]{4,15}|[0-9]{1,2}))?"
_ALL_PLAIN = re.compile(rf"{_PLAIN}(?:\n{_PLAIN})*+")


class Column(tuple[str, ...]):
    """The cells of a column from the top."""

    @cached_property
    def different(self) -> tuple[str, ...]:
        """Every different cell once, in the order of the rows."""
        return tuple(dict.fromkeys(self))

    @cached_property
    def plain(self) -> bool:
        """Whether all cells are digits alone, or with a point that can only stand before decimals: no three digits follow it."""
        together = "\n".join(self.different)
        return together.count("\n") < len(self.different) and _ALL_PLAIN.fullmatch(together) is not None

    @cached_property
    def numeric_share(self) -> float:
        """How many of the different cells are numbers, empty ones aside; 0 where all are empty."""
        if self.plain:
            return 1.0
        filled = [cell for cell in self.different if not is_no_figure(cell)]
        known = sum(isfinite(number(cell)) or isfinite(number(cell, ",")) for cell in filled)
        return known / len(filled) if filled else 0.0

    @cached_property
    def marks(self) -> Marks:
        """What the cells say of the decimal mark."""
        if self.plain:
            points = any("." in cell for cell in self.different)
            return Marks(able=frozenset((".",) if points else (".", ",")))
        return marks_of(self.different)

    def numbers(self, mark: Mark) -> Mapping[str, float]:
        """The number in every different cell, NaN where there is none. Args: mark: the decimal mark."""
        if self.plain and mark == ".":
            return dict(zip(self.different, map(float, self.different), strict=True))
        return {cell: number(cell, mark) for cell in self.different}
