"""The curves of the levers as small multiples."""

from collections.abc import Iterator

from planner.model.lever_curve import LeverCurve
from planner.model.page import Page
from planner.report import labels, sentences
from planner.report.charts.lever import lever_chart
from planner.report.curve_rows import curve_rows, curve_sentences, curves_said, no_curve, times_now, verdict
from planner.report.escape import clipped
from planner.report.page.blocks import Block, Card, Cards, Note, table
from planner.report.rows import ranked
from planner.words.language import say
from planner.words.names import unit_name
from planner.words.phrases import sentence

MOST = 60
"""Levers with a picture: more are not looked at one by one."""
WIDEST_NAME = 120
WIDEST_UNIT = 24


def cards_of(page: Page) -> Iterator[Block]:
    """Every lever with its curve, best first."""
    plan = page.plan
    if not page.curves:
        return
    yield Note(text=sentence([curves_said(plan)]), quiet=True)
    found = {curve.lever.name: curve for curve in page.curves}
    levers = ranked(plan.levers)
    yield Cards(
        legend=say("The line is the mean, the band its 80 % range; ○ {now}, ● {plan}.", now=labels.NOW(), plan=labels.PLAN()),
        cards=tuple(_card(page, found[lever.name], f"curve-{n + 1}") for n, lever in enumerate(levers[:MOST])),
    )  # fmt: skip
    if len(levers) > MOST:
        yield Note(text=say("The curves of {count} more levers are left out.", count=len(levers) - MOST), quiet=True)


def _card(page: Page, curve: LeverCurve, ident: str) -> Card:
    lever, metric = curve.lever, sentences.metric(page.plan.metric)
    why = no_curve(curve)
    header = (
        "",
        clipped(unit_name(lever.unit), WIDEST_UNIT),
        clipped(metric, WIDEST_UNIT),
        labels.RANGE(),
        times_now(),
    )
    return Card(
        name=clipped(lever.name, WIDEST_NAME),
        verdict=verdict(lever),
        why=sentences.reasons(lever),
        picture="" if why else lever_chart(curve, metric=page.plan.metric, ident=ident),
        notes=(why,) if why else curve_sentences(page.plan, curve),
        table=None if why else table(clipped(lever.name, WIDEST_NAME), header, list(curve_rows(curve)), "lrrrr"),
    )
