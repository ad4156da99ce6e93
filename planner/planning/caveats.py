"""What a reader should know before believing the plan: what it assumes, and what looks wrong."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

import numpy as np

from planner.forecast.calendar import Effect
from planner.forecast.prior import PRIOR_RANGE
from planner.model.forecast import Forecast
from planner.model.goal import Counts, Goal, Table
from planner.model.history import Cadence, History
from planner.model.learned import HEARD
from planner.model.plan import ResourcePlan
from planner.model.response import Assumption, GainTable
from planner.model.spread import quantiles
from planner.planning.aim import Aim
from planner.planning.known import Known
from planner.response.kinds import resource_kind
from planner.words.dates import period_name, plain_day
from planner.words.figures import amount, days, exact, percent
from planner.words.language import say
from planner.words.names import metric_count, metric_name, of_branch, unit_name
from planner.words.phrases import listed, series

CLAIMED = 1.1  # of the forecast: present effort that is said to bring more than this is counted twice, or wrong
SAID = 0.1  # of what is known: less from history is not worth naming
MOST_HOLIDAYS = 3  # that are named
LOST = 0.01  # of the sessions outside the goal's branch: more is worth a warning


def assumptions_of(goal: Goal, history: History, aim: Aim, facts: Known) -> tuple[Assumption, ...]:
    """Everything that the plan takes for granted: the traffic first, then what the levers bring, then their finer figures."""
    traffic = (*_traffic(goal, history, aim, facts.usual), *_calendar(goal, facts))
    effort = (*_effort(goal, history, facts.gains), *_echo(facts))
    by_weight = zip_longest(*(option.assumptions for option in facts.gains.options))
    return traffic + effort + tuple(said for row in by_weight for said in row if said)


def _traffic(goal: Goal, history: History, aim: Aim, forecast: Forecast) -> Iterator[Assumption]:
    if isinstance(goal.traffic, Counts):
        text = say(
            "the counts are the {metric} of {period}", metric=metric_name(goal.metric), period=period_name(history.span)
        )
        yield Assumption(text=text, source="judgement", where=goal.place("traffic").brief)
    elif history.counts_only:
        text = f"the {goal.metric} of {period_name(history.span)} fall evenly on its days"
        yield Assumption(text=text, source="history", where=_file(goal.traffic))
    elif history.cadence != "day":
        if history.cadence == "week":
            text = say(
                "each week's {metric} fall evenly on its days, the first of them its date",
                metric=metric_name(goal.metric),
            )
        else:
            text = say("each month's {metric} fall evenly on its days", metric=metric_name(goal.metric))
        yield Assumption(text=text, source="history", where=_file(goal.traffic))
    if forecast.basis == "prior":
        low, high = PRIOR_RANGE
        text = say(
            "left alone, a month brings {low} to {high} times the month before (80 %)",
            low=f"{low:.2f}",
            high=f"{high:.2f}",
        )
        where = say("prior, not your data: history is too short to tell")
        yield Assumption(text=text, source="playbook", where=where)
    gap = (aim.period.start - history.last).days - 1
    if gap:
        text = say("the {days} between the history and the period go on as before", days=days(gap))
        yield Assumption(text=text, source="history", where=say("history ends on {day}", day=plain_day(history.last)))


def _calendar(goal: Goal, facts: Known) -> Iterator[Assumption]:
    """What the period's events and public holidays do on their days."""
    coming = [effect for effect in facts.effects if len(effect.occasion.ahead)]
    for effect in (one for one in coming if one.occasion.kind == "event"):
        yield _event(goal, effect)
    if holidays := [one for one in coming if one.occasion.kind == "holiday"]:
        where = _file(goal.traffic) if isinstance(goal.traffic, Table) else ""
        yield Assumption(text=_holidays(goal, holidays), source="history", where=where)


def _event(goal: Goal, effect: Effect) -> Assumption:
    name = effect.occasion.name
    event = next(each for each in goal.events if each.name == name)
    text = say(
        "{event} brings {times} times the usual {metric} on its days (80 %)",
        event=name,
        times=_times(effect),
        metric=of_branch(metric_name(goal.metric), (value for _, values in event.where for value in values)),
    )
    where = goal.place("events", name).brief
    if effect.seen == 1:
        where = say("{place}, seen once", place=where)
    elif effect.seen:
        where = say("{place}, seen {count} times", place=where, count=effect.seen)
    return Assumption(text=text, source="history" if effect.seen else "judgement", where=where)


def _holidays(goal: Goal, holidays: Sequence[Effect]) -> str:
    """The first of them by name, with what they do."""
    first, more = holidays[:MOST_HOLIDAYS], len(holidays) - MOST_HOLIDAYS
    named = series([say("{holiday} {times}", holiday=one.occasion.name, times=_times(one)) for one in first])
    if more > 0:
        named = say("{holidays} and {count} more", holidays=named, count=more)
    return say(
        "on public holidays so many times the usual {metric} come (80 %): {holidays}",
        metric=metric_name(goal.metric),
        holidays=named,
    )


def _times(effect: Effect) -> str:
    low, high = effect.range
    return f"{low:.2f}–{high:.2f}"


def _effort(goal: Goal, history: History, table: GainTable) -> Iterator[Assumption]:
    if goal.effort is not None and history.effort is not None and any(lever.now is None for lever in goal.levers):
        text = say("effort as it is: the mean of its last four weeks")
        yield Assumption(text=text, source="history", where=_file(goal.effort))
    if table.options and not any(("levers", o.lever.name) in goal.places for o in table.options):
        text = say("effort is on top of what is done today, which the goal file does not say")
        yield Assumption(text=text, source="playbook", where=say("`levers` would say it"))
    by_playbook = [o for o in table.options if o.evidence == "playbook" and not o.now]
    if any(resource_kind(name) == "money" for option in by_playbook for name, _ in option.lever.uses):
        text = say("money is in US dollars wherever the playbook says what it buys")
        yield Assumption(text=text, source="playbook", where=say("`expect` on a lever replaces it"))


