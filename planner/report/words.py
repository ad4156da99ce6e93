"""The sentences that all renderers share, each of them a plain statement of the plan's figures."""

import re
from dataclasses import dataclass

from planner.model.goal import Where
from planner.model.plan import Certificate, LeverPlan, Plan, ResourcePlan
from planner.report.escape import clipped
from planner.report.rows import changed
from planner.words.dates import period_name
from planner.words.figures import (
    amount,
    brought,
    bundle,
    exact,
    listed,
    percent,
    proven,
    rate,
    rounded,
    sessions,
    span,
    times,
)

_PLACE = re.compile(r"^(?:.*[\\/])?([^\\/]+:\d+):\d+$")
WIDEST_NAME = 48
"""Columns that a name from outside may take in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What comes first in every report."""

    title: str
    reading: str
    alone: str
    """What the period brings if nothing changes."""
    plan: str
    """What the plan brings, and with what."""
    chance: str
    take: str
    """What it would take."""


def headline(plan: Plan) -> Headline:
    """The honest answer in a few sentences: nobody should scroll to learn whether the target is likely."""
    return Headline(
        title=title(plan),
        reading=clipped(plan.reading, 400),
        alone=_alone(plan),
        plan=_planned(plan),
        chance=f"Chance of {exact(plan.target)}: {percent(plan.chance)}.",
        take=_take(plan),
    )


def title(plan: Plan) -> str:
    """The target in the user's words; a bare figure is spelt out."""
    text = clipped(plan.goal.target.text, 200)
    if text.isascii() and " " not in text:
        total = f"{exact(plan.target)} {name(plan.metric)} in {period_name(plan.period)}"
        return total if plan.goal.target.kind == "total" or not text else f"{text}: {total}"
    return text[:1].upper() + text[1:]


def name(text: str) -> str:
    """A name from outside, short enough for a sentence."""
    return clipped(text, WIDEST_NAME)


def branch(where: Where) -> str:
    """A branch in words, by its values: new, Direct or Email."""
    return ", ".join(" or ".join(name(value) for value in values) for _, values in where)


def quantities(resources: tuple[tuple[str, float], ...]) -> str:
    """12,000 money and 160 writer hours; what is not used is not named."""
    return listed([f"{amount(each)} {name(what)}" for what, each in resources if each > 0])


def _alone(plan: Plan) -> str:
    what = f"{name(plan.metric)} from {branch(plan.where)}" if plan.where else name(plan.metric)
    likely = f"(80 %: {span(plan.forecast.p10, plan.forecast.p90)})"
    enough = ", above the target" if plan.forecast.mean > plan.target else ""
    return f"Left alone, {period_name(plan.period)} brings {sessions(plan.forecast.mean)} {what} {likely}{enough}."


def _planned(plan: Plan) -> str:
    brings = f"{sessions(plan.outcome.mean)} (80 %: {span(plan.outcome.p10, plan.outcome.p90)})"
    if not plan.levers:
        return "No lever is known for this traffic, so no effort can be planned."
    if not any(changed(lever) for lever in plan.levers):
        return f"The best plan leaves all effort as it is and brings {brings}."
    if plan.goal.resources is None:
        used = quantities(tuple((resource.name, resource.used) for resource in plan.resources))
        with_what = f"{used} bring" if used else "effort that uses nothing brings"
        if plan.needed.scale is None:
            return f"No limits are given; at the levers' own limits {with_what} {brings}."
        return f"No limits are given, so this is what it would take: {with_what} {brings}."
    given = quantities(tuple((resource.name, resource.amount) for resource in plan.goal.resources))
    return f"With {given} the best plan brings {brings}." if given else f"The best plan brings {brings}."


def _take(plan: Plan) -> str:
    """What would make the target likely, and the most there is."""
    needed = plan.needed
    most = f"the most these levers can bring at all is {sessions(needed.reachable)}"
    if not plan.levers:
        return ""
    if needed.scale is None:
        rest = f"; {exact(needed.unassigned)} of the target has no lever" if needed.unassigned else ""
        return f"No amount of effort is expected to reach it: {most}{rest}."
    sentences = _unlimited_odds(plan) if plan.goal.resources is None else _limited_odds(plan)
    return " ".join([*sentences, f"{most[:1].upper()}{most[1:]}."])


def _limited_odds(plan: Plan) -> list[str]:
    """Even odds and 80 %, as multiples of the resources that there are."""
    needed = plan.needed
    if needed.likely is not None and needed.likely <= 1:
        less = 0.05 < needed.likely < 0.995
        return [f"80 % odds need only {times(needed.likely)} x as much{_scaled(plan, needed.likely)}."] if less else []
    odds = []
    if needed.even is None:
        odds.append("no amount of these resources makes it even odds")
    elif needed.even > 1:
        odds.append(f"even odds of it would take {times(needed.even)} x as much{_scaled(plan, needed.even)}")
    if needed.likely is not None:
        odds.append(f"80 % odds would take {times(needed.likely)} x{_scaled(plan, needed.likely)}")
    elif needed.even is not None:
        odds.append("no amount makes it 80 % likely")
    text = "; ".join(odds)
    return [f"{text[:1].upper()}{text[1:]}."]


