"""The sentences that all renderers share, each of them a plain statement of the plan's figures."""

import re

from planner.model.lever_plan import LeverPlan, Trial
from planner.model.plan import Plan, ResourcePlan
from planner.model.response import Assumption
from planner.report import labels
from planner.report.escape import clipped
from planner.report.rows import changed
from planner.words.figures import amount, brought, bundle, exact, proven, rate, sessions
from planner.words.language import say
from planner.words.names import SESSIONS, metric_count, metric_name, unit_name
from planner.words.phrases import clauses, listed

_PLACE = re.compile(r"^(?!\w+://)(?:.*[\\/])?([^\\/:]+:\d+)(?::\d+)?$")
_READABLE = 0.1
"""Units of effort below which a price is given for many sessions."""
WIDEST_NAME = 48
"""Columns that a name from outside may take in a sentence."""


def name(text: str) -> str:
    """A name from outside, short enough for a sentence."""
    return clipped(text, WIDEST_NAME)


def metric(text: str) -> str:
    """The name of what is counted: the user's own stays as it is."""
    return name(metric_name(text))


def unit(text: str) -> str:
    """What effort is counted in."""
    return name(unit_name(text))


def quantities(resources: tuple[tuple[str, float], ...]) -> str:
    """12,000 money and 160 writer hours; what is not used is not named."""
    return listed([counted(amount(each), what) for what, each in resources if each > 0])


def counted(figure: str, what: str) -> str:
    """160 writer hours, 1 writer hour; of sessions Chinese has a measure word."""
    if what == SESSIONS:
        return say("1 session") if figure == "1" else say("{count} sessions", count=figure)
    shown = unit(what)
    return say("{figure} {what}", figure=figure, what=one_of(shown) if figure == "1" else shown).rstrip()


def several(figure: str, what: str) -> str:
    """1,200 sessions: what is counted, however many."""
    return metric_count(figure, name(what))


def one_of(what: str) -> str:
    """Writer hours, one of them: only the plain English plural is undone."""
    return what[:-1] if what.isascii() and what.endswith("s") and not what.endswith(("ss", "us", "is")) else what


def no_levers(plan: Plan) -> str:
    """Why there is nothing to push."""
    return labels.NONE_TO_PAY() if plan.goal.resources else labels.NO_LEVERS()


def more_of(resource: ResourcePlan) -> str:
    """What a little more of a limited resource would bring."""
    what = name(resource.name)
    if resource.amount is None:
        return ""
    if resource.next_unit <= 0:
        return "" if resource.in_steps else say("More {resource} would bring nothing.", resource=what)
    size, brings = bundle(resource.next_unit)
    if size == 1:
        return say("One more {resource} would bring {count}.", resource=one_of(what), count=brought(brings))
    return say("{size} more {resource} would bring {count}.", size=exact(size), resource=what, count=brought(brings))


def left_over(resource: ResourcePlan) -> str:
    """What the plan does not use of a resource and why; empty where it uses all."""
    if resource.amount is None or resource.left <= 0.005 * resource.amount:
        return ""
    left, whole = amount(resource.left), counted(amount(resource.amount), resource.name)
    reason = clipped(resource.reason, 160).rstrip(".")
    if not reason:
        text = say("1 of {whole} stays unused.", whole=whole)
        return text if left == "1" else say("{left} of {whole} stay unused.", left=left, whole=whole)
    if left == "1":
        return say("1 of {whole} stays unused: {reason}.", whole=whole, reason=reason)
    return say("{left} of {whole} stay unused: {reason}.", left=left, whole=whole, reason=reason)


def move(lever: LeverPlan) -> str:
    """What changes about a lever: 12 → 30 h."""
    return say("{now} → {planned}", now=amount(lever.now), planned=counted(amount(lever.planned), lever.unit))


def task(lever: LeverPlan) -> str:
    """What somebody has to do with a lever, and how much of it."""
    what, unsure = name(lever.name), lever.verdict == "test first"
    if not changed(lever):
        text = say("Test {lever}", lever=what)
        return say("Test {lever} ({why})", lever=what, why=clipped(lever.why, 120)) if lever.why else text
    if lever.action and lever.planned > lever.now:
        does = clipped(lever.action, 300).rstrip(".")
        if unsure:
            return say("Try some of it first: {action} ({lever}, {move})", action=does, lever=what, move=move(lever))
        return say("{action} ({lever}, {move})", action=does, lever=what, move=move(lever))
    return say("{order}: {move}", order=order(lever), move=move(lever))


def order(lever: LeverPlan) -> str:
    """What to do with a lever: raise paid search, or test before that."""
    what = name(lever.name)
    if lever.verdict == "test first":
        return _careful(lever, what)
    if lever.planned < lever.now:
        return say("Cut {lever}", lever=what) if lever.planned > 0 else say("Stop {lever}", lever=what)
    return say("Raise {lever}", lever=what) if lever.now > 0 else say("Start {lever}", lever=what)


def _careful(lever: LeverPlan, what: str) -> str:
    if lever.planned < lever.now:
        cut = say("Test before you cut {lever}", lever=what)
        return cut if lever.planned > 0 else say("Test before you stop {lever}", lever=what)
    more = say("Test before you raise {lever}", lever=what)
    return more if lever.now > 0 else say("Test before you start {lever}", lever=what)


