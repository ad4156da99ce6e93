"""What a reader should know before believing the plan: what it assumes, and what looks wrong."""

from collections.abc import Iterator
from itertools import zip_longest

import numpy as np

from planner.forecast.calendar import Effect
from planner.forecast.prior import PRIOR_RANGE
from planner.model.forecast import Forecast
from planner.model.goal import Counts, Goal, Table
from planner.model.history import History
from planner.model.learned import HEARD
from planner.model.plan import ResourcePlan
from planner.model.response import Assumption, GainTable
from planner.model.spread import quantiles
from planner.planning.aim import Aim
from planner.planning.known import Known
from planner.response.kinds import resource_kind
from planner.words.dates import period_name
from planner.words.figures import amount, counted, exact, listed, percent

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
        text = f"the counts are the {goal.metric} of {period_name(history.span)}"
        yield Assumption(text=text, source="judgement", where=goal.place("traffic").brief)
    elif history.counts_only:
        text = f"the {goal.metric} of {period_name(history.span)} fall evenly on its days"
        yield Assumption(text=text, source="history", where=_file(goal.traffic))
    elif history.cadence != "day":
        text = f"each {history.cadence}'s {goal.metric} fall evenly on its days" + (
            ", the first of them its date" if history.cadence == "week" else ""
        )
        yield Assumption(text=text, source="history", where=_file(goal.traffic))
    if forecast.basis == "prior":
        low, high = PRIOR_RANGE
        text = f"left alone, a month brings {low:.2f} to {high:.2f} times the month before (80 %)"
        yield Assumption(text=text, source="playbook", where="prior, not your data: history is too short to tell")
    gap = (aim.period.start - history.last).days - 1
    if gap:
        text = f"the {counted(gap, 'day')} between the history and the period go on as before"
        yield Assumption(text=text, source="history", where=f"history ends on {history.last}")


def _calendar(goal: Goal, facts: Known) -> Iterator[Assumption]:
    """What the period's events and public holidays do on their days."""
    coming = [effect for effect in facts.effects if len(effect.occasion.ahead)]
    for effect in (one for one in coming if one.occasion.kind == "event"):
        name = effect.occasion.name
        event = next(each for each in goal.events if each.name == name)
        branch = "".join(f" of {value}" for _, values in event.where for value in values)
        text = f"{name} brings {_times(effect)} times the usual {goal.metric}{branch} on its days (80 %)"
        where = goal.place("events", name).brief
        if effect.seen:
            where += f", seen {'once' if effect.seen == 1 else f'{effect.seen} times'}"
        yield Assumption(text=text, source="history" if effect.seen else "judgement", where=where)
    if holidays := [one for one in coming if one.occasion.kind == "holiday"]:
        named = ", ".join(f"{one.occasion.name} {_times(one)}" for one in holidays[:MOST_HOLIDAYS])
        more = f" and {len(holidays) - MOST_HOLIDAYS} more" if len(holidays) > MOST_HOLIDAYS else ""
        text = f"on public holidays so many times the usual {goal.metric} come (80 %): {named}{more}"
        yield Assumption(
            text=text, source="history", where=_file(goal.traffic) if isinstance(goal.traffic, Table) else ""
        )


def _times(effect: Effect) -> str:
    low, high = effect.range
    return f"{low:.2f}–{high:.2f}"


def _effort(goal: Goal, history: History, table: GainTable) -> Iterator[Assumption]:
    if goal.effort is not None and history.effort is not None and any(lever.now is None for lever in goal.levers):
        text = "effort as it is: the mean of its last four weeks"
        yield Assumption(text=text, source="history", where=_file(goal.effort))
    if table.options and not any(("levers", o.lever.name) in goal.places for o in table.options):
        text = "effort is on top of what is done today, which the goal file does not say"
        yield Assumption(text=text, source="playbook", where="`levers` would say it")
    by_playbook = [o for o in table.options if o.evidence == "playbook" and not o.now]
    if any(resource_kind(name) == "money" for option in by_playbook for name, _ in option.lever.uses):
        text = "money is in US dollars wherever the playbook says what it buys"
        yield Assumption(text=text, source="playbook", where="`expect` on a lever replaces it")


