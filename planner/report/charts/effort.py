"""Where effort moves: of every resource, what each lever uses now and in the plan."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planner.model.lever_plan import LeverPlan
from planner.model.plan import Plan
from planner.report.charts.palette import colour
from planner.report.charts.scale import Scale
from planner.report.charts.svg import breadth, dot, drawing, fitted, line, tag, tipped, words
from planner.report.rows import ranked
from planner.report.sentences import name, several, unit
from planner.words.figures import amount
from planner.words.language import say
from planner.words.phrases import sentence

MOST = 12  # levers of a resource by themselves
ROW, HEAD, GAP = 26.0, 26.0, 12.0  # px
NARROW = 480.0  # px: below it long names stand above their rows
ABOVE = 16.0  # px that they take there


class Use(NamedTuple):
    """What one lever takes of a resource."""

    lever: str
    now: float
    planned: float


class Group(NamedTuple):
    """One resource, and the levers that use it, those that move most of it first."""

    what: str
    now: float
    planned: float
    limit: float | None
    uses: tuple[Use, ...]


def effort_groups(plan: Plan, most: int = MOST) -> tuple[Group, ...]:
    """Every resource that some lever uses, then levers that use none, each in its own unit."""
    levers = ranked(plan.levers)
    groups = []
    for resource in plan.resources:
        uses = [
            Use(lever.name, each * lever.now, each * lever.planned)
            for lever in levers
            for what, each in lever.uses
            if what == resource.name and each > 0
        ]
        if uses := [use for use in uses if use.now > 0 or use.planned > 0]:
            groups.append(Group(resource.name, resource.now, resource.used, resource.amount, _folded(uses, most)))
    groups += [
        Group(lever.unit, lever.now, lever.planned, None, (_own(lever),))
        for lever in levers
        if not lever.uses and (lever.now or lever.planned)
    ]
    return tuple(groups)  # fmt: skip


def _own(lever: LeverPlan) -> Use:
    return Use(lever.name, lever.now, lever.planned)


def _folded(uses: Sequence[Use], most: int) -> tuple[Use, ...]:
    """Those that move most, the others as one."""
    ordered = sorted(uses, key=lambda use: (-abs(use.planned - use.now), -use.planned))
    if len(ordered) <= most:
        return tuple(ordered)
    rest = ordered[most - 1 :]
    others = Use(say("{count} others", count=len(rest)), sum(use.now for use in rest), sum(use.planned for use in rest))
    return (*ordered[: most - 1], others)


def group_title(group: Group) -> str:
    """A resource, what is used of it now and in the plan, and what there is."""
    move = f"{amount(group.now)} → {amount(group.planned)}"
    if group.limit is None:
        return say("{what}: {text}", what=unit(group.what), text=move)
    return say("{what}: {move} of {limit}", what=unit(group.what), move=move, limit=amount(group.limit))


def effort_chart(plan: Plan, *, ident: str, width: float) -> str:
    """A hollow mark for now, a full one for the plan; where effort is taken back, the line between them is dashed."""
    groups = effort_groups(plan)
    side = min(180.0, width * 0.34)
    if above := width < NARROW and any(fitted(use.lever, side) != use.lever for group in groups for use in group.uses):
        side = 0.0
    row = ROW + (ABOVE if above else 0.0)
    parts: list[str] = []
    top = 0.0
    for group in groups:
        parts += _group(group, top, width, side=side, row=row)
        top += HEAD + row * len(group.uses) + GAP
    return drawing(
        ident,
        say("Where effort moves, before and after"),
        sentence([_said(use, group) for group in groups for use in group.uses]),
        width=width,
        height=max(top - GAP + 4, 1),
        inside=parts,
    )


def _move(use: Use) -> str:
    return f"{amount(use.now)} → {amount(use.planned)}" if amount(use.now) != amount(use.planned) else amount(use.now)


def _said(use: Use, group: Group) -> str:
    return say("{what}: {text}", what=name(use.lever), text=several(_move(use), unit(group.what)))


def _group(group: Group, top: float, width: float, *, side: float, row: float) -> Iterator[str]:
    """Args: side: [px] beside the rows for names, which else stand above them; row: [px] that one takes."""
    figures = max(breadth(_move(use)) for use in group.uses) + 10
    scale = Scale(
        low=0.0,
        high=max(max(use.now, use.planned) for use in group.uses) or 1.0,
        start=side + 10,
        end=width - figures - 6,
    )
    yield words(0, top + 14, fitted(group_title(group), width), shade="ink", bold=True)
    for n, use in enumerate(group.uses):
        y = top + HEAD + row * (n + 1) - ROW / 2
        now, planned = scale.at(use.now), scale.at(use.planned)
        yield line(scale.start, y, scale.end, y, shade="rule")
        name_at, room = (y + 4, side) if side else (y - ROW / 2, width)
        yield words(0, name_at, fitted(use.lever, room), shade="ink")
        yield tipped(_said(use, group), *_pair(use, now, planned, y))
        yield words(width, y + 4, _move(use), anchor="end", shade="ink")


def _pair(use: Use, now: float, planned: float, y: float) -> Iterator[str]:
    less = use.planned < use.now
    shade = "target" if less else "plan"
    if amount(use.now) == amount(use.planned):
        yield dot(planned, y, shade="muted")
        return
    yield line(now, y, planned, y, shade=shade, width=3, dashes="3 3" if less else None)
    yield dot(now, y, shade="muted", hollow=True)
    toward = -5.0 if less else 5.0
    if abs(planned - now) > 14:
        back = planned - toward - toward * 0.9
        yield tag(
            "path",
            d=f"M{back - toward:.1f} {y - 5:.1f}l{toward:.1f} 5l{-toward:.1f} 5",
            fill="none",
            stroke=colour(shade),
            stroke_width=2,
        )
    yield dot(planned, y, shade=shade)
