"""The goal file's shapes as the facts that the other stages share."""

from dataclasses import replace
from datetime import date

from planner.goalfile.relations import excluded, needed
from planner.goalfile.shapes import EventShape, GoalShape, LeverShape
from planner.goalfile.table_shape import TableShape
from planner.model.goal import AtLeast, Counts, Event, Expect, Floor, Goal, Lever, Resource, Scenario, Table
from planner.model.period import RelativePeriod
from planner.text import folded


def to_goal(shape: GoalShape, *, file: str, today: date) -> Goal:
    """The goal that a shape describes; its places are left to the caller, who knows the document."""
    period = shape.period or shape.target.period or RelativePeriod(unit="month")
    return Goal(
        target=shape.target.target,
        traffic=shape.traffic if isinstance(shape.traffic, Counts) else to_table(shape.traffic),
        period=period,
        metric=shape.metric,
        effort=to_table(shape.effort)
        if shape.effort and (shape.effort.file or shape.effort.files or shape.effort.url)
        else None,
        resources=_resources(shape),
        levers=_levers(shape),
        at_least=tuple(AtLeast(where=each.where, sessions=each.sessions) for each in shape.at_least),
        floors=tuple(Floor(measure=each.measure, at_least=each.at_least) for each in shape.floor),
        value="" if folded(shape.value or "") == folded(shape.metric) else shape.value or "",
        scenarios=tuple(Scenario(name=name, changes=said) for name, said in (shape.scenarios or {}).items()),
        events=tuple(_event(name, event) for name, event in (shape.events or {}).items()),
        country=shape.country or "",
        worth=tuple(shape.worth.items()),
        estimates=shape.estimates,
        risk=shape.risk,
        as_of=shape.as_of or today,
        as_of_said=shape.as_of is not None,
        seed=shape.seed,
        draws=shape.draws,
        file=file,
    )


def to_table(shape: TableShape) -> Table:
    """The table that a shape names."""
    files = (*(shape.file or ()), *(shape.files or ()))
    return Table(
        files=files,
        by=shape.by or (),
        columns=tuple((shape.columns or {}).items()),
        url=shape.url or "",
        table=shape.table or "",
        query=shape.query or "",
        channels=shape.channels or (),
        covers=shape.covers,
        dates=shape.dates or "",
        decimals=shape.decimals or "",
        encoding=shape.encoding or "",
    )


def _resources(shape: GoalShape) -> tuple[Resource, ...] | None:
    if shape.resources is None:
        return None
    return tuple(Resource(name=name, amount=amount) for name, amount in shape.resources.items())


def _event(name: str, shape: EventShape) -> Event:
    return Event(name=name, on=shape.on, where=shape.where, lift=shape.lift)


def _levers(shape: GoalShape) -> tuple[Lever, ...]:
    levers = shape.levers or {}
    needs, excludes = needed(levers), excluded(levers)
    return tuple(
        replace(_lever(name, lever, shape), needs=needs[name], excludes=excludes[name])
        for name, lever in levers.items()
    )


def _lever(name: str, shape: LeverShape, goal: GoalShape) -> Lever:
    uses = uses_of(shape, goal)
    one = uses[0][0] if len(uses) == 1 and uses[0][1] == 1.0 else "unit"
    expect = None if shape.expect is None else Expect(at=shape.expect.at, sessions=shape.expect.sessions)
    return Lever(
        name=name,
        unit=shape.unit or one,
        uses=uses,
        drives=shape.drives,
        step=shape.step,
        now=shape.now,
        least=shape.min,
        most=shape.max,
        expect=expect,
        doubling=shape.doubling,
        starts=shape.starts,
        lag=shape.lag,
        keep=shape.keep,
        curve=shape.curve or (),
        owner=shape.owner or "",
        action=shape.action or "",
    )


def uses_of(shape: LeverShape, goal: GoalShape) -> tuple[tuple[str, float], ...]:
    """What one unit of effort takes: as said, or one unit of the only resource there is."""
    if shape.uses is not None:
        return shape.uses
    return tuple((name, 1.0) for name in goal.resources) if goal.resources and len(goal.resources) == 1 else ()
