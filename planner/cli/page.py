"""What the page of a plan is made of, for the file and for the server alike."""

from typing import NamedTuple

from planner.goalfile.read import goal_text
from planner.goalfile.slots import goal_pieces
from planner.model.goal import Goal
from planner.model.page import Page
from planner.model.plan import Plan
from planner.planning.page import page_of
from planner.planning.whatif_page import make_whatif
from planner.planning.worked import Worked
from planner.report.page.blocks import Section
from planner.report.page.whatif_section import whatif_section


class Whole(NamedTuple):
    """A page with its sections."""

    page: Page
    extra: tuple[Section, ...]


def whole_page(plan: Plan, worked: Worked, said: Goal) -> Whole:
    """The page of a plan, and what if. Args: said: the goal as its file has it."""
    levers, resources, period = worked.goal.levers, worked.asked.resources, worked.aim.period
    pieces = goal_pieces(goal_text(said.file), said, levers=levers, period=period, resources=resources)
    return Whole(page=page_of(plan, worked), extra=(whatif_section(make_whatif(worked, plan, pieces)),))