def trial(it: Trial) -> str:
    """What to try with a lever, what that takes, and what it is worth to know."""
    takes = quantities(tuple((what, each) for what, each in it.uses if each > 0))
    saves = quantities(tuple((what, -each) for what, each in it.uses if each < 0))
    cost = say("takes {resources} more", resources=takes) if takes else say("saves {resources}", resources=saves)
    return say(
        "{lever}: {tried} instead of {now} a week for {weeks} weeks ({cost}). The plan would bring {count} more "
        "on average if what it does were known.",
        lever=name(it.lever),
        tried=amount(it.tried),
        now=counted(amount(it.now), it.unit),
        weeks=it.weeks,
        cost=cost,
        count=brought(it.worth),
    )


MOST_JUDGED = 3
"""Levers to test first up to which all of them were looked at."""


def trials(plan: Plan) -> tuple[str, ...]:
    """What to try, and for which levers that nobody can tell no trial would change the plan."""
    proposed = {it.lever for it in plan.trials}
    unknown = [lever for lever in plan.levers if lever.verdict == "test first" and lever.starts is None]
    idle = [name(lever.name) for lever in unknown if lever.name not in proposed]
    told = idle and len(unknown) <= MOST_JUDGED
    vain = (say("No trial of {levers} would change this plan.", levers=listed(idle)),) if told else ()
    return (*map(trial, plan.trials), *vain)


def next_brings(lever: LeverPlan) -> str:
    """What more effort would bring, for a column: 31 each, 64 per 100."""
    if full(lever):
        return labels.FULL()
    size, brings = bundle(lever.next_unit.mean)
    if brings <= 0:
        return say("nothing")
    if size == 1:
        return say("{count} each", count=brought(brings))
    return say("{count} per {size}", count=brought(brings), size=exact(size))


def further(lever: LeverPlan, what: str) -> str:
    """What more of the metric would take, as a phrase: a further session takes 1.56 money."""
    if full(lever):
        return labels.FULL()
    if lever.price is None:
        return say("more brings nothing")
    size, taken = _priced(lever.price)
    effort = counted(rate(taken), lever.unit)
    if size == 1 and what == SESSIONS:
        return say("a further session takes {effort}", effort=effort)
    if size == 1:
        return say("each further one takes {effort}", effort=effort)
    if what == SESSIONS:
        return say("{count} further sessions take {effort}", count=exact(size), effort=effort)
    return say("{count} further {metric} take {effort}", count=exact(size), metric=name(what), effort=effort)


def full(lever: LeverPlan) -> bool:
    """Whether a lever takes no more effort."""
    return lever.planned >= lever.most * (1 - 1e-9)


def price(lever: LeverPlan, *, named: bool = True) -> str:
    """What extra sessions cost at the margin, for a column: 1.56 money each, 40 hours per 100; empty where there are none to be had."""
    if lever.price is None or full(lever):
        return ""
    size, taken = _priced(lever.price)
    takes = counted(rate(taken), lever.unit) if named else rate(taken)
    if size == 1:
        return say("{effort} each", effort=takes)
    return say("{effort} per {count}", effort=takes, count=exact(size))


def _priced(each: float) -> tuple[int, float]:
    """How many extra sessions to speak of so that their effort is a figure one can read, and that effort."""
    size = next((size for size in (1, 100, 10_000) if each * size >= _READABLE), 1_000_000)
    return size, each * size


def unused(lever: LeverPlan) -> str:
    """Keep, said of no effort at all, would read as: go on."""
    return say("not used") if lever.verdict == "keep" and lever.planned == 0 else ""


def reasons(lever: LeverPlan) -> str:
    """Why, from where in the goal file, and what comes after the period."""
    why = clipped(lever.why, 160)
    if lever.evidence == "judgement" and lever.where:
        why = say("{why} ({place})", why=why, place=place(lever.where)).lstrip()
    return clauses([each for each in (why, _after(lever)) if each])


def about(lever: LeverPlan) -> str:
    """Why, and whether it is used at all."""
    return clauses([each for each in (unused(lever), reasons(lever)) if each])


def _after(lever: LeverPlan) -> str:
    """What the change of effort brings, or gives up, after the period."""
    if abs(lever.later) < max(1.0, 0.1 * abs(lever.extra.mean)):
        return ""
    count = sessions(abs(lever.later))
    if lever.later > 0:
        return say("{count} more after the period", count=count)
    return say("{count} fewer after the period", count=count)


def place(where: str) -> str:
    """Where something is said: a place in a file without its folders and its column, anything else as it is."""
    return clipped(_PLACE.sub(r"\1", where), 240)


def origin(it: Assumption) -> str:
    """Where an assumption comes from."""
    return place(it.where) or labels.source(it.source)


def certificate(plan: Plan) -> str:
    """How close to the best possible plan this one is; one that aims at something else than the mean gives some of it up."""
    gap = proven(plan.certificate.gap)
    if plan.risk is not None and plan.risk.given_up >= 0.5:
        return say(
            "On average proven within {gap} of the best possible plan under these curves; most of that is what this plan gives up.",
            gap=gap,
        )
    return say("Proven within {gap} of the best possible plan under these curves.", gap=gap)


def folded_row(count: int) -> str:
    """The row that stands for the leaves which are not shown."""
    return say("… {count} more", count=exact(count))
