"""What sessions are worth in another measure, row by row and in sentences, for every renderer."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from planner.model.plan import Plan
from planner.model.quality import FloorPlan, Quality, Rate
from planner.report.effort_sentences import left_alone
from planner.report.escape import clipped
from planner.report.headline import branch
from planner.report.sentences import metric, name, one_of
from planner.words.figures import amount, ends_of, exact, percent, plain, rounded
from planner.words.language import say
from planner.words.names import SESSIONS, metric_name
from planner.words.phrases import series

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
    return say("What the {metric} are worth", metric=metric(plan.metric))


def rate_title(plan: Plan, quality: Quality) -> str:
    """What a rate is of: per session, per 100."""
    size = _size(quality)
    if size > 1:
        return say("per {count}", count=exact(size))
    if plan.metric == SESSIONS:
        return say("per session")
    return say("per {one}", one=clipped(one_of(plan.metric), WIDEST_METRIC))


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
    return tuple(filter(None, (_smaller(left), _brings(plan, quality), _aim(plan, quality))))


def _smaller(count: int) -> str:
    """The branches that are left out."""
    if count == 1:
        return say("1 smaller branch stands in the JSON report.")
    return say("{count} smaller branches stand in the JSON report.", count=exact(count)) if count else ""


def floor_sentences(plan: Plan) -> tuple[str, ...]:
    """Every floor, and how likely it is kept."""
    found = []
    for floor in plan.floors:
        decimals = _decimals(max(floor.forecast, floor.plan))
        alone, planned = (_figure(each, decimals) for each in (floor.forecast, floor.plan))
        found.append(
            say(
                "At least {least} {measure}: {alone} {forecast}, with the plan {planned} (chance {chance}).",
                least=amount(floor.at_least),
                measure=_measure(floor),
                alone=left_alone(plan),
                forecast=alone,
                planned=planned,
                chance=percent(floor.chance),
            )
        )
    return tuple(found)


def _measure(floor: FloorPlan) -> str:
    """What a floor counts."""
    text = name(metric_name(floor.measure))
    return one_of(text) if amount(floor.at_least) == "1" else text


def _brings(plan: Plan, quality: Quality) -> str:
    """What the plan brings of the measure, and which levers make the difference."""
    decimals = _decimals(max(quality.outcome.mean, quality.forecast.mean))
    text = say(
        "In {measure} the plan brings {brought}, {change}",
        measure=name(quality.measure),
        brought=_brought(plan, quality, decimals),
        change=_change(plan, quality, decimals),
    )
    levers = _levers(quality, decimals)
    return say("{text}: {levers}.", text=text, levers=levers) if levers else say("{text}.", text=text)


def _brought(plan: Plan, quality: Quality, decimals: int) -> str:
    planned = quality.outcome
    count = _figure(planned.mean, decimals)
    likely = ends_of(*(_figure(end, _decimals(planned.p90)) for end in (planned.p10, planned.p90)))
    if plan.where:
        return say("{count} from {branch} (80 %: {range})", count=count, branch=branch(plan.where), range=likely)
    return say("{count} (80 %: {range})", count=count, range=likely)


def _change(plan: Plan, quality: Quality, decimals: int) -> str:
    """How that stands to what comes anyway."""
    more, alone = _signed(quality.outcome.mean - quality.forecast.mean, decimals), left_alone(plan)
    if more.startswith("+"):
        return say("{count} more than {alone}", count=more[1:], alone=alone)
    if more.startswith("-"):
        return say("{count} less than {alone}", count=more[1:], alone=alone)
    return say("as much as {alone}", alone=alone)


def _levers(quality: Quality, decimals: int) -> str:
    """The levers that move most of it, and the others together."""
    moves = sorted(quality.extra, key=lambda pair: (-abs(pair[1]), pair[0]))
    seen = [(lever, more) for lever, more in moves if _signed(more, decimals) != "0"]
    parts = [
        say("{lever} {more}", lever=name(lever), more=_signed(more, decimals)) for lever, more in seen[:MOST_LEVERS]
    ]
    if others := [more for _, more in seen[MOST_LEVERS:]]:
        parts.append(say("{count} others {more}", count=len(others), more=_signed(sum(others), decimals)))
    return series(parts)


def _aim(plan: Plan, quality: Quality) -> str:
    """Whether it is what the plan brings most of, or what another plan would bring."""
    measure = name(quality.measure)
    if quality.valued and plan.goal.worth:
        return say("The plan weighs {measure}, within what a session is worth.", measure=measure)
    if quality.valued:
        return say(
            "This is the plan that brings most {measure}, not most {metric}.",
            measure=measure,
            metric=metric(plan.metric),
        )
    if quality.best is None:
        return ""
    more = _signed(quality.best - quality.outcome.mean, _decimals(quality.best))
    if not more.startswith("+"):
        return ""
    return say(
        "A plan that aims at {measure} (`value` in the goal file) would bring {more} more.",
        measure=measure,
        more=more[1:],
    )


def _row(one: Rate, size: int, rate_decimals: int, decimals: int) -> QualityRow:
    each, low, high = (_fixed(rate * size, rate_decimals) for rate in (one.rate.mean, one.rate.p10, one.rate.p90))
    now, forecast, planned = (_fixed(amount, decimals) for amount in (one.now, one.forecast, one.plan))
    return QualityRow(
        depth=len(one.branch),
        name=one.branch[-1] if one.branch else say("all"),
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
