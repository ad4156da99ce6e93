"""What goals share, divided by prices: every goal says by itself what it would take at them, which any number of goals can do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from planner.allocation.allocate import allocate
from planner.allocation.infeasible import InfeasibleError
from planner.allocation.linear import best_mix
from planner.allocation.table import gain_at
from planner.model.allocation import Task
from planner.model.arrays import Array, Bools, Ints

MOST_ROUNDS = 100
CLOSE = 1e-4  # of what the plans add: what may stay unproven, of the whole and of every goal's answer
MOST_NODES = 40
FAR = 1e4  # times what the plans add: what it costs to pass an amount, while that cannot be helped
FITS = 1e-9  # of an amount
TRIES = 10
LOWER = (1.0, 0.9, 0.5)  # of the prices, at which what is left over is offered again


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One goal."""

    task: Task
    """With the limits that are its own alone."""
    takes: Array
    """(n_shared, n_levers) [resource/lever unit] of what is shared."""

    @property
    def tied(self) -> bool:
        """Whether its levers cannot be looked at one by one."""
        task = self.task
        return bool(len(task.budget) or len(task.need) or task.excludes or task.needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Divided:
    """Who takes how much, and how good that is."""

    takes: Array
    """(n_blocks, n_shared) [resource]."""
    value: float
    """[sessions] all that the blocks bring, their bases included."""
    bound: float
    """[sessions] no division brings more."""
    prices: Array
    """(n_shared,) [sessions/resource] what one more would bring."""


def divided(blocks: Sequence[Block], amounts: Array) -> Divided:
    """Divide what is shared so that the blocks together bring most.

    Prices are raised and lowered until what all would take at them is what there is; the answers to several prices are then mixed. The bound
    holds at any prices: what all would bring at them, and the amounts at their price.

    Args: amounts (n_shared,) [resource] >= 0.
    Raises: InfeasibleError where the least that the blocks must take is more than there is, or a block's own limits contradict each other.
    Source: Dantzig and Wolfe (1960), Decomposition Principle for Linear Programs.
    """
    market = _Market(blocks)
    dear = FAR * market.most / np.maximum(amounts, FITS * amounts.max(initial=0.0) + FITS)
    answers, bound, prices = [market.answer(dear)], np.inf, np.zeros(len(amounts))
    for _ in range(MOST_ROUNDS):
        answers.append(market.answer(prices))
        bound = min(bound, answers[-1].bound + float(prices @ amounts))
        weights, then = _mixed(answers, amounts, dear)
        value = float(weights @ [each.value for each in answers])
        if bound - value <= CLOSE * abs(bound - answers[0].value) or np.array_equal(then, prices):
            break
        prices = then
    _refuse_lack(weights, answers, amounts)
    kept = _first(blocks, np.tensordot(weights, [each.takes for each in answers], axes=1), answers, amounts)
    kept.rest(amounts, prices, worth=CLOSE * (bound - answers[0].value))
    base = float(sum(block.task.base for block in blocks))
    value = base + float(kept.values.sum())
    return Divided(takes=kept.takes, value=value, bound=max(base + bound, value), prices=prices)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What all blocks would do at some prices."""

    takes: Array
    """(n_blocks, n_shared) [resource]."""
    values: Array
    """(n_blocks,) [sessions] what that brings, without bases."""
    bound: float
    """[sessions] no choice of theirs brings more, what it takes at its price taken off."""

    @property
    def value(self) -> float:
        """[sessions] of all blocks."""
        return float(self.values.sum())


class _Market:
    """All blocks, those whose levers can be looked at one by one as one table."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._n = len(blocks)
        self._tied = [(n, block) for n, block in enumerate(blocks) if block.tied]
        free = [(n, block) for n, block in enumerate(blocks) if not block.tied]
        points = max((block.task.effort.shape[1] for block in blocks), default=1)
        nothing = np.zeros((0, points))
        self._of: Ints = np.array([n for n, block in free for _ in block.task.weight], dtype=np.int64)
        self._effort = np.concatenate([nothing, *(padded(block.task.effort, points) for _, block in free)])
        self._worth = np.concatenate([nothing, *(padded(_worths(block.task), points) for _, block in free)])
        self._takes = np.concatenate([blocks[0].takes[:, :0], *(block.takes for _, block in free)], axis=1)
        self.most = float(sum(np.abs(_worths(block.task)).max(axis=1, initial=0.0).sum() for block in blocks)) or 1.0
        """[sessions] more than what the blocks could ever bring."""

    def answer(self, prices: Array) -> _Answer:
        """Args: prices (n_shared,) [sessions/resource] >= 0."""
        rows = np.arange(len(self._effort))
        net = self._worth - (prices @ self._takes)[:, None] * self._effort
        best = net.argmax(axis=1)
        effort = self._effort[rows, best]
        takes = np.zeros((self._n, len(prices)))
        np.add.at(takes, self._of, (self._takes * effort).T)
        values: Array = np.zeros(self._n)
        np.add.at(values, self._of, self._worth[rows, best])
        bound = float(net[rows, best].sum())
        for n, block in self._tied:
            task = replace(block.task, cost=block.task.cost + prices @ block.takes)
            found = allocate(task, tolerance=CLOSE, most_nodes=MOST_NODES)
            takes[n] = block.takes @ found.effort
            values[n] = _value(block.task, found.effort)
            bound += found.bound - task.base
        return _Answer(takes=takes, values=values, bound=bound)


def _mixed(answers: Sequence[_Answer], amounts: Array, dear: Array) -> tuple[Array, Array]:
    """The best mixture of answers that takes no more than there is, and the prices at which it is. What cannot be helped is paid for dearly.

    Returns: (n_answers,) weights that add up to 1; (n_shared,) prices.
    """
    first, *others = answers
    totals = np.array([each.takes.sum(axis=0) for each in others]).T - first.takes.sum(axis=0)[:, None]
    left = amounts - first.takes.sum(axis=0)
    lacks = np.diag(np.maximum(-left, 0.0))
    values = np.array([each.value for each in others]) - first.value
    mix = best_mix(
        np.concatenate([values, -dear * lacks.diagonal()]),
        np.block([[totals, -lacks], [np.ones((1, len(others))), np.zeros((1, len(amounts)))]]),
        np.append(left, 1.0),
    )
    weights = mix.amount[: len(others)]
    return np.concatenate([[1.0 - weights.sum()], weights]), mix.prices[: len(amounts)]


def _refuse_lack(weights: Array, answers: Sequence[_Answer], amounts: Array) -> None:
    totals = np.array([each.takes.sum(axis=0) for each in answers])
    needed = weights @ totals
    over = needed - amounts > FITS * totals.max(axis=0)
    if over.any():
        worst = int(np.argmax(np.where(over, needed / np.maximum(amounts, FITS), 0.0)))
        raise InfeasibleError(kind="resource", index=worst, needed=float(needed[worst]), possible=float(amounts[worst]))


class _Kept:
    """The best that is known for every block."""

    def __init__(self, blocks: Sequence[Block], shared: int) -> None:
        self._blocks = blocks
        self.values = np.full(len(blocks), -np.inf)
        """(n_blocks,) [sessions]."""
        self.takes = np.zeros((len(blocks), shared))
        """(n_blocks, n_shared) [resource]."""

    @property
    def lacking(self) -> Bools:
        """(n_blocks,) whose limits cannot be kept."""
        return np.isneginf(self.values)

    def within(self, shares: Array, answers: Sequence[_Answer]) -> None:
        """What every block does best within its share. Args: shares (n_blocks, n_shared) [resource]."""
        for n, share in enumerate(shares):
            self._offer(n, share, np.zeros(len(share)))
            for each in answers:
                if (each.takes[n] <= share).all():
                    self._take(n, float(each.values[n]), each.takes[n])

    def rest(self, amounts: Array, prices: Array, *, worth: float) -> None:
        """What steps and S-shapes leave over is offered to all once more. Args: worth [sessions]: less is not offered."""
        for part, n in product(LOWER, range(len(self._blocks))):
            left = self._left(amounts)
            if prices @ left <= worth:
                break
            self._offer(n, self.takes[n] + left, part * prices)

    def _left(self, amounts: Array) -> Array:
        left: Array = np.maximum(amounts - self.takes.sum(axis=0), 0.0)
        return left

    def _offer(self, n: int, share: Array, prices: Array) -> None:
        """See `_within`."""
        for value, takes in _within(self._blocks[n], share, prices):
            self._take(n, value, takes)

    def _take(self, n: int, value: float, takes: Array) -> None:
        if value > self.values[n]:
            self.values[n], self.takes[n] = value, takes


def _first(blocks: Sequence[Block], shares: Array, answers: Sequence[_Answer], amounts: Array) -> _Kept:
    """What every block does within its share. Where steps leave one too little for its limits, it gets the least that it must take, and all others less.

    Args: shares (n_blocks, n_shared) [resource]. Raises: InfeasibleError where that does not go on the whole.
    """
    least = answers[0].takes
    for _ in range(TRIES):
        kept = _Kept(blocks, len(amounts))
        kept.within(shares, answers)
        if not kept.lacking.any():
            return kept
        shares = np.where(kept.lacking[:, None], np.maximum(shares, least), shares)
        spare = np.where(kept.lacking[:, None], 0.0, np.maximum(shares - least, 0.0))
        over, there = np.maximum(shares.sum(axis=0) - amounts, 0.0), spare.sum(axis=0)
        if (over > there).any():
            break
        shares = shares - spare * np.divide(over, there, out=np.zeros_like(over), where=there > 0)
    raise InfeasibleError(kind="branch", index=0)


def _within(block: Block, share: Array, prices: Array) -> list[tuple[float, Array]]:
    """What a block brings within its share at some prices, and what it takes of it; nothing where its limits cannot be kept."""
    task = replace(
        block.task,
        cost=block.task.cost + prices @ block.takes,
        uses=np.concatenate([block.takes, block.task.uses]),
        budget=np.concatenate([share, block.task.budget]),
    )
    try:
        found = allocate(task, tolerance=CLOSE, most_nodes=MOST_NODES)
    except InfeasibleError:
        return []
    return [(_value(block.task, found.effort), np.minimum(block.takes @ found.effort, share))]


def _worths(task: Task) -> Array:
    """(n_levers, n_points) [sessions]."""
    worths: Array = task.weight[:, None] * task.gain - task.cost[:, None] * task.effort
    return worths


def _value(task: Task, effort: Array) -> float:
    return float(task.weight @ gain_at(task.effort, task.gain, effort) - task.cost @ effort)


def padded(table: Array, points: int) -> Array:
    """The last point repeated until there are so many."""
    missing = points - table.shape[1]
    return np.concatenate([table, np.repeat(table[:, -1:], missing, axis=1)], axis=1) if missing else table
