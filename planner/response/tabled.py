"""Judgement as a table: what so much effort brings, point by point."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from planner.model.arrays import Array
from planner.model.draws import Z80, normals
from planner.response.judgement import DOUBT


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled:
    """Efforts and the sessions that they bring in all, straight lines between them."""

    efforts: tuple[float, ...]
    """[lever units/period] rising from 0."""
    sessions: tuple[float, ...]
    """[sessions] never falling, 0 at no effort."""

    @property
    def last(self) -> float:
        """[lever units/period] where the table ends."""
        return self.efforts[-1]

    @property
    def tail(self) -> float:
        """[sessions/unit] what a unit more is taken to bring where the table ends: as on its last stretch, and no more than on average."""
        rise = self.sessions[-1] - self.sessions[-2]
        return min(rise / (self.efforts[-1] - self.efforts[-2]), self.sessions[-1] / self.efforts[-1])


def tabled(points: Iterable[tuple[float, float]]) -> Tabled:
    """The table of a goal file, which need not say that no effort brings nothing. Args: points: at least one with effort."""
    efforts, sessions = zip((0.0, 0.0), *(point for point in points if point[0] > 0), strict=True)
    return Tabled(efforts=efforts, sessions=sessions)


def middle(table: Tabled, effort: Array) -> Array:
    """[sessions] what effort brings by the table itself. Args and returns: of one shape."""
    return _within(table, effort) + _beyond(table, effort)


def widths() -> tuple[float, float]:
    """[-] how many times as much as the table says effort brings: the ends of the 80 % range."""
    factor = float(np.exp(DOUBT / 2))
    return 1 / factor, factor


def table_draws(table: Tabled, effort: Array, *, rng: np.random.Generator, n_draws: int) -> Array:
    """Sessions that effort brings, for as many curves as there are draws.

    All points of the table are wrong by one log-normal factor, as wide as what people leave out of a figure. A platform's own
    simulation is no surer: it knows last week's auctions and clicks, not next month's, nor who would have come anyway. What lies
    beyond the table is wrong by a second factor as well. The size is judgement of the authors.

    Args: effort (n_points,) [lever units/period], >= 0. Returns: (n_draws, n_points) [sessions], in the median the table's own.
    """
    level, further = np.exp(normals(rng, 2, n_draws) * (DOUBT / 2 / Z80))[:, :, None]
    draws: Array = level * (_within(table, effort) + further * _beyond(table, effort))
    return draws


def _within(table: Tabled, effort: Array) -> Array:
    """The table, flat beyond its end."""
    return np.asarray(np.interp(effort, table.efforts, table.sessions))


def _beyond(table: Tabled, effort: Array) -> Array:
    """What effort beyond the table adds: a unit at twice the last effort a quarter of what it brings there, and so on with its square.

    No Michaelis-Menten curve levels off faster, whatever its half-saturation.
    """
    return np.asarray(table.tail * table.last * (1 - table.last / np.maximum(effort, table.last)))
