"""Which of many deviations are more than chance."""

from math import erfc, sqrt

import numpy as np

from planner.model.arrays import Array, Bools

FALSE = 0.10  # of the deviations that are called real, how many may be chance
HALF = 0.5  # session, so that none is a number of sessions too


def surprise(draws: Array, actual: Array) -> Array:
    """(n_rows,) how many standard deviations of the log of its draws each actual number lies above their middle.

    Args: draws (n_rows, n_draws) >= 0 and actual (n_rows,) >= 0 [sessions].
    """
    logs = np.log(draws + HALF)
    found: Array = (np.log(actual + HALF) - logs.mean(axis=1)) / np.maximum(logs.std(axis=1), 1e-6)
    return found


def more_than_chance(scores: Array) -> Bools:
    """(n,) which of the deviations are real, so that at most a tenth of those that are called so are chance.

    Args: scores (n,) in standard deviations.
    Source: Benjamini and Hochberg (1995), which branches that move together do not break (Benjamini and Yekutieli 2001).
    """
    chances = np.array([erfc(abs(score) / sqrt(2)) for score in scores.tolist()])
    order = np.argsort(chances, kind="stable")
    passed = np.flatnonzero(chances[order] <= FALSE * np.arange(1, len(order) + 1) / max(len(order), 1))
    real = np.zeros(len(scores), dtype=np.bool_)
    real[order[: int(passed[-1]) + 1 if len(passed) else 0]] = True
    return real
