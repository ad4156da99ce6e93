"""What is believed of a lever before its history is looked at: the playbook, or somebody's judgement."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.model.belief import Belief, Bell
from planner.model.draws import Z80
from planner.model.goal import Goal, Lever, Range
from planner.model.history import History
from planner.model.learned import Claim, Prior
from planner.model.period import FOUR_WEEKS, WEEK, Period
from planner.response.channel import shared_channel
from planner.response.judgement import DOUBT, FLATTEST, STEEPEST, UNTRIED, widened
from planner.response.now import ever_used, recent_effort, usual_effort
from planner.response.tabled import Tabled, middle, tabled, widths
from planner.response.usual import belief_of, usual_play

OPEN = 1.5  # log-odds sd of the share where somebody's judgement stands for the playbook's
LASTS = 0.6  # power of the playbook's lag: history by weeks shows the quick part of an effect
LEAST = 0.1  # sessions: logs need more than none
MOST = 0.95  # share of its leaves' sessions that a lever is believed to bring: something would come without it
CARRY_SD = 1.1  # log-odds sd of the carry-over …
LAG_SD = 0.4  # … and where the goal file says the lag


def priors(goal: Goal, history: History, driven: Sequence[tuple[int, ...]], period: Period) -> tuple[Prior, ...]:
    """The prior of every lever of the goal. Args: driven: the leaves of each."""
    crowd = np.zeros(len(history.leaves))  # a lever that was never used has no part in what there is
    for lever, leaves in zip(goal.levers, driven, strict=True):
        crowd[list(leaves)] += bool(lever.now) or ever_used(history.effort, lever.name)
    recent = history.sessions[:, -FOUR_WEEKS:]
    days = np.maximum((~np.isnan(recent)).sum(axis=1), 1)
    usual = np.nansum(recent, axis=1) / days * period.days
    found = []
    for lever, leaves in zip(goal.levers, driven, strict=True):
        sessions, shared = float(usual[list(leaves)].sum()), float(crowd[list(leaves)].max(initial=1.0))
        channel, past = shared_channel(history, leaves), goal.estimates or UNTRIED
        one = _prior(lever, channel, goal.beliefs, crowd=shared, usual=sessions, days=period.days, past=past)
        at = usual_effort(history.effort, lever.name)
        if lever.curve and at is not None:
            lately = recent_effort(history.effort, lever.name, period.days)
            one = _by_table(one, tabled(lever.curve), at=at * period.days, lately=lately, usual=sessions)
        found.append(one)
    return tuple(found)


def _prior(
    lever: Lever, channel: str | None, beliefs: Sequence[Belief], *, crowd: float, usual: float, days: int, past: Range
) -> Prior:
    play, _ = usual_play(channel, lever, beliefs)
    share = bell(odds(play.share.low / crowd), odds(play.share.high / crowd))
    claim = None
    if lever.expect is not None and usual > 0:
        said = widened(lever.expect.sessions, past)
        claim = Claim(
            effort=lever.expect.at / days,
            share=bell(float(np.log(said.low / usual)), float(np.log(said.high / usual))),
        )
        share = Bell(middle=share.middle, sd=OPEN)
    more = Range(low=play.doubling.low - 1, high=play.doubling.high - 1)
    if lever.doubling is not None:
        more = widened(Range(low=_more(lever.doubling.low), high=_more(lever.doubling.high)))
    lag, sd = (play.lag, CARRY_SD) if lever.lag is None else (lever.lag, LAG_SD)
    power = LASTS if lever.lag is None else 1.0
    carry = Bell(middle=power * float(np.log(max(lag, 0.5) / WEEK)), sd=sd)
    if lever.lag is None and (taught := belief_of(play, beliefs)) is not None:
        carry = taught.carry
    return Prior(
        share=share,
        carry=carry,
        doubling=bell(float(np.log(more.low)), float(np.log(more.high))),
        claim=claim,
    )


def _by_table(prior: Prior, table: Tabled, *, at: float, lately: float | None, usual: float) -> Prior:
    """The prior with what a table says of usual effort, and of twice that.

    Its share is of the sessions that there would be at usual effort: those of late, with that in place of effort as it was of late.

    Args: at, lately [lever units/period] usual effort, and that of late; usual [sessions in the period] as they were of late.
    """
    once, twice, now = middle(table, np.array([at, 2 * at, at if lately is None else lately])).tolist()
    once = max(once, LEAST)
    added = _more(max(twice, LEAST) / once)
    more = widened(Range(low=added, high=added))
    doubling = bell(float(np.log(more.low)), float(np.log(more.high)))
    if usual <= 0:
        return replace(prior, doubling=doubling)
    low, middling, high = (
        odds(min(times * once / (times * once + max(usual - times * now, 0.0)), MOST))
        for times in (widths()[0], 1.0, widths()[1])
    )
    share = Bell(middle=middling, sd=max(high - low, DOUBT) / (2 * Z80))
    return replace(prior, share=share, doubling=doubling, claim=None)


def _more(doubling: float) -> float:
    """What twice the effort adds, over what it brings, within what a curve can have."""
    return min(max(doubling, FLATTEST), STEEPEST) - 1


def bell(low: float, high: float) -> Bell:
    """The normal distribution with this 80 % range."""
    return Bell(middle=(low + high) / 2, sd=max((high - low) / (2 * Z80), 1e-3))


def odds(share: float) -> float:
    """The log of the odds of a share."""
    return float(np.log(share / (1 - share)))
