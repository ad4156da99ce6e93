"""The sheets that are plain tables: the weeks, the frontier, and what all of it rests on."""

from planner.model.plan import Plan
from planner.report import labels, sentences
from planner.report.risks import risks
from planner.report.workbook.paper import (
    APART,
    CHANCE,
    GIVEN,
    HEAD,
    SESSIONS,
    SIGNED,
    TOP,
    WRAPPED,
    Paper,
    amount_style,
    cell,
)
from planner.words.figures import percentage
from planner.words.language import say


def write_weeks(paper: Paper, plan: Plan) -> None:
    """Where the total should stand, and room to write down where it does."""
    paper.head(
        0, (labels.DAY(), labels.ON_PLAN(), labels.WORRY(), say("actual"), say("actual less plan")), right=range(1, 5)
    )
    for row, point in enumerate(plan.checkpoints, start=1):
        paper.day(row, 0, point.day)
        paper.number(row, 1, round(point.expected, 1))
        paper.number(row, 2, round(point.worry, 1))
        paper.blank(row, 3, {**GIVEN, **SESSIONS, "bottom": 4})
        paper.formula(row, 4, f'IF({cell(row, 3)}="","",{cell(row, 3)}-{cell(row, 1)})', "", SIGNED)
    paper.frozen(1, 1)


def write_frontier(paper: Paper, plan: Plan) -> None:
    """The best plan at every scale of the resources, of all of them together and then of each alone."""
    limited = plan.goal.resources is not None
    names = tuple(resource.name for resource in plan.resources)
    scale = labels.SCALE() if limited else labels.PART()
    header = (scale, *names, labels.MEAN(), percentage("10"), percentage("90"), labels.CHANCE(), say("alone"))
    paper.head(0, header, right=range(len(header) - 1))
    points = [(point, "") for point in plan.frontier]
    points += [(point, one.resource) for one in plan.alone for point in one.points]
    for row, (point, alone) in enumerate(points, start=1):
        paper.number(row, 0, point.scale, {**TOP, "num_format": "0.00"})
        given = dict(point.resources)
        for column, name in enumerate(names, start=1):
            if name in given:
                paper.number(row, column, given[name], {**TOP, **amount_style(given[name])})
        for column, value in enumerate((point.mean, point.p10, point.p90), start=len(names) + 1):
            paper.number(row, column, round(value, 1))
        paper.number(row, len(names) + 4, round(point.chance, 4), CHANCE)
        paper.text(row, len(names) + 5, alone, APART)
    paper.frozen(1, 1)


def write_assumed(paper: Paper, plan: Plan) -> None:
    """What is assumed and where that is from, and the risks."""
    paper.head(0, (labels.WHAT(), labels.EVIDENCE(), labels.PLACE()))
    for row, assumption in enumerate(plan.assumptions, start=1):
        for column, text in enumerate(
            (assumption.text, labels.source(assumption.source), sentences.place(assumption.where))
        ):
            paper.text(row, column, text, WRAPPED)
    row = len(plan.assumptions) + 2
    if told := tuple(risks(plan)):
        paper.text(row, 0, labels.RISKS(), HEAD)
        for n, text in enumerate(told, start=row + 1):
            paper.text(n, 0, text, WRAPPED)
    paper.frozen(1, 0)
