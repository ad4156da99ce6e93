"""What each lever brings at every effort, in a terminal: a small plot, the figures that matter, and what they rest on."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len

from planner.model.lever_curve import LeverCurve
from planner.model.lever_plan import LeverPlan
from planner.model.plan import Plan
from planner.model.spread import Spread
from planner.report import labels, sentences
from planner.report.escape import clipped
from planner.report.headline import title
from planner.report.rows import changed, ranked
from planner.report.terminal_layout import Column, Line, Span, fits, headed, painted, paragraph, table
from planner.report.terminal_plot import Mark, plot
from planner.words.dates import short_day, within
from planner.words.figures import (
    amount,
    brought,
    bundle,
    days,
    ends_of,
    exact,
    percent,
    rounded,
    sessions,
    span,
    times,
    weeks,
)
from planner.words.language import say
from planner.words.phrases import flowing

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
_Row = tuple[str, str, str, str, str]


def render_curves(plan: Plan, curves: Sequence[LeverCurve], *, width: int, color: bool) -> str:
    """The curve of every lever, best first, in lines of at most `width` cells; colour only repeats what the words say."""
    width = min(max(width, NARROWEST), WIDEST)
    return painted(_lines(plan, curves, width), width, color=color)


def _lines(plan: Plan, curves: Sequence[LeverCurve], width: int) -> Iterator[Line]:
    yield from paragraph(title(plan), width, style="bold", indent=0)
    if not curves:
        yield from ([], *paragraph(sentences.no_levers(plan), width))
        return
    said = say("What each lever brings {within} at every effort, compared with none", within=within(plan.period))
    yield from paragraph(said, width, indent=0)
    legend = say("⡠⠔⠊ mean, ⠄⠂⠁ ends of its 80 % range, {now} now, {planned} plan", now=NOW, planned=PLANNED)
    yield from ([], *paragraph(legend, width))
    found = {curve.lever.name: curve for curve in curves}
    for lever in ranked(tuple(curve.lever for curve in curves)):
        yield []
        yield from paragraph(clipped(lever.name, 60), width, style="bold", indent=0)
        yield from paragraph(_advice(lever), width)
        yield from _curve(plan, found[lever.name], width)


def _advice(lever: LeverPlan) -> str:
    """What to do with it, and why."""
    why = sentences.reasons(lever)
    return say("{verdict}: {why}", verdict=_verdict(lever), why=why) if why else _verdict(lever)


def _verdict(lever: LeverPlan) -> str:
    verdict = labels.verdict(lever.verdict)
    if changed(lever):
        return say("{verdict}, {move}", verdict=verdict, move=sentences.move(lever))
    effort = sentences.counted(amount(lever.now), lever.unit)
    if lever.verdict == "keep":
        return sentences.unused(lever) or say("keep {effort}", effort=effort)
    return say("{verdict}, {effort} now", verdict=verdict, effort=effort)


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
    if curve.efforts[-1] <= 0 or not any(spread.p90 > 0 for spread in curve.sessions):
        yield from paragraph(flowing([_flat(curve), _known(curve)]), width, indent=indent)
        return
    unit, metric = sentences.unit(curve.lever.unit), sentences.metric(plan.metric)
    titles = ("", clipped(unit, WIDEST_UNIT), clipped(metric, WIDEST_UNIT), labels.RANGE(), say("x now"))
    yield from _table(titles, list(_rows(curve)), width, indent)
    if not indent:
        yield []
    for sentence in (_late(plan, curve), _effect(curve), _known(curve)):
        yield from paragraph(sentence, width, indent=indent)


def _flat(curve: LeverCurve) -> str:
    """Why there is nothing to be seen."""
    if curve.efforts[-1] <= 0:
        return say("It can be given no effort, so there is no curve to draw.")
    return say("No effort brings anything, so there is no curve to draw.")


def _table(titles: _Row, rows: Sequence[_Row], width: int, indent: int) -> Iterator[Line]:
    """The rows in as many columns as there is room for."""
    for shown in _FEWER:
        columns = [_COLUMNS[n] for n in shown]
        cells = headed([titles[n] for n in shown], [[Span(row[n]) for n in shown] for row in rows])
        if fits(cells, columns, width, indent=indent):
            break
    return table(cells, columns, width, indent=indent)


def _rows(curve: LeverCurve) -> Iterator[_Row]:
    """What is brought now, by a little more, by twice as much, and by the plan."""
    lever = curve.lever
    likely = _range(curve.present) if lever.now > 0 else ""
    yield labels.NOW(), amount(lever.now), sessions(curve.present.mean), likely, ""
    yield _next(curve)
    if curve.doubled:
        yield say("twice now"), amount(2 * lever.now), *_brings(curve.doubled, curve)
    if changed(lever) and lever.planned > 0:
        at = min(range(len(curve.efforts)), key=lambda n: abs(curve.efforts[n] - lever.planned))
        yield labels.PLAN(), amount(lever.planned), *_brings(curve.sessions[at], curve)


def _next(curve: LeverCurve) -> _Row:
    """So many more units that they bring something one can count."""
    unit = curve.next_unit
    size, brings = bundle(unit.mean)
    ends = unit.p10 * size, unit.p90 * size
    likely = span(*ends) if max(ends) >= 10 else ends_of(*map(brought, ends))
    text = brought(brings)
    return (
        _one_more(curve) if size == 1 else _many_more(curve, exact(size)),
        "",
        f"+{text}" if brings > 0 else text,
        likely,
        "",
    )


def _one_more(curve: LeverCurve) -> str:
    return say("one more") if curve.lever.now > 0 else say("first one")


def _many_more(curve: LeverCurve, count: str) -> str:
    more = say("{count} more", about="effort", count=count)
    return more if curve.lever.now > 0 else say("first {count}", count=count)


def _brings(found: Spread, curve: LeverCurve) -> tuple[str, str, str]:
    """Sessions, their range, and how many times as many as now."""
    now = curve.present.mean
    return sessions(found.mean), _range(found), times(found.mean / now) if now >= 1 else ""


def _range(found: Spread) -> str:
    return span(found.p10, found.p90)


def _late(plan: Plan, curve: LeverCurve) -> str:
    """Why the plan brings less than the curve says."""
    starts = curve.lever.starts
    if starts is None or starts <= plan.period.start:
        return ""
    first, day = (short_day(each, plan.period) for each in (plan.period.start, starts))
    return say("The curve begins on {first}; the plan begins on {day} and so brings less.", first=first, day=day)


def _effect(curve: LeverCurve) -> str:
    """How long it takes until effort shows."""
    if curve.delay is None:
        return say("Its effect is taken to come {after} on average.", after=_after(curve.lever.lag))
    low, high = (_days(end) for end in (curve.delay.p10, curve.delay.p90))
    after = _after(curve.delay.mean)
    if low == high:
        return say("Its effect comes {after} on average.", after=after)
    return say("Its effect comes {after} on average (80 %: {low}–{high} days).", after=after, low=low, high=high)


def _after(length: float) -> str:
    if length < 0.5:
        return say("within a day of the effort")
    return say("{days} after the effort", days=days(_days(length)))


def _days(length: float) -> int:
    """Whole days, of many the first two digits."""
    return round(rounded(length, 2))


def _known(curve: LeverCurve) -> str:
    """How much history says, against prior knowledge."""
    if curve.weight is not None:
        return say(
            "History says {share} of this ({weeks}), prior knowledge the rest.",
            share=percent(curve.weight),
            weeks=weeks(curve.weeks),
        )
    if curve.lever.evidence == "judgement":
        return say("History says nothing of its effort: this rests on your estimate.")
    return say("History says nothing of its effort: this rests on usual figures, not yours.")
