"""Which levers to use at given prices, where some exclude or need each other."""

from collections.abc import Sequence

from planner.allocation.bits import Levers, chosen, members, union
from planner.allocation.rules import Rules

_MOST_PARTS = 500  # that are cut in two; the pairs of further ones are passed over, …
_MOST_LEVERS = 200  # … and those of parts that are larger


def positive(worth: Sequence[float]) -> Levers:
    """Those that are worth something."""
    return chosen(each > 0 for each in worth)


class BestUse:
    """The search for the set of levers that together are worth most, part by part where no pair connects them."""

    def __init__(self, rules: Rules, worth: Sequence[float]) -> None:
        self._rules, self._worth = rules, worth
        self._positive = positive(worth)
        self._known: dict[Levers, tuple[float, Levers]] = {}

    def of(self, levers: Levers) -> tuple[float, Levers]:
        """The best of some levers about which nothing is decided.

        Returns: [sessions] what no set passes, and a set; it reaches that unless there were too many to try."""
        rest, best = self._without_the_obvious(levers)
        total = self._sum(best)
        while rest:
            part = _connected(self._rules.near, rest)
            rest &= ~part
            if part not in self._known:
                self._known[part] = self._of_part(part)
            more, used = self._known[part]
            total, best = total + more, best | used
        return total, best

    def _without_the_obvious(self, levers: Levers) -> tuple[Levers, Levers]:
        """What is left to decide, and the levers that are worth at least as much as all that their use can cost."""
        rules, best, before = self._rules, 0, -1
        while levers != before:
            before = levers
            liked = levers & self._positive
            levers &= liked | union(rules.follows, liked)
            for k in members(liked):
                if levers >> k & 1 and self._worth[k] >= self._cost(k, levers):
                    best |= rules.follows[k] & levers
                    levers &= ~rules.follows[k] & ~rules.stops[k]
        return levers, best

    def _of_part(self, part: Levers) -> tuple[float, Levers]:
        if len(self._known) > _MOST_PARTS or part.bit_count() > _MOST_LEVERS:
            return self._bound(part), self._greedy(part)
        rules = self._rules
        k = max(members(part & self._positive), key=lambda k: (self._torn(k, part).bit_count(), self._worth[k]))
        follows = rules.follows[k] & part
        ways = [(follows, part & ~follows & ~rules.stops[k]), (0, part & ~rules.falls[k])]
        ways.sort(key=lambda way: -self._sum(way[0]) - self._bound(way[1]))
        best = (float("-inf"), 0)
        for used, rest in ways:
            if self._sum(used) + self._bound(rest) > best[0]:
                value, more = self.of(rest)
                best = max(best, (self._sum(used) + value, used | more), key=lambda found: found[0])
        return best

    def _torn(self, k: int, levers: Levers) -> Levers:
        """What the use of a lever takes away or brings along against what each is worth by itself."""
        rules = self._rules
        return (rules.stops[k] & self._positive | rules.follows[k] & ~self._positive) & levers

    def _cost(self, k: int, levers: Levers) -> float:
        return sum(abs(self._worth[j]) for j in members(self._torn(k, levers)))

    def _bound(self, levers: Levers) -> float:
        """[sessions] what no set passes: all that is worth something, less what each torn pair must lose."""
        left = [abs(each) for each in self._worth]
        liked = levers & self._positive
        total = self._sum(liked)
        for k in members(liked):
            for j in members(self._torn(k, levers)):
                lost = min(left[k], left[j])
                left[k] -= lost
                left[j] -= lost
                total -= lost
        return total

    def _greedy(self, part: Levers) -> Levers:
        used = 0
        for k in sorted(members(part & self._positive), key=lambda k: -self._worth[k]):
            if part >> k & 1 and self._worth[k] > self._cost(k, part & ~self._positive):
                used |= self._rules.follows[k] & part
                part &= ~self._rules.follows[k] & ~self._rules.stops[k]
        return used

    def _sum(self, levers: Levers) -> float:
        return sum(self._worth[k] for k in members(levers))


def _connected(near: Sequence[Levers], levers: Levers) -> Levers:
    """Those that pairs within the set connect with its first."""
    found, new = 0, levers & -levers
    while new:
        found |= new
        new = union(near, new) & levers & ~found
    return found
