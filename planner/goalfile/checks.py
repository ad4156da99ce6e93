"""Checks of a goal file's values against each other; each returns what is wrong."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from planner.errors import quoted
from planner.goalfile.alternatives import misdirected
from planner.goalfile.complaint import Complaint, twice, unknown
from planner.goalfile.facts import uses_of
from planner.goalfile.relations import contradictions, misnamed
from planner.goalfile.shapes import GoalShape, LeverShape
from planner.goalfile.table_shape import TableShape
from planner.model.goal import EFFORT_ROLES, TRAFFIC_ROLES, Counts, Path
from planner.text import folded

MOST = 101
"""Complaints of one check; one more than are told of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The values to check."""

    goal: GoalShape
    resources: Mapping[str, object]
    """All resources by name as the file has them, those among them whose amount cannot be read."""

    def levers(self) -> Iterator[tuple[Path, LeverShape]]:
        """Each lever with its path."""
        for name, lever in (self.goal.levers or {}).items():
            yield ("levers", name), lever


Check = Callable[[Checked], Iterable[Complaint]]


def check(checked: Checked) -> tuple[Complaint, ...]:
    """What is wrong with the values together; of one kind, no more than anyone would read."""
    return tuple(complaint for each in CHECKS for complaint in islice(each(checked), MOST))


def _tables(checked: Checked) -> Iterator[Complaint]:
    for key in ("traffic", "effort"):
        table = getattr(checked.goal, key)
        if not isinstance(table, TableShape):
            continue
        yield from _origin(key, table)
        roles = TRAFFIC_ROLES if key == "traffic" else EFFORT_ROLES
        for role in table.columns or {}:
            if role not in roles:
                yield unknown((key, "columns", role), role, roles, "column role", on_key=True)


def _origin(key: str, table: TableShape) -> Iterator[Complaint]:
    """Where a table comes from: a file, or a database with a table or a query."""
    filed = table.file is not None or table.files is not None
    if table.url is None:
        if table.query is not None:
            text, expected = f"the query of {quoted(key)} has no database", "`url:` with the database"
            yield Complaint(at=(key, "query"), text=text, expected=expected)
        elif not filed:
            expected = "`file:` with its name, or `url:` with a database"
            yield Complaint(at=(key,), text=f"the table of {quoted(key)} has no file", expected=expected)
        return
    if filed:
        yield Complaint(
            at=(key, "url"), text=f"{quoted(key)} names a file and a database", expected="one of `file` and `url`"
        )
    if (table.table is None) == (table.query is None):
        had = "neither a table nor a query" if table.table is None else "a table and a query"
        yield Complaint(
            at=(key, "url"), text=f"the database of {quoted(key)} has {had}", expected="`table:` or `query:`"
        )


def _counts(checked: Checked) -> Iterator[Complaint]:
    traffic = checked.goal.traffic
    if not isinstance(traffic, Counts):
        return
    if not any(sessions for _, sessions in traffic.rows):
        yield Complaint(at=("traffic",), text="the traffic has no sessions", expected="at least one count above 0")
    seen: dict[tuple[str, ...], tuple[str, ...]] = {}
    told: set[tuple[str, ...]] = set()
    for names, _ in traffic.rows:
        for end in range(1, len(names) + 1):
            branch = names[:end]
            first = seen.setdefault(tuple(folded(name) for name in branch), branch)
            if first != branch and branch not in told:
                told.add(branch)
                yield twice(("traffic", *branch), branch[-1], first[-1])
                break


def _names(checked: Checked) -> Iterator[Complaint]:
    goal = checked.goal
    blocks: tuple[tuple[str, Mapping[str, object] | None], ...] = (
        ("levers", goal.levers),
        ("resources", goal.resources),
        ("events", goal.events),
        ("scenarios", goal.scenarios),
    )
    for key, block in blocks:
        seen: dict[str, str] = {}
        for name in block or {}:
            first = seen.setdefault(folded(name), name)
            if first != name:
                yield twice((key, name), name, first)


def _resources(checked: Checked) -> Iterator[Complaint]:
    goal = checked.goal
    if goal.resources is None:
        return
    for at, lever in checked.levers():
        if lever.uses is None and len(checked.resources) > 1:
            text = f"the lever {quoted(str(at[-1]))} does not say what it uses"
            names = ", ".join(islice(checked.resources, 5))
            yield Complaint(at=at, text=text, expected=f"`uses:` with one of {names}, or `uses: {{}}` for none")
        for name, _ in lever.uses or ():
            if name not in checked.resources:
                yield unknown((*at, "uses", name), name, checked.resources, "resource", on_key=True)
    for name in goal.worth:
        if name not in checked.resources:
            yield unknown(("worth", name), name, checked.resources, "resource", on_key=True)


def _limits(checked: Checked) -> Iterator[Complaint]:
    for at, lever in checked.levers():
        least, most, step = lever.min or 0.0, lever.max, lever.step
        if most is None:
            continue
        if least > most:
            yield Complaint(
                at=(*at, "min"), text=f"min {least:g} is above max {most:g}", expected="min at or below max"
            )
        elif step is not None and math.floor(most / step + 1e-9) < math.ceil(least / step - 1e-9):
            text = f"no multiple of step {step:g} lies between min {least:g} and max {most:g}"
            yield Complaint(
                at=(*at, "step"), text=text, expected="limits with at least one multiple of the step between them"
            )


def _minima(checked: Checked) -> Iterator[Complaint]:
    needs: dict[str, list[tuple[str, float]]] = {}
    for at, lever in checked.levers():
        least = (lever.now if lever.keep else lever.min) or 0.0
        for used, each in uses_of(lever, checked.goal) if least else ():
            needs.setdefault(used, []).append((str(at[-1]), least * each))
    kept = any(lever.keep and lever.now for _, lever in checked.levers())
    what, less = ("minima and kept efforts", "less of them") if kept else ("minima", "lower minima")
    for name, amount in (checked.goal.resources or {}).items():
        least_of = needs.get(name, [])
        total = sum(need for _, need in least_of)
        if total > amount * (1 + 1e-9):
            parts = ", ".join(f"{quoted(lever)} {need:g}" for lever, need in least_of[:5]) + (
                ", …" if len(least_of) > 5 else ""
            )
            text = f"{name} is {amount:g}, but the levers' {what} alone use {total:g} ({parts})"
            yield Complaint(at=("resources", name), text=text, expected=f"more of it, or {less}")


def _period(checked: Checked) -> Iterator[Complaint]:
    said, named = checked.goal.period, checked.goal.target.period
    if said is not None and named is not None and said != named:
        text = "the target names another period than `period` does"
        yield Complaint(at=("period",), text=text, expected="the period in one of the two places")


def _relations(checked: Checked) -> Iterator[Complaint]:
    levers = checked.goal.levers or {}
    yield from misnamed(levers)
    yield from contradictions(levers)


def _curves(checked: Checked) -> Iterator[Complaint]:
    for at, lever in checked.levers():
        beside = [key for key in ("expect", "doubling") if getattr(lever, key) is not None]
        if lever.curve is not None and beside:
            said = " and ".join(f"`{key}`" for key in beside)
            text = f"the lever {quoted(str(at[-1]))} has {said} beside its curve"
            yield Complaint(at=(*at, "curve"), text=text, expected=f"the curve, or {said}")


def _floors(checked: Checked) -> Iterator[Complaint]:
    seen: set[str] = set()
    for n, floor in enumerate(checked.goal.floor):
        at, name = ("floor", n, "measure"), folded(floor.measure)
        if name == folded(checked.goal.metric):
            expected = (
                "another measure; a least number of sessions goes under `at_least`, with `where: {}` for the site"
            )
            yield Complaint(at=at, text=f"{quoted(floor.measure)} is the metric itself", expected=expected)
        elif name in seen:
            yield Complaint(at=at, text=f"{quoted(floor.measure)} has a floor already", expected="every measure once")
        seen.add(name)


def _scenarios(checked: Checked) -> Iterator[Complaint]:
    for name, said in (checked.goal.scenarios or {}).items():
        yield from misdirected(name, said, tuple(GoalShape.model_fields))


def _one_aim(checked: Checked) -> Iterator[Complaint]:
    goal = checked.goal
    if goal.value is not None and folded(goal.value) != folded(goal.metric) and goal.risk != "expected":
        text = f"`value` plans for {quoted(goal.value)}, and {quoted(goal.risk)} looks at {goal.metric}: a plan has one aim"
        yield Complaint(at=("risk",), text=text, expected="one of `value` and `risk`")


CHECKS: tuple[Check, ...] = (
    _tables, _counts, _names, _resources, _limits, _minima, _relations, _curves, _floors, _period,
    _scenarios,
    _one_aim,
)  # fmt: skip
