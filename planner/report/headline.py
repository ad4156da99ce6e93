"""The honest answer, first in every report: what was asked, what comes anyway, what the plan brings, and how likely that is."""

from dataclasses import dataclass

from planner.model.goal import Where
from planner.model.plan import Plan
from planner.model.reach import Odds
from planner.report.effort_sentences import least_effort, left_alone, risk
from planner.report.escape import clipped
from planner.report.rows import changed
from planner.report.sentences import counted, name, no_levers, quantities
from planner.words.dates import period_name, within
from planner.words.figures import exact, listed, percent, rounded, sessions, span, times


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
    risk: str
    """What a plan that does not aim at the mean gives up for it."""
    take: str
    """What it would take."""


def headline(plan: Plan) -> Headline:
    """The honest answer in a few sentences: nobody should scroll to learn whether the target is likely."""
    return Headline(
        title=title(plan),
        reading=clipped(plan.reading, 400),
        alone=_alone(plan),
        plan=_planned(plan),
        chance=_chance(plan),
        risk=risk(plan),
        take=_take(plan),
    )


def title(plan: Plan) -> str:
    """The target in the user's words; a bare figure is spelt out."""
    text = clipped(plan.goal.target.text, 200)
    if text.isascii() and " " not in text:
        total = f"{counted(exact(plan.target), plan.metric)} {within(plan.period)}"
        return total if plan.goal.target.kind == "total" or not text else f"{text}: {total}"
    return text[:1].upper() + text[1:]


def branch(where: Where) -> str:
    """A branch in words, by its values: new, Direct or Email."""
    return ", ".join(" or ".join(name(value) for value in values) for _, values in where)


def _alone(plan: Plan) -> str:
    what = counted(sessions(plan.forecast.mean), plan.metric) + (f" from {branch(plan.where)}" if plan.where else "")
    likely = f"(80 %: {span(plan.forecast.p10, plan.forecast.p90)})"
    enough = ", above the target" if plan.forecast.p50 >= plan.target else ""
    return f"{_from_where(plan)} {period_name(plan.period)} brings {what} {likely}{enough}."


def _from_where(plan: Plan) -> str:
    if plan.start != "fresh":
        return "Left alone,"
    if least_effort(plan):
        return "This plan starts from the least that the levers need: with that,"
    return "This plan starts from nothing: without effort on its levers,"


def _planned(plan: Plan) -> str:
    brings = f"{sessions(plan.outcome.mean)} (80 %: {span(plan.outcome.p10, plan.outcome.p90)})"
    if not plan.levers:
        return f"{no_levers(plan).rstrip('.')}, so no effort can be planned."
    if not any(changed(lever) for lever in plan.levers):
        does = "adds nothing to that" if plan.start == "fresh" else "leaves all effort as it is"
        return f"The best plan {does} and brings {brings}."
    best = "the best plan that keeps today's effort" if plan.start == "only new" else "the best plan"
    if plan.goal.resources is None:
        used = quantities(tuple((resource.name, resource.used) for resource in plan.resources))
        with_what = f"{used} bring" if used else "effort that uses nothing brings"
        kept = ", today's effort kept" if plan.start == "only new" else ""
        if plan.needed.scale is None:
            return f"No limits are given; at the levers' own limits{kept and f'{kept},'} {with_what} {brings}."
        return f"No limits are given, so this is what it would take{kept}: {with_what} {brings}."
    if plan.goal.worth:
        used = quantities(tuple((resource.name, resource.used) for resource in plan.resources)) or "nothing"
        return f"At what one of them is worth to you, {best} uses {used} and brings {brings}."
    given = quantities(tuple((resource.name, resource.amount) for resource in plan.goal.resources))
    return f"With {given} {best} brings {brings}." if given else f"{best[:1].upper()}{best[1:]} brings {brings}."


