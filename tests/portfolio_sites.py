"""Made-up portfolios: sites whose channels answer to effort alike, but not the same, written as goal files with their tables."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from planner.model.arrays import Array
from planner.model.curves import half_for
from planner.response.playbook import plays_for

FIRST = date(2025, 9, 1)  # a Monday
CHANNELS = ("Paid Search", "Paid Social", "Display", "Organic Search", "Email", "Referral")
PARTS = (("new", 0.7), ("returning", 0.3))
WEEKDAYS = (1.12, 1.15, 1.12, 1.06, 0.98, 0.76, 0.81)
MONTH = 4  # weeks that are planned for
ALIKE = 0.35  # of the playbook's spread: how far sites differ from what is usual in their portfolio
Z80 = 1.2816


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """What is true of one lever of one site."""

    name: str
    share: float
    """Of its channel's sessions at usual effort."""
    carry: float
    """Of an effect, left a week later."""
    half: float
    shape: float
    usual: float
    """[units/week] usual effort."""
    efforts: Array
    """(n_weeks,) [units/week]."""
    means: Array
    """(n_weeks,) [sessions/week] of its channel, as they are to be expected."""
    level: float
    """[sessions/week] of its channel in the month that is planned for, at usual effort."""

    @property
    def now(self) -> float:
        """[units in the month] effort of late."""
        return float(self.efforts[-MONTH:].sum())

    @property
    def most(self) -> float:
        return 3 * self.now

    def brings(self, effort: float) -> float:
        """[sessions in the month] of so much effort in it, over none of it."""
        return self._month(effort) - self._month(0.0)

    def _month(self, effort: float) -> float:
        counted = running(np.append(self.efforts, np.full(MONTH, effort / MONTH)) / self.usual, self.carry)[-MONTH:]
        return self.level * self.share * float(felt(counted, self.half, self.shape).sum())


def running(efforts: Array, carry: float) -> Array:
    """Effort that counts, week by week."""
    state, counted = 1.0, []
    for amount in efforts.tolist():
        state = carry * state + (1 - carry) * amount
        counted.append(state)
    return np.array(counted)


def felt(counted: Array, half: float, shape: float) -> Array:
    """What effort brings over what usual effort does."""
    ratio = counted**shape
    return ratio * (1 + half**shape) / (half**shape + ratio)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site of a portfolio, and its truth."""

    name: str
    levers: tuple[Lever, ...]

    @property
    def budget(self) -> float:
        """As much as is spent now."""
        return sum(lever.now for lever in self.levers)

    def gain(self, efforts: dict[str, float]) -> float:
        """Share of the best possible extra sessions: 0 as it is, 1 the plan of someone who knows every curve."""
        usual = sum(lever.brings(lever.now) for lever in self.levers)
        return (sum(lever.brings(efforts[lever.name]) for lever in self.levers) - usual) / (self.best() - usual)

    def best(self) -> float:
        """The most that anybody could bring with the budget, in steps of a 400th of it."""
        steps = 400
        best = np.zeros(steps + 1)
        for lever in self.levers:
            most = min(int(lever.most / self.budget * steps), steps)
            gains = [lever.brings(k * self.budget / steps) for k in range(most + 1)]
            shifted = [
                np.concatenate([np.full(k, -np.inf), best[: steps + 1 - k] + gain]) for k, gain in enumerate(gains)
            ]
            best = np.max(shifted, axis=0)
        return float(best.max())


def portfolio(
    n_sites: int, *, seed: int, weeks: int = 52, varies: float = 0.35, alike: float = ALIKE
) -> Iterator[Site]:
    """Sites of one portfolio: what its channels usually do is drawn from what the playbook believes, and sites differ by `alike` of that.

    Args: varies: log sd of effort, which is decided anew every four weeks.
    """
    rng = np.random.default_rng([seed, 0])
    usual = {channel: _usual(channel, rng) for channel in CHANNELS}
    for n in range(n_sites):
        own = np.random.default_rng([seed, 1, n])
        size = math.exp(own.normal(6.5, 0.6))  # sessions a week and channel
        common = np.cumsum(own.normal(0, 0.03, weeks)) + 0.15 * np.cos(2 * np.pi * np.arange(weeks) / 52.18)
        levers = tuple(
            _lever(channel, usual[channel], size, common, own, varies=varies, alike=alike) for channel in CHANNELS
        )
        yield Site(name=f"site{n:05}", levers=levers)


def _lever(
    channel: str, usual: tuple[Array, Array], size: float, common: Array, rng: np.random.Generator, *, varies: float, alike: float
) -> Lever:  # fmt: skip
    middle, sd = usual
    odds, late, more = middle + alike * sd * rng.normal(0, 1, 3)
    shape = math.exp(rng.normal(0.1, 0.15))
    doubling = 1 + min(math.exp(more), (2**shape - 1) * 0.95)
    half = float(half_for(1.0, np.array(doubling), np.array(shape)))
    share, carry = min(1 / (1 + math.exp(-odds)), 0.9), min(1 / (1 + math.exp(-late)), 0.9)
    effort, sessions = math.exp(rng.normal(5, 0.4)), size * math.exp(rng.normal(0, 0.5))
    weeks = len(common)
    steps = np.exp(rng.normal(0, varies * math.exp(rng.normal(0, 0.5)), weeks // MONTH + 1))
    efforts = effort * np.repeat(steps, MONTH)[:weeks]
    moves = np.exp(common + np.cumsum(rng.normal(0, 0.02, weeks)))
    brings = share * felt(running(efforts / effort, carry), half, shape)
    means = sessions * (1 - share + brings) * moves
    return Lever(
        name=channel.lower(), share=share, carry=carry, half=half, shape=shape, usual=effort, efforts=efforts, means=means,
        level=sessions * float(moves[-1]),
    )  # fmt: skip


def _usual(channel: str, rng: np.random.Generator) -> tuple[Array, Array]:
    """Middle and spread of the log-odds of the share, of the carry-over, and of the log of what doubling adds: the playbook's spread, and
    the portfolio's own middle drawn from what the playbook believes."""
    play = plays_for(channel)[0]
    late = 0.6 * math.log(max(play.lag, 0.5) / 7)
    ends = np.array(
        [
            [math.log(p / (1 - p)) for p in (play.share.low, play.share.high)],
            [late - 1.1 * Z80, late + 1.1 * Z80],
            [math.log(d - 1) for d in (play.doubling.low, play.doubling.high)],
        ]
    )
    middle, sd = ends.mean(axis=1), (ends[:, 1] - ends[:, 0]) / (2 * Z80)
    return middle + sd * rng.normal(0, 1, 3), sd