def _echo(facts: Known) -> Iterator[Assumption]:
    """How many visits of returning people an extra first visit leads to, beyond those of the lever's own branch."""
    echo = facts.echo
    if echo is None or not facts.gains.leaf_shares[:, list(echo.new)].any():
        return
    news, returns = (facts.usual.draws[list(leaves)].sum(axis=0).mean() for leaves in (echo.new, echo.returning))
    if news < 1 or returns < 1:
        return
    low, high = quantiles((echo.share * returns / news)[None, :], (0.1, 0.9))[0].tolist()
    text = f"each extra first visit leads to {low:.2f}–{high:.2f} return visits on branches that no lever drives"
    heard = echo.weight >= HEARD
    where = (
        f"{percent(echo.weight)} of what is known is from history"
        if echo.weight >= SAID
        else "judgement of the authors, deliberately wide"
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
    figures = "counts of one month" if history.counts_only else f"figures by {history.cadence}"
    if goal.country:
        yield f"{figures} show no single days: public holidays are left out"
    if past := [event.name for event in goal.events if event.on[0].start <= history.last]:
        yield f"{figures} show no single days: the past days of {listed(past[:3])} teach nothing"


def _base_warnings(history: History, aim: Aim) -> Iterator[str]:
    first = (aim.base.start - history.first).days
    missing = int(np.isnan(history.sessions[:, first : first + aim.base.days]).all(axis=0).sum())
    if missing:
        are = "is" if missing == 1 else "are"
        yield f"{period_name(aim.base)}: {missing} of {aim.base.days} days {are} missing; the others stand for {'it' if missing == 1 else 'them'}"
    if aim.base.days < min(28, aim.period.days):
        yield f"the comparison rests on {counted(aim.base.days, 'day')} alone: the history has no more"


def _lever_warnings(goal: Goal, history: History, forecast: Forecast, table: GainTable) -> Iterator[str]:
    """Present effort cannot bring more than there is, and cannot be taken back before it may change."""
    means = forecast.draws.mean(axis=1)
    claimed = table.leaf_shares.T @ table.present
    for leaf in np.flatnonzero(claimed > means * CLAIMED + 1).tolist():
        names = [o.lever.name for n, o in enumerate(table.options) if table.leaf_shares[n, leaf] * table.present[n] > 0]
        yield (
            f"{' / '.join(history.leaves[leaf]) or 'the site'}: present effort on {listed(names)} is taken to bring "
            f"{exact(float(claimed[leaf]))} {goal.metric}, more than the {exact(float(means[leaf]))} that are forecast"
        )
    for option, effort in zip(table.options, table.effort[:, 0].tolist(), strict=True):
        if effort > (option.lever.most or 0.0) * (1 + 1e-9):
            yield (
                f"{option.lever.name}: {amount(effort)} {option.lever.unit} run before it can change on {option.lever.starts}, "
                f"more than its max of {amount(option.lever.most or 0.0)}"
            )


def _plan_warnings(goal: Goal, resources: tuple[ResourcePlan, ...], outside: tuple[float, float]) -> Iterator[str]:
    for resource in resources:
        if resource.amount is not None and resource.now > resource.amount * 1.001:
            yield (
                f"effort as it is takes {amount(resource.now)} {resource.name}, the goal allows {amount(resource.amount)}: "
                "some of it has to be cut"
            )
    usual, planned = outside
    if planned < usual * (1 - LOST):
        yield f"outside the goal's branch the plan gives up {exact(usual - planned)} {goal.metric}: effort moves into it"


def _file(source: Table) -> str:
    return ", ".join(source.files) or source.table or "a query"
