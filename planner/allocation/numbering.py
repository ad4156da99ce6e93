"""Levers renumbered together with the pairs they are in."""

import numpy as np
from numpy.typing import NDArray

from planner.model.allocation import Task
from planner.model.arrays import Array

_ROUNDS = 3  # how far around a lever its pairs are looked at to tell it from others with the same figures


def renumbered(pairs: tuple[tuple[int, int], ...], order: NDArray[np.intp]) -> tuple[tuple[int, int], ...]:
    """Pairs of levers by their new numbers. Args: order (n_levers,) the old number of each."""
    if not pairs:
        return ()
    place = np.argsort(order).tolist()
    return tuple((place[one], place[other]) for one, other in pairs)


def ranks_with_pairs(task: Task, keys: Array) -> Array:
    """A rank of the levers in pairs that tells those with the same figures apart by the company they are in.

    Args: keys (n_keys, n_levers) the figures. Returns: (n_levers,), 0 for levers in no pair."""
    company: dict[int, list[tuple[int, int]]] = {}
    for one, other in task.excludes:
        company.setdefault(one, []).append((0, other))
        company.setdefault(other, []).append((0, one))
    for one, other in task.needs:
        company.setdefault(one, []).append((1, other))
        company.setdefault(other, []).append((2, one))
    levers = sorted(company)
    figures = np.unique(keys[:, levers], axis=1, return_inverse=True)[1].reshape(-1)
    rank = dict(zip(levers, figures.tolist(), strict=True))
    for _ in range(_ROUNDS):
        seen = {lever: (rank[lever], *sorted((how, rank[other]) for how, other in company[lever])) for lever in levers}
        known = {sign: n for n, sign in enumerate(sorted(set(seen.values())))}
        rank = {lever: known[seen[lever]] for lever in levers}
    found = np.zeros(keys.shape[1])
    found[levers] = [rank[lever] + 1 for lever in levers]
    return found
