"""What to do with a lever, in one word and one plain reason."""

from planner.model.lever_plan import Verdict
from planner.model.response import Option
from planner.model.spread import Spread
from planner.planning.causes import aside
from planner.words.figures import percentage
from planner.words.language import say

SAME = 0.02  # of the effort: a smaller change is none
TOO_WIDE = 10.0  # times from the low to the high end of an 80 % range of what is only believed: nobody should bet on it
MOSTLY = 0.75  # of what is known of a curve: more from history needs no figure
VARIED = 0.1  # standard deviation of weekly effort over its mean: less is hardly any variation
NOTHING = 0.5  # sessions that round to none


def disguised(option: Option) -> bool:
    """Whether a lever has a history that says next to nothing, so that its curve is prior knowledge in disguise, and could be tried."""
    lever = option.lever
    return option.weight is not None and option.evidence != "history" and (lever.most or 0.0) > (lever.least or 0.0)


def verdict_of(option: Option, *, planned: float, extra: Spread) -> Verdict:
    """The verdict on a change of effort from today's to `planned` that brings `extra` sessions."""
    now = option.now
    if disguised(option):
        return "test first"
    same = max(SAME * max(now, planned), (option.lever.step or 0.0) / 2)
    if abs(planned - now) <= same:
        return "keep"
    if planned < now:
        return "less" if planned > 0 else "stop"
    if option.evidence != "history" and extra.p90 > TOO_WIDE * max(extra.p10, NOTHING):
        return "test first"
    return "more" if now > 0 else "start"


def reason_of(verdict: Verdict, option: Option, *, cause: str, planned: float) -> str:
    """Why, in at most eight words, the evidence named.

    Args: cause: why there is no more effort, see `cause_of`.
    """
    known = _known(option)
    if option.lever.keep:
        return say("kept as you asked; {evidence}", evidence=known)
    if verdict in ("more", "start"):
        return known
    if verdict == "test first":
        return _untold(option, known)
    if verdict == "keep" and planned > 0 and cause != aside():
        least = option.lever.least or 0.0
        minimum = say("your minimum; {evidence}", evidence=known)
        return minimum if planned <= least and least > 0 else say("well placed; {evidence}", evidence=known)
    return say("{cause}; {evidence}", cause=cause, evidence=known)


def _untold(option: Option, known: str) -> str:
    """Why nobody can tell what a lever brings."""
    if not disguised(option):
        return say("{evidence}, and a wide range", evidence=known)
    if (option.variation or 0.0) < VARIED:
        return say("effort hardly varied; {evidence}", evidence=known)
    return say("history hardly tells; {evidence}", evidence=known)


def _known(option: Option) -> str:
    """The evidence; where history tells only part of it, how much."""
    if option.evidence == "judgement":
        return say("your estimate")
    if option.evidence == "playbook":
        return say("usual figures, not yours")
    if (option.weight or 0.0) >= MOSTLY:
        return say("your own history")
    return say("{share} your history", share=percentage(f"{(option.weight or 0.0) * 100:.0f}"))
