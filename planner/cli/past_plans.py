"""The plans in a folder, each with what came of it."""

from dataclasses import dataclass, replace
from pathlib import Path

from planner.cli.followed import follow
from planner.errors import InputError, Place, Problem
from planner.model.made import MadePlan
from planner.planfile.read import as_plan, is_plan, read_document
from planner.tracking.score import PastPlan
from planner.tracking.track import track
from planner.words.dates import period_name
from planner.words.language import say


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPlans:
    """Those whose period is over, and the others."""

    followed: tuple[PastPlan, ...]
    unfinished: tuple[str, ...]
    problems: tuple[str, ...]


def past_plans(folder: Path) -> PastPlans:
    """Every plan in a folder and those below it, by name.

    A plan that cannot be looked at does not stop the others. Raises: InputError where there is no such folder, or no plan in it.
    """
    if not folder.is_dir():
        raise InputError([Problem(place=Place(file=str(folder)), text="there is no such folder")])
    followed, unfinished, problems, plans = [], [], [], 0
    for path in sorted(folder.rglob("*.json")):
        try:
            document = read_document(path)
        except InputError as error:  # it may have been a plan
            problems.append(_first_line(error))
            continue
        if not is_plan(document):
            continue
        plans += 1
        shown = path.relative_to(folder).as_posix()
        try:
            one = _past_plan(as_plan(document, path), path, shown)
        except InputError as error:
            problems.append(_first_line(error))
            continue
        if isinstance(one, PastPlan):
            followed.append(one)
        else:
            unfinished.append(say("{file}: {period}", file=shown, period=period_name(one.period)))
    if not plans:
        expected = "plans that `planner plan --json` or `planner replan` wrote"
        raise InputError([Problem(place=Place(file=str(folder)), text="no plan is in this folder", expected=expected)])
    return PastPlans(followed=tuple(followed), unfinished=tuple(unfinished), problems=tuple(problems))


def _first_line(error: InputError) -> str:
    return str(error.problems[0]).splitlines()[0]


def _past_plan(made: MadePlan, path: Path, shown: str) -> PastPlan | MadePlan:
    """The plan with what came of it; the plan alone where its period is not over. Raises: InputError where what came cannot be read."""
    found = follow(_goal_file(path, made), made)
    if found.history.last < made.period.end:
        return made
    seen = track(found.goal, found.history, found.made)
    return made if seen.left else PastPlan(file=shown, goal=found.goal, track=replace(seen, made=made))


def _goal_file(path: Path, made: MadePlan) -> Path:
    """The goal file that the plan names, beside it; else the only one there. Raises: InputError where there is none, or several."""
    named = path.parent / made.goal_file
    if made.goal_file and Path(made.goal_file).name == made.goal_file and named.is_file():
        return named
    there = sorted([*path.parent.glob("*.yaml"), *path.parent.glob("*.yml")])
    if len(there) == 1:
        return there[0]
    text = f"the goal file {made.goal_file or 'of this plan'} is not beside it"
    raise InputError([Problem(place=Place(file=str(path)), text=text, expected="plan and goal file in one folder")])
