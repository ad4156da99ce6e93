"""What to do with a lever, in one word and one plain reason."""

from planner.model.plan import Verdict
from planner.model.response import Evidence, Option
from planner.model.spread import Spread
from planner.planning.causes import ASIDE

SAME = 0.02  # of the effort: a smaller change is none
TOO_WIDE = (
    10.0  # times from the low to the high end of an 80 % range of what is only believed: nobody should bet on that
)
NOTHING = 0.5  # sessions that round to none


def disguised(option: Option) -> bool:
    """Whether a lever has a history that says next to nothing, so that its curve is prior knowledge in disguise, and could be tried."""
    lever = option.lever
    return option.weight is not None and option.evidence != "history" and (lever.most or 0.0) > (lever.least or 0.0)


def verdict_of(
    *, now: float, planned: float, step: float | None, extra: Spread, evidence: Evidence, disguised: bool = False
) -> Verdict:
    """The verdict on a change of effort from `now` to `planned` that brings `extra` sessions."""
    if disguised:
        return "test first"
    same = max(SAME * max(now, planned), (step or 0.0) / 2)
    if abs(planned - now) <= same:
        return "keep"
    if planned < now:
        return "less" if planned > 0 else "stop"
    if evidence != "history" and extra.p90 > TOO_WIDE * max(extra.p10, NOTHING):
        return "test first"
    return "more" if now > 0 else "start"


_EVIDENCE = {
    "history": "your own history",
    "judgement": "your estimate",
    "playbook": "usual figures, not yours",
}


def reason_of(
    verdict: Verdict, *, cause: str, planned: float, least: float, evidence: Evidence, disguised: bool = False
) -> str:
    """Why, in at most eight words, the evidence named.

    Args: cause: why there is no more effort, see `cause_of`.
    """
    known = _EVIDENCE[evidence]
    if verdict in ("more", "start"):
        return known
    if disguised:
        return f"effort hardly varied; {known}"
    if verdict == "test first":
        return f"{known}, and a wide range"
    if verdict == "keep" and planned > 0 and cause != ASIDE:
        return f"your minimum; {known}" if planned <= least and least > 0 else f"well placed; {known}"
    return f"{cause}; {known}"
