"""What a worker does with a chunk of goals: plan each, unless its plan is there already, and write it whole."""

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from planner.cli.write import write_whole
from planner.errors import PlannerError
from planner.model.outcome import Outcome
from planner.portfolio.fingerprint import fingerprint
from planner.portfolio.outcome import problem_of
from planner.portfolio.unit import Asked, Made, Options, markdown_name, plan_one

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
    with _ONE:
        if os.getcwd() != run.here:
            os.chdir(run.here)
        return tuple(_done(run, job) for job in jobs)


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