def _scaled(plan: Plan, scale: float) -> str:
    text = quantities(tuple((r.name, rounded(r.amount * scale)) for r in plan.goal.resources or ()))
    return f" ({text})" if text else ""


def _unlimited_odds(plan: Plan) -> list[str]:
    """80 % odds as amounts: with no limits there is nothing to be a multiple of, so they follow from what the mean takes."""
    needed = plan.needed
    if plan.chance >= 0.8 or not needed.scale:
        return []
    if needed.likely is None:
        return ["No amount of effort makes it 80 % likely."]
    more = quantities(tuple((what, rounded(each * needed.likely / needed.scale)) for what, each in needed.resources))
    return [f"80 % odds would take {more}."] if more else []


def more_of(resource: ResourcePlan) -> str:
    """What a little more of a limited resource would bring."""
    what = name(resource.name)
    if resource.amount is None:
        return ""
    if resource.next_unit <= 0:
        return f"More {what} would bring nothing."
    size, brings = bundle(resource.next_unit)
    return f"{f'One more {_one(what)}' if size == 1 else f'{exact(size)} more {what}'} would bring {brought(brings)}."


def _one(what: str) -> str:
    """Writer hours, one of them: only the plain English plural is undone."""
    return what[:-1] if what.isascii() and what.endswith("s") and not what.endswith(("ss", "us", "is")) else what


def left_over(resource: ResourcePlan) -> str:
    """What the plan does not use of a resource and why; empty where it uses all."""
    if resource.amount is None or resource.left <= 0.005 * resource.amount:
        return ""
    reason = f": {clipped(resource.reason, 160).rstrip('.')}" if resource.reason else ""
    return f"{amount(resource.left)} of {amount(resource.amount)} {name(resource.name)} stay unused{reason}."


def bar_text(plan: Plan) -> str:
    """The figures beside the progress bar."""
    alone, planned, target = sessions(plan.forecast.mean), sessions(plan.outcome.mean), exact(plan.target)
    return (
        f"{alone} → {planned} of {target}"
        if plan.outcome.mean <= plan.target
        else f"{alone} → {planned}, target {target}"
    )


def move(lever: LeverPlan) -> str:
    """What changes about a lever: 12 → 30 h."""
    return f"{amount(lever.now)} → {amount(lever.planned)} {clipped(lever.unit, 24)}".rstrip()


def task(lever: LeverPlan) -> str:
    """What somebody has to do with a lever, and how much of it."""
    what = name(lever.name)
    if not changed(lever):
        return f"Test {what} ({clipped(lever.why, 120)})" if lever.why else f"Test {what}"
    if lever.action and lever.planned > lever.now:
        some = "Try some of it first: " if lever.verdict == "test first" else ""
        return f"{some}{clipped(lever.action, 300).rstrip('.')} ({what}, {move(lever)})"
    return f"{verb(lever)} {what}: {move(lever)}"


def verb(lever: LeverPlan) -> str:
    """The change of a lever in one word."""
    if lever.planned < lever.now:
        return "Cut" if lever.planned > 0 else "Stop"
    if lever.verdict == "test first":
        return "Test"
    return "Raise" if lever.now > 0 else "Start"


def next_brings(lever: LeverPlan) -> str:
    """What more effort would bring, for a column: 31 each, 64 per 100."""
    if full(lever):
        return "at its limit"
    size, brings = bundle(lever.next_unit.mean)
    if brings <= 0:
        return "nothing"
    return f"{brought(brings)} each" if size == 1 else f"{brought(brings)} per {exact(size)}"


def further(lever: LeverPlan) -> str:
    """What one more session would take, as a phrase."""
    if full(lever):
        return "at its limit"
    return f"a further session takes {price(lever)}" if lever.price else "more brings nothing"


def full(lever: LeverPlan) -> bool:
    """Whether a lever takes no more effort."""
    return lever.planned >= lever.most * (1 - 1e-9)


def price(lever: LeverPlan) -> str:
    """What an extra session costs at the margin: 1.56 money, 40 hours per 100; empty where more brings nothing."""
    if lever.price is None:
        return ""
    single = lever.price >= 0.1
    return f"{rate(lever.price if single else lever.price * 100)} {name(lever.unit)}{'' if single else ' per 100'}"


def reasons(lever: LeverPlan) -> str:
    """Why, from where in the goal file, and what comes after the period."""
    why = clipped(lever.why, 160)
    if lever.evidence == "judgement" and lever.where:
        why = f"{why} ({place(lever.where)})".lstrip()
    return "; ".join(filter(None, (why, _after(lever))))


def _after(lever: LeverPlan) -> str:
    """What the change of effort brings, or gives up, after the period."""
    if abs(lever.later) < max(1.0, 0.1 * abs(lever.extra.mean)):
        return ""
    return f"{sessions(abs(lever.later))} {'more' if lever.later > 0 else 'fewer'} after the period"


def place(where: str) -> str:
    """Where something is said: a place in a file without its folders and its column, anything else as it is."""
    return clipped(_PLACE.sub(r"\1", where), 240)


def certificate(proof: Certificate) -> str:
    """How close to the best possible plan this one is."""
    return f"Proven within {proven(proof.gap)} of the best possible plan under these curves."


def folded_row(count: int) -> str:
    """The row that stands for the leaves which are not shown."""
    return f"… {exact(count)} more"
