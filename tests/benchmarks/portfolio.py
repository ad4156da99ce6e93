"""What many goals cost, and what they gain from each other.

    python tests/benchmarks/portfolio.py [--goals N] [--most N] [--engine dask] [--seeds N] [--skip cost|gain|shared]

cost   CPU milliseconds a goal of `planner portfolio` with one process a core, start-up excluded, on goals of 12 leaves x 52 weeks x 6 levers
       (by day and by week), each a site of its own; the same for more and more goals, with the memory of workers and of the program that
       waits for them; and the CPU seconds of `planner plan` for one goal, as a ratio. The yardstick, a fixed piece of numpy and Python
       measured in the same run, tells a slow machine from a slow program
gain   share of the best possible extra sessions (see `Site.gain`) with each site by itself and with `learn_together`, on simulated
       portfolios; and how often the 80 % interval of what a lever's change brings holds the truth
shared CPU seconds to divide one budget among goals of six levers, each goal with hours of its own, how near to the best division that is
       proven to be, and what it brings over the joint division where both can be had
bill   hours and money of 500,000 goals on a cluster, from the CPU milliseconds above
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does; before numpy
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import numpy as np  # noqa: E402
from portfolio_sites import Site, write_portfolio, write_site  # noqa: E402
from speed import cpu_seconds  # noqa: E402

from planner import make_plan, read_goal, read_history  # noqa: E402
from planner.cli.many.engines import PRELOAD, cores  # noqa: E402
from planner.cli.many.work import Done, Job, Run, done_all  # noqa: E402
from planner.model.allocation import Task  # noqa: E402
from planner.portfolio.cluster import cluster  # noqa: E402
from planner.portfolio.engine import chunk_size  # noqa: E402
from planner.portfolio.goal_files import goal_files, plan_names  # noqa: E402
from planner.portfolio.pool import Pool  # noqa: E402
from planner.portfolio.pooled import beliefs, lessons_of, pools_of  # noqa: E402
from planner.portfolio.priced import Block, divided  # noqa: E402
from planner.portfolio.shared import joint_division  # noqa: E402
from planner.portfolio.unit import Asked, Options  # noqa: E402

DISTINCT = 1000  # sites that are made; more goals have these sites' tables, and a target of their own
ALLOWED_MS, ALLOWED_TIMES = 60, 8
PRICE = 0.04  # dollars an hour of one virtual CPU: an assumption, about what clouds ask on demand
MANY = 500_000
PORTFOLIOS = ((26, 0.15, 0.35), (26, 0.35, 0.35), (52, 0.35, 0.35), (52, 0.35, 1.0))
"""Weeks of history, log sd of effort, and how far sites differ over the playbook's spread."""
SITES = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """What one chunk cost the worker that did it."""

    worker: tuple[str, int]
    goals: int
    cpu: float
    memory: float
    """MB resident in the worker after it."""


def measured(run: Run, jobs: Sequence[Job]) -> tuple[Chunk, ...]:
    """The work of the command, with what it cost; one chunk in place of its results."""
    begun = time.process_time()
    done: tuple[Done, ...] = done_all(run, jobs)
    wrong = [each.outcome.problem for each in done if each.outcome and each.outcome.problem]
    assert not wrong, wrong[0]
    cost = time.process_time() - begun
    return (Chunk(worker=(os.uname().nodename, os.getpid()), goals=len(done), cpu=cost, memory=resident()),)


