"""What a lever's curve says, in figures and sentences, for every renderer."""

from collections.abc import Iterator

from planner.model.lever_curve import LeverCurve
from planner.model.lever_plan import LeverPlan
from planner.model.plan import Plan
from planner.model.spread import Spread
from planner.report import labels, sentences
from planner.report.rows import changed
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

CurveRow = tuple[str, str, str, str, str]
"""What the effort is, the effort, what it brings, the 80 % range of that, and how many times as much as now."""


def curves_said(plan: Plan) -> str:
    """What the curves are of."""
    return say("What each lever brings {within} at every effort, compared with none", within=within(plan.period))


def times_now() -> str:
    """The heading of the last figure of a row."""
    return say("x now")


def advice(lever: LeverPlan) -> str:
    """What to do with a lever, and why."""
    why = sentences.reasons(lever)
    return say("{verdict}: {why}", verdict=verdict(lever), why=why) if why else verdict(lever)


def verdict(lever: LeverPlan) -> str:
    """What the plan does with a lever: more, 12 → 30 h."""
    kind = labels.verdict(lever.verdict)
    if changed(lever):
        return say("{verdict}, {move}", verdict=kind, move=sentences.move(lever))
    effort = sentences.counted(amount(lever.now), lever.unit)
    if lever.verdict == "keep":
        return sentences.unused(lever) or say("keep {effort}", effort=effort)
    return say("{verdict}, {effort} now", verdict=kind, effort=effort)


def no_curve(curve: LeverCurve) -> str:
    """Why there is nothing to draw; empty where there is."""
    if curve.efforts[-1] > 0 and any(spread.p90 > 0 for spread in curve.sessions):
        return ""
    return flowing([_flat(curve), _known(curve)])


def curve_sentences(plan: Plan, curve: LeverCurve) -> tuple[str, ...]:
    """How soon the figures come, and what they rest on."""
    return tuple(filter(None, (_late(plan, curve), _effect(curve), _known(curve))))


def _flat(curve: LeverCurve) -> str:
    """Why there is nothing to be seen."""
    if curve.efforts[-1] <= 0:
        return say("It can be given no effort, so there is no curve to draw.")
    return say("No effort brings anything, so there is no curve to draw.")


def curve_rows(curve: LeverCurve) -> Iterator[CurveRow]:
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


def _next(curve: LeverCurve) -> CurveRow:
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
