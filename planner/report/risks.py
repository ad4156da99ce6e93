"""What could make the plan come out worse, as far as its own figures show."""

from collections.abc import Iterator

from planner.model.lever_plan import LeverPlan
from planner.model.plan import Plan
from planner.report.rows import changed
from planner.report.sentences import name
from planner.words.figures import sessions, share
from planner.words.language import say

MUCH = 0.5
"""Share of what the plan adds from which on something is worth a line."""


def risks(plan: Plan) -> tuple[str, ...]:
    """Plain statements, the largest risk first, then the warnings of the plan."""
    return (*_risks(plan), *plan.warnings)


def _risks(plan: Plan) -> Iterator[str]:
    raised = [lever for lever in plan.levers if changed(lever) and lever.extra.mean > 0]
    added = sum(lever.extra.mean for lever in raised)
    half = (plan.forecast.p90 - plan.forecast.p10) / 2
    if added <= 0:
        return
    if half > added:
        yield say(
            "What happens anyway is less certain (± {half}) than what the plan adds ({added}).",
            half=sessions(half),
            added=sessions(added),
        )
    unproven = sum(lever.extra.mean for lever in raised if lever.evidence == "playbook")
    if unproven >= MUCH * added:
        yield say(
            "{share} of what the plan adds rests on usual figures, not on data or estimates of yours.",
            share=share(unproven, added),
        )
    largest = max(raised, key=lambda lever: lever.extra.mean)
    if len(raised) > 1 and largest.extra.mean >= MUCH * added:
        yield say(
            "{share} of what the plan adds comes from {lever} alone.",
            share=share(largest.extra.mean, added),
            lever=name(largest.name),
        )
    yield from _given_up([lever for lever in plan.levers if lever.planned < lever.now], added)


def _given_up(cut: list[LeverPlan], added: float) -> Iterator[str]:
    """Cuts that hurt after the period, where the plan does not look."""
    for lever in cut:
        if -lever.later >= 0.1 * added:
            yield say(
                "Cutting {lever} gives up {count} after the period, which the plan does not count.",
                lever=name(lever.name),
                count=sessions(-lever.later),
            )
