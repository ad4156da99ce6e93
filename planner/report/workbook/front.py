"""The first sheet: the target, how likely it is, and what to do."""

from planner.model.plan import Plan
from planner.report import labels, sentences
from planner.report.effort_sentences import left_alone
from planner.report.headline import headline
from planner.report.rows import steps
from planner.report.workbook.paper import CHANCE, HEAD, SESSIONS, STRONG, TITLE, WRAPPED, Paper, cell
from planner.words.figures import percentage
from planner.words.language import say
from planner.words.names import metric_name

ALL = (0, 5)
"""The columns that text runs over."""


def write_front(paper: Paper, plan: Plan) -> None:
    """The headline, its figures and the next steps."""
    head = headline(plan)
    paper.fixed(26, 12, 12, 12, 12, 12)
    paper.wide(0, ALL, head.title, TITLE)
    row = 1
    for text in (
        head.reading if head.reading != head.title else "",
        head.alone,
        head.plan,
        head.chance,
        head.risk,
        head.take,
    ):
        if text:
            paper.wide(row, ALL, text, {**WRAPPED, **(STRONG if text == head.chance else {})})
            row += 1
    row = _steps(paper, plan, _figures(paper, plan, row + 1) + 1)
    if plan.levers:
        paper.wide(row + 1, ALL, sentences.certificate(plan))


def _figures(paper: Paper, plan: Plan, row: int) -> int:
    """Target, forecast and plan, each with range and chance. Returns: the row behind them."""
    paper.head(
        row,
        (metric_name(plan.metric), labels.MEAN(), *map(percentage, ("10", "50", "90")), labels.CHANCE()),
        right=range(1, 6),
    )
    at = row + 1
    for label, spread, chance in (
        (left_alone(plan), plan.forecast, plan.chance_alone),
        (labels.PLAN(), plan.outcome, plan.chance),
    ):
        paper.text(at, 0, label)
        for column, value in enumerate((spread.mean, spread.p10, spread.p50, spread.p90), start=1):
            paper.number(at, column, round(value, 1))
        paper.number(at, 5, round(chance, 4), CHANCE)
        at += 1
    paper.text(at, 0, labels.TARGET(), STRONG)
    paper.number(at, 1, plan.target, {**SESSIONS, "bold": True})
    paper.text(at + 1, 0, say("target less plan"))
    paper.formula(at + 1, 1, f"{cell(at, 1)}-{cell(at - 1, 1)}", plan.target - round(plan.outcome.mean, 1))
    return at + 2


def _steps(paper: Paper, plan: Plan, row: int) -> int:
    """What to do and from when. Returns: the row behind it."""
    todo = steps(plan)
    paper.text(row, 0, labels.STEPS(), HEAD)
    if not plan.levers or not todo:
        paper.text(row + 1, 0, labels.NO_STEPS() if plan.levers else sentences.no_levers(plan), measured=False)
        return row + 2
    paper.head(row + 1, (labels.WHEN(), labels.WHO(), labels.WHAT()))
    for n, step in enumerate(todo, start=row + 2):
        paper.day(n, 0, step.day)
        paper.text(n, 1, step.lever.owner or labels.NOBODY)
        paper.wide(n, (2, ALL[1]), sentences.task(step.lever))
    return row + 2 + len(todo)
