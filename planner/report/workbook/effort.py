"""Levers and resources: what the planned effort uses follows when somebody changes it."""

from collections.abc import Mapping, Sequence

from xlsxwriter.utility import quote_sheetname

from planner.model.lever_plan import LeverPlan
from planner.model.plan import Plan, ResourcePlan
from planner.report import labels, sentences
from planner.report.rows import changed, ranked
from planner.report.workbook.paper import APART, GIVEN, QUIET, SIGNED, TOP, WRAPPED, Paper, amount_style, cell
from planner.text import visible
from planner.words.language import say

NOW, PLANNED, CHANGE, EXTRA = 4, 5, 6, 7  # columns of the levers
FIRST_USE = 10


class Used(dict[str, tuple[str, str, float, float]]):
    """By resource: the cells that add up to what is used of it, now and as planned, and what they come to."""


def write_levers(paper: Paper, plan: Plan) -> Used:
    """One row a lever, best first. Returns: where the resources that they use are found."""
    resources = tuple(resource.name for resource in plan.resources)
    levers = ranked(plan.levers)
    uses = [visible(name) for name in resources]
    header = (
        labels.VERDICT(), labels.LEVER(), labels.DRIVES(), labels.UNIT(), labels.now(plan.start), labels.PLAN(), labels.CHANGE(), labels.EXTRA(),
        say("extra 10 %"), say("extra 90 %"),
        *(text for name in uses for text in (say("{resource} for one", resource=name), say("{resource}, now", resource=name), say("{resource}, plan", resource=name))),
        labels.NEXT(), labels.WHY(),
    )  # fmt: skip
    last = FIRST_USE + 3 * len(resources)
    paper.head(0, header, right=range(NOW, last))
    for row, lever in enumerate(levers, start=1):
        _lever(paper, row, lever, resources)
    if not levers:
        paper.text(1, 0, sentences.no_levers(plan), measured=False)
    elif any(changed(lever) for lever in levers):
        note = say(
            "Effort in blue can be changed: what it uses follows. What it brings does not; planner whatif tells that."
        )
        paper.text(len(levers) + 2, 0, note, QUIET, measured=False)
    paper.frozen(1, 2)
    paper.sheet.set_landscape()
    return _used(paper.name, levers, resources)


def _lever(paper: Paper, row: int, lever: LeverPlan, resources: Sequence[str]) -> None:
    for column, text in enumerate((labels.verdict(lever.verdict), lever.name, lever.drives, lever.unit)):
        paper.text(row, column, text)
    figures = amount_style(lever.now, lever.planned)
    paper.number(row, NOW, lever.now, {**TOP, **figures})
    paper.number(row, PLANNED, lever.planned, {**GIVEN, **figures})
    paper.formula(row, CHANGE, f"{cell(row, PLANNED)}-{cell(row, NOW)}", lever.planned - lever.now, {**TOP, **figures})
    if changed(lever):
        paper.number(row, EXTRA, round(lever.extra.mean, 1), SIGNED)
        paper.number(row, EXTRA + 1, round(lever.extra.p10, 1))
        paper.number(row, EXTRA + 2, round(lever.extra.p90, 1))
    each = dict(lever.uses)
    for n, name in enumerate(resources):
        if (one := each.get(name, 0.0)) > 0:
            at = FIRST_USE + 3 * n
            paper.number(row, at, one, {**TOP, **amount_style(one)})
            for column, effort, value in ((at + 1, NOW, lever.now), (at + 2, PLANNED, lever.planned)):
                paper.formula(
                    row,
                    column,
                    f"{cell(row, effort)}*{cell(row, at)}",
                    value * one,
                    {**TOP, **amount_style(value * one)},
                )
    last = FIRST_USE + 3 * len(resources)
    paper.text(row, last, sentences.next_brings(lever), APART)
    paper.text(row, last + 1, "; ".join(filter(None, (sentences.unused(lever), sentences.reasons(lever)))), WRAPPED)


def _used(sheet: str, levers: Sequence[LeverPlan], resources: Sequence[str]) -> Used:
    found = Used()
    for n, name in enumerate(resources if levers else ()):
        ranges = [
            f"{quote_sheetname(sheet)}!{cell(1, column)}:{cell(len(levers), column)}"
            for column in (FIRST_USE + 3 * n + 1, FIRST_USE + 3 * n + 2)
        ]
        now, planned = (
            sum(dict(lever.uses).get(name, 0.0) * getattr(lever, effort) for lever in levers)
            for effort in ("now", "planned")
        )
        found[name] = (ranges[0], ranges[1], now, planned)
    return found


def write_resources(paper: Paper, plan: Plan, used: Mapping[str, tuple[str, str, float, float]]) -> None:
    """One row a resource: its limit, what the levers use of it, and what is left."""
    header = (labels.RESOURCE(), labels.LIMIT(), labels.now(plan.start), labels.PLAN(), labels.LEFT(), labels.MORE())
    paper.head(0, header, right=range(1, 5))
    for row, resource in enumerate(plan.resources, start=1):
        _resource(paper, row, resource, used.get(resource.name))
    paper.frozen(1, 1)


def _resource(paper: Paper, row: int, resource: ResourcePlan, used: tuple[str, str, float, float] | None) -> None:
    paper.text(row, 0, resource.name)
    planned = resource.used
    if used is None:
        paper.number(row, 2, resource.now, {**TOP, **amount_style(resource.now)})
        paper.number(row, 3, resource.used, {**TOP, **amount_style(resource.used)})
    else:
        now_cells, planned_cells, now, planned = used
        paper.formula(row, 2, f"SUM({now_cells})", now, {**TOP, **amount_style(now)})
        paper.formula(row, 3, f"SUM({planned_cells})", planned, {**TOP, **amount_style(planned)})
    if resource.amount is None:
        paper.text(row, 1, labels.NO_LIMIT())
    else:
        figures = amount_style(resource.amount)
        left = resource.amount - planned
        paper.number(row, 1, resource.amount, {**GIVEN, **figures})
        paper.formula(row, 4, f"{cell(row, 1)}-{cell(row, 3)}", left, {**TOP, **amount_style(round(left, 6))})
    paper.text(
        row,
        5,
        " ".join(filter(None, (sentences.more_of(resource), sentences.left_over(resource)))),
        {**WRAPPED, **APART},
    )
