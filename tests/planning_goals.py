"""Goals and histories for the planning tests, made from a goal file's text."""

from datetime import date
from pathlib import Path

from planner.errors import InputError
from planner.goalfile.read import parse_goal
from planner.model.goal import Goal
from planner.model.history import History
from planner.model.plan import Plan
from planner.planning.make_plan import make_plan
from planner.sources.read import read_history

TRAFFIC = """
traffic:
  new: {organic search: 11800, paid search: 4200, organic social: 1900}
  returning: {direct: 5200, email: 2300}
"""


def loaded(text: str, folder: Path | None = None) -> tuple[Goal, History]:
    goal, problems = parse_goal(text, file=str((folder or Path()) / "goal.yaml"), today=date(2026, 11, 30))
    if problems or goal is None:
        raise InputError(problems)
    return goal, read_history(goal)


def planned(text: str, folder: Path | None = None) -> Plan:
    return make_plan(*loaded(text, folder))
