"""Whole numbers that add up."""

from collections.abc import Sequence
from math import floor


def apportion(total: int, parts: Sequence[float], names: Sequence[str]) -> list[int]:
    """Whole numbers near the parts that add up to the total exactly.

    Parts are rounded down, then those with the largest remainders up, ties by name. Where the total lies further off than that can
    bridge, all parts are first moved alike.

    Args: parts, any sign, and their names, at least one.
    """
    whole = [floor(part) for part in parts]
    if not 0 <= total - sum(whole) <= len(parts):
        shift = (total - sum(parts)) / len(parts)
        return apportion(total, [part + shift for part in parts], names)
    order = sorted(range(len(parts)), key=lambda n: (whole[n] - parts[n], names[n]))
    for n in order[: total - sum(whole)]:
        whole[n] += 1
    return whole
