"""What a lever rests on where no history has been learned from: judgement, or else the playbook."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor

from planner.model.goal import Goal, Lever, Range
from planner.model.history import History
from planner.model.learned import Curve, Learned
from planner.model.period import Period
from planner.model.response import Option
from planner.response.assumed import assumed, taught
from planner.response.channel import shared_channel
from planner.response.judgement import UNTRIED, Judgement, widened
from planner.response.now import recent_effort
from planner.response.playbook import Play
from planner.response.tabled import Tabled, tabled
from planner.response.usual import usual_play

FURTHEST = 3.0  # times the effort that is known of: beyond, a curve is a guess, and no lever goes there unless told to


@dataclass(frozen=True, slots=True, kw_only=True)
class Elicited:
    """A lever, ready to be looked at, with the judgement that its curve comes from."""

    option: Option
    judgement: Judgement | Tabled


def elicit(
    goal: Goal, history: History, usual: Sequence[float], period: Period, learned: Learned | None = None
) -> tuple[Elicited, ...]:
    """Every lever of the goal with its evidence.

    Args: usual [sessions in the period] by leaf, if effort goes on as it was. Every lever must drive at least one leaf.
    """
    driven = [history.matching(lever.drives) for lever in goal.levers]
    efforts = [_now(lever, history, period) for lever in goal.levers]
    # a lever that stands still has no part in what there is
    busy = [leaves for leaves, now in zip(driven, efforts, strict=True) if now]
    crowd = [sum(leaf in leaves for leaves in busy) for leaf in range(len(history.leaves))]
    found = []
    for n, (lever, leaves, now) in enumerate(zip(goal.levers, driven, efforts, strict=True)):
        play, ratio = usual_play(shared_channel(history, leaves), lever, goal.beliefs)
        site = Site(traffic=sum(usual[leaf] for leaf in leaves), crowd=max(crowd[leaf] for leaf in leaves), now=now)
        one = _elicited(goal, lever, leaves, play, ratio, site, period)
        if learned is not None and (curve := learned.of(n)) is not None:
            one = replace(one, option=_taught(goal, lever, one.option, curve, learned.weeks, period.days))
        found.append(one)
    return tuple(found)


def _now(lever: Lever, history: History, period: Period) -> float | None:
    """[units/period] effort as it is; None where nobody says and no history tells."""
    return lever.now if lever.now is not None else recent_effort(history.effort, lever.name, period.days)


def _taught(goal: Goal, lever: Lever, option: Option, curve: Curve, weeks: int, days: int) -> Option:
    """The option with what history says in place of what would be believed without it."""
    most = option.lever.most
    if lever.most is None and not lever.curve and not lever.keep:
        most = max(most or 0.0, _on_step(FURTHEST * curve.reference * days, lever.step))
    elif lever.most is not None and not lever.keep:
        most = lever.most
    filled = replace(option.lever, most=most, lag=float(curve.delay.mean()) * 7 if lever.lag is None else lever.lag)
    return replace(
        option,
        lever=filled,
        evidence="history" if curve.heard else option.evidence,
        weight=curve.weight,
        variation=curve.variation,
        assumptions=taught(goal, lever, filled, curve, weeks=weeks, days=days),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the site itself says about a lever."""

    traffic: float
    """[sessions in the period] of the leaves that it drives."""
    crowd: int
    """How many levers that are in use drive them."""
    now: float | None
    """[units/period] None where it is not known."""


def _elicited(
    goal: Goal, lever: Lever, leaves: tuple[int, ...], play: Play, ratio: float, site: Site, period: Period
) -> Elicited:
    judgement, limit = _believed(lever, play, ratio, site, goal.estimates or UNTRIED)
    now, least = site.now or 0.0, lever.least or 0.0
    most = _on_step(max(limit, least) if lever.most is None else lever.most, lever.step)
    filled = replace(
        lever,
        now=now,
        least=now if lever.keep else least,
        most=now if lever.keep else most,
        lag=play.lag if lever.lag is None else lever.lag,
    )
    option = Option(
        lever=filled,
        leaves=leaves,
        evidence="judgement" if lever.expect or lever.curve else "playbook",
        assumptions=assumed(goal, lever, filled, play, judgement, period),
    )
    return Elicited(option=option, judgement=judgement)


def _believed(lever: Lever, play: Play, ratio: float, site: Site, past: Range) -> tuple[Judgement | Tabled, float]:
    """What a lever brings by judgement, or else by the playbook; and how far that goes [lever units/period]."""
    now = site.now or 0.0
    if lever.curve:
        table = tabled(lever.curve)
        return table, max(now, table.last)
    if lever.expect is not None:
        judgement = Judgement(at=lever.expect.at, sessions=widened(lever.expect.sessions, past), doubling=play.doubling)
        limit = FURTHEST * max(now, lever.expect.at)
    elif now > 0:
        judgement = from_share(play, now=now, traffic=site.traffic / site.crowd)
        limit = FURTHEST * now
    else:
        judgement = from_figures(play, ratio=ratio, traffic=site.traffic)
        limit = 2 * judgement.at
    if lever.doubling is not None:
        more = widened(Range(low=max(lever.doubling.low - 1, 0.02), high=max(lever.doubling.high - 1, 0.02)))
        judgement = replace(judgement, doubling=Range(low=1 + more.low, high=1 + more.high))
    return judgement, limit


def _on_step(most: float, step: float | None) -> float:
    return floor(most / step + 1e-9) * step if step else most


def from_share(play: Play, *, now: float, traffic: float) -> Judgement:
    """Present effort brings the usual share of the present sessions."""
    sessions = Range(low=play.share.low * traffic, high=play.share.high * traffic)
    return Judgement(at=now, sessions=_some(sessions), doubling=play.doubling)


def from_figures(play: Play, *, ratio: float, traffic: float) -> Judgement:
    """A lever not used so far brings what a unit usually does, up to half of its reach at `at` units.

    Args: ratio: units of the playbook for one of the lever; traffic [sessions in the period] of its channel.
    """
    per_unit = (play.sessions.low * play.sessions.high) ** 0.5
    at = max(play.reach * traffic / 2 / per_unit, 1.0) / ratio
    sessions = Range(low=play.sessions.low * at * ratio, high=play.sessions.high * at * ratio)
    return Judgement(at=at, sessions=_some(sessions), doubling=play.doubling)


def _some(sessions: Range) -> Range:
    """A lever on a leaf without traffic may still bring a session: logs need more than none."""
    return Range(low=max(sessions.low, 0.1), high=max(sessions.high, 1.0))
