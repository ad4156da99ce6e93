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
from planner.words.figures import exact, percent, rounded, sessions, span, times
from planner.words.language import say
from planner.words.phrases import alternatives, flowing, listed, sentence, series


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
        count = counted(exact(plan.target), plan.metric)
        total = say("{count} {within}", count=count, within=within(plan.period))
        if plan.goal.target.kind == "total" or not text:
            return total
        return say("{target}: {total}", target=text, total=total)
    return text[:1].upper() + text[1:]


def branch(where: Where) -> str:
    """A branch in words, by its values: new, Direct or Email."""
    return series([alternatives([name(value) for value in values]) for _, values in where])


def _alone(plan: Plan) -> str:
    return _from_nothing(plan) if plan.start == "fresh" else _if_nothing_changes(plan)


def _expected(plan: Plan) -> str:
    """What the forecast is, and whether that is enough."""
    count, likely = counted(sessions(plan.forecast.mean), plan.metric), span(plan.forecast.p10, plan.forecast.p90)
    enough = plan.forecast.p50 >= plan.target
    if plan.where:
        text = say("{count} from {branch} (80 %: {range})", count=count, branch=branch(plan.where), range=likely)
    else:
        text = say("{count} (80 %: {range})", count=count, range=likely)
    return say("{expected}, above the target", expected=text) if enough else text


def _if_nothing_changes(plan: Plan) -> str:
    return say("Left alone, {period} brings {expected}.", period=period_name(plan.period), expected=_expected(plan))


def _from_nothing(plan: Plan) -> str:
    period, expected = period_name(plan.period), _expected(plan)
    if least_effort(plan):
        return say(
            "This plan starts from the least that the levers need: with that, {period} brings {expected}.",
            period=period,
            expected=expected,
        )
    return say(
        "This plan starts from nothing: without effort on its levers, {period} brings {expected}.",
        period=period,
        expected=expected,
    )


def _planned(plan: Plan) -> str:
    likely = span(plan.outcome.p10, plan.outcome.p90)
    brings = say("{count} (80 %: {range})", count=sessions(plan.outcome.mean), range=likely)
    if not plan.levers:
        return say("{reason}, so no effort can be planned.", reason=no_levers(plan).rstrip(".。"))
    if not any(changed(lever) for lever in plan.levers):
        if plan.start == "fresh":
            return say("The best plan adds nothing to that and brings {expected}.", expected=brings)
        return say("The best plan leaves all effort as it is and brings {expected}.", expected=brings)
    if plan.goal.resources is None:
        return _unlimited(plan, brings)
    return _worth(plan, brings) if plan.goal.worth else _within_limits(plan, brings)


def _unlimited(plan: Plan, brings: str) -> str:
    """What it takes where the goal sets no limits."""
    used = quantities(tuple((resource.name, resource.used) for resource in plan.resources))
    does = say("{resources} bring {expected}", resources=used, expected=brings)
    does = does if used else say("effort that uses nothing brings {expected}", expected=brings)
    kept = plan.start == "only new"
    if plan.needed.scale is None and kept:
        return say("No limits are given; at the levers' own limits, today's effort kept, {effect}.", effect=does)
    if plan.needed.scale is None:
        return say("No limits are given; at the levers' own limits {effect}.", effect=does)
    if kept:
        return say("No limits are given, so this is what it would take, today's effort kept: {effect}.", effect=does)
    return say("No limits are given, so this is what it would take: {effect}.", effect=does)


def _worth(plan: Plan, brings: str) -> str:
    """What is used where the goal says what one of them is worth."""
    used = quantities(tuple((resource.name, resource.used) for resource in plan.resources)) or say("nothing")
    if plan.start == "only new":
        return say(
            "At what one of them is worth to you, the best plan that keeps today's effort uses {resources} and brings {expected}.",
            resources=used,
            expected=brings,
        )
    return say(
        "At what one of them is worth to you, the best plan uses {resources} and brings {expected}.",
        resources=used,
        expected=brings,
    )


def _within_limits(plan: Plan, brings: str) -> str:
    given = quantities(tuple((resource.name, resource.amount) for resource in plan.goal.resources or ()))
    if plan.start == "only new":
        if not given:
            return say("The best plan that keeps today's effort brings {expected}.", expected=brings)
        return say(
            "With {resources} the best plan that keeps today's effort brings {expected}.",
            resources=given,
            expected=brings,
        )
    if not given:
        return say("The best plan brings {expected}.", expected=brings)
    return say("With {resources} the best plan brings {expected}.", resources=given, expected=brings)


