"""What sessions are worth in another measure, row by row and in sentences, for every renderer."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from planner.model.plan import Plan
from planner.model.quality import Quality, Rate
from planner.report.effort_sentences import left_alone
from planner.report.escape import clipped
from planner.report.headline import branch
from planner.report.sentences import counted, name, one_of
from planner.words.figures import amount, exact, percent, plain, rounded

_SIZES = (100, 10_000, 1_000_000)
"""Sessions that a rate below 1 may be given for."""
_DIGITS = 3
_LEAST_RATE = 0.1
"""Per so many sessions, for it to be a figure that one can read."""
MOST_LEVERS = 5
WIDEST_METRIC = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityRow:
    """One branch."""

    depth: int
    name: str
    rate: str
    """[measure] of as many sessions as the column's title says."""
    likely: str
    """Its 80 % range."""
    now: str
    forecast: str
    plan: str


def quality_title(plan: Plan) -> str:
    """The heading; what is counted has its own name."""
    return f"What the {name(plan.metric)} are worth"


def rate_title(plan: Plan, quality: Quality) -> str:
    """What a rate is of: per session, per 100."""
    size = _size(quality)
    return f"per {clipped(one_of(plan.metric), WIDEST_METRIC)}" if size == 1 else f"per {exact(size)}"


def quality_rows(quality: Quality, most: int) -> Iterator[QualityRow]:
    """The branches, parents first; of more than so many the largest, with those above them."""
    size, site = _size(quality), quality.rates[0]
    decimals = _decimals(site.rate.mean * size), _decimals(max(site.now, site.forecast, site.plan))
    shown = _shown(quality, most)
    for one in quality.rates:
        if one.branch in shown:
            yield _row(one, size, *decimals)


def quality_sentences(plan: Plan, quality: Quality, most: int) -> tuple[str, ...]:
    """What the table leaves out, what the levers bring of the measure, and what a plan that aims at it would."""
    left = len(quality.rates) - len(_shown(quality, most))
    smaller = f"{exact(left)} smaller {'branch stands' if left == 1 else 'branches stand'} in the JSON report."
    return tuple(filter(None, (smaller if left else "", _brings(plan, quality), _aim(plan, quality))))


def floor_sentences(plan: Plan) -> tuple[str, ...]:
    """Every floor, and how likely it is kept."""
    found = []
    for floor in plan.floors:
        decimals = _decimals(max(floor.forecast, floor.plan))
        alone, planned = (_figure(each, decimals) for each in (floor.forecast, floor.plan))
        least = counted(amount(floor.at_least), floor.measure)
        found.append(
            f"At least {least}: {left_alone(plan)} {alone}, with the plan {planned} (chance {percent(floor.chance)})."
        )
    return tuple(found)


def _brings(plan: Plan, quality: Quality) -> str:
    """What the plan brings of the measure, and which levers make the difference."""
    planned, alone = quality.outcome, quality.forecast
    decimals = _decimals(max(planned.mean, alone.mean))
    where = f" from {branch(plan.where)}" if plan.where else ""
    ends = [_figure(end, _decimals(planned.p90)) for end in (planned.p10, planned.p90)]
    likely = (" to " if ends[0].startswith("-") else "–").join(ends)
    more = _signed(planned.mean - alone.mean, decimals)
    change = {"+": f"{more[1:]} more than", "-": f"{more[1:]} less than"}.get(more[0], "as much as")
    levers = _levers(quality, decimals)
    return (
        f"In {name(quality.measure)} the plan brings {_figure(planned.mean, decimals)}{where} (80 %: {likely}), "
        f"{change} {left_alone(plan)}{f': {levers}' if levers else ''}."
    )


def _levers(quality: Quality, decimals: int) -> str:
    """The levers that move most of it, and the others together."""
    moves = sorted(quality.extra, key=lambda pair: (-abs(pair[1]), pair[0]))
    seen = [(lever, more) for lever, more in moves if _signed(more, decimals) != "0"]
    parts = [f"{name(lever)} {_signed(more, decimals)}" for lever, more in seen[:MOST_LEVERS]]
    if others := [more for _, more in seen[MOST_LEVERS:]]:
        parts.append(f"{len(others)} others {_signed(sum(others), decimals)}")
    return ", ".join(parts)


def _aim(plan: Plan, quality: Quality) -> str:
    """Whether it is what the plan brings most of, or what another plan would bring."""
    measure = name(quality.measure)
    if quality.valued and plan.goal.worth:
        return f"The plan weighs {measure}, within what a session is worth."
    if quality.valued:
        return f"This is the plan that brings most {measure}, not most {name(plan.metric)}."
    if quality.best is None:
        return ""
    more = _signed(quality.best - quality.outcome.mean, _decimals(quality.best))
    if not more.startswith("+"):
        return ""
    return f"A plan that aims at {measure} (`value` in the goal file) would bring {more[1:]} more."


def _row(one: Rate, size: int, rate_decimals: int, decimals: int) -> QualityRow:
    each, low, high = (_fixed(rate * size, rate_decimals) for rate in (one.rate.mean, one.rate.p10, one.rate.p90))
    now, forecast, planned = (_fixed(amount, decimals) for amount in (one.now, one.forecast, one.plan))
    return QualityRow(
        depth=len(one.branch),
        name=one.branch[-1] if one.branch else "all",
        rate=each,
        likely=f"{low}–{high}",
        now=now,
        forecast=forecast,
        plan=planned,
    )


def _shown(quality: Quality, most: int) -> set[tuple[str, ...]]:
    """The largest branches and those above them."""
    largest = sorted(quality.rates, key=lambda one: -max(one.forecast, one.plan))[:most]
    return {one.branch[:depth] for one in largest for depth in range(len(one.branch) + 1)}


def _size(quality: Quality) -> int:
    """For how many sessions the site's rate is a figure that one can read."""
    site = quality.rates[0].rate.mean
    if site >= 1:
        return 1
    return next((size for size in _SIZES if site * size >= _LEAST_RATE), _SIZES[0] if site <= 0 else _SIZES[-1])


def _decimals(largest: float) -> int:
    """As many as give the largest figure of a column three digits."""
    return max(0, _DIGITS - 1 - math.floor(math.log10(rounded(largest)))) if largest > 0 else 0


def _fixed(value: float, decimals: int) -> str:
    """An uncertain figure in a column: three digits, and as many decimals as its neighbours."""
    text = f"{rounded(value):,.{decimals}f}"
    return text if text.strip("-0.,") else text.lstrip("-")


def _figure(value: float, decimals: int) -> str:
    """The same in a sentence."""
    return plain(rounded(value), decimals)


def _signed(value: float, decimals: int) -> str:
    text = _figure(value, decimals)
    return text if text == "0" or text.startswith("-") else f"+{text}"
