"""Sets of levers as the bits of one number: bit k stands for the k-th lever that is in any pair."""

from collections.abc import Iterable, Iterator, Sequence

Levers = int


def members(levers: Levers) -> Iterator[int]:
    """The places of those in the set, rising."""
    while levers:
        low = levers & -levers
        yield low.bit_length() - 1
        levers ^= low


def union(sets: Sequence[Levers], levers: Levers) -> Levers:
    """All that is in the set of any of these levers."""
    found = 0
    for k in members(levers):
        found |= sets[k]
    return found


def chosen(flags: Iterable[object]) -> Levers:
    """Those whose flag is true."""
    return sum(1 << k for k, flag in enumerate(flags) if flag)


def turned(sets: Sequence[Levers]) -> list[Levers]:
    """For each lever those in whose sets it is."""
    found = [0] * len(sets)
    for k, levers in enumerate(sets):
        for j in members(levers):
            found[j] |= 1 << k
    return found


def closed(sets: Sequence[Levers]) -> list[Levers]:
    """Each lever with all that can be reached from it, set by set."""
    found = [levers | 1 << k for k, levers in enumerate(sets)]
    while (further := [union(found, levers) for levers in found]) != found:
        found = further
    return found