def resident() -> float:
    """MB of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def yardstick() -> float:
    """CPU milliseconds of a fixed piece of numpy and Python, best of five."""
    values = np.random.default_rng(1).uniform(0.1, 3, (1000, 62))
    best = float("inf")
    for _ in range(5):
        begun = time.process_time()
        for _ in range(10):
            np.log(np.exp(values) + 1).sum()
        sum(n * n for n in range(100_000))
        best = min(best, time.process_time() - begun)
    return best * 1000


def jobs_of(folder: Path, goals: int) -> list[Job]:
    root, files = goal_files(str(folder))
    return [Job(asked=Asked(file=file, name=name)) for file, name in plan_names(root, files[:goals])]


def costs(folder: Path, goals: int, engine: str) -> list[Chunk]:
    """Plan so many goals, and what every chunk cost."""
    with tempfile.TemporaryDirectory() as out:
        run = Run(options=Options(), out=out, here=os.getcwd())
        workers, jobs = cores(), jobs_of(folder, goals)
        work = partial(measured, run)
        size = chunk_size(goals, workers)
        if engine == "dask":
            with cluster("", jobs=workers, size=size) as on:
                return list(on.map(work, jobs, lost=_lost))
        return list(Pool(workers, size=size, preload=PRELOAD).map(work, jobs, lost=_lost))


def _lost(job: Job) -> Chunk:
    raise AssertionError(job)


def report_cost(goals: int, most: int, engine: str) -> float:
    """Prints the cost, and gives the CPU milliseconds of a goal by day."""
    with tempfile.TemporaryDirectory() as where:
        by_day, by_week = Path(where) / "day", Path(where) / "week"
        sites = write_portfolio(by_day, min(goals, DISTINCT), weeks=52)
        by_week.mkdir()
        for site in sites[:200]:
            write_site(by_week, site, by_week=True)
        more = more_goals(by_day, sites, most) if most > goals else by_day
        print(f"12 leaves x 52 weeks x 6 levers, {cores()} processes, yardstick {yardstick():.1f} ms")
        each = 0.0
        for folder, name, count in (
            *((by_day, "by day", n) for n in (goals // 4, goals // 2, goals)),
            *([(more, "by day", most)] if most > goals else []),
            (by_week, "by week", len(sites[:200])),
        ):
            begun = time.perf_counter()
            found = costs(folder, count, engine)
            wall = time.perf_counter() - begun
            ms = warm(found)
            each = ms if name == "by day" and count == goals else each
            early, late = memory(found)
            print(
                f"{count:>7,} goals {name:<8} {ms:6.1f} ms CPU a goal (at most {ALLOWED_MS}; yardstick {yardstick():.1f} ms), {wall:6.1f} s in all, "
                f"a worker's memory {early:.0f} MB a tenth in, {late:.0f} MB at the end, this program {resident():.0f} MB"
            )
        alone = program_alone(by_day)
        print(
            f"planner plan, once a goal: {alone:.0f} ms CPU each, {alone / each:.1f} times as much (at least {ALLOWED_TIMES})"
        )
    return each


def warm(found: Sequence[Chunk]) -> float:
    """CPU milliseconds a goal, without the first chunk of every worker, which loads what is loaded once."""
    seen: set[tuple[str, int]] = set()
    rest = [chunk for chunk in found if chunk.worker in seen or seen.add(chunk.worker)]  # type: ignore[func-returns-value]
    return 1000 * sum(chunk.cpu for chunk in rest) / sum(chunk.goals for chunk in rest)


def memory(found: Sequence[Chunk]) -> tuple[float, float]:
    """MB of the largest worker after a tenth of the goals, and in the last tenth."""
    tenth = max(len(found) // 10, 1)
    return max(chunk.memory for chunk in found[: 2 * tenth]), max(chunk.memory for chunk in found[-tenth:])


def more_goals(folder: Path, sites: Sequence[Site], most: int) -> Path:
    """More goal files than sites: each asks for another target of one of them."""
    where = folder.parent / "more"
    where.mkdir()
    for n in range(most):
        text = (folder / f"{sites[n % len(sites)].name}.yaml").read_text()
        text = text.replace("+15%", f"+{10 + n // len(sites)}%").replace("file: site", "file: ../day/site")
        (where / f"goal{n:06}.yaml").write_text(text)
    return where


def program_alone(folder: Path, goals: int = 10) -> float:
    """CPU milliseconds of the command for one goal, the middle of some."""
    files = goal_files(str(folder))[1][:goals]
    commands = [[sys.executable, "-m", "planner", "plan", file, "--json", "-"] for file in files]
    return 1000 * statistics.median(cpu_seconds(command) for command in commands)


def report_gain(seeds: int) -> None:
    print("gain                                   each by itself          together             80 % intervals hold")
    for weeks, varies, alike in PORTFOLIOS:
        rows = [row for seed in range(1, seeds + 1) for row in gains(seed, weeks, varies, alike)]
        one, other = ([row[n] for row in rows] for n in (0, 1))
        held = [np.mean([each for row in rows for each in row[n]]) for n in (2, 3)]
        print(
            f"{weeks:>3} weeks, effort {varies:.2f}, sites {alike:.2f}   {_three(one)}   {_three(other)}   "
            f"{held[0]:.2f} and {held[1]:.2f}   ({len(rows)} sites)"
        )


def _three(values: list[float]) -> str:
    ordered = sorted(values)
    return f"{statistics.mean(values):.3f} {statistics.median(values):.3f} {ordered[len(ordered) // 10]:6.3f}"


def gains(seed: int, weeks: int, varies: float, alike: float) -> Iterator[tuple[float, float, list[bool], list[bool]]]:
    """For every site its gain by itself and together, and which intervals of its levers hold the truth."""
    with tempfile.TemporaryDirectory() as where:
        sites = write_portfolio(Path(where), SITES, seed=seed, weeks=weeks, varies=varies, alike=alike)
        goals = [read_goal(Path(where) / f"{site.name}.yaml") for site in sites]
        known = [(goal, read_history(goal)) for goal in goals]
        lessons = [lessons_of(*each) for each in known]
        pools = pools_of(one for some in lessons for one in some)
        for site, (goal, history), own in zip(sites, known, lessons, strict=True):
            found: list[float] = []
            held: list[list[bool]] = []
            for asked in (goal, replace(goal, beliefs=beliefs(pools, own))):
                plan = make_plan(asked, history)
                found.append(site.gain({lever.name: lever.planned for lever in plan.levers}))
                true = [
                    lever.brings(each.planned) - lever.brings(lever.now)
                    for lever, each in zip(site.levers, plan.levers, strict=True)
                ]
                moved = [
                    abs(each.planned - lever.now) > 0.02 * lever.now
                    for lever, each in zip(site.levers, plan.levers, strict=True)
                ]
                held.append(
                    [
                        each.extra.p10 <= t <= each.extra.p90
                        for each, t, m in zip(plan.levers, true, moved, strict=True)
                        if m
                    ]
                )
            yield found[0], found[1], held[0], held[1]


def report_shared() -> None:
    for goals in (50, 500, 5000):
        rng = np.random.default_rng(1)
        blocks, amounts = [block(rng) for _ in range(goals)], np.array([100.0 * goals])
        begun = time.process_time()
        found = divided(blocks, amounts)
        cost = time.process_time() - begun
        beside = (
            f", {found.value / joint_division(blocks, amounts).value:.6f} of the joint division" if goals == 50 else ""
        )
        print(
            f"{goals:>7,} goals share a budget: {cost:.2f} CPU s, gap {(found.bound - found.value) / found.bound:.1e}{beside}"
        )


def block(rng: np.random.Generator) -> Block:
    """A goal of six levers, each bringing top * (1 - exp(-effort / 30)) for money and hours, with 50 to 300 hours."""
    effort = np.tile(np.linspace(0.0, 100.0, 61), (6, 1))
    gain = rng.uniform(5, 500, 6)[:, None] * (1 - np.exp(-effort / 30))
    return Block(
        task=Task(
            effort=effort, gain=gain, weight=np.ones(6), cost=np.zeros(6), stepped=np.zeros(6), uses=np.ones((1, 6)),
            budget=rng.uniform(50, 300, 1), share=np.zeros((0, 6)), need=np.zeros(0), base=1000.0,
        ),
        takes=np.ones((1, 6)),
    )  # fmt: skip


def report_bill(each: float) -> None:
    """CPU milliseconds a goal -> hours and money; waiting for files and the scheduler are taken as a tenth more."""
    hours = MANY * each * 1.1 / 1000 / 3600
    print(
        f"{MANY:,} goals at {each:.0f} ms, a tenth more for files and scheduling: {hours:.1f} CPU hours, {hours * PRICE:.2f} dollars at {PRICE} an hour"
    )
    for cpus in (16, 64, 256):
        print(f"{cpus:>5} CPUs  {hours / cpus * 60:6.1f} minutes")


def main() -> None:
    os.environ["PYTHONPATH"] = os.pathsep.join(
        [*sys.path[:2], os.environ.get("PYTHONPATH", "")]
    )  # for worker processes
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--goals", type=int, default=1000)
    options.add_argument("--most", type=int, default=0, help="as many goals once more, to see that cost stays linear")
    options.add_argument("--engine", choices=("pool", "dask"), default="pool")
    options.add_argument("--seeds", type=int, default=4, help="portfolios of each kind")
    options.add_argument("--skip", choices=("cost", "gain", "shared"), nargs="*", default=())
    chosen = options.parse_args()
    if "cost" not in chosen.skip:
        report_bill(report_cost(chosen.goals, chosen.most, chosen.engine))
    if "gain" not in chosen.skip:
        report_gain(chosen.seeds)
    if "shared" not in chosen.skip:
        report_shared()


if __name__ == "__main__":
    main()
