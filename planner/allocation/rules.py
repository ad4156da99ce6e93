"""Which levers may be used together, and what follows from the use of one."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.allocation.bits import Levers, chosen, members
from planner.allocation.table import Piece, piece
from planner.model.arrays import Array, Bools

_ABOUT = 1 - 1e-9  # of the smallest effort: rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The pairs of a task, thought through.

    What is decided stays free of contradictions while all that follows is decided with it: to use no other lever is
    always allowed.
    """

    levers: tuple[int, ...]
    """Those in any pair, rising; the sets below count in their places here."""
    follows: tuple[Levers, ...]
    """What is used where the k-th is: itself, all that it needs, and that they need."""
    stops: tuple[Levers, ...]
    """What is not used where the k-th is: all that any of those excludes, and what needs it."""
    falls: tuple[Levers, ...]
    """What is not used where the k-th is not: itself, and all that needs it."""
    near: tuple[Levers, ...]
    """Those in a pair with the k-th."""
    needed: Levers
    used: Levers
    """Those that are used in every choice."""
    unused: Levers
    """Those that can never be."""
    excluding: NDArray[np.intp]
    """(2, n_excludes) levers that exclude each other."""
    needing: NDArray[np.intp]
    """(2, n_needs) levers that need, and the needed."""
    nothing: Array
    """(n_levers,) [lever units] effort up to which a lever in a pair is not used: rounding; 0 for the others."""
    barred: Bools
    """(n_levers,) those that can never be used."""
    smallest: Array
    """(n_levers,) [lever units] the least effort at which a needed lever is used; infinite if it can have none, 0 for
    those that nobody needs."""
    least: Array
    """(n_levers,) [lever units] the least efforts that keep the pairs."""
    unspent: Mapping[int, Piece]
    """The tables of all levers in pairs, where they are not used."""
    gapless: Mapping[int, Piece]
    """The tables of those needed levers that could have less than the smallest effort, without what lies between."""
    spent: Mapping[int, Piece]
    """The tables of needed levers that may be unused, where they are used."""

    def open(self, decided: Levers) -> Levers:
        """Those whose use still decides about others', or is not yet told from a token."""
        rest = (1 << len(self.levers)) - 1 & ~decided
        return chosen(
            rest >> k & 1 and (self.near[k] & rest or lever in self.gapless) for k, lever in enumerate(self.levers)
        )

    def decided(self, pieces: Mapping[int, Piece]) -> tuple[Levers, Levers]:
        """What is used and what is not wherever levers are kept to these stretches of their tables."""
        used, unused = self.used, self.unused
        for k, lever in enumerate(self.levers):
            if (part := pieces.get(lever)) is None:
                continue
            if part.effort[-1] <= max(self.nothing[lever], self.smallest[lever] * _ABOUT):
                unused |= self.falls[k]
            elif part.effort[0] > self.nothing[lever]:
                used |= self.follows[k]
                unused |= self.stops[k]
        return used, unused

    def kept(self, pieces: Mapping[int, Piece], used: Levers, unused: Levers) -> dict[int, Piece]:
        """The stretches cut to what it means that these are used and those are not."""
        cut = dict(pieces)
        for k in members(unused):
            cut[self.levers[k]] = self.unspent[self.levers[k]]
        for k in members(used & self.needed):
            lever = self.levers[k]
            if (whole := self.spent.get(lever)) is None:
                continue
            part = cut.get(lever)
            if part is None or part is self.gapless.get(lever):
                cut[lever] = whole
            elif begin := self.begin(lever, part.effort):
                cut[lever] = piece(part.effort[begin:], part.gain[begin:])
        return cut

    def halves(self, pieces: Mapping[int, Piece], lever: int) -> list[Mapping[int, Piece]]:
        """The stretches without the use of a lever, and with it."""
        k = self.levers.index(lever)
        return [self.kept(pieces, 0, self.falls[k]), self.kept(pieces, self.follows[k], self.stops[k])]

    def keep(self, effort: Array) -> bool:
        """Whether these efforts keep the pairs. Args: effort (n_levers,)."""
        some, enough = effort > self.nothing, self.enough(effort)
        both, (one, other) = some[self.excluding].all(axis=0), self.needing
        return not (both.any() or (some[one] & ~enough[other]).any() or (some & ~enough).any())

    def enough(self, effort: Array) -> Bools:
        """(n_levers,) whether each has so much effort that those that need it may be used; true where nobody does."""
        return np.asarray(effort >= self.smallest * _ABOUT)

    def begin(self, lever: int, effort: Array) -> int:
        """The first of these efforts at which a lever is used, as far as others need it. Args: effort (n_points,)."""
        return int((effort >= self.smallest[lever] * _ABOUT).argmax())

    def first(self, effort: Array) -> Array:
        """(n_levers,) [lever units] the smallest effort of the needed levers that are used; 0 for the others."""
        return np.where(self.enough(effort), self.smallest, 0.0)

    def allowed(self, effort: Array, there: Array) -> Bools:
        """Where each lever may go if the others stay.

        Args: effort (n_levers,) that keeps the pairs; there (n_levers, n_points). Returns: (n_levers, n_points)."""
        some, enough = effort > self.nothing, self.enough(effort)
        stopped, held = self.barred.copy(), np.zeros(len(effort), dtype=bool)
        one, other = self.excluding
        stopped[one[some[other]]] = True
        stopped[other[some[one]]] = True
        one, other = self.needing
        stopped[one[~enough[other]]] = True
        held[other[some[one]]] = True
        short = there < np.maximum(self.smallest * _ABOUT, self.nothing)[:, None]
        return np.asarray(~((there > 0) & (stopped[:, None] | short)) & ~(short & held[:, None]))
