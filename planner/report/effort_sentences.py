"""What the plan takes back, what is new, and what a plan of less risk gives up: in sentences."""

from planner.model.lever_plan import Freed
from planner.model.plan import Plan, RiskChoice
from planner.report.sentences import counted, name, quantities
from planner.words.figures import amount, percents, sessions, span
from planner.words.language import say
from planner.words.phrases import sentence

NOTHING = 0.5
"""Sessions below which nothing is seen to change."""


def left_alone(plan: Plan) -> str:
    """What the forecast of a plan is of, in two or three words."""
    if plan.start != "fresh":
        return say("left alone")
    return say("with least effort") if least_effort(plan) else say("without effort")


def least_effort(plan: Plan) -> bool:
    """Whether some effort has to be made however a plan starts."""
    return any(lever.least > 0 for lever in plan.levers)


def freed(plan: Plan) -> tuple[str, ...]:
    """Each lever with less effort than today: what that frees, and what it gives up."""
    return () if plan.reallocated is None else tuple(_freed(one, plan) for one in plan.reallocated.freed)


def _freed(one: Freed, plan: Plan) -> str:
    unsure = any(lever.name == one.lever and lever.verdict == "test first" for lever in plan.levers)
    effort = say("{now} → {planned}", now=amount(one.now), planned=counted(amount(one.planned), one.unit))
    order, lost, back = _order(one, unsure=unsure), _lost(one, plan), quantities(_seen(one.uses))
    if not back:
        return say("{order}: {effort}. That frees nothing and {effect}.", order=order, effort=effort, effect=lost)
    return say(
        "{order}: {effort}. That frees {resources} and {effect}.",
        order=order,
        effort=effort,
        resources=back,
        effect=lost,
    )


def _order(one: Freed, *, unsure: bool) -> str:
    what = name(one.lever)
    if amount(one.planned) != "0":
        return say("Test before you cut {lever}", lever=what) if unsure else say("Cut {lever}", lever=what)
    return say("Test before you stop {lever}", lever=what) if unsure else say("Stop {lever}", lever=what)


def _lost(one: Freed, plan: Plan) -> str:
    """What goes with the effort; some effort does harm, and then stopping it brings something."""
    low, high = one.lost.p10, one.lost.p90
    if one.lost.mean >= NOTHING:
        return say("gives up {count} (80 %: {range})", count=_of_all(one.lost.mean, plan), range=span(low, high))
    if one.lost.mean <= -NOTHING:
        return say("brings {count} (80 %: {range})", count=_of_all(-one.lost.mean, plan), range=span(-high, -low))
    if max(-low, high) >= NOTHING:
        return say("gives up nothing on average (80 %: {range})", range=span(low, high))
    return say("gives up nothing")


def _of_all(count: float, plan: Plan) -> str:
    """What a lever does is counted everywhere, also where the goal is one branch."""
    said = counted(sessions(count), plan.metric)
    return say("{count} on the whole site", count=said) if plan.where else said


def moved(plan: Plan) -> str:
    """What is new, apart from what is only moved."""
    found = plan.reallocated
    if found is None:
        return ""
    parts = [_added(found.added)] if found.added else []
    if found.brought >= NOTHING:
        parts.append(say("what it raises brings {count}", count=_of_all(found.brought, plan)))
    return sentence(parts)


def _added(added: tuple[tuple[str, float], ...]) -> str:
    """What the plan takes more of than today, and less."""
    new = quantities(_seen(added))
    saved = quantities(_seen(tuple((what, -each) for what, each in added)))
    if new and saved:
        return say("all told the plan takes {more} more than today and saves {less}", more=new, less=saved)
    if new:
        return say("all told the plan takes {more} more than today", more=new)
    return (
        say("all told the plan saves {less}", less=saved) if saved else say("all told the plan takes as much as today")
    )


def _seen(amounts: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    """Those of which there is something to see."""
    return tuple((what, each) for what, each in amounts if each > 0 and amount(each) != "0")


def risk(plan: Plan) -> str:
    """What a plan that does not aim at the mean gets for it, and what it gives up.

    Both are said as differences: the chance that the report shows beside it is of other draws.
    """
    choice = plan.risk
    if choice is None:
        return ""
    return _likelier(choice, plan.metric) if choice.kind == "chance" else _cautious(choice, plan.metric)


def _likelier(choice: RiskChoice, metric: str) -> str:
    more = choice.chosen - choice.expected
    if more <= 0:
        return say("No plan that was found is clearly likelier to reach the target than the one with the highest mean.")
    above = _points(percents(more))
    if choice.given_up < NOTHING:
        return say(
            "This plan aims at the chance of the target: {points} above that of the plan with the highest mean.",
            points=above,
        )
    return say(
        "This plan aims at the chance of the target: {points} above that of the plan with the highest mean, "
        "for {count} fewer on average.",
        points=above,
        count=counted(sessions(choice.given_up), metric),
    )


def _points(count: int) -> str:
    if not count:
        return say("less than a point")
    return say("1 point") if count == 1 else say("{count} points", count=count)


def _cautious(choice: RiskChoice, metric: str) -> str:
    more = choice.chosen - choice.expected
    if more < NOTHING:
        return say(
            "No plan that was found brings clearly more in the worst fifth of cases than the one with the highest mean."
        )
    brings, further = sessions(choice.chosen), sessions(more)
    if choice.given_up < NOTHING:
        return say(
            "This plan is the cautious one: in the worst fifth of cases it brings {count} on average, "
            "{more} more than the plan with the highest mean.",
            count=brings,
            more=further,
        )
    return say(
        "This plan is the cautious one: in the worst fifth of cases it brings {count} on average, "
        "{more} more than the plan with the highest mean, for {fewer} fewer over all cases.",
        count=brings,
        more=further,
        fewer=counted(sessions(choice.given_up), metric),
    )
