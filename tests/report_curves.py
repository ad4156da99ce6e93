"""Curves made by hand for the tests of the renderers; the figures are invented."""

from collections.abc import Callable
from dataclasses import replace

from report_plans import LEVERS, around, chinese, example, flat, hostile, lever

from planner.model.lever_curve import LeverCurve
from planner.model.lever_plan import LeverPlan
from planner.model.plan import Plan

Shown = tuple[Plan, tuple[LeverCurve, ...]]


def curve(
    of: LeverPlan,
    *,
    top: float = 10_000,
    half: float | None = None,
    wide: float = 0.3,
    weight: float | None = None,
    delay: tuple[float, float, float] | None = None,
) -> LeverCurve:
    """A curve that levels off at `top` and brings half of it at the effort `half`, or the most there is; `wide`: half its 80 % range, over
    the mean."""
    most = max(of.most, 2 * of.now, of.planned)
    half = half or most or 1.0

    def brings(effort: float) -> float:
        return top * effort / (half + effort)

    def spread(mean: float) -> tuple[float, float, float]:
        return mean, mean * (1 - wide), mean * (1 + wide)

    efforts = sorted({*(most * n / 24 for n in range(25)), of.now, of.planned})
    return LeverCurve(
        lever=of,
        efforts=tuple(efforts),
        sessions=tuple(around(*spread(brings(effort))) for effort in efforts),
        present=around(*spread(brings(of.now))),
        next_unit=around(*spread(top * half / (half + of.now) ** 2)),
        doubled=around(*spread(brings(2 * of.now))) if of.now > 0 else None,
        delay=around(*delay) if delay else None,
        weight=weight,
        weeks=0 if weight is None else 104,
    )


def shown(plan: Plan) -> Shown:
    """The plan, every lever of it with a curve."""
    return plan, tuple(curve(each, weight=0.83 if each.evidence == "history" else None) for each in plan.levers)


def designed() -> Shown:
    """A lever of each verdict and of each evidence."""
    ads, letter, pages, banners, podcast = LEVERS
    return example(), (
        curve(ads, top=21_000, wide=0.14, weight=0.983, delay=(0.4, 0.2, 0.9)),
        curve(letter, top=6_300, wide=0.22, weight=0.52, delay=(22, 13, 34)),
        curve(replace(pages, lag=14.0), top=5_200, half=9, wide=0.9),
        curve(banners, top=90, half=900, wide=1.2, weight=0.004, delay=(130, 26, 312)),
        curve(podcast, top=900, half=300, wide=0.7),
    )


def still() -> Shown:
    """Levers that stay where they are, near or at the ends of what is possible."""
    kept = lever("kept", "keep", unit="h", now=12, planned=12, most=30, why="well placed; your own history")
    unused = lever("unused", "keep", now=0, planned=0, most=3_000, why="others bring more; usual figures, not yours")
    closed = lever("closed", "keep", now=0, planned=0, most=0, evidence="playbook", why="its limit")
    idle = lever("idle", "stop", now=500, planned=0, most=900, why="brings nothing we can see")
    near = lever("near", "less", now=44_518, planned=43_910, most=161_512, why="others bring more; your own history")
    above = lever("above its limit", "less", unit="hours", now=40, planned=30, most=30, why="its limit")
    few = lever("few", "more", unit="post", now=1, planned=2, most=4, why="your own history")
    plan = replace(example(), levers=(kept, unused, closed, idle, near, above, few))
    return plan, (
        curve(kept, weight=0.83),
        curve(unused, wide=1.0),
        curve(closed),
        curve(idle, top=0.0, weight=0.9),
        curve(near, top=4_000_000, wide=0.05, weight=0.95, delay=(1.8, 1.5, 2.4)),
        curve(above, weight=0.7),
        curve(few, top=0.9, wide=0.8, weight=0.3),
    )


CURVES: dict[str, Callable[[], Shown]] = {
    "designed": designed,
    "still": still,
    "chinese": lambda: shown(chinese()),
    "hostile": lambda: shown(hostile()),
    "flat": lambda: shown(flat()),
}
