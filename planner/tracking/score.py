"""score: were the chances right, and which assumptions were off?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, sqrt

from planner.model.draws import Z80
from planner.model.goal import Goal, Range
from planner.model.response import Evidence
from planner.model.score import Assumed, Bin, PlanScore, Score, Source
from planner.model.track import Track

BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
MIDDLE_SD = 0.35  # log; how far a team's estimates may lie from the truth on average
SPREAD_SD = 0.5  # log; how far one estimate lies from that …
SPREAD_WEIGHT = 4.0  # … and how many levers that counts for
LEAST = 1.0  # session: less is nothing to compare


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPlan:
    """A plan with what came of it."""

    file: str
    goal: Goal
    track: Track


def score(followed: Sequence[PastPlan], *, unfinished: Sequence[str] = (), problems: Sequence[str] = ()) -> Score:
    """Args: followed: plans whose period is over; unfinished and problems: the others, as they are shown."""
    ordered = sorted(followed, key=lambda each: (each.track.made.period.start, each.track.made.number, each.file))
    plans = _plans(ordered)
    counted = [plan for plan in plans if plan.counts]
    compared = [pair for each, plan in zip(ordered, plans, strict=True) if plan.counts for pair in _assumed(each)]
    sources = tuple(
        _source(kind, [pair for pair in compared if pair[0].evidence == kind])
        for kind in ("history", "judgement", "playbook")
        if any(pair[0].evidence == kind for pair in compared)
    )
    off = [plan.demand / max(plan.made.outcome.mean, 1.0) for plan in counted]
    return Score(
        plans=plans,
        open=tuple(unfinished),
        problems=tuple(problems),
        brier=_brier([plan.made.chance for plan in counted], counted),
        baseline=_brier([_share(counted)] * len(counted), counted),
        bins=tuple(_bins(counted)),
        held=sum(plan.held for plan in counted),
        counted=len(counted),
        demand=sum(off) / len(off) if off else None,
        assumptions=tuple(
            one for one, _ in sorted(compared, key=lambda pair: -abs(log(pair[0].found / pair[0].assumed)))
        ),
        sources=sources,
        estimates=next((source.ratio for source in sources if source.evidence == "judgement"), None),
    )


def _plans(ordered: Sequence[PastPlan]) -> tuple[PlanScore, ...]:
    seen: set[tuple[str, str, str]] = set()
    found = []
    for each in ordered:
        made = each.track.made
        same = (each.goal.file, str(made.period), str(made.where))
        found.append(
            PlanScore(
                made=made,
                file=each.file,
                actual=each.track.branch.actual,
                demand=next(cause.sessions for cause in each.track.causes if cause.kind == "demand"),
                counts=same not in seen,
            )
        )
        seen.add(same)
    return tuple(found)


def _brier(said: Sequence[float], plans: Sequence[PlanScore]) -> float | None:
    """Mean squared error of chances. Source: Brier (1950)."""
    if not plans:
        return None
    return sum((chance - plan.reached) ** 2 for chance, plan in zip(said, plans, strict=True)) / len(plans)


def _share(plans: Sequence[PlanScore]) -> float:
    return sum(plan.reached for plan in plans) / len(plans) if plans else 0.0


def _bins(plans: Sequence[PlanScore]) -> list[Bin]:
    found = []
    for low, high in pairwise(BINS):
        inside = [plan for plan in plans if low <= plan.made.chance < high or plan.made.chance == high == 1.0]
        if inside:
            reached = sum(plan.reached for plan in inside)
            found.append(
                Bin(
                    low=low,
                    high=high,
                    plans=len(inside),
                    said=sum(plan.made.chance for plan in inside) / len(inside),
                    came=reached / len(inside),
                    likely=wilson(reached, len(inside)),
                )
            )
    return found


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """80 % interval of a share. Source: Wilson (1927)."""
    share, z2 = hits / trials, Z80**2
    middle = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = Z80 * sqrt(share * (1 - share) / trials + z2 / (4 * trials**2)) / (1 + z2 / trials)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _assumed(each: PastPlan) -> list[tuple[Assumed, float]]:
    """What every lever whose history speaks was assumed to bring and did, with the log of what earlier estimates were taken to be off."""
    past = each.goal.estimates
    shift = log(past.low * past.high) / 2 if past else 0.0
    found = []
    for one in each.track.brought:
        if one.found is None or one.assumed < LEAST or one.found.p10 < LEAST:
            continue  # none, or taken back: a ratio says nothing
        told = Assumed(
            plan=each.file,
            lever=one.name,
            evidence=one.evidence,
            assumed=one.assumed,
            found=one.found.mean,
            low=one.found.p10,
            high=one.found.p90,
        )
        found.append((told, shift if one.evidence == "judgement" else 0.0))
    return found


def _source(kind: Evidence, pairs: Sequence[tuple[Assumed, float]]) -> Source:
    logs = [log(one.found / one.assumed) + shift for one, shift in pairs]
    errors = [log(one.high / one.low) / (2 * Z80) for one, _ in pairs]
    return Source(
        evidence=kind,
        levers=len(pairs),
        ratio=to_come(logs, errors),
        held=sum(one.low <= one.assumed <= one.high for one, _ in pairs),
    )


def to_come(logs: Sequence[float], errors: Sequence[float]) -> Range:
    """The 80 % range of the ratio of a lever to come, from those of levers that were looked at.

    Their middle is shrunk toward 1 and their spread toward the usual one, so that one lever moves little and many decide.

    Args: logs of the ratios found over assumed; errors: standard deviations of each.
    Source: normal means with a normal prior (Lindley and Smith 1972).
    """
    spread = SPREAD_SD**2
    for _ in range(20):  # middle and spread depend on each other; a few turns settle both
        weights = [1 / (spread + error**2) for error in errors]
        precision = sum(weights) + 1 / MIDDLE_SD**2
        middle = sum(weight * each for weight, each in zip(weights, logs, strict=True)) / precision
        beyond = sum(max((each - middle) ** 2 - error**2, 0.0) for each, error in zip(logs, errors, strict=True))
        spread = (SPREAD_WEIGHT * SPREAD_SD**2 + beyond) / (SPREAD_WEIGHT + len(logs))
    reach = Z80 * sqrt(spread + 1 / precision)
    return Range(low=exp(middle - reach), high=exp(middle + reach))
