"""make_comparison: the same goal under several circumstances, planned side by side."""

from collections.abc import Iterable
from dataclasses import replace

from planner.errors import InputError, Problem
from planner.model.comparison import Case, Compared
from planner.model.goal import Scenario
from planner.planning.make_plan import make_plan


def make_comparison(cases: Iterable[Case]) -> tuple[Compared, ...]:
    """Every case with its plan, in their order.

    Raises: InputError with the problems of all that cannot be planned; of those that several have, once.
    """
    found: list[Compared] = []
    problems: dict[Problem, Scenario] = {}
    for case in cases:
        try:
            found.append(Compared(scenario=case.scenario, plan=make_plan(case.goal, case.history)))
        except InputError as error:
            problems = dict.fromkeys(error.problems, case.scenario) | problems
    if problems:
        raise InputError(within(scenario, problem) for problem, scenario in problems.items())
    return tuple(found)


def within(scenario: Scenario, problem: Problem) -> Problem:
    """The problem with the scenario that it arises in, where its place does not say so: a line of a file."""
    if not scenario.changes or problem.place.line is None:
        return problem
    return replace(problem, text=f"{problem.text}, in the scenario {scenario.name!r}")
