"""Everything that a browser needs to solve the goal's question again under other limits and another target."""

from dataclasses import dataclass

from planner.model.arrays import Array
from planner.model.goal import Risk
from planner.model.plan import Start


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place in the goal file's text where another value can stand."""

    key: str
    """What it is the value of: target, resource/0, max/2, keep/2; or resources and levers, for blocks that the file lacks."""
    was: str = ""
    """What stands there as long as nothing is changed."""
    before: str = ""
    """What goes before the changed value, and `after` what goes behind it."""
    after: str = ""


Pieces = tuple[str | Slot, ...]
"""The goal file's text, cut at its slots."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """A lever's gains in every draw, as its mean and sums of a few patterns: gain = mean + scores.T @ shapes, about."""

    shapes: Array
    """(n_patterns, n_points) [sessions]."""
    scores: Array
    """(n_patterns, n_draws) [-]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfLever:
    """One lever as the allocation sees it, free to be used or not; see `Task` and `GainTable`."""

    name: str
    unit: str
    now: float
    planned: float
    """[units/period] by the program's own plan."""
    effort: Array
    """(n_points,) [units/period], rising: from the least to the most."""
    gain: Array
    """(n_points,) [sessions] expected, as the allocation counts it."""
    stepped: bool
    step: float | None
    smooth: bool
    """Whether its curve bends everywhere, and not only at the points of the table."""
    weight: float
    cost: float
    """[sessions/unit]."""
    inside: float
    """[-] share of the gain in the goal's branch."""
    uses: Array
    """(n_resources,) [resource/unit]."""
    share: Array
    """(n_minimums,) [-] what a session counts for each minimum."""
    leaves: tuple[tuple[int, float], ...]
    """(leaf, share of the gain that falls on it), where there is any."""
    kept: bool
    """Whether the goal file leaves it as it is."""
    keepable: bool
    """Whether it could: today's effort is known, and within its limits."""
    patterns: Patterns


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfResource:
    """One resource, and how far its slider goes."""

    name: str
    amount: float
    """In the goal file; where that sets no limits, what the program's plan uses, rounded up to four digits."""
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfNode:
    """One branch; parents come before their children."""

    name: str
    depth: int
    parent: int
    """Position of the branch above; -1 at the root."""
    now: int
    forecast: int
    target: int
    expected: int
    """By the program's own plan, like `target`."""
    leaves: tuple[int, ...]
    """Those of a branch whose children are not here; empty for others, which have their children's."""
    goal: bool
    """Whether the target is of this branch."""
    inside: bool
    """Whether it is that branch, or below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfPage:
    """The goal's question with all that its answer is told from."""

    start: Start
    metric: str
    target: int
    limited: bool
    """Whether the goal file sets limits; else resources are what it takes."""
    risk: Risk
    base: float
    """[sessions] mean of the goal's branch if effort goes on as it is."""
    usual: Array
    """(n_draws,) [sessions] the same draw by draw."""
    resources: tuple[WhatIfResource, ...]
    levers: tuple[WhatIfLever, ...]
    need: Array
    """(n_minimums,) [sessions]."""
    excludes: tuple[tuple[int, int], ...]
    needs: tuple[tuple[int, int], ...]
    leaves: Array
    """(n_leaves,) [sessions] mean if effort goes on as it is; none where the tree is too large for a page."""
    bounds: tuple[tuple[tuple[int, ...], float], ...]
    """(leaves, sessions) of every sub-target."""
    tree: tuple[WhatIfNode, ...]
    mean: float
    """[sessions] of the program's own plan, like `low` (p10), `high` (p90) and `chance`."""
    low: float
    high: float
    chance: float
    goal_file: Pieces
    """Empty where the file is too long for a page."""
