"""The relaxation of a subproblem in which some levers exclude or need each other."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf

from planner.allocation.best_use import BestUse, positive
from planner.allocation.bits import Levers, members
from planner.allocation.prepared import Prepared
from planner.allocation.relaxation import Relaxed, relaxed
from planner.allocation.rules import Rules
from planner.allocation.table import Piece
from planner.model.arrays import Array

_LOOKS = 8  # at prices, before a subproblem is cut in two
_SAME = 1e-12  # of what is at stake


def relaxed_together(prepared: Prepared, rules: Rules, budget: Array, pieces: Mapping[int, Piece]) -> Relaxed:
    """Solve the relaxation of one subproblem: pairs are kept, and every table is its hull.

    At given prices the best use of the levers in pairs is known, and with it a bound; with that use decided, the linear
    programme gives new prices. Where these ask for the same use again, it is the best. Where that does not come about,
    the subproblem has to be cut in two at a lever that they disagree about.

    Args: budget (n_resources,) [resource]; pieces by lever, those without gaps among them.
    Source: Geoffrion (1974), Lagrangean Relaxation for Integer Programming."""
    used, unused = rules.decided(pieces)
    kept = rules.kept(pieces, used, unused)
    node = relaxed(prepared, budget, kept)
    part = _Part(prepared=prepared, rules=rules, budget=budget, pieces=kept, open=rules.open(used | unused))
    return _agreed(part, node) if node.feasible and part.open else node


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A subproblem, and the levers in pairs about whose use it leaves something to decide."""

    prepared: Prepared
    rules: Rules
    budget: Array
    pieces: Mapping[int, Piece]
    open: Levers

    def with_use(self, use: Levers) -> Relaxed:
        """The relaxation where these of the open levers are used and the others are not."""
        kept = self.rules.kept(self.pieces, use, self.open & ~use)
        return replace(relaxed(self.prepared, self.budget, kept), pieces=self.pieces)

    def worth(self, prices: Array) -> list[float]:
        """[sessions] what the use of each lever in pairs adds at these prices; 0 for those that are not open."""
        task, rules = self.prepared.task, self.rules
        places, resources = list(members(self.open)), len(task.budget)
        levers = [rules.levers[k] for k in places]
        up = task.weight[levers] + prices[resources:] @ task.share[:, levers]
        down = task.cost[levers] + prices[:resources] @ task.uses[:, levers]
        rows = up[:, None] * task.gain[levers] - down[:, None] * task.effort[levers]
        found = [0.0] * len(rules.levers)
        for n, (k, lever) in enumerate(zip(places, levers, strict=True)):
            piece = self.pieces.get(lever)
            effort, value = (
                (task.effort[lever], rows[n])
                if piece is None
                else (piece.effort, up[n] * piece.gain - down[n] * piece.effort)
            )
            found[k] = float(value[rules.begin(lever, effort) :].max() - value[0])
        return found


def _agreed(part: _Part, mix: Relaxed) -> Relaxed:
    """The relaxation with the best use of the open levers, or the best that was found and a lever to cut at.

    Args: mix: the relaxation that knows no pairs."""
    rules, bound, best = part.rules, inf, None
    taken: Levers | None = None
    tried = set()
    for _ in range(_LOOKS):
        worth = part.worth(mix.prices)
        value, use = BestUse(rules, worth).of(part.open)
        had = positive(worth) if taken is None else taken
        more = value - sum(worth[k] for k in members(had))
        bound = min(bound, mix.bound + more)
        if rules.keep(mix.effort) if taken is None else more <= _SAME * sum(map(abs, worth)):
            return replace(mix, bound=bound)
        if use in tried:
            break
        tried.add(use)
        following = part.with_use(use)
        if not following.feasible:
            break
        mix, taken = following, use
        best = mix if best is None or mix.bound > best.bound else best
    differing = use ^ had or part.open
    lever = rules.levers[max(members(differing), key=lambda k: abs(worth[k]))]
    return replace(best or part.with_use(0), bound=bound, feasible=True, unsettled=lever)
