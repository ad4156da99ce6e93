"""What a worker does with a chunk of goals: plan each, unless its plan is there already, and write it whole."""

import gc
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from planner.cli.write import write_whole
from planner.errors import PlannerError
from planner.model.goal import Goal, Resource
from planner.model.history import History
from planner.model.outcome import Outcome
from planner.portfolio.fingerprint import fingerprint
from planner.portfolio.outcome import problem_of
from planner.portfolio.pooled import Lesson, lessons_of
from planner.portfolio.shared import Part, part_of
from planner.portfolio.unit import Asked, Made, Options, markdown_name, plan_one, read_one

T = TypeVar("T")

PLANS = "plans"
"""The folder of all plans, within the one that is written to."""
_ONE = threading.Lock()  # a worker's threads take turns: the folder that a process works in is one


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What holds for all goals of a run; paths as this process sees them."""

    options: Options
    out: str
    """Absolute."""
    here: str
    """The folder that goal files are named from."""
    again: bool = False
    common: str = ""
    """Stands for all that the goals share, see `fingerprint`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What an earlier run left of a goal."""

    fingerprint: str
    inputs: tuple[str, ...]
    clocked: bool
    size: int
    """Bytes of the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One goal, and what is there of it."""

    asked: Asked
    before: Before | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a job."""

    name: str
    outcome: Outcome | None
    """None where the plan of an earlier run still stands."""
    after: Before | None = None


def done_all(run: Run, jobs: Sequence[Job]) -> tuple[Done, ...]:
    """Every job of a chunk."""
    with _at_home(run):
        return tuple(_done(run, job) for job in jobs)


def taught_all(run: Run, some: Sequence[Asked]) -> tuple[tuple[Asked, tuple[Lesson, ...]], ...]:
    """What the history of every goal teaches the others; of one that cannot be read, nothing."""
    with _at_home(run):
        return tuple((asked, _or(lessons_of, asked, run.options) or ()) for asked in some)


def parts_all(run: Run, shared: tuple[Resource, ...], some: Sequence[Asked]) -> tuple[tuple[Asked, Part | None], ...]:
    """Every goal's part of what is to be divided; None of one that cannot be planned."""
    whole = tuple((resource.name, resource.amount) for resource in shared)
    with _at_home(run):
        return tuple(
            (
                asked,
                _or(
                    lambda goal, history: part_of(goal, history, shared, start=run.options.start),
                    replace(asked, shares=whole),
                    run.options,
                ),
            )
            for asked in some
        )


def _or(work: Callable[[Goal, History], T], asked: Asked, options: Options) -> T | None:
    """What the work on a goal gives; None where there is something wrong with it, which its plan will tell."""
    try:
        return work(*read_one(asked, options))
    except Exception:  # noqa: BLE001 - told where the goal is planned
        return None


@cache
def _freeze() -> None:
    """What is loaded is never garbage, and need not be looked through: once a process."""
    gc.freeze()


@contextmanager
def _at_home(run: Run) -> Iterator[None]:
    """In the folder that goal files are named from, and alone; garbage is collected once at the end, for in between it takes a fifth of the time."""
    with _ONE:
        if os.getcwd() != run.here:
            os.chdir(run.here)
        collects = gc.isenabled()
        gc.disable()
        _freeze()
        try:
            yield
        finally:
            gc.collect()
            if collects:
                gc.enable()


def lost(job: Job) -> Done:
    """The job whose worker ended every time."""
    error = RuntimeError("the process that planned it ended, every time")
    return Done(name=job.asked.name, outcome=problem_of(error, file=job.asked.file))


def _done(run: Run, job: Job) -> Done:
    plans, name = Path(run.out) / PLANS, job.asked.name
    mark = partial(fingerprint, job.asked, run.options, common=run.common)
    was = None if run.again else job.before
    if (
        was is not None
        and _whole(plans, name, was, markdown=run.options.markdown)
        and mark(was.inputs, clocked=was.clocked) == was.fingerprint
    ):
        return Done(name=name, outcome=None)
    made = plan_one(job.asked, run.options)
    try:
        size = _written(plans, name, made)
    except (PlannerError, OSError) as error:
        return Done(name=name, outcome=problem_of(error, file=job.asked.file))
    after = Before(
        fingerprint=mark(made.inputs, clocked=made.clocked), inputs=made.inputs, clocked=made.clocked, size=size
    )
    return Done(name=name, outcome=made.outcome, after=after if made.files else None)


def _whole(plans: Path, name: str, was: Before, *, markdown: bool) -> bool:
    """Whether the files of an earlier run are there; they are written whole or not at all."""
    try:
        return (plans / name).stat().st_size == was.size and (not markdown or (plans / markdown_name(name)).is_file())
    except OSError:
        return False


def _written(plans: Path, name: str, made: Made) -> int:
    """Write the files of a goal; one without a plan loses that of an earlier run, which is its plan no more. Returns: bytes of the JSON."""
    if not made.files:
        for each in (name, markdown_name(name)):
            (plans / each).unlink(missing_ok=True)
        return 0
    (plans / name).parent.mkdir(parents=True, exist_ok=True)
    contents = {plans / each: content.encode() for each, content in made.files.items()}
    write_whole(dict(contents))
    if len(made.files) == 1:
        (plans / markdown_name(name)).unlink(missing_ok=True)
    return len(contents[plans / name])
