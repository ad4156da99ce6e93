"""Weeks as a row of bars: the history, and after it the forecast at the same scale."""

from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

_BARS = "▁▂▃▄▅▆▇█"
_UNKNOWN = " "
_LEAST = 0.5
"""Sessions that do not round to nothing."""
BETWEEN = "│"
"""Stands between history and forecast."""


class Sparkline(NamedTuple):
    """Two rows of bars, for two styles."""

    history: str
    ahead: str


def weeks_in_a_bar(history: int, ahead: int, cells: int) -> int:
    """The fewest, the same in history and forecast, whose bars and what stands between them fit into three cells or more."""
    weeks = 1
    while weeks < max(history, ahead) and -(-history // weeks) - (-ahead // weeks) + len(BETWEEN) > cells:
        weeks += 1
    return weeks


def sparkline(history: Sequence[float | None], ahead: Sequence[float], weeks: int, *, days: int) -> Sparkline:
    """The mean of so many weeks for each bar, counted from the last day of history to both sides.

    Bars begin at 0, so that their heights compare as the figures do: were they to begin at the least, a series that
    hardly moves would look like one that doubles. Weeks of which nothing is known are blank. What rounds to nothing is
    nothing, in a bar's weeks of history or in the days that are forecast, so that it never makes the scale.

    Args: history and ahead [sessions/day]; days: of the period.
    """
    past = [_mean(history[max(0, end - weeks) : end]) for end in range(len(history), 0, -weeks)][::-1]
    future = [_mean(ahead[at : at + weeks]) for at in range(0, len(ahead), weeks)]
    past, future = _whole(past, 7 * weeks), _whole(future, days)
    most = max((mean for mean in (*past, *future) if mean is not None), default=0.0)
    return Sparkline(_bars(past, most), _bars(future, most))


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def _whole(means: Sequence[float | None], days: int) -> list[float | None]:
    """The means [sessions/day] without those that bring no session in so many days."""
    return [0.0 if mean is not None and mean * days < _LEAST else mean for mean in means]


def _bars(means: Sequence[float | None], most: float) -> str:
    return "".join(_UNKNOWN if mean is None else _bar(mean / most if most > 0 else 0.0) for mean in means)


def _bar(part: float) -> str:
    return _BARS[round(min(max(part, 0.0), 1.0) * (len(_BARS) - 1))]
