"""The goal's levers, in the order of the plan's."""

from planner.errors import InputError, Place, Problem, nearest_name
from planner.model.goal import Goal, Lever
from planner.model.history import History
from planner.model.made import MadePlan
from planner.response.suggest import suggested_levers
from planner.text import folded
from planner.words.language import known_language, speaking


def levers_of(goal: Goal, history: History, made: MadePlan) -> tuple[Lever, ...]:
    """One for each of the plan's. Raises: InputError for a lever of the plan that the goal has no more."""
    levers = goal.levers
    if not levers:
        with speaking(known_language(made.language)):
            levers, _ = suggested_levers(goal, history)
    known = {folded(lever.name): lever for lever in levers}
    gone = [lever.name for lever in made.levers if folded(lever.name) not in known]
    if gone:
        raise InputError(
            [
                Problem(
                    place=Place(file=made.file),
                    text=f"the plan has the lever {name!r}, which {goal.file} has not",
                    expected="the goal file that the plan was made from, or a plan made anew",
                    nearest=nearest_name(name, [lever.name for lever in levers]),
                )
                for name in gone
            ]
        )
    return tuple(known[folded(lever.name)] for lever in made.levers)
