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
    sessions: float
    """[sessions/week] of its channel at usual effort."""

    def brings(self, effort: float) -> float:
        """[sessions in the month] of steady effort [units in the month], what comes later among it."""
        if effort <= 0:
            return 0.0
        ratio = effort / MONTH / self.usual
        curve = ratio**self.shape * (1 + self.half**self.shape) / (self.half**self.shape + ratio**self.shape)
        return MONTH * self.sessions * self.share * curve


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site of a portfolio, and its truth."""

    name: str
    levers: tuple[Lever, ...]
    most: tuple[float, ...]
    """[units in the month] the most effort of each lever."""
    budget: float
    now: tuple[float, ...]
    """[units in the month] effort of late."""

    def brought(self, efforts: dict[str, float]) -> float:
        """[sessions in the month] truly, of all levers."""
        return sum(lever.brings(efforts.get(lever.name, 0.0)) for lever in self.levers)

    def best(self) -> float:
        """The most that anybody could bring with the budget, who knows every curve: by small steps, from every lever's best average on."""
        step, spent = self.budget / 400, [0.0] * len(self.levers)
        tables = [
            [lever.brings(k * step) for k in range(int(most / step) + 1)]
            for lever, most in zip(self.levers, self.most, strict=True)
        ]
        best = np.zeros(401)
        for table in tables:
            best = np.max(
                [np.concatenate([np.full(k, -np.inf), best[: 401 - k] + gain]) for k, gain in enumerate(table[:401])],
                axis=0,
            )
        del spent
        return float(best.max())


def portfolio(n_sites: int, *, seed: int, alike: float = ALIKE) -> Iterator[tuple[Site, np.random.Generator]]:
    """Sites of one portfolio: what its channels usually do is drawn from what the playbook believes, and sites differ less than that."""
    rng = np.random.default_rng([seed, 0])
    usual = {channel: _usual(channel, rng) for channel in CHANNELS}
    for n in range(n_sites):
        own = np.random.default_rng([seed, 1, n])
        levers = []
        size = math.exp(own.normal(6.5, 0.6))  # sessions a week and channel
        for channel in CHANNELS:
            middle, sd = usual[channel]
            odds, late, more = middle + alike * sd * own.normal(0, 1, 3)
            shape = math.exp(own.normal(0.1, 0.15))
            doubling = 1 + min(math.exp(more), (2**shape - 1) * 0.95)
            half = float(half_for(1.0, np.array(doubling), np.array(shape)))
            carry = min(1 / (1 + math.exp(-late)), 0.9)
            share = min(1 / (1 + math.exp(-odds)), 0.9)
            sessions = size * math.exp(own.normal(0, 0.5))
            levers.append(
                Lever(
                    name=channel.lower(), share=share, carry=carry, half=half, shape=shape,
                    usual=math.exp(own.normal(5, 0.4)), sessions=sessions,
                )
            )  # fmt: skip
        now = tuple(MONTH * lever.usual * math.exp(own.normal(0, 0.3)) for lever in levers)
        most = tuple(3 * each for each in now)
        yield Site(name=f"site{n:05}", levers=tuple(levers), most=most, budget=sum(now), now=now), own


def _usual(channel: str, rng: np.random.Generator) -> tuple[Array, Array]:
    """Middle and spread of the log-odds of the share, of the carry-over, and of the log of what doubling adds: the playbook's belief, and
    the portfolio's own middle drawn from it."""
    play = plays_for(channel)[0]
    ends = np.array([[math.log(p / (1 - p)) for p in (play.share.low, play.share.high)],
                     [math.log(max(play.lag, 0.5) / 7) * 0.6 + s for s in (-1.1 * Z80, 1.1 * Z80)],
                     [math.log(d - 1) for d in (play.doubling.low, play.doubling.high)]])  # fmt: skip
    middle, sd = ends.mean(axis=1), (ends[:, 1] - ends[:, 0]) / (2 * Z80)
    return middle + sd * rng.normal(0, 1, 3), sd


def write_portfolio(
    folder: Path, n_sites: int, *, seed: int = 1, weeks: int = 52, varies: float = 0.35, by_week: bool = False,
    alike: float = ALIKE, settings: str = "", with_effort: bool = True, draws: int = 0,
) -> list[Site]:  # fmt: skip
    """A goal file a site in `folder`, with its tables beside it: 12 leaves, 6 levers, rows by day or by week.

    Args: varies: log sd of a site's effort, which is decided anew every four weeks; settings: more lines of every goal file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sites = []
    for site, rng in portfolio(n_sites, seed=seed, alike=alike):
        _write(folder, site, rng, weeks=weeks, varies=varies, by_week=by_week, settings=settings)
        sites.append(site)
    return sites


def _write(
    folder: Path, site: Site, rng: np.random.Generator, *, weeks: int, varies: float, by_week: bool, settings: str
) -> None:
    traffic, effort = ["date,visitor,channel,sessions"], [",".join(("date", *(lever.name for lever in site.levers)))]
    common = np.cumsum(rng.normal(0, 0.03, weeks)) + 0.15 * np.cos(2 * np.pi * np.arange(weeks) / 52.18)
    rows, efforts = [], []
    for lever, now in zip(site.levers, site.now, strict=True):
        own = varies * math.exp(rng.normal(0, 0.5))
        level = np.repeat(np.exp(rng.normal(0, own, weeks // MONTH + 1)), MONTH)[:weeks]
        amounts = lever.usual * level
        amounts[-MONTH:] = now / MONTH
        state, counted = 1.0, []
        for amount in amounts / lever.usual:
            state = lever.carry * state + (1 - lever.carry) * amount
            counted.append(state)
        ratio = np.array(counted) ** lever.shape
        brings = lever.share * ratio * (1 + lever.half**lever.shape) / (lever.half**lever.shape + ratio)
        moves = np.exp(common + np.cumsum(rng.normal(0, 0.02, weeks)))
        rows.append(lever.sessions * (1 - lever.share + brings) * moves * np.exp(rng.normal(0, 0.06, weeks)))
        efforts.append(amounts)
    days = [FIRST + timedelta(days=n) for n in range(7 * weeks)]
    for week in range(weeks):
        begin = days[7 * week]
        effort.append(",".join((str(begin), *(f"{amounts[week]:.2f}" for amounts in efforts))))
        for channel, sessions in zip(CHANNELS, rows, strict=True):
            for visitor, part in PARTS:
                mean = sessions[week] * part / 7
                if by_week:
                    traffic.append(f"{begin},{visitor},{channel},{round(7 * mean)}")
                    continue
                noise = np.exp(rng.normal(0, 0.08, 7)) * WEEKDAYS * mean
                traffic += [
                    f"{days[7 * week + n]},{visitor},{channel},{count}" for n, count in enumerate(noise.round().astype(int).tolist())
                ]  # fmt: skip
    (folder / f"{site.name}.traffic.csv").write_text("\n".join(traffic) + "\n")
    (folder / f"{site.name}.effort.csv").write_text("\n".join(effort) + "\n")
    levers = "".join(
        f"  {lever.name}: {{drives: {{channel: {channel}}}, uses: money, max: {most:.2f}}}\n"
        for channel, lever, most in zip(CHANNELS, site.levers, site.most, strict=True)
    )
    (folder / f"{site.name}.yaml").write_text(
        "target: +15%\nperiod: next 4 weeks\n"
        f"traffic: {{file: {site.name}.traffic.csv, by: [visitor, channel]}}\neffort: {{file: {site.name}.effort.csv}}\n"
        f"resources: {{money: {site.budget:.2f}}}\n{settings}levers:\n{levers}"
    )