def write_portfolio(
    folder: Path, n_sites: int, *, seed: int = 1, weeks: int = 52, varies: float = 0.35, alike: float = ALIKE,
    by_week: bool = False, settings: str = "",
) -> list[Site]:  # fmt: skip
    """A goal file a site in `folder`, with its tables beside it: 12 leaves, 6 levers, rows by day or by week.

    Args: settings: more lines of every goal file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sites = []
    for site in portfolio(n_sites, seed=seed, weeks=weeks, varies=varies, alike=alike):
        write_site(folder, site, by_week=by_week, settings=settings)
        sites.append(site)
    return sites


def write_site(folder: Path, site: Site, *, by_week: bool = False, settings: str = "") -> None:
    """The goal file and the tables of one site."""
    rows = ["date,visitor,channel,sessions", *(",".join(row) for row in traffic_rows(site, by_week=by_week))]
    (folder / f"{site.name}.traffic.csv").write_text("\n".join(rows) + "\n")
    effort = [",".join(("date", *(lever.name for lever in site.levers)))]
    for week, amounts in enumerate(np.stack([lever.efforts for lever in site.levers], axis=1).tolist()):
        effort.append(",".join((str(FIRST + timedelta(weeks=week)), *(f"{amount:.2f}" for amount in amounts))))
    (folder / f"{site.name}.effort.csv").write_text("\n".join(effort) + "\n")
    (folder / f"{site.name}.yaml").write_text(goal_text(site, settings=settings))


def goal_text(site: Site, *, traffic: str = "", settings: str = "") -> str:
    """The goal file of a site. Args: traffic: its traffic key; that of the table beside it where it is empty."""
    said = traffic or f"traffic: {{file: {site.name}.traffic.csv, by: [visitor, channel]}}\n"
    levers = "".join(
        f"  {lever.name}: {{drives: {{channel: {channel}}}, uses: money, max: {lever.most:.2f}}}\n"
        for channel, lever in zip(CHANNELS, site.levers, strict=True)
    )
    return (
        f"target: +15%\nperiod: next 4 weeks\n{said}effort: {{file: {site.name}.effort.csv}}\n"
        f"resources: {{money: {site.budget:.2f}}}\n{settings}levers:\n{levers}"
    )


def traffic_rows(site: Site, *, by_week: bool = False) -> Iterator[tuple[str, ...]]:
    """Date, visitor, channel and sessions: counts that scatter around what is to be expected."""
    rng = np.random.default_rng([2, *site.name.encode()])
    means = np.stack([lever.means for lever in site.levers], axis=1)
    means *= np.exp(rng.normal(0, 0.06, means.shape))
    for week, of_week in enumerate(means.tolist()):
        days = [str(FIRST + timedelta(days=7 * week + n)) for n in range(7)]
        for channel, mean in zip(CHANNELS, of_week, strict=True):
            for visitor, part in PARTS:
                if by_week:
                    yield days[0], visitor, channel, str(round(part * mean))
                    continue
                counts = (np.exp(rng.normal(0, 0.08, 7)) * WEEKDAYS * mean * part / 7).round().astype(int)
                for day, count in zip(days, counts.tolist(), strict=True):
                    yield day, visitor, channel, str(count)
