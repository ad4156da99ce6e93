"""What is learned from effort history, against sites whose truth is known, and what the learning costs.

    python tests/benchmarks/learning.py [--worlds DIR] [--repeats N]

Printed, each figure beside what is required of it:

plans    the figures of the worlds' own score.py: gain, covered, below, brier (see its help)
levers   how often the 80 % interval of a lever's gain over its present effort holds the true one: at its maximum, and at twice its
         present effort where that is within the maximum; also by how much of what is known of the lever comes from its history
halves   the same for even and for odd worlds, with standard errors (those of the levers' figures by world, for levers of one site err
         together). The program is fitted to none of them: the halves show how far such figures vary by chance
cost     CPU milliseconds of `learn` a lever, on worlds of 104 weeks and on made-up sites with ever more levers, and CPU seconds of a
         whole `planner plan`; also as ratios to the singular values of a fixed matrix, computed in the same run. Best of N repeats
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does; before numpy

import numpy as np
from speed import DAYS, LEAVES, LEVERS, cpu_seconds, write_goal
from worlds import WORLDS, World, plan_of, score, worlds

from planner import read_goal, read_history
from planner.learning.learn import Lesson, learn, lessons
from planner.model.history import EffortHistory, History
from planner.model.learned import HEARD, Bell, Prior
from planner.model.plan import Plan
from planner.planning.aim import period_of
from planner.planning.gains import gains_at
from planner.planning.known import known
from planner.response.priors import priors

Limits = tuple[float | None, float | None]

COVERED: Limits = (0.72, 0.88)
MUCH = 0.8  # of what is known of a curve comes from history
LONG = 104  # [weeks] of history that learning is timed on
APART, TOGETHER = (3, 6, 12, 24, 48), (2, 4, 8)  # levers of the made-up sites
BESIDE = 8  # channels that no lever drives, where all levers share one


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The interval of one lever's gain at one effort, and the truth."""

    world: int
    weight: float | None
    """[-] how much of what is known comes from history; None where it was never used."""
    at_most: bool
    """At the maximum; else at twice the present effort."""
    low: float
    high: float
    truth: float

    @property
    def inside(self) -> bool:
        return self.low <= self.truth <= self.high


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--worlds", type=Path, default=WORLDS, help="the folder of simulated sites")
    options.add_argument("--repeats", type=int, default=5, help="of everything that is timed")
    chosen = options.parse_args()
    sites = worlds(chosen.worlds)
    if sites:
        report_worlds(sites)
        report_worlds_cost(sites, chosen.repeats)
    else:
        print(f"skipped: no worlds in {chosen.worlds}; the cost of learning alone follows")
    report_scaling(chosen.repeats)
    report_command(chosen.repeats)


# Worlds


def report_worlds(sites: Sequence[World]) -> None:
    figures: list[dict[str, float]] = []
    seen: list[Seen] = []
    for n, world in enumerate(sites):
        began = time.process_time()
        plan = plan_of(world)
        seconds = time.process_time() - began
        figures.append(score(world, plan))
        own = list(intervals(n, world, plan))
        seen += own
        print(
            f"{world.name}  gain {figures[n]['gain']:6.3f}  covered {figures[n]['covered']:.2f}  brier {figures[n]['brier']:.3f}"
            f"  intervals {sum(one.inside for one in own):2} of {len(own):2}  {seconds * 1000:4.0f} ms",
            flush=True,
        )
    report_plans(figures)
    report_levers(seen)
    report_halves(figures, seen)


def intervals(number: int, world: World, plan: Plan) -> Iterable[Seen]:
    """Every lever of a plan at its maximum and at twice its present effort."""
    goal = read_goal(world.folder / "goal.yaml")
    table = known(plan.goal, read_history(goal), plan.period).gains
    most = table.effort[:, -1]
    now = np.array([option.now for option in table.options])
    for at_most, effort in ((True, most), (False, np.minimum(2 * now, most))):
        bounds = np.quantile(gains_at(table, effort), [0.1, 0.9], axis=1)
        for n, option in enumerate(table.options):
            if not at_most and (now[n] <= 0 or 2 * now[n] > most[n]):
                continue
            name = option.lever.name
            present = world.truth["business_as_usual"]["effort"][name]
            yield Seen(
                world=number,
                weight=option.weight,
                at_most=at_most,
                low=float(bounds[0, n]),
                high=float(bounds[1, n]),
                truth=world.brought(name, float(effort[n])) - world.brought(name, present),
            )


