"""The pictures of a page, each with the same figures as a table."""

from collections.abc import Callable

from planner.model.page import Page
from planner.model.plan import Plan
from planner.report import labels
from planner.report.charts.burnup import burnup_chart
from planner.report.charts.chance import chance_chart, reached
from planner.report.charts.effort import effort_chart, effort_groups
from planner.report.charts.frontier import frontier_chart, frontier_singles
from planner.report.charts.waterfall import waterfall_chart, waterfall_steps
from planner.report.effort_sentences import left_alone
from planner.report.frontier_rows import frontier_of
from planner.report.page.blocks import Figure, Table, table
from planner.report.sentences import name, several
from planner.words.dates import short_day
from planner.words.figures import amount, exact, percentage, sessions
from planner.words.language import say
from planner.words.phrases import listed, sentence

NARROW, WIDE = 358.0, 720.0  # px, as wide as a picture is drawn


def chance_figure(page: Page) -> Figure:
    """How likely the target is."""
    levels = ("p05", "p10", "p25", "p50", "p75", "p90", "p95")
    rows = [
        [percentage(f"{int(level[1:])}"), *(sessions(getattr(spread, level)) for spread in (page.plan.forecast, page.plan.outcome))]
        for level in levels
    ]  # fmt: skip
    header = (say("in … of cases below"), left_alone(page.plan), labels.PLAN())
    wide = 440.0
    return Figure(
        narrow=chance_chart(page, name="chance-narrow", width=NARROW),
        wide=chance_chart(page, name="chance-wide", width=wide),
        legend=reached(page),
        table=table(say("What may come, and how likely it is"), header, rows, "lrr"),
    )


def waterfall_figure(plan: Plan) -> Figure:
    """The way from now to the target."""
    rows = [[step.name, _change(step.kind, step.change), exact(step.after)] for step in waterfall_steps(plan)]
    header = (say("step"), labels.CHANGE(), say("total"))
    return _figure(
        lambda ident, width: waterfall_chart(plan, name=ident, width=width),
        "waterfall",
        legend=say("Grey is what comes anyway, blue what each branch has to bring; dashed is less than before, or what no lever brings."),
        data=table(say("From now to the target, by branch"), header, rows, "lrr"),
    )  # fmt: skip


def _change(kind: str, change: int) -> str:
    text = exact(change)
    return "" if kind in ("now", "target") else text if change <= 0 else f"+{text}"


def effort_figure(plan: Plan) -> Figure:
    """Who uses how much of what, before and after."""
    rows = [
        [name(group.what), name(use.lever), amount(use.now), amount(use.planned)]
        for group in effort_groups(plan)
        for use in group.uses
    ]
    header = (labels.RESOURCE(), labels.LEVER(), labels.now(plan.start), labels.PLAN())
    return _figure(
        lambda ident, width: effort_chart(plan, ident=ident, width=width),
        "effort-chart",
        legend=say("○ {now}, ● {plan}; a dashed line: less than now", now=labels.now(plan.start), plan=labels.PLAN()),
        data=table(say("Where effort moves, before and after"), header, rows, "llrr"),
    )


def frontier_table(plan: Plan) -> Table:
    """The best plan at every scale of the resources, and of each of them alone."""
    found = frontier_of(plan)
    rows = [
        [
            row.scale,
            listed([several(each, what) for each, what in zip(row.resources, found.resources, strict=True)]),
            sessions(row.mean),
            row.likely,
            row.chance,
            *(say("{mean} ({chance})", mean=mean, chance=chance) if mean else "" for mean, chance in row.alone),
        ]
        for row in found.rows
    ]
    alone = [labels.alone(name(what)) for what in found.alone]
    header = (found.scale, say("resources"), labels.MEAN(), labels.RANGE(), labels.CHANCE(), *alone)
    return table(labels.FRONTIER(), header, rows, "rlrrr" + "r" * len(alone), stacked=True)


def frontier_figure(plan: Plan) -> Figure:
    """How far more of the resources goes."""
    return _figure(
        lambda ident, width: frontier_chart(plan, ident=ident, width=width),
        "frontier-chart",
        legend=sentence(
            [
                say("the mean of the best plan at every scale, in its 80 % range; below, the chance of the target"),
                *(
                    [say("broken lines: one resource alone at that scale, the others as they are")]
                    if frontier_singles(plan)
                    else []
                ),
            ]
        ),
        data=frontier_table(plan),
    )


def burnup_figure(page: Page) -> Figure:
    """Where the total should stand."""
    plan = page.plan
    rows = [[short_day(p.day, plan.period), sessions(p.expected), sessions(p.worry)] for p in plan.checkpoints]
    return _figure(
        lambda ident, width: burnup_chart(page, ident=ident, width=width),
        "burnup",
        legend=say("The plan in its 80 % range, its lower end being where to worry; dotted what comes anyway."),
        data=table(labels.CHECKPOINTS(), (labels.DAY(), labels.ON_PLAN(), labels.WORRY()), rows, "lrr"),
    )


def _figure(draw: Callable[[str, float], str], ident: str, *, legend: str, data: Table) -> Figure:
    return Figure(
        narrow=draw(f"{ident}-narrow", NARROW),
        wide=draw(f"{ident}-wide", WIDE),
        legend=legend,
        table=data,
    )
