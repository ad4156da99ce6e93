"""Reviews of made-up logs set against what is true of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from review_logs import Log, Shape, make_log

from planner.model.arrays import frozen
from planner.model.review import Returns
from planner.response.elasticity import usual_elasticity
from planner.review.activities import ENOUGH
from planner.review.moves import Move, moves
from planner.review.returns import returns_of

PRIOR = usual_elasticity(None, "", "hours")
DRAWS = 1000
Z80 = 1.2816


@dataclass(kw_only=True)
class Tally:
    """Counts over the logs of a shape."""

    held: list[bool] = field(default_factory=list)
    """Whether an activity's 80 % range holds the truth."""
    by_visits: list[bool] = field(default_factory=list)
    """The same of the raw average's range, were every visit an independent draw."""
    executions: list[int] = field(default_factory=list)
    due: int = 0
    """Activities that somebody would stop who knows the truth."""
    stops: int = 0
    wrong: int = 0
    """Stops of what in truth brings at least as much with its next unit as its effort brings elsewhere."""
    lost: int = 0
    """Stops of what in truth brings at least as much with all of its effort."""
    raw_stops: int = 0
    """By the same rule, were raw averages the truth, in proportion to effort."""
    raw_wrong: int = 0
    few_wrong: int = 0
    """Of the raw rule's poorest, as many as we stop."""


def score(shape: Shape, seeds: Sequence[int]) -> Tally:
    """Logs of that shape, one a seed, reviewed."""
    tally = Tally()
    for seed in seeds:
        log = make_log(seed, shape, prior=PRIOR)
        if any((one.result > 0).any() for one in log.activities):
            _score(log, seed, tally)
    return tally


def _score(log: Log, seed: int, tally: Tally) -> None:
    returns = returns_of(log.activities, seed=seed, n_draws=DRAWS)
    every = range(len(log.activities))
    low, high = np.quantile(returns.next_unit, (0.1, 0.9), axis=1)
    tally.held += ((low <= log.next_unit) & (log.next_unit <= high)).tolist()
    tally.executions += [len(one.effort) for one in log.activities]
    visits = np.array([one.result.sum() for one in log.activities])
    raw = visits / np.array([one.effort.sum() for one in log.activities])
    apart = Z80 * raw / np.sqrt(np.maximum(visits, 1))
    tally.by_visits += (np.abs(raw - log.next_unit) <= apart).tolist()
    made = moves(returns, every, [n for n in every if len(log.activities[n].effort) >= ENOUGH])
    judged = list(_truths(log, [(one.source, one.target, one.effort) for one in made]))
    tally.due += len(moves(log.truth, every, every))
    tally.stops += len(judged)
    tally.wrong += sum(next_unit >= elsewhere for next_unit, elsewhere, _ in judged)
    tally.lost += sum(all_of_it >= elsewhere for _, elsewhere, all_of_it in judged)
    averages = Returns(
        now=returns.now, whole=frozen((raw * returns.now)[:, None]), elasticity=frozen(np.ones((len(raw), 1)))
    )
    raw_moves = moves(averages, every, every)
    tally.raw_stops += len(raw_moves)
    tally.raw_wrong += _wrong(log, raw_moves)
    tally.few_wrong += _wrong(log, raw_moves[: len(made)])


def _wrong(log: Log, made: Sequence[Move]) -> int:
    told = _truths(log, [(one.source, one.target, one.effort) for one in made])
    return sum(next_unit >= elsewhere for next_unit, elsewhere, _ in told)


def _truths(log: Log, made: Sequence[tuple[int, int, float]]) -> Iterator[tuple[float, float, float]]:
    """For every stop, in truth and per unit: what its next unit would bring, what its effort brings elsewhere, and what all of it brings."""
    added = np.zeros(len(log.activities))
    truth = log.truth
    for source, target, effort in made:
        start, end = (1 + (added[target] + each) / truth.now[target] for each in (0.0, effort))
        bend = float(truth.elasticity[target, 0])
        gain = float(truth.whole[target, 0]) * (end**bend - start**bend)
        added[target] += effort
        yield float(log.next_unit[source]), gain / effort, float(truth.whole[source, 0] / truth.now[source])