def report_plans(figures: Sequence[dict[str, float]]) -> None:
    gains = sorted(one["gain"] for one in figures)

    def mean(key: str) -> float:
        return statistics.fmean(one[key] for one in figures)

    title(f"Plans of {len(figures)} worlds, as score.py reckons")
    line("gain, mean", statistics.fmean(gains), (0.94, None))
    line("gain, median", statistics.median(gains), (0.975, None))
    line("gain, worst tenth", gains[len(gains) // 10], (0.82, None))
    line("covered", mean("covered"), (0.72, 0.90))
    line("brier", mean("brier"), (None, 0.055), digits=4)
    below = "  ".join(f"{mean(key):.3f}" for key in ("below10", "below50", "below90"))
    print(f"{'below p10, p50, p90':<34}{below}  (0.10, 0.50, 0.90 would be right)")


def report_levers(seen: Sequence[Seen]) -> None:
    title("80 % intervals of the levers' gains")
    groups: dict[str, Callable[[Seen], bool]] = {
        "all": lambda _: True,
        "at the maximum": lambda one: one.at_most,
        "at twice the present effort": lambda one: not one.at_most,
        f"history says < {HEARD}": lambda one: one.weight is not None and one.weight < HEARD,
        f"history says {HEARD} to {MUCH}": lambda one: one.weight is not None and HEARD <= one.weight <= MUCH,
        f"history says > {MUCH}": lambda one: one.weight is not None and one.weight > MUCH,
        "never used": lambda one: one.weight is None,
    }
    for name, belongs in groups.items():
        own = [one for one in seen if belongs(one)]
        if not own:
            continue
        low, high = (share(one.truth < one.low for one in own), share(one.truth > one.high for one in own))
        rest = f"of {len(own):<5}below p10 {low:.3f}, above p90 {high:.3f}"
        limits = COVERED if name == "all" else (None, None)
        line(name, share(one.inside for one in own), limits, rest=rest)


def report_halves(figures: Sequence[dict[str, float]], seen: Sequence[Seen]) -> None:
    title("Halves, mean ± standard error")
    halves = {"even worlds": 0, "odd worlds": 1}
    print(f"{'':<34}{'  '.join(f'{name:<15}' for name in halves)}")
    for key in ("gain", "covered", "below10", "below50", "below90", "brier"):
        print(f"{key:<34}{'  '.join(spread([one[key] for one in figures[half::2]]) for half in halves.values())}")
    for name, pick in (("gain, median", 0.5), ("gain, worst tenth", 0.1)):
        values = [sorted(one["gain"] for one in figures[half::2]) for half in halves.values()]
        cells = (f"{statistics.median(own) if pick == 0.5 else own[len(own) // 10]:<15.3f}" for own in values)
        print(f"{name:<34}{'  '.join(cells)}")
    for name, at_most in (("levers inside, at the maximum", True), ("levers inside, at twice", False)):
        own = [[one for one in seen if one.world % 2 == half and one.at_most == at_most] for half in halves.values()]
        print(f"{name:<34}{'  '.join(by_world(some) for some in own)}")


def spread(values: Sequence[float]) -> str:
    if len(values) < 2:
        return f"{'-':<15}"
    return f"{f'{statistics.fmean(values):.3f} ± {statistics.stdev(values) / len(values) ** 0.5:.3f}':<15}"


def by_world(seen: Sequence[Seen]) -> str:
    """The share inside, with a standard error that takes worlds, not levers, as independent."""
    mean = share(one.inside for one in seen)
    sites = sorted({one.world for one in seen})
    off = [sum(one.inside - mean for one in seen if one.world == site) for site in sites]
    error = (len(off) / max(len(off) - 1, 1) * sum(value**2 for value in off)) ** 0.5 / max(len(seen), 1)
    return f"{f'{mean:.3f} ± {error:.3f}':<15}"


def share(values: Iterable[bool]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


# Cost


def report_worlds_cost(sites: Sequence[World], repeats: int) -> None:
    title(f"CPU of learning alone, worlds of {LONG} weeks")
    total, levers = 0.0, 0
    for world in sites:
        goal = read_goal(world.folder / "goal.yaml")
        history = read_history(goal)
        if history.sessions.shape[1] != LONG * 7:
            continue
        driven = [history.matching(lever.drives) for lever in goal.levers]
        believed = priors(goal, history, driven, period_of(goal, history))
        asked = lessons(history, [lever.name for lever in goal.levers], driven, believed)
        total += taken(history, asked, repeats)
        levers += len(asked)
    if levers:
        line(f"ms a lever, {levers} levers", total / levers, (None, 25.0), digits=1)


def report_scaling(repeats: int) -> None:
    title(f"CPU of learning alone, made-up sites of {LONG} weeks")
    yard = 1000 * yardstick(repeats)
    print(f"yardstick {yard:.1f} ms: singular values of a fixed matrix of 300 x 300")
    for kind, counts in (("each on its own channel", APART), ("all on one channel", TOGETHER)):
        for count in counts:
            history, asked = made_up(count, together=counts is TOGETHER)
            cost = taken(history, asked, repeats)
            print(
                f"{f'{count} levers, {kind}':<34}{cost / count:7.1f} ms a lever, {cost / yard / count:5.2f} yardsticks; {cost:6.0f} ms in all"
            )


def taken(history: History, asked: Sequence[Lesson], repeats: int) -> float:
    """[ms] CPU time of learning, the best of so many."""
    return 1000 * best(lambda: learn(history, asked, seed=1, n_draws=1000), repeats)


def yardstick(repeats: int) -> float:
    """[s] CPU time of something that no change of the program can change."""
    matrix = np.random.default_rng(0).normal(size=(300, 300))
    return best(lambda: np.linalg.svd(matrix, compute_uv=False), 3 * repeats)


def best(run: Callable[[], object], repeats: int) -> float:
    """[s] the least CPU time of a call."""
    times = []
    for _ in range(repeats):
        began = time.process_time()
        run()
        times.append(time.process_time() - began)
    return min(times)


def made_up(count: int, *, together: bool) -> tuple[History, tuple[Lesson, ...]]:
    """A site with daily traffic by visitor and channel, and levers that drive a channel each, or all the same one."""
    rng = np.random.default_rng(count)
    days = LONG * 7
    channels = 1 + BESIDE if together else count + 1
    weekly = rng.lognormal(0, 0.4, (count, LONG))
    brought = np.sqrt(np.repeat(weekly, 7, axis=1))
    level = np.exp(rng.normal(6, 0.5, (channels, 1)) + 0.1 * np.sin(2 * np.pi * np.arange(days) / 365))
    drives = [0 if together else n for n in range(count)]
    for lever, channel in enumerate(drives):
        level[channel] *= 1 + 0.6 / (count if together else 1) * (brought[lever] - 1)
    noise = np.repeat(rng.normal(0, 0.05, (channels, LONG)), 7, axis=1)
    expected = np.maximum(level, 1) * np.exp(noise)
    sessions = np.concatenate([rng.poisson(part * expected) for part in (0.7, 0.3)]).astype(float)
    names = tuple(f"lever {n}" for n in range(count))
    history = History(
        levels=("visitor", "channel"),
        leaves=tuple((visitor, f"channel {n}") for visitor in ("new", "returning") for n in range(channels)),
        first=date(2024, 1, 1),
        sessions=sessions,
        effort=EffortHistory(names=names, first=date(2024, 1, 1), amounts=np.repeat(weekly, 7, axis=1)),
    )
    prior = Prior(share=Bell(middle=0.0, sd=1.0), carry=Bell(middle=-1.0, sd=1.0), doubling=Bell(middle=-0.5, sd=0.4))
    driven = [(channel, channel + channels) for channel in drives]
    return history, lessons(history, names, driven, [prior] * count)


def report_command(repeats: int) -> None:
    title(f"CPU of `planner plan`, {LEAVES} leaves x {DAYS} days, {LEVERS} levers")
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "planner", "plan", str(write_goal(Path(folder)))]
        line("seconds", min(cpu_seconds(command) for _ in range(repeats + 1)), (None, 1.0))


# Text


def title(text: str) -> None:
    print(f"\n{text}")


def line(name: str, value: float, limits: Limits, *, digits: int = 3, rest: str = "") -> None:
    """One figure, with what is required of it where anything is."""
    low, high = limits
    said = [f"{word} {limit:g}" for word, limit in (("at least", low), ("at most", high)) if limit is not None]
    fine = (low is None or value >= low) and (high is None or value <= high)
    verdict = f"{'ok' if fine else 'SHORT':<7}{', '.join(said)}" if said else ""
    print(f"{name:<34}{value:<8.{digits}f}{rest:<43}{verdict}".rstrip())


if __name__ == "__main__":
    main()
