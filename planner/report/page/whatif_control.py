"""A slider with a number box beside it: both show one value, either sets it."""

import math
from dataclasses import dataclass
from html import escape

from planner.text import visible

TICKS = 100  # of a slider, at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a slider goes."""

    least: float
    most: float
    value: float
    step: float | None = None
    """Of a lever that comes in steps; else a round number is found."""
    whole: bool = False
    """Without fractions."""


def control(of: str, n: int, label: str, reach: Reach, *, hidden: bool = False) -> str:
    """A slider and a number box with one label; hidden: only for those who do not see the table that it stands in."""
    tick = reach.step or _tick((reach.most - reach.least) / TICKS, whole=reach.whole)
    low, high = math.floor(reach.least / tick + 1e-9) * tick, math.ceil(reach.most / tick - 1e-9) * tick
    name, value, kind = f"whatif-{of}-{n}", f"{reach.value:.12g}", ' class="whatif-spoken"' if hidden else ""
    return (
        f'<div class="whatif-control" data-whatif="control" data-of="{of}" data-index="{n}" '
        f'data-least="{reach.least!r}" data-most="{reach.most!r}"><label for="{name}"{kind}>{markup(label)}</label>'
        f'<input type="range" id="{name}" min="{low:.12g}" max="{high:.12g}" step="{tick:.12g}" value="{value}">'
        f'<input type="number" min="{reach.least:.12g}" step="any" value="{value}" aria-label="{markup(label)}"></div>'
    )


def _tick(size: float, *, whole: bool) -> float:
    """The round number (1, 2 or 5 and noughts) at or below a size."""
    power = 10.0 ** math.floor(math.log10(max(size, 1e-9)))
    found = next(part * power for part in (5, 2, 1) if part * power <= size * (1 + 1e-9) or part == 1)
    return max(found, 1.0) if whole else found


def markup(text: str) -> str:
    """As markup shows it letter for letter."""
    return escape(visible(text))