def _echo(facts: Known) -> Iterator[Assumption]:
    """How many visits of returning people an extra first visit leads to, beyond those of the lever's own branch."""
    echo = facts.echo
    if echo is None or not facts.gains.leaf_shares[:, list(echo.new)].any():
        return
    news, returns = (facts.usual.draws[list(leaves)].sum(axis=0).mean() for leaves in (echo.new, echo.returning))
    if news < 1 or returns < 1:
        return
    low, high = quantiles((echo.share * returns / news)[None, :], (0.1, 0.9))[0].tolist()
    text = say(
        "each extra first visit leads to {range} return visits on branches that no lever drives",
        range=f"{low:.2f}–{high:.2f}",
    )
    heard = echo.weight >= HEARD
    where = (
        say("{share} of what is known is from history", share=percent(echo.weight))
        if echo.weight >= SAID
        else say("judgement of the authors, deliberately wide")
    )
    yield Assumption(text=text, source="history" if heard else "playbook", where=where)


def warnings_of(
    goal: Goal, history: History, aim: Aim, forecast: Forecast, table: GainTable, resources: tuple[ResourcePlan, ...],
    ruled_out: tuple[str, ...], outside: tuple[float, float],
) -> tuple[str, ...]:  # fmt: skip
    """Everything that looks wrong. Args: outside [sessions] outside the goal's branch, as usual and under the plan."""
    return (
        *history_warnings(goal, history, aim),
        *ruled_out,
        *_lever_warnings(goal, history, forecast, table),
        *_plan_warnings(goal, resources, outside),
    )


def history_warnings(goal: Goal, history: History, aim: Aim) -> tuple[str, ...]:
    """What the figures that everything is compared with lack, what they cannot show, and which rows were not used."""
    return (*_base_warnings(history, aim), *_coarse(goal, history), *history.left_out)


def _coarse(goal: Goal, history: History) -> Iterator[str]:
    """Holidays and past events need figures by day."""
    if history.cadence == "day" and not history.counts_only:
        return
    figures = say("counts of one month") if history.counts_only else _figures_by(history.cadence)
    if goal.country:
        yield say("{figures} show no single days: public holidays are left out", figures=figures)
    if past := [event.name for event in goal.events if event.on[0].start <= history.last]:
        yield say(
            "{figures} show no single days: the past days of {events} teach nothing",
            figures=figures,
            events=listed(past[:3]),
        )


def _figures_by(cadence: Cadence) -> str:
    return say("figures by week") if cadence == "week" else say("figures by month")


def _base_warnings(history: History, aim: Aim) -> Iterator[str]:
    first = (aim.base.start - history.first).days
    missing = int(np.isnan(history.sessions[:, first : first + aim.base.days]).all(axis=0).sum())
    if missing:
        period, whole = period_name(aim.base), aim.base.days
        if missing == 1:
            yield say("{period}: 1 of {days} days is missing; the others stand for it", period=period, days=whole)
        else:
            yield say(
                "{period}: {count} of {days} days are missing; the others stand for them",
                period=period,
                count=missing,
                days=whole,
            )
    if aim.base.days < min(28, aim.period.days):
        yield say("the comparison rests on {days} alone: the history has no more", days=days(aim.base.days))


def _lever_warnings(goal: Goal, history: History, forecast: Forecast, table: GainTable) -> Iterator[str]:
    """Present effort cannot bring more than there is, and cannot be taken back before it may change."""
    means = forecast.draws.mean(axis=1)
    claimed = table.leaf_shares.T @ table.present
    for leaf in np.flatnonzero(claimed > means * CLAIMED + 1).tolist():
        names = [o.lever.name for n, o in enumerate(table.options) if table.leaf_shares[n, leaf] * table.present[n] > 0]
        yield say(
            "{branch}: present effort on {levers} is taken to bring {claimed}, more than the {forecast} that are forecast",
            branch=" / ".join(history.leaves[leaf]) or say("the site"),
            levers=listed(names),
            claimed=metric_count(exact(float(claimed[leaf])), goal.metric),
            forecast=exact(float(means[leaf])),
        )
    for option, effort in zip(table.options, table.effort[:, 0].tolist(), strict=True):
        starts = option.lever.starts
        if starts is not None and effort > (option.lever.most or 0.0) * (1 + 1e-9):
            yield say(
                "{lever}: {effort} {unit} run before it can change on {day}, more than its max of {most}",
                lever=option.lever.name,
                effort=amount(effort),
                unit=unit_name(option.lever.unit),
                day=plain_day(starts),
                most=amount(option.lever.most or 0.0),
            )


def _plan_warnings(goal: Goal, resources: tuple[ResourcePlan, ...], outside: tuple[float, float]) -> Iterator[str]:
    for resource in resources:
        if resource.amount is not None and resource.now > resource.amount * 1.001:
            yield say(
                "effort as it is takes {now} {resource}, and {most} may be spent: some of it has to be cut",
                now=amount(resource.now),
                resource=resource.name,
                most=amount(resource.amount),
            )
    usual, planned = outside
    if planned < usual * (1 - LOST):
        yield say(
            "outside the goal's branch the plan gives up {count}: effort moves into it",
            count=metric_count(exact(usual - planned), goal.metric),
        )


def _file(source: Table) -> str:
    return ", ".join(source.files) or source.table or "a query"
