"""What follows from a review, in sentences."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from planner.model.review import Aside, Review, Served, Standing
from planner.report.sentences import metric, name
from planner.words.dates import days_name, short_day
from planner.words.figures import amount, bundle, ends_of, exact, percent, sessions
from planner.words.language import say
from planner.words.phrases import flowing, listed

LEAST_MONEY = 100
MOST_NAMED = 5
MOST_ROWS = 40
"""Of activities that take one resource; the others stand in the JSON."""
SURE = 0.9
"""[-] chance to bring more than the others from which on it is told."""


def quantity(effort: float, resource: str) -> str:
    """12 h, 900 money."""
    figure = amount(effort)
    return say("{figure} h", figure=figure) if resource == "hours" else say("{figure} money", figure=figure)


def per(standings: Sequence[Standing]) -> int:
    """How many units of effort to speak of, so that the best brings at least one result; of money at least 100."""
    least = LEAST_MONEY if standings[0].resource == "money" else 1
    best = max((one.next_unit.p50 for one in standings if one.next_unit), default=1.0)
    return max(bundle(best)[0], least)


def next_units(size: int, resource: str) -> str:
    """The next hour, the next 100 money."""
    if resource == "hours":
        return say("next hour") if size == 1 else say("next {count} h", count=exact(size))
    return say("next {count} money", count=exact(size))


def heading(review: Review) -> str:
    """What was looked at."""
    return say("What paid {days}", days=days_name(review.looked))


def basis(review: Review) -> str:
    """What all of it rests on."""
    known = say("Learned from {days}", days=days_name(review.known))
    text = _by_log(review, known) if review.basis == "log" else _by_goal(review, known)
    both = len({one.resource for one in review.standings}) > 1
    apart = (
        say("Hours and money are never exchanged: an activity is ranked with the one it takes most of.") if both else ""
    )
    return flowing([text, say("Judged at the next unit of effort, not at the average."), apart])


def _by_log(review: Review, known: str) -> str:
    result = metric(review.result)
    count = sum(one.executions for one in review.standings)
    if count < 2:
        return say("{known}: {result} as the log has them.", known=known, result=result)
    return say(
        "{known}: {result} as the log has them, of {count} executions. Each is one draw, however many visits it brought.",
        known=known,
        result=result,
        count=exact(count),
    )


def _by_goal(review: Review, known: str) -> str:
    return say(
        "{known}: the log does not say what came of the work, so its effort is set against the goal's curves of {result}.",
        known=known,
        result=metric(review.result),
    )


def sentences(review: Review) -> tuple[str, ...]:
    """One for every activity that something is to be done or known about."""
    found = []
    for resource, group in groupby(review.standings, key=lambda one: one.resource):
        some = tuple(group)
        unit = next_units(per(some), resource)
        found += [text for one in some[:MOST_ROWS] if (text := _sentence(review, one, unit))]
        if (more := len(some) - MOST_ROWS) > 0:
            found.append(say("{count} more activities are in the JSON alone.", count=exact(more)))
    return tuple(found)


def _sentence(review: Review, one: Standing, unit: str) -> str:
    who = name(one.name)
    said = {
        "worse": _stop,
        "better": _more,
        "wide": _test,
        "lower": _less,
        "dormant": _dormant,
        "young": _early,
    }.get(one.reason)
    text = said(review, one, who, unit) if said else ""
    return flowing([text, _waiting(one, "" if text else who) if one.next_unit else ""])


def _stop(review: Review, one: Standing, who: str, unit: str) -> str:  # noqa: ARG001 - one shape for all
    if one.freed is None:
        return ""
    gain = one.freed.gain
    return say(
        "Stop {activity}: its {effort} a week would bring {more} more {result} a week ({likely}) in {other}.",
        activity=who,
        effort=quantity(one.freed.effort, one.resource),
        more=sessions(gain.p50),
        result=metric(review.result),
        likely=ends_of(sessions(gain.p10), sessions(gain.p90)),
        other=name(one.freed.to),
    )


def _more(review: Review, one: Standing, who: str, unit: str) -> str:  # noqa: ARG001
    if one.better is not None and one.better < SURE:
        return say("More {activity}: what is stopped elsewhere brings more there.", activity=who)
    return say(
        "More {activity}: its {unit} brings more than the others' with a chance of {chance}.",
        activity=who,
        unit=unit,
        chance=percent(one.better or 0.0),
    )


def _test(review: Review, one: Standing, who: str, unit: str) -> str:
    if review.basis == "goal":
        return say("Test {activity}: what its {unit} brings is not known well enough.", activity=who, unit=unit)
    if one.executions == 1:
        return say("Test {activity}: one execution does not tell what its {unit} brings.", activity=who, unit=unit)
    return say(
        "Test {activity}: {count} executions do not tell what its {unit} brings.",
        activity=who,
        unit=unit,
        count=exact(one.executions),
    )


def _less(review: Review, one: Standing, who: str, unit: str) -> str:  # noqa: ARG001
    return say(
        "{activity}: its {unit} brings less than that of {other}; whether all of its effort would bring more there is open. Less of it may do.",
        activity=who,
        unit=unit,
        other=name(one.beside),
    )


def _dormant(review: Review, one: Standing, who: str, unit: str) -> str:  # noqa: ARG001
    if one.verdict == "test":
        return say("Test {activity} again: nothing was done of it in the last weeks, and it paid.", activity=who)
    return say("{activity}: nothing was done of it in the last weeks.", activity=who)


def _early(review: Review, one: Standing, who: str, unit: str) -> str:  # noqa: ARG001
    when = "" if one.after is None else short_day(one.after)
    return say("{activity}: too early, judge after {day}.", activity=who, day=when)


def _waiting(one: Standing, who: str) -> str:
    """That some executions are not judged yet. Args: who: to be named; empty where the sentence before has done so."""
    if not one.waiting or one.after is None:
        return ""
    text = (
        say("1 execution is not judged before {day}.", day=short_day(one.after))
        if one.waiting == 1
        else say("{count} executions are not judged before {day}.", count=exact(one.waiting), day=short_day(one.after))
    )
    return say("{what}: {text}", what=who, text=text) if who else text


def served_sentences(review: Review) -> tuple[str, ...]:
    """How much of each resource served the goal, and what the rest went to."""
    return tuple(_served(each, review.target) for each in review.served)


def _served(one: Served, target: str) -> str:
    goal, total = quantity(one.goal, one.resource), quantity(one.total, one.resource)
    first = say("{some} of {all} served the goal, {target}.", some=goal, all=total, target=name(target))
    left = one.total - one.goal
    if not one.rest:
        return first
    rest = say(
        "{effort} that no goal explains: {activities}.",
        effort=quantity(left, one.resource),
        activities=_named([(activity, quantity(effort, one.resource)) for activity, effort in one.rest]),
    )
    return flowing([first, rest])


def _named(some: Sequence[tuple[str, str]]) -> str:
    shown = [
        say("{activity} {effort}", activity=name(activity), effort=effort) for activity, effort in some[:MOST_NAMED]
    ]
    more = len(some) - MOST_NAMED
    return listed([*shown, *([say("{count} more", count=exact(more))] if more > 0 else [])])


def aside_sentences(review: Review) -> Iterator[str]:
    """What has no place in the ranking, and why."""
    said = {
        "effort": say("Not ranked, as no effort is logged"),
        "results": say("Not ranked, as no result is logged"),
        "success": say("Not ranked, as nothing ever came of any"),
        "lever": say("Not ranked, as no lever of the goal is meant"),
        "curve": say("Not ranked, as the goal has no present effort of its lever"),
    }
    for lacks, text in said.items():
        if some := [one for one in review.aside if one.lacks == lacks]:
            yield say("{why}: {activities}.", why=text, activities=_named([(one.name, _spent(one)) for one in some]))


def _spent(one: Aside) -> str:
    some = (("hours", one.hours), ("money", one.money))
    return listed([quantity(effort, resource) for resource, effort in some if effort > 0]) or quantity(0, "hours")
