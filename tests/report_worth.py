"""What plans made by hand say of other measures, of more and less of the resources, and of effort taken back; figures are invented."""

from collections.abc import Iterator, Mapping, Sequence

from planner.model.quality import Quality, Rate
from planner.model.reach import Alone, FrontierPoint
from planner.model.spread import Spread
from planner.model.tree import Node

SCALES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
PARTS = (0.1, 0.25, 0.5, 0.75, 1.0)


def around(mean: float, low: float, high: float) -> Spread:
    """A spread with this mean and 80 % range."""
    return Spread(
        mean=mean,
        p05=low - (mean - low) * 0.3,
        p10=low,
        p25=(low + mean) / 2,
        p50=mean * 0.998,
        p75=(high + mean) / 2,
        p90=high,
        p95=high + (high - mean) * 0.3,
    )


def points(
    brings: Sequence[tuple[float, float]], given: Mapping[str, float], *scaled: str, scales: Sequence[float] = SCALES
) -> tuple[FrontierPoint, ...]:
    """A frontier of (mean, chance) at each scale, of the resources named or, where none is, of all."""
    return tuple(
        FrontierPoint(
            scale=scale,
            resources=tuple(
                (what, each * scale if what in scaled or not scaled else each) for what, each in given.items()
            ),
            mean=mean,
            p10=mean * 0.88,
            p90=mean * 1.12,
            chance=chance,
        )
        for scale, (mean, chance) in zip(scales, brings, strict=True)
    )


def alone(
    resource: str, brings: Sequence[tuple[float, float]], given: Mapping[str, float], scale: float | None
) -> Alone:
    """One resource scaled alone."""
    return Alone(resource=resource, points=points(brings, given, resource), scale=scale)


def quality(
    measure: str,
    tree: Node,
    rates: Mapping[str, float],
    *,
    usual: float,
    inside: Node | None = None,
    extra: Sequence[tuple[str, float]] = (),
    valued: bool = False,
    best: float | None = None,
) -> Quality:
    """What a tree's sessions are worth: `rates` by the name of a leaf, `usual` for the others; `inside` is the goal's branch."""

    def amounts(node: Node) -> tuple[float, float, float]:
        leaves = [each for each in node.walk() if not each.branches and not each.unassigned]
        of = [rates.get(each.name, usual) for each in leaves]
        return tuple(  # type: ignore[return-value]
            sum(rate * getattr(each, field) for rate, each in zip(of, leaves, strict=True))
            for field in ("now", "forecast", "expected")
        )

    def rated(node: Node, branch: tuple[str, ...]) -> Iterator[Rate]:
        now, forecast, planned = amounts(node)
        each = forecast / node.forecast if node.forecast else usual
        yield Rate(
            branch=branch,
            sessions=12.0 * node.now,
            amount=12.0 * now,
            rate=around(each, each * 0.9, each * 1.1),
            now=now,
            forecast=forecast,
            plan=planned,
        )
        for child in node.branches:
            yield from rated(child, (*branch, child.name))

    _, forecast, planned = amounts(inside or tree)
    return Quality(
        measure=measure,
        valued=valued,
        rates=tuple(rated(tree, ())),
        forecast=around(forecast, forecast * 0.93, forecast * 1.07),
        outcome=around(planned, planned * 0.91, planned * 1.09),
        extra=tuple(extra),
        best=best,
    )
