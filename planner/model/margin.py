"""What a lever brings as it is, and what more of it would: for setting logged work beside a goal."""

from dataclasses import dataclass

from planner.model.arrays import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverMargin:
    """One lever of a goal."""

    name: str
    uses: tuple[tuple[str, float], ...]
    """(resource, how much of it one unit takes)."""
    now: float
    """[units/week]."""
    present: Array
    """(n_draws,) [sessions/week] that effort as it is brings."""
    elasticity: Array
    """(n_draws,) [-] what the next unit brings over what one brings on average; empty where there is no effort today."""
