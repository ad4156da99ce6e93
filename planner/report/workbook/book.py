"""The workbook as bytes."""

from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook

from planner.model.plan import Plan
from planner.report.headline import headline
from planner.report.workbook.effort import write_levers, write_resources
from planner.report.workbook.front import write_front
from planner.report.workbook.paper import Key, Paper
from planner.report.workbook.rows import write_assumed, write_frontier, write_weeks
from planner.report.workbook.tree import write_tree
from planner.report.workbook.worth import write_worth
from planner.text import visible
from planner.version import __version__
from planner.words.language import say

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def render_xlsx(plan: Plan) -> bytes:
    """The workbook; the same plan gives the same bytes."""
    into = BytesIO()
    book = Workbook(into, OPTIONS)
    book.set_properties(
        {
            "title": visible(headline(plan).title)[:250],
            "comments": f"planner {__version__}",
            "created": datetime.combine(plan.base.end, time()),  # no clock: the same bytes at any time
        }
    )
    names = [
        say("Plan"),
        say("Tree"),
        say("Levers"),
        say("Resources"),
        say("By the week"),
        say("Frontier"),
        *([say("Worth")] if plan.quality else []),
        say("Assumptions"),
    ]
    front, tree, levers, resources, weeks, frontier, *worth, assumed = papers = _papers(book, names)
    write_front(front, plan)
    write_tree(tree, plan.tree)
    used = write_levers(levers, plan)
    write_resources(resources, plan, used)
    write_weeks(weeks, plan)
    write_frontier(frontier, plan)
    for paper in worth:
        write_worth(paper, plan)
    write_assumed(assumed, plan)
    for paper in papers:
        paper.done()
    book.close()
    return into.getvalue()


def _papers(book: Workbook, names: list[str]) -> list[Paper]:
    formats: dict[Key, object] = {}
    return [Paper(book, name, formats) for name in names]
