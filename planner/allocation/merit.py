"""What a plan can be judged by, other than its mean over the draws."""

from dataclasses import dataclass
from math import inf
from typing import Protocol

import numpy as np

from planner.model.arrays import Array
from planner.model.spread import quantiles

WORST = 0.2  # of the draws
SOFT = 0.07  # of the 80 % range: how far from the target a draw still says something about the chance of reaching it


class Merit(Protocol):
    """A figure that is a mean over draws."""

    def figure(self, outcome: Array) -> float:
        """What the report shows. Args, here and below: outcome (n_draws,) [sessions]."""

    def parts(self, outcome: Array) -> Array:
        """(n_draws,) what each draw adds to the figure, whose mean it is, or a smoother estimate of the same."""

    def weights(self, outcome: Array) -> Array:
        """(n_draws,) how much one more session counts in each draw; they add up to 1."""

    def starts(self, outcome: Array, most: Array) -> tuple[Array, ...]:
        """Weights to begin a search with. Args: outcome, of the plan with the most expected sessions; most (n_draws,) [sessions], with
        every lever where it brings most, whatever that takes."""

    def most(self, mean: float) -> float:
        """What no plan's figure passes if under some such weights, or a mixture of them, no plan's mean passes `mean` [sessions];
        infinite where that bounds nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorstFifth:
    """[sessions] mean of the worst fifth of the draws.

    Source: Rockafellar and Uryasev (2000), Optimization of Conditional Value-at-Risk."""

    def figure(self, outcome: Array) -> float:
        return float(self.parts(outcome).mean())

    def parts(self, outcome: Array) -> Array:
        edge = _edge(outcome)
        found: Array = edge - np.maximum(edge - outcome, 0.0) / WORST
        return found

    def weights(self, outcome: Array) -> Array:
        edge = _edge(outcome)
        below, at = outcome < edge, outcome == edge
        each = 1 / (WORST * len(outcome))
        return np.where(below, each, np.where(at, (1 - each * below.sum()) / max(int(at.sum()), 1), 0.0))

    def starts(self, outcome: Array, most: Array) -> tuple[Array, ...]:  # noqa: ARG002 - one start is enough
        return (self.weights(outcome),)

    def most(self, mean: float) -> float:
        """No weights are worse for a plan than those of its own worst fifth."""
        return mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """[-] share of the draws that reach a target.

    Few draws lie so close to the target that two plans fare differently in them, so plans are compared by a share in which draws near
    it count in part: a little off, but much steadier.
    Source: kernel estimates of distributions, Azzalini (1981), with a logistic kernel."""

    target: float
    """[sessions]."""

    def figure(self, outcome: Array) -> float:
        return float((outcome >= self.target).mean())

    def parts(self, outcome: Array) -> Array:
        off = self._off(outcome)
        near = np.exp(-np.abs(off))
        found: Array = np.where(off < 0, near, 1.0) / (1 + near)
        return found

    def weights(self, outcome: Array) -> Array:
        far = np.abs(self._off(outcome))
        bell = np.exp(far.min() - far) / (1 + np.exp(-far)) ** 2  # however far the target is, the nearest draws count
        found: Array = bell / bell.sum()
        return found

    def starts(self, outcome: Array, most: Array) -> tuple[Array, ...]:
        """The draws of the expected plan say nothing of levers that it does without; those that could bring most show them."""
        return self.weights(outcome), WorstFifth().weights(-most)

    def most(self, mean: float) -> float:  # noqa: ARG002 - no mean bounds a chance
        return inf

    def _off(self, outcome: Array) -> Array:
        low, high = quantiles(outcome[None, :], (0.1, 0.9))[0]
        width = max(SOFT * (high - low), 1e-9 * float(np.abs(outcome).max()), np.finfo(np.float64).tiny)
        found: Array = (outcome - self.target) / width
        return found


def _edge(outcome: Array) -> float:
    """[sessions] the best of the worst draws."""
    last = int(np.ceil(WORST * len(outcome) * (1 - 1e-12))) - 1
    return float(np.partition(outcome, last)[last])
