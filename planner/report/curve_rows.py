"""What a lever's curve says, in figures and sentences, for every renderer."""

from collections.abc import Iterator

from planner.model.lever_curve import LeverCurve
from planner.model.lever_plan import LeverPlan
from planner.model.plan import Plan
from planner.model.spread import Spread
from planner.report import labels, sentences
from planner.report.rows import changed
from planner.words.dates import short_day, within
from planner.words.figures import amount, brought, bundle, counted, exact, percent, rounded, sessions, span, times

TIMES, TWICE = "x now", "twice now"

CurveRow = tuple[str, str, str, str, str]
"""What the effort is, the effort, what it brings, the 80 % range of that, and how many times as much as now."""


def curves_said(plan: Plan) -> str:
    """What the curves are of."""
    return f"What each lever brings {within(plan.period)} at every effort, compared with none"


def verdict(lever: LeverPlan) -> str:
    """What the plan does with a lever: more, 12 → 30 h."""
    if changed(lever):
        return f"{lever.verdict}, {sentences.move(lever)}"
    effort = sentences.counted(amount(lever.now), lever.unit)
    return sentences.unused(lever) or (
        f"keep {effort}" if lever.verdict == "keep" else f"{lever.verdict}, {effort} now"
    )


def no_curve(curve: LeverCurve) -> str:
    """Why there is nothing to draw; empty where there is."""
    if curve.efforts[-1] > 0 and any(spread.p90 > 0 for spread in curve.sessions):
        return ""
    why = "It can be given no effort" if curve.efforts[-1] <= 0 else "No effort brings anything"
    return f"{why}, so there is no curve to draw. {_known(curve)}"


def curve_sentences(plan: Plan, curve: LeverCurve) -> tuple[str, ...]:
    """How soon the figures come, and what they rest on."""
    return tuple(filter(None, (_late(plan, curve), _effect(curve), _known(curve))))


def curve_rows(curve: LeverCurve) -> Iterator[CurveRow]:
    """What is brought now, by a little more, by twice as much, and by the plan."""
    lever = curve.lever
    likely = _range(curve.present) if lever.now > 0 else ""
    yield labels.NOW, amount(lever.now), sessions(curve.present.mean), likely, ""
    yield _next(curve)
    if curve.doubled:
        yield TWICE, amount(2 * lever.now), *_brings(curve.doubled, curve)
    if changed(lever) and lever.planned > 0:
        at = min(range(len(curve.efforts)), key=lambda n: abs(curve.efforts[n] - lever.planned))
        yield labels.PLAN, amount(lever.planned), *_brings(curve.sessions[at], curve)


def _next(curve: LeverCurve) -> CurveRow:
    """So many more units that they bring something one can count."""
    unit = curve.next_unit
    size, brings = bundle(unit.mean)
    many = "one" if size == 1 else exact(size)
    ends = unit.p10 * size, unit.p90 * size
    likely = span(*ends) if max(ends) >= 10 else (" to " if ends[0] < 0 else "–").join(map(brought, ends))
    text = brought(brings)
    return (
        f"{many} more" if curve.lever.now > 0 else f"first {many}",
        "",
        f"+{text}" if brings > 0 else text,
        likely,
        "",
    )


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
    return f"The curve begins on {first}; the plan begins on {day} and so brings less."


def _effect(curve: LeverCurve) -> str:
    """How long it takes until effort shows."""
    if curve.delay is None:
        return f"Its effect is taken to come {_after(curve.lever.lag)} on average."
    low, high = (_days(end) for end in (curve.delay.p10, curve.delay.p90))
    likely = f" (80 %: {low}–{high} days)" if low != high else ""
    return f"Its effect comes {_after(curve.delay.mean)} on average{likely}."


def _after(days: float) -> str:
    return f"{counted(_days(days), 'day')} after the effort" if days >= 0.5 else "within a day of the effort"


def _days(days: float) -> int:
    """Whole days, of many the first two digits."""
    return round(rounded(days, 2))


def _known(curve: LeverCurve) -> str:
    """How much history says, against prior knowledge."""
    if curve.weight is not None:
        weeks = counted(curve.weeks, "week")
        return f"History says {percent(curve.weight)} of this ({weeks}), prior knowledge the rest."
    rests = "your estimate" if curve.lever.evidence == "judgement" else "usual figures, not yours"
    return f"History says nothing of its effort: this rests on {rests}."