def _chance(plan: Plan) -> str:
    """How likely the target is, and how likely it is anyway: a mean above the target does not say so."""
    target, chance = exact(plan.target), percent(plan.chance)
    if plan.chance_alone >= 0.01 and any(changed(lever) for lever in plan.levers):
        return say(
            "Chance of {target}: {chance} ({alone} {chance_alone}).",
            target=target,
            chance=chance,
            alone=left_alone(plan),
            chance_alone=percent(plan.chance_alone),
        )
    return say("Chance of {target}: {chance}.", target=target, chance=chance)


def _take(plan: Plan) -> str:
    """What would make the target likely, and the most there is."""
    needed = plan.needed
    if not plan.levers:
        return ""
    if needed.scale is None and plan.outcome.mean < plan.target:
        if max(plan.forecast.mean, needed.reachable) >= plan.target:
            return flowing([_held_back(plan), _most(plan)])
        return _out_of_reach(plan)
    return flowing([_unlimited_odds(plan) if plan.goal.resources is None else _limited_odds(plan), _most(plan)])


def _most(plan: Plan) -> str:
    return say("The most these levers can bring at all is {count}.", count=sessions(plan.needed.reachable))


def _out_of_reach(plan: Plan) -> str:
    """Why nothing brings the target, and the most that comes."""
    most, rest = sessions(plan.needed.reachable), plan.needed.unassigned
    if none := _without(plan):
        return say(
            "Without any {resources} it is out of reach on average: the most that comes so is {count}.",
            resources=listed(none),
            count=most,
        )
    if not rest:
        return say(
            "No amount of effort is expected to reach it: the most these levers can bring at all is {count}.",
            count=most,
        )
    return say(
        "No amount of effort is expected to reach it: the most these levers can bring at all is {count}; "
        "{rest} of the target has no lever.",
        count=most,
        rest=exact(rest),
    )


def _without(plan: Plan) -> list[str]:
    """The resources that the goal gives none of."""
    return [name(resource.name) for resource in plan.goal.resources or () if resource.amount == 0]


def _held_back(plan: Plan) -> str:
    """Why no scale of the resources reaches, on average, what the levers or the forecast do."""
    if plan.outcome.mean < plan.forecast.mean:
        less = sessions(plan.forecast.mean - plan.outcome.mean)
        return say("The limits force effort below what it is, which gives up {count}.", count=less)
    if without := _without(plan):
        return say("Without any {resources} it is out of reach on average.", resources=listed(without))
    if plan.goal.worth:
        return say("At the price that `worth` allows it is out of reach on average.")
    return say("Within the goal's limits it is out of reach on average, with any amount of these resources.")


def _limited_odds(plan: Plan) -> str:
    """Even odds and 80 %, as multiples of the resources that there are."""
    even, likely, chance = plan.needed.even, plan.needed.likely, round(plan.chance * 100)  # as it is shown
    if likely is not None and likely.scale <= 1:
        less = 0.05 < likely.scale < 0.995
        return say("80 % odds need only {scale}.", scale=_times_as_much(likely)) if less else ""
    odds = []
    if even is None and chance < 50:
        odds.append(say("no amount of these resources makes it even odds"))
    elif even is not None and even.scale > 1 and chance < 50:
        odds.append(say("even odds of it would take {scale}", scale=_times_as_much(even)))
    if likely is not None and chance < 80:
        odds.append(say("80 % odds would take {scale}", scale=_times_as_much(likely)))
    elif even is not None and chance < 80:
        odds.append(say("no amount makes it 80 % likely"))
    return sentence(odds)


def _times_as_much(odds: Odds) -> str:
    """So many times the resources, and how much that is."""
    used = quantities(_known(odds))
    if used:
        return say("{scale} x as much ({resources})", scale=times(odds.scale), resources=used)
    return say("{scale} x as much", scale=times(odds.scale))


def _known(odds: Odds) -> tuple[tuple[str, float], ...]:
    """What it uses, in as many digits as anyone knows."""
    return tuple((what, rounded(each)) for what, each in odds.uses)


def _unlimited_odds(plan: Plan) -> str:
    """80 % odds as amounts: with no limits there is nothing to be a multiple of."""
    likely = plan.needed.likely
    if round(plan.chance, 2) >= 0.8:
        return ""
    if likely is None:
        return say("No amount of effort makes it 80 % likely.")
    more = quantities(_known(likely))
    return say("80 % odds would take {resources}.", resources=more) if more else ""


def bar_text(plan: Plan) -> str:
    """The figures beside the progress bar."""
    alone, planned, target = sessions(plan.forecast.mean), sessions(plan.outcome.mean), exact(plan.target)
    if plan.outcome.mean <= plan.target:
        return say("{alone} → {planned} of {target}", alone=alone, planned=planned, target=target)
    return say("{alone} → {planned}, target {target}", alone=alone, planned=planned, target=target)
