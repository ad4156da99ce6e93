"""Axes: values to pixels, and round figures to stand beside them."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planner.words.figures import rate, short


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A stretch of values drawn between two places; the first place may lie to the right of the second, or below it."""

    low: float
    high: float
    start: float
    """[px] where `low` is drawn."""
    end: float

    def at(self, value: float) -> float:
        """[px] where a value is drawn; in the middle where there is but one."""
        part = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.start + part * (self.end - self.start)


def scale_of(values: Iterable[float], *, start: float, end: float, pad: float = 0.0, zero: bool = False) -> Scale:
    """A scale that holds all values. Args: pad: of what they span, left free at both ends; zero: whether 0 is held too."""
    held = [*values, *([0.0] if zero else [])] or [0.0]
    low, high = min(held), max(held)
    free = (high - low) * pad
    return Scale(low=0.0 if zero and low == 0 else low - free, high=high + free, start=start, end=end)


def ticks(low: float, high: float, most: int = 5) -> dict[float, str]:
    """Round figures from low to high, at most so many beside the first, and how each is written."""
    if high <= low:
        return {low: _figure(high)(low)}
    least = (high - low) / most
    size = 10.0 ** math.floor(math.log10(least))
    step = next(size * times for times in (1, 2, 5, 10) if size * times >= least * (1 - 1e-9))
    figure = _figure(high)
    return {n * step: figure(n * step) for n in range(math.ceil(low / step), math.floor(high / step) + 1)}


def _figure(high: float) -> Callable[[float], str]:
    return short if high >= 1e6 else rate
