"""Made-up activity logs whose truth is known."""

from dataclasses import dataclass

import numpy as np

from planner.model.arrays import frozen
from planner.model.review import Returns
from planner.review.returns import Worked


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A kind of made-up logs."""

    name: str
    tail: str = "lognormal"
    zeros: float = 0.15
    """Share of executions that bring nothing, on average over activities."""
    least: int = 2
    most: int = 40
    """Executions of an activity, evenly spread over the logarithm."""
    between: float = 0.8
    """Standard deviation of the log of what activities bring per unit."""
    counts: bool = False
    """Whether results are Poisson counts of what was to be expected of the execution."""
    bend: tuple[float, float] = (0.4, 1.0)
    """Elasticities, evenly."""
    rate: float = 30.0
    """Results per unit of effort."""
    activities: tuple[int, int] = (4, 10)
    drift: float = 0.0
    """Standard deviation of the log of an activity's rate at the beginning against today's, changing evenly."""


SHAPES = (
    Shape(name="usual"),
    Shape(name="gamma", tail="gamma"),
    Shape(name="heavy", tail="pareto"),
    Shape(name="one spread", tail="even"),
    Shape(name="few", most=8),
    Shape(name="many zeros", zeros=0.4),
    Shape(name="no zeros", zeros=0.0),
    Shape(name="small counts", counts=True, rate=1.0),
    Shape(name="alike", between=0.25),
    Shape(name="far apart", between=1.5),
    Shape(name="bent more", bend=(0.2, 0.8)),
    Shape(name="two or three", activities=(2, 3)),
    Shape(name="drifting", drift=0.7),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """A log and what is true of it."""

    activities: tuple[Worked, ...]
    truth: Returns
    """With one draw."""
    weeks: tuple[np.ndarray, ...]
    """(n,) the week of each execution; the last is that of the log's end for all activities alike."""

    @property
    def next_unit(self) -> np.ndarray:
        """(n_activities,)."""
        return self.truth.next_unit[:, 0]


def noise(rng: np.random.Generator, shape: Shape, size: float, n: int) -> np.ndarray:
    """What executions bring against their mean. Args: size: how far they lie apart, 0.6 to 1.3 [standard deviation of the log]."""
    if shape.tail == "gamma":
        k = 1 / size**2
        return rng.gamma(k, 1 / k, n)
    if shape.tail == "pareto":
        a = 1 + 1.2 / size
        return (1 + rng.pareto(a, n)) * (a - 1) / a
    s = 1.0 if shape.tail == "even" else size
    return np.exp(rng.normal(-s * s / 2, s, n))


def make_log(seed: int, shape: Shape, *, prior: tuple[float, float]) -> Log:
    """A log of 4 to 10 activities. Args: prior: what is believed of elasticities, mean and standard deviation."""
    rng = np.random.default_rng([seed, 77])
    count = int(rng.integers(shape.activities[0], shape.activities[1] + 1))
    found, rates, bends, when = [], [], [], []
    for _ in range(count):
        rate = shape.rate * np.exp(rng.normal(0, shape.between))
        bend, size = rng.uniform(*shape.bend), rng.uniform(0.6, 1.3)
        none = rng.beta(4 * shape.zeros, 4 * (1 - shape.zeros)) if shape.zeros else 0.0
        n = round(np.exp(rng.uniform(np.log(shape.least), np.log(shape.most + 1))))
        each = 3 * np.exp(rng.normal(0, 0.6)) * np.exp(rng.normal(0, 0.4, n))
        weeks = np.sort(rng.integers(0, max(2, int(n / rng.uniform(0.7, 2.5))), n))
        swing = np.exp(rng.normal(0, 0.3, weeks.max() + 1))
        each = each * swing[weeks]
        total = np.bincount(weeks, weights=each)
        weekly = total[weeks]
        last = total[max(len(total) - 8, 0) :]
        now = float(last[last > 0].mean())
        mean = each * rate * (weekly / now) ** (bend - 1)
        if shape.drift:
            mean = mean * np.exp(rng.normal(0, shape.drift) * (1 - weeks / max(weeks.max(), 1)))
        got = mean * noise(rng, shape, size, n) * (rng.random(n) >= none) / (1 - min(none, 0.95))
        if shape.counts:
            got = rng.poisson(got).astype(float)
        found.append(Worked(effort=each, result=got, weekly=weekly, level=now, now=now, elasticity=prior))
        rates.append(rate)
        bends.append(bend)
        when.append(weeks - weeks.max())
    now = np.array([one.now for one in found])
    whole, bend = np.array(rates) * now, np.array(bends)
    truth = Returns(now=frozen(now), whole=frozen(whole[:, None]), elasticity=frozen(bend[:, None]))
    return Log(activities=tuple(found), truth=truth, weeks=tuple(when))
