"""What the plan takes back, what is new, and what a plan of less risk gives up: in sentences."""

from planner.model.lever_plan import Freed
from planner.model.plan import Plan, RiskChoice
from planner.report.sentences import counted, name, quantities, sentence
from planner.words.figures import amount, listed, percents, sessions, span

NOTHING = 0.5
"""Sessions below which nothing is seen to change."""


def left_alone(plan: Plan) -> str:
    """What the forecast of a plan is of, in two or three words."""
    if plan.start != "fresh":
        return "left alone"
    return "with least effort" if least_effort(plan) else "without effort"


def least_effort(plan: Plan) -> bool:
    """Whether some effort has to be made however a plan starts."""
    return any(lever.least > 0 for lever in plan.levers)


def freed(plan: Plan) -> tuple[str, ...]:
    """Each lever with less effort than today: what that frees, and what it gives up."""
    return () if plan.reallocated is None else tuple(_freed(one, plan) for one in plan.reallocated.freed)


def _freed(one: Freed, plan: Plan) -> str:
    verb = "Cut" if amount(one.planned) != "0" else "Stop"
    unsure = any(lever.name == one.lever and lever.verdict == "test first" for lever in plan.levers)
    how = f"Test before you {verb.lower()}" if unsure else verb
    back = quantities(_seen(one.uses))
    effects = [f"frees {back}" if back else "frees nothing", _lost(one, plan)]
    effort = f"{amount(one.now)} → {counted(amount(one.planned), one.unit)}"
    return f"{how} {name(one.lever)}: {effort}. That {' and '.join(effects)}."


def _lost(one: Freed, plan: Plan) -> str:
    """What goes with the effort; some effort does harm, and then stopping it brings something."""
    low, high = one.lost.p10, one.lost.p90
    if one.lost.mean >= NOTHING:
        return f"gives up {_of_all(one.lost.mean, plan)} (80 %: {span(low, high)})"
    if one.lost.mean <= -NOTHING:
        return f"brings {_of_all(-one.lost.mean, plan)} (80 %: {span(-high, -low)})"
    return "gives up nothing" + (f" on average (80 %: {span(low, high)})" if max(-low, high) >= NOTHING else "")


def _of_all(count: float, plan: Plan) -> str:
    """What a lever does is counted everywhere, also where the goal is one branch."""
    return counted(sessions(count), plan.metric) + (" on the whole site" if plan.where else "")


def moved(plan: Plan) -> str:
    """What is new, apart from what is only moved."""
    found = plan.reallocated
    if found is None:
        return ""
    new = quantities(_seen(found.added))
    saved = quantities(_seen(tuple((what, -each) for what, each in found.added)))
    does = [f"takes {new} more than today" if new else "", f"saves {saved}" if saved else ""]
    parts = [f"all told the plan {listed(list(filter(None, does))) or 'takes as much as today'}"] if found.added else []
    if found.brought >= NOTHING:
        parts.append(f"what it raises brings {_of_all(found.brought, plan)}")
    return sentence(parts)


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
        return "No plan that was found is clearly likelier to reach the target than the one with the highest mean."
    points = percents(more)
    above = f"{points} {'point' if points == 1 else 'points'}" if points else "less than a point"
    return (
        f"This plan aims at the chance of the target: {above} above that of the plan with the highest mean"
        f"{_for(choice, metric, 'on average')}."
    )


def _cautious(choice: RiskChoice, metric: str) -> str:
    more = choice.chosen - choice.expected
    if more < NOTHING:
        return (
            "No plan that was found brings clearly more in the worst fifth of cases than the one with the highest mean."
        )
    return (
        f"This plan is the cautious one: in the worst fifth of cases it brings {sessions(choice.chosen)} on average, "
        f"{sessions(more)} more than the plan with the highest mean{_for(choice, metric, 'over all cases')}."
    )


def _for(choice: RiskChoice, metric: str, where: str) -> str:
    """What is given up for it."""
    return f", for {counted(sessions(choice.given_up), metric)} fewer {where}" if choice.given_up >= NOTHING else ""
