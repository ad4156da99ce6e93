"""The unit of work: one goal file in, its plan as a file and a row out. Every engine maps this, and nothing else makes plans of a portfolio."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from planner.errors import InputError, Problem
from planner.goalfile.read import gather_goal
from planner.model.goal import Counts, Goal, Resource, Table
from planner.model.history import History
from planner.model.outcome import Outcome
from planner.model.plan import Start
from planner.planning.checks import find_problems
from planner.planning.make_plan import plan_of
from planner.planning.worked import Worked, worked_out
from planner.portfolio.outcome import outcome_of, problem_of
from planner.report.markdown import render_markdown
from planner.report.plan_json import render_json
from planner.sources.read import gather_history
from planner.words.language import Language, speaking


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What holds for all goals of a run."""

    seed: int | None = None
    """In place of every goal file's."""
    start: Start = "today"
    language: Language = "en"
    markdown: bool = False
    today: datetime.date = field(default_factory=datetime.date.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One goal to plan, with what the portfolio has decided for it."""

    file: str
    name: str
    """Of its plan: the path of the JSON from the folder of all plans."""
    resources: tuple[Resource, ...] | None = None
    """Its share of what the goals have together, in place of its own; None where nothing is shared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What one goal gave."""

    outcome: Outcome
    files: Mapping[str, str]
    """Contents by name, from the folder of all plans; none where there is a problem."""
    inputs: tuple[str, ...] = ()
    """The tables that the plan was made from."""
    clocked: bool = False
    """Whether the same files may give another plan tomorrow: the goal counts from today, or its tables are in a database."""


def plan_one(asked: Asked, options: Options) -> Made:
    """The plan of one goal; a goal that cannot be planned gives a row with its problems, and never an exception."""
    goal = None
    try:
        with speaking(options.language):
            goal, history = read_one(asked, options)
            worked = worked_out(goal, history, start=options.start)
            return _made(asked, options, goal, worked)
    except Exception as error:  # noqa: BLE001 - one goal never stops the others
        return Made(
            outcome=problem_of(error, file=asked.file), files={}, inputs=inputs_of(goal), clocked=goal is None or clocked(goal)
        )  # fmt: skip


def read_one(asked: Asked, options: Options) -> tuple[Goal, History]:
    """The goal and its history. Raises: InputError with all that is wrong with either."""
    goal, problems = gather_goal(asked.file, today=options.today)
    if goal is None:
        raise InputError(problems)
    goal = with_share(goal, asked, options)
    history, more = gather_history(goal)
    found: tuple[Problem, ...] = (*problems, *more)
    if history is not None:
        found += tuple(find_problems(goal, history))
    if history is None or found:
        raise InputError(found)
    return goal, history


def with_share(goal: Goal, asked: Asked, options: Options) -> Goal:
    """The goal with what the portfolio decides for it."""
    goal = goal if options.seed is None else replace(goal, seed=options.seed)
    return goal if asked.resources is None else replace(goal, resources=asked.resources)


def _made(asked: Asked, options: Options, goal: Goal, worked: Worked) -> Made:
    plan = plan_of(worked)
    files = {asked.name: render_json(plan)}
    if options.markdown:
        files[markdown_name(asked.name)] = render_markdown(plan)
    return Made(
        outcome=outcome_of(plan, file=asked.file, name=asked.name), files=files, inputs=inputs_of(goal), clocked=clocked(goal)
    )  # fmt: skip


def markdown_name(name: str) -> str:
    """The name of the markdown plan beside the JSON."""
    return f"{name.removesuffix('.json')}.md"


def inputs_of(goal: Goal | None) -> tuple[str, ...]:
    """The files of its tables; patterns of names as they stand."""
    tables = [each for each in (goal.traffic, goal.effort) if isinstance(each, Table)] if goal else []
    files = (Path(goal.file).parent / name for table in tables for name in table.files) if goal else ()
    return tuple(dict.fromkeys(str(file) for file in files))


def clocked(goal: Goal) -> bool:
    """See `Made.clocked`."""
    in_database = any(isinstance(each, Table) and each.url for each in (goal.traffic, goal.effort))
    return in_database or (isinstance(goal.traffic, Counts) and not goal.as_of_said)
