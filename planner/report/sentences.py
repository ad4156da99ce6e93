"""The sentences that all renderers share, each of them a plain statement of the plan's figures."""

import re
from collections.abc import Sequence

from planner.model.lever_plan import LeverPlan, Trial
from planner.model.plan import Plan, ResourcePlan
from planner.report import labels
from planner.report.escape import clipped
from planner.report.rows import changed
from planner.words.figures import (
    amount,
    brought,
    bundle,
    exact,
    listed,
    proven,
    rate,
    sessions,
)

_PLACE = re.compile(r"^(?!\w+://)(?:.*[\\/])?([^\\/:]+:\d+)(?::\d+)?$")
_READABLE = 0.1
"""Units of effort below which a price is given for many sessions."""
WIDEST_NAME = 48
"""Columns that a name from outside may take in a sentence."""


def name(text: str) -> str:
    """A name from outside, short enough for a sentence."""
    return clipped(text, WIDEST_NAME)


def sentence(parts: Sequence[str]) -> str:
    """Clauses as a sentence; nothing where there are none."""
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def quantities(resources: tuple[tuple[str, float], ...]) -> str:
    """12,000 money and 160 writer hours; what is not used is not named."""
    return listed([counted(amount(each), what) for what, each in resources if each > 0])


def counted(figure: str, what: str) -> str:
    """160 writer hours, 1 writer hour."""
    return f"{figure} {one_of(name(what)) if figure == '1' else name(what)}".rstrip()


def one_of(what: str) -> str:
    """Writer hours, one of them: only the plain English plural is undone."""
    return what[:-1] if what.isascii() and what.endswith("s") and not what.endswith(("ss", "us", "is")) else what


def no_levers(plan: Plan) -> str:
    """Why there is nothing to push."""
    return labels.NONE_TO_PAY if plan.goal.resources else labels.NO_LEVERS


def more_of(resource: ResourcePlan) -> str:
    """What a little more of a limited resource would bring."""
    what = name(resource.name)
    if resource.amount is None:
        return ""
    if resource.next_unit <= 0:
        return "" if "step" in resource.reason else f"More {what} would bring nothing."
    size, brings = bundle(resource.next_unit)
    return f"{f'One more {one_of(what)}' if size == 1 else f'{exact(size)} more {what}'} would bring {brought(brings)}."


def left_over(resource: ResourcePlan) -> str:
    """What the plan does not use of a resource and why; empty where it uses all."""
    if resource.amount is None or resource.left <= 0.005 * resource.amount:
        return ""
    reason = f": {clipped(resource.reason, 160).rstrip('.')}" if resource.reason else ""
    left = amount(resource.left)
    return f"{left} of {counted(amount(resource.amount), resource.name)} {'stays' if left == '1' else 'stay'} unused{reason}."


def move(lever: LeverPlan) -> str:
    """What changes about a lever: 12 → 30 h."""
    return f"{amount(lever.now)} → {counted(amount(lever.planned), lever.unit)}"


def task(lever: LeverPlan) -> str:
    """What somebody has to do with a lever, and how much of it."""
    what = name(lever.name)
    if not changed(lever):
        return f"Test {what} ({clipped(lever.why, 120)})" if lever.why else f"Test {what}"
    if lever.action and lever.planned > lever.now:
        some = "Try some of it first: " if lever.verdict == "test first" else ""
        return f"{some}{clipped(lever.action, 300).rstrip('.')} ({what}, {move(lever)})"
    if lever.verdict == "test first":
        return f"Test before you {verb(lever).lower()} {what}: {move(lever)}"
    return f"{verb(lever)} {what}: {move(lever)}"


def verb(lever: LeverPlan) -> str:
    """The change of a lever in one word."""
    if lever.planned < lever.now:
        return "Cut" if lever.planned > 0 else "Stop"
    return "Raise" if lever.now > 0 else "Start"


def trial(it: Trial) -> str:
    """What to try with a lever, what that takes, and what it is worth to know."""
    rates = f"{amount(it.tried)} instead of {counted(amount(it.now), it.unit)} a week"
    takes = [(what, each) for what, each in it.uses if each > 0]
    saves = [(what, -each) for what, each in it.uses if each < 0]
    cost = f"takes {quantities(tuple(takes))} more" if takes else f"saves {quantities(tuple(saves))}"
    return (
        f"{name(it.lever)}: {rates} for {it.weeks} weeks ({cost}). The plan would bring {brought(it.worth)} more "
        f"on average if what it does were known."
    )


MOST_JUDGED = 3
"""Levers to test first up to which all of them were looked at."""


def trials(plan: Plan) -> tuple[str, ...]:
    """What to try, and for which levers that nobody can tell no trial would change the plan."""
    proposed = {it.lever for it in plan.trials}
    unknown = [lever for lever in plan.levers if lever.verdict == "test first" and lever.starts is None]
    idle = [name(lever.name) for lever in unknown if lever.name not in proposed]
    told = idle and len(unknown) <= MOST_JUDGED
    return (*map(trial, plan.trials), *((f"No trial of {listed(idle)} would change this plan.",) if told else ()))


def next_brings(lever: LeverPlan) -> str:
    """What more effort would bring, for a column: 31 each, 64 per 100."""
    if full(lever):
        return labels.FULL
    size, brings = bundle(lever.next_unit.mean)
    if brings <= 0:
        return "nothing"
    return f"{brought(brings)} each" if size == 1 else f"{brought(brings)} per {exact(size)}"


def further(lever: LeverPlan, metric: str) -> str:
    """What more of the metric would take, as a phrase: a further session takes 1.56 money."""
    if full(lever):
        return labels.FULL
    if lever.price is None:
        return "more brings nothing"
    size, taken = _priced(lever.price)
    if size == 1:
        each = "a further session" if metric == "sessions" else "each further one"
        return f"{each} takes {counted(rate(taken), lever.unit)}"
    return f"{exact(size)} further {name(metric)} take {counted(rate(taken), lever.unit)}"


def full(lever: LeverPlan) -> bool:
    """Whether a lever takes no more effort."""
    return lever.planned >= lever.most * (1 - 1e-9)


def price(lever: LeverPlan, *, unit: bool = True) -> str:
    """What extra sessions cost at the margin, for a column: 1.56 money each, 40 hours per 100; empty where there are none to be had."""
    if lever.price is None or full(lever):
        return ""
    size, taken = _priced(lever.price)
    takes = counted(rate(taken), lever.unit) if unit else rate(taken)
    return f"{takes} each" if size == 1 else f"{takes} per {exact(size)}"


def _priced(each: float) -> tuple[int, float]:
    """How many extra sessions to speak of so that their effort is a figure one can read, and that effort."""
    size = next((size for size in (1, 100, 10_000) if each * size >= _READABLE), 1_000_000)
    return size, each * size


def unused(lever: LeverPlan) -> str:
    """Keep, said of no effort at all, would read as: go on."""
    return "not used" if lever.verdict == "keep" and lever.planned == 0 else ""


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


def certificate(plan: Plan) -> str:
    """How close to the best possible plan this one is; one that aims at something else than the mean gives some of it up."""
    within = f"within {proven(plan.certificate.gap)}"
    if plan.risk is not None and plan.risk.given_up >= 0.5:
        return f"On average proven {within} of the best possible plan under these curves; most of that is what this plan gives up."
    return f"Proven {within} of the best possible plan under these curves."


def folded_row(count: int) -> str:
    """The row that stands for the leaves which are not shown."""
    return f"… {exact(count)} more"
