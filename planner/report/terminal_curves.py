"""What each lever brings at every effort, in a terminal: a small plot, the figures that matter, and what they rest on."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len

from planner.model.lever_curve import LeverCurve
from planner.model.plan import Plan
from planner.report import labels, sentences
from planner.report.curve_rows import CurveRow, advice, curve_rows, curve_sentences, curves_said, no_curve, times_now
from planner.report.escape import clipped
from planner.report.headline import title
from planner.report.rows import changed, ranked
from planner.report.terminal_layout import Column, Line, Span, fits, headed, painted, paragraph, table
from planner.report.terminal_plot import Mark, plot
from planner.words.figures import amount
from planner.words.language import say

NARROWEST, WIDEST = 40, 120
BESIDE = 104
"""From this width on the figures stand beside the plot and not under it."""
FIGURES = 54
"""Cells of the figures where they stand beside the plot."""
GAP = 3
WIDEST_PLOT = 72
WIDEST_UNIT = 16
NOW, PLANNED = "○", "●"

_ALMOST = 1 - 1e-6  # of an effort: as good as all of it
_COLUMNS = (Column(), *[Column(right=True)] * 4)
_FEWER = ((0, 1, 2, 3, 4), (0, 1, 2, 3), (0, 2, 3))  # columns, from the most to the fewest that say something


def render_curves(plan: Plan, curves: Sequence[LeverCurve], *, width: int, color: bool) -> str:
    """The curve of every lever, best first, in lines of at most `width` cells; colour only repeats what the words say."""
    width = min(max(width, NARROWEST), WIDEST)
    return painted(_lines(plan, curves, width), width, color=color)


def _lines(plan: Plan, curves: Sequence[LeverCurve], width: int) -> Iterator[Line]:
    yield from paragraph(title(plan), width, style="bold", indent=0)
    if not curves:
        yield from ([], *paragraph(sentences.no_levers(plan), width))
        return
    yield from paragraph(curves_said(plan), width, indent=0)
    legend = say("⡠⠔⠊ mean, ⠄⠂⠁ ends of its 80 % range, {now} now, {planned} plan", now=NOW, planned=PLANNED)
    yield from ([], *paragraph(legend, width))
    found = {curve.lever.name: curve for curve in curves}
    for lever in ranked(tuple(curve.lever for curve in curves)):
        yield []
        yield from paragraph(clipped(lever.name, 60), width, style="bold", indent=0)
        yield from paragraph(advice(lever), width)
        yield from _curve(plan, found[lever.name], width)


def _curve(plan: Plan, curve: LeverCurve, width: int) -> Iterator[Line]:
    """The plot and its figures, side by side where there is room for both."""
    beside = width >= BESIDE
    room = width - 2 - (FIGURES + GAP if beside else 0)
    drawn = plot(curve, _marks(curve), metric=clipped(sentences.metric(plan.metric), 24), width=min(room, WIDEST_PLOT))
    if not (drawn and beside):
        yield from ([Span("  "), *line] for line in drawn)
        yield from ([], *_figures(plan, curve, width, indent=2))
        return
    for left, right in zip_longest(drawn, _figures(plan, curve, FIGURES, indent=0), fillvalue=()):
        blank = room + GAP - sum(cell_len(part.text) for part in left)
        yield [Span("  "), *left, Span(" " * blank), *right]


def _marks(curve: LeverCurve) -> list[Mark]:
    """What the axis names: effort as it is and as planned, the limit, and where it ends; there it names the unit too."""
    lever, last = curve.lever, curve.efforts[-1]

    def figure(effort: float) -> str:
        ends = effort >= last * _ALMOST
        return sentences.counted(amount(effort), clipped(lever.unit, WIDEST_UNIT)) if ends else amount(effort)

    def label(word: str, effort: float) -> str:
        return say("{word} {effort}", word=word, effort=figure(effort))

    full = sentences.full(lever)
    planned = lever.planned if changed(lever) else lever.now
    text = label(labels.PLAN() if changed(lever) else say("now and plan"), planned)
    marks = [Mark(planned, say("{effort} (limit)", effort=text) if full else text, PLANNED, "green")]
    if changed(lever):
        marks.insert(0, Mark(lever.now, label(labels.NOW(), lever.now), NOW, "cyan"))
    if not full:
        marks.append(Mark(lever.most, label(labels.LIMIT(), lever.most), "", "dim"))
    if all(mark.effort < last * _ALMOST for mark in marks):
        marks.append(Mark(last, figure(last), "", "dim"))
    return marks


def _figures(plan: Plan, curve: LeverCurve, width: int, *, indent: int) -> Iterator[Line]:
    """The figures, how soon they come, and what they rest on."""
    if why := no_curve(curve):
        yield from paragraph(why, width, indent=indent)
        return
    unit, metric = sentences.unit(curve.lever.unit), sentences.metric(plan.metric)
    titles = ("", clipped(unit, WIDEST_UNIT), clipped(metric, WIDEST_UNIT), labels.RANGE(), times_now())
    yield from _table(titles, list(curve_rows(curve)), width, indent)
    if not indent:
        yield []
    for sentence in curve_sentences(plan, curve):
        yield from paragraph(sentence, width, indent=indent)


def _table(titles: CurveRow, rows: Sequence[CurveRow], width: int, indent: int) -> Iterator[Line]:
    """The rows in as many columns as there is room for."""
    for shown in _FEWER:
        columns = [_COLUMNS[n] for n in shown]
        cells = headed([titles[n] for n in shown], [[Span(row[n]) for n in shown] for row in rows])
        if fits(cells, columns, width, indent=indent):
            break
    return table(cells, columns, width, indent=indent)
