"""The unit of work: one goal file in, its plan as a file and a row out. Every engine maps this, and nothing else makes plans of a portfolio."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from planner.errors import InputError, Place, Problem
from planner.goalfile.changes import Change
from planner.goalfile.dotted import dotted
from planner.goalfile.read import gather_goal
from planner.model.belief import Belief
from planner.model.goal import Counts, Goal, Table
from planner.model.history import History
from planner.model.outcome import Outcome
from planner.model.plan import Start
from planner.planning.checks import find_problems
from planner.planning.make_plan import make_plan
from planner.portfolio.outcome import outcome_of, problem_of
from planner.report.markdown import render_markdown
from planner.report.plan_json import render_json
from planner.sources.read import gather_history
from planner.sources.sites import Sites, site_table
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
    sites: Sites | None = None
    """The table of all sites, in place of the goals' own traffic."""
    places: tuple[tuple[str, Place], ...] = ()
    """Where the portfolio file says `traffic`, and each shared resource."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One goal to plan, with what the portfolio has decided for it."""

    file: str
    name: str
    """Of its plan: the path of the JSON from the folder of all plans."""
    site: str = ""
    """What the table of all sites calls it."""
    weight: float = 1.0
    """What one session of it is worth beside one of another goal."""
    shares: tuple[tuple[str, float], ...] = ()
    """(resource that goals have together, how much of it this one may spend)."""
    beliefs: tuple[Belief, ...] = ()
    """What the other goals' histories have taught."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What one goal gave."""

    outcome: Outcome
    files: Mapping[str, str]
    """Contents by name, from the folder of all plans; none where there is a problem."""
    inputs: tuple[str, ...] = ()
    """The tables that the plan was made from, but for that of all sites."""
    clocked: bool = False
    """Whether the same files may give another plan tomorrow: the goal counts from today, or its tables are in a database."""


def plan_one(asked: Asked, options: Options) -> Made:
    """The plan of one goal; a goal that cannot be planned gives a row with its problems, and never an exception."""
    try:
        with speaking(options.language):
            goal, history = read_one(asked, options)
            plan = make_plan(goal, history, start=options.start)
            files = {asked.name: render_json(plan)}
            if options.markdown:
                files[markdown_name(asked.name)] = render_markdown(plan)
    except Exception as error:  # noqa: BLE001 - one goal never stops the others
        return Made(outcome=problem_of(error, file=asked.file), files={})
    outcome = outcome_of(plan, file=asked.file, name=asked.name, shares=asked.shares)
    return Made(outcome=outcome, files=files, inputs=_inputs(goal, options), clocked=_clocked(goal, options))


def read_one(asked: Asked, options: Options) -> tuple[Goal, History]:
    """The goal and its history. Raises: InputError with all that is wrong with either."""
    goal, problems = gather_goal(asked.file, today=options.today, changes=_changes(asked, options))
    if goal is None:
        raise InputError(problems)
    goal = replace(goal, beliefs=asked.beliefs, seed=goal.seed if options.seed is None else options.seed)
    table = None
    if options.sites is not None:
        goal = replace(goal, traffic=options.sites.source)
        table = site_table(options.sites, asked.site, said=Place(file=asked.file))
    history, more = gather_history(goal, traffic_table=table)
    found: tuple[Problem, ...] = (*problems, *more)
    if history is not None:
        found += tuple(find_problems(goal, history))
    if history is None or found:
        raise InputError(found)
    return goal, history


def _changes(asked: Asked, options: Options) -> Iterator[Change]:
    """What the portfolio decides, as if the goal file said it: every check of goal files holds for it too."""
    places, here = dict(options.places), Place(file=asked.file)
    if options.sites is not None:
        yield Change(key="traffic", value="{file: the table of all sites}", place=places.get("traffic", here))
    for name, amount in asked.shares:
        yield Change(key=dotted(("resources", name)), value=f"{amount:.9f}", place=places.get(name, here))


def markdown_name(name: str) -> str:
    """The name of the markdown plan beside the JSON."""
    return f"{name.removesuffix('.json')}.md"


def _own_tables(goal: Goal, options: Options) -> Iterator[Table]:
    """Those that the goal file itself names."""
    said = (goal.effort,) if options.sites else (goal.traffic, goal.effort)
    yield from (each for each in said if isinstance(each, Table))


def _inputs(goal: Goal, options: Options) -> tuple[str, ...]:
    folder = Path(goal.file).parent
    files = (str(folder / name) for table in _own_tables(goal, options) for name in table.files)
    return tuple(dict.fromkeys(files))


def _clocked(goal: Goal, options: Options) -> bool:
    in_database = any(table.url for table in _own_tables(goal, options))
    return in_database or (isinstance(goal.traffic, Counts) and not goal.as_of_said)
