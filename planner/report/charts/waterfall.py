"""From now to the target: what comes anyway, what each branch has to bring, and what no lever can."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from planner.model.plan import Plan
from planner.model.tree import Node
from planner.report import labels
from planner.report.charts.palette import colour
from planner.report.charts.scale import Scale, scale_of, ticks
from planner.report.charts.svg import breadth, dot, drawing, fitted, line, tag, tipped, words
from planner.report.escape import clipped
from planner.words.figures import exact
from planner.words.language import say
from planner.words.phrases import sentence

MOST = 8  # branches by themselves
TRIFLE = 0.01  # of what all branches change: less is not worth a row
ROW, THICK, TOP, BELOW = 27.0, 13.0, 6.0, 22.0  # px
NARROW = 480.0  # px: below it long names stand above their rows
ABOVE = 14.0  # px that they take there
WIDEST_NAME = 60

Kind = Literal["now", "anyway", "branch", "unassigned", "target"]


class _Rows(NamedTuple):
    """Where the steps are drawn."""

    width: float
    """[px] of the picture."""
    side: float
    """[px] beside the bars for names; 0 where they stand above them."""

    @property
    def high(self) -> float:
        return ROW if self.side else ROW + ABOVE

    def middle(self, n: int) -> float:
        """[px] down to the middle of a step's bar."""
        return TOP + self.high * (n + 1) - ROW / 2


class Step(NamedTuple):
    """One step on the way from now to the target. [sessions in the period]"""

    name: str
    kind: Kind
    change: int
    """Of the total; of `now` and `target` the total itself."""
    after: int
    """The total after it."""


def goal_node(plan: Plan) -> Node:
    """The node of the tree that the target is of; the root where it is of several branches."""
    key = tuple((level, values[0]) for level, values in plan.where if len(values) == 1)
    return next((node for node in plan.tree.walk() if node.key == key and len(key) == len(plan.where)), plan.tree)


def waterfall_steps(plan: Plan, most: int = MOST) -> tuple[Step, ...]:
    """The steps in order; whole sessions that add up to the target exactly."""
    node = goal_node(plan)
    parts = sorted(_parts(node, ()), key=lambda part: -abs(part[1]))
    all_told = sum(abs(change) for _, change in parts)
    kept = sum(1 for _, change in parts if abs(change) >= TRIFLE * all_told)
    if kept + 1 == len(parts):  # one more row either way
        kept += 1
    most = min(most, kept)
    shown = sorted(parts[:most], key=lambda part: -part[1])
    changes: list[tuple[str, Kind, int]] = [(say("forecast, anyway"), "anyway", node.forecast - node.now)]
    changes += [(name, "branch", change) for name, change in shown]
    if rest := parts[most:]:
        changes.append((say("{count} other branches", count=len(rest)), "branch", sum(change for _, change in rest)))
    changes += [(labels.NO_LEVER(), "unassigned", child.target) for child in node.walk() if child.unassigned]
    steps, total = [Step(labels.NOW(), "now", node.now, node.now)], node.now
    for name, kind, change in changes:
        total += change
        steps.append(Step(name, kind, change, total))
    return (*steps, Step(labels.TARGET(), "target", total, total))


def _parts(node: Node, above: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Every leaf that has to bring more or less than is forecast."""
    if not node.branches:
        if node.target != node.forecast and not node.unassigned:
            yield (
                clipped(" / ".join(above) or labels.branch(node), WIDEST_NAME),
                node.target - node.forecast - _beyond(node),
            )
        return
    for child in node.branches:
        yield from _parts(child, (*above, child.name))


def _beyond(node: Node) -> int:
    """The part of a leaf's target that hangs below it because no lever brings it."""
    return sum(child.target for child in node.children if child.unassigned)


def waterfall_chart(plan: Plan, *, name: str, width: float) -> str:
    """The steps from above; totals are marks and not bars, so that the axis need not begin at 0."""
    steps = waterfall_steps(plan)
    rows = _rows(steps, width)
    figures = max(breadth(_figure(step)) for step in steps) + 8
    scale = scale_of((step.after for step in steps), start=rows.side + 12, end=width - figures - 8, pad=0.02)
    floor = TOP + rows.high * len(steps)
    return drawing(
        name,
        say("From now to the target, by branch"),
        sentence([say("{what}: {text}", what=step.name, text=_figure(step)) for step in steps]),
        width=width,
        height=floor + BELOW,
        inside=(
            *_grid(scale, floor, width),
            *_joins(steps, scale, rows),
            *(part for n, step in enumerate(steps) for part in _row(step, rows.middle(n), scale, rows)),
        ),
    )


def _rows(steps: tuple[Step, ...], width: float) -> _Rows:
    side = min(210.0, width * 0.36)
    above = width < NARROW and any(fitted(step.name, side) != step.name for step in steps)
    return _Rows(width=width, side=0.0 if above else side)


def _figure(step: Step) -> str:
    text = exact(step.change)
    return text if step.kind in ("now", "target") or step.change < 0 else f"+{text}"


def _grid(scale: Scale, floor: float, width: float) -> Iterator[str]:
    for value, text in ticks(scale.low, scale.high, 3 if width < NARROW else 5).items():
        x = scale.at(value)
        yield line(x, TOP, x, floor, shade="rule")
        half = breadth(text) / 2
        yield words(min(max(x, half), width - half), floor + 16, text, anchor="middle")


def _row(step: Step, middle: float, scale: Scale, rows: _Rows) -> Iterator[str]:
    strong = step.kind in ("now", "target")
    name_at, room = (middle + 4, rows.side) if rows.side else (middle - ROW / 2 + 2, rows.width)
    yield words(0, name_at, fitted(step.name, room), shade="ink", bold=strong)
    end = scale.at(step.after)
    if strong:
        shade = "target" if step.kind == "target" else "alone"
        yield dot(end, middle, shade=shade, hollow=step.kind == "now", radius=5.5)
        yield words(end + 10, middle + 4, _figure(step), shade="ink", bold=True)
        return
    start = scale.at(step.after - step.change)
    left, right = sorted((start, end))
    shade = {"anyway": "alone", "branch": "plan", "unassigned": "target"}[step.kind]
    hollow = step.kind == "unassigned" or step.change < 0
    bar = tag(
        "rect", x=left, y=middle - THICK / 2, width=max(right - left, 1.5), height=THICK, rx=1,
        fill=colour("paper" if hollow else shade), stroke=colour(shade), stroke_width=1.5 if hollow else None,
        stroke_dasharray="4 2" if hollow else None,
    )  # fmt: skip
    yield tipped(say("{what}: {text}", what=step.name, text=_figure(step)), bar)
    yield words(right + 6, middle + 4, _figure(step), shade="ink")


def _joins(steps: tuple[Step, ...], scale: Scale, rows: _Rows) -> Iterator[str]:
    """From the end of one step to the next."""
    for n, step in enumerate(steps[:-1]):
        x, own = scale.at(step.after), 6.5 if step.kind == "now" else THICK / 2
        yield line(x, rows.middle(n) + own, x, rows.middle(n + 1) - THICK / 2, shade="muted")