def _chance(plan: Plan) -> str:
    """How likely the target is, and how likely it is anyway: a mean above the target does not say so."""
    said = plan.chance_alone >= 0.01 and any(changed(lever) for lever in plan.levers)
    alone = f" ({left_alone(plan)} {percent(plan.chance_alone)})" if said else ""
    return f"Chance of {exact(plan.target)}: {percent(plan.chance)}{alone}."


def _take(plan: Plan) -> str:
    """What would make the target likely, and the most there is."""
    needed = plan.needed
    most = f"the most these levers can bring at all is {sessions(needed.reachable)}"
    if not plan.levers:
        return ""
    if needed.scale is None and plan.outcome.mean < plan.target:
        if max(plan.forecast.mean, needed.reachable) >= plan.target:
            return f"{_held_back(plan)} {most[:1].upper()}{most[1:]}."
        if none := [name(resource.name) for resource in plan.goal.resources or () if resource.amount == 0]:
            return f"Without any {listed(none)} it is out of reach on average: the most that comes so is {sessions(needed.reachable)}."
        rest = f"; {exact(needed.unassigned)} of the target has no lever" if needed.unassigned else ""
        return f"No amount of effort is expected to reach it: {most}{rest}."
    odds = _unlimited_odds(plan) if plan.goal.resources is None else _limited_odds(plan)
    return " ".join([*odds, f"{most[:1].upper()}{most[1:]}."])


def _held_back(plan: Plan) -> str:
    """Why no scale of the resources reaches, on average, what the levers or the forecast do."""
    if plan.outcome.mean < plan.forecast.mean:
        less = sessions(plan.forecast.mean - plan.outcome.mean)
        return f"The limits force effort below what it is, which gives up {less}."
    without = [name(resource.name) for resource in plan.goal.resources or () if resource.amount == 0]
    if without:
        return f"Without any {listed(without)} it is out of reach on average."
    if plan.goal.worth:
        return "At the price that `worth` allows it is out of reach on average."
    return "Within the goal's limits it is out of reach on average, with any amount of these resources."


def _limited_odds(plan: Plan) -> list[str]:
    """Even odds and 80 %, as multiples of the resources that there are."""
    even, likely, chance = plan.needed.even, plan.needed.likely, round(plan.chance * 100)  # as it is shown
    if likely is not None and likely.scale <= 1:
        less = 0.05 < likely.scale < 0.995
        return [f"80 % odds need only {times(likely.scale)} x as much{_using(likely)}."] if less else []
    odds = []
    if even is None and chance < 50:
        odds.append("no amount of these resources makes it even odds")
    elif even is not None and even.scale > 1 and chance < 50:
        odds.append(f"even odds of it would take {times(even.scale)} x as much{_using(even)}")
    if likely is not None and chance < 80:
        odds.append(f"80 % odds would take {times(likely.scale)} x as much{_using(likely)}")
    elif even is not None and chance < 80:
        odds.append("no amount makes it 80 % likely")
    text = "; ".join(odds)
    return [f"{text[:1].upper()}{text[1:]}."] if text else []


def _using(odds: Odds) -> str:
    text = quantities(_known(odds))
    return f" ({text})" if text else ""


def _known(odds: Odds) -> tuple[tuple[str, float], ...]:
    """What it uses, in as many digits as anyone knows."""
    return tuple((what, rounded(each)) for what, each in odds.uses)


def _unlimited_odds(plan: Plan) -> list[str]:
    """80 % odds as amounts: with no limits there is nothing to be a multiple of."""
    likely = plan.needed.likely
    if round(plan.chance, 2) >= 0.8:
        return []
    if likely is None:
        return ["No amount of effort makes it 80 % likely."]
    more = quantities(_known(likely))
    return [f"80 % odds would take {more}."] if more else []


def bar_text(plan: Plan) -> str:
    """The figures beside the progress bar."""
    alone, planned, target = sessions(plan.forecast.mean), sessions(plan.outcome.mean), exact(plan.target)
    return (
        f"{alone} → {planned} of {target}"
        if plan.outcome.mean <= plan.target
        else f"{alone} → {planned}, target {target}"
    )
