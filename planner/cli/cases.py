"""A goal file under several circumstances, each with its history, and everything that is wrong with any of them in one complaint."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from planner.cli.load import with_history
from planner.errors import InputError, Place, Problem
from planner.goalfile.changes import Change
from planner.goalfile.read import goal_text, parse_goal
from planner.goalfile.scenarios import AS_IT_STANDS, MOST, Variant, file_scenarios, find_clashes
from planner.model.comparison import Case
from planner.model.goal import Goal
from planner.planning.whatif import within


def load_cases(
    goal_file: Path, variants: Sequence[Variant], problems: Sequence[Problem] = (), *, seed: int | None = None
) -> tuple[Case, ...]:
    """The goal as it stands, then with the changes of every variant, then of every scenario that the file itself has.

    Args: problems: found before, to be told with the others; seed: in place of the goal file's, where a variant does not change it.
    Raises: InputError with every problem found in any of them, and where there is nothing to compare.
    """
    source, today = goal_text(goal_file), date.today()

    def read(changes: Sequence[Change]) -> tuple[Goal | None, tuple[Problem, ...]]:
        return parse_goal(source, file=str(goal_file), today=today, changes=changes)

    first, wrong = read(())
    past, wrong = with_history(first, wrong)
    told = dict.fromkeys((*problems, *wrong))
    variants = (*variants, *(_sound(file_scenarios(first), wrong) if first else ()))
    told |= dict.fromkeys(find_clashes(variants))
    cases = []
    for variant in (AS_IT_STANDS, *variants[:MOST]):
        goal, wrong = read(variant.changes)
        history, wrong = with_history(goal, wrong, past if goal and first and _same_tables(goal, first) else None)
        told |= {within(variant.scenario, each): None for each in wrong if each not in told}
        if goal and history and first:
            drawn = goal if seed is None or goal.seed != first.seed else replace(goal, seed=seed)
            cases.append(Case(scenario=variant.scenario, goal=drawn, history=history))
    if not variants:
        expected = "--set resources.money=15000, --scenario, or `scenarios:` in the goal file"
        text = "there is nothing to compare the goal with"
        told[Problem(place=Place(file=str(goal_file)), text=text, expected=expected)] = None
    if told:
        raise InputError(told)
    return tuple(cases)


def _sound(variants: Sequence[Variant], problems: Sequence[Problem]) -> Iterator[Variant]:
    """Those that hold none of the problems, which would be told once more."""
    lines = {(each.place.file, each.place.line) for each in problems}
    return (each for each in variants if lines.isdisjoint((one.place.file, one.place.line) for one in each.changes))


def _same_tables(goal: Goal, other: Goal) -> bool:
    """Whether two goals surely have the same history: they differ at most in what is asked for and what may be spent."""
    alike = replace(
        goal, target=other.target, resources=other.resources, at_least=other.at_least, worth=other.worth, risk=other.risk,
        seed=other.seed, draws=other.draws, levers=other.levers, scenarios=other.scenarios,
    )  # fmt: skip
    return alike == other and [each.name for each in goal.levers] == [each.name for each in other.levers]
