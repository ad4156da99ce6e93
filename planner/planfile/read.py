"""plan.json -> MadePlan."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from planner.errors import InputError, Place, Problem
from planner.model.made import MadeLever, MadeNode, MadePlan, SoFar
from planner.model.period import Period
from planner.model.spread import Spread
from planner.planfile.shapes import LeverShape, NodeShape, PlanShape
from planner.text import folded

LONGEST = 366  # days of a period
LARGEST = 256 * 2**20  # bytes of a plan's file
MOST_SHOWN = 5  # of what is wrong with it
SCHEMA = "planner/plan/1"


def read_plan(path: Path) -> MadePlan:
    """The plan that a file tells. Raises: InputError where it is not there, or no plan."""
    return as_plan(read_document(path), path)


def as_plan(document: Any, path: Path) -> MadePlan:
    """The plan in a JSON document. Args: path: of its file. Raises: InputError where it is no plan."""
    made = _plan(_checked(document, path), path)
    if found := [Problem(place=Place(file=str(path)), text=text) for text in _contradictions(made)]:
        raise InputError(found)
    return made


def is_plan(document: Any) -> bool:
    """Whether a JSON document says that it is a plan."""
    return isinstance(document, dict) and document.get("schema") == SCHEMA


def read_document(path: Path) -> Any:
    """The JSON in a file. Raises: InputError with line and column where it is none."""
    place = Place(file=str(path))
    try:
        if path.stat().st_size > LARGEST:
            raise InputError([Problem(place=place, text=f"the file is larger than {LARGEST >> 20} MB")])
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError([Problem(place=place, text=f"cannot be read: {error.strerror or error}")]) from None
    except (UnicodeDecodeError, RecursionError):
        raise InputError([Problem(place=place, text="this is no JSON text")]) from None
    except json.JSONDecodeError as error:
        lines = error.doc.split("\n")  # as the decoder counts them: the end of a file may be a line of its own
        at = Place(file=str(path), line=error.lineno, column=error.colno, source=lines[error.lineno - 1].rstrip("\r"))
        raise InputError(
            [Problem(place=at, text="this is no JSON: " + error.msg[:1].lower() + error.msg[1:])]
        ) from None


def _checked(document: Any, path: Path) -> PlanShape:
    place = Place(file=str(path))
    if not is_plan(document):
        expected = f'a file that `planner plan --json` wrote, with "schema": "{SCHEMA}"'
        raise InputError([Problem(place=place, text="this is no plan", expected=expected)])
    try:
        return PlanShape.model_validate(document)
    except ValidationError as error:
        found = [
            Problem(place=place, text=f"{'.'.join(map(str, each['loc']))}: {each['msg'][:1].lower()}{each['msg'][1:]}")
            for each in error.errors(include_url=False)[:MOST_SHOWN]
        ]
        raise InputError(found) from None


def _contradictions(made: MadePlan) -> Iterator[str]:
    """What no plan can say, one part of it against another."""
    if not 0 < made.period.days <= LONGEST:
        yield f"goal.period is {made.period}: it takes 1 to {LONGEST} days"
        return
    if made.so_far is not None and not made.period.start <= made.so_far.last < made.period.end:
        yield f"made.so_far.last is {made.so_far.last}, and not within the period {made.period} before its last day"
        return
    if made.as_of >= made.begins:
        yield f"made.as_of is {made.as_of}, and not before {made.begins}, the first day that is planned for"
    if all(node.where != made.where for node in made.tree.walk()):
        yield "goal.where names no branch of the tree"
    names = [folded(lever.name) for lever in made.levers]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"levers: there are two named {name!r}"


def _plan(shape: PlanShape, path: Path) -> MadePlan:
    goal, made = shape.goal, shape.made
    period = Period(start=goal.period.start, end=goal.period.end)
    so_far = None
    if made and made.so_far:
        so_far = SoFar(last=made.so_far.last, sessions=made.so_far.sessions, effort=tuple(made.so_far.effort.items()))
    out = shape.outcome
    return MadePlan(
        file=str(path),
        language=shape.language,
        number=made.number if made else 1,
        goal_file=made.goal_file if made else "",
        as_of=made.as_of if made else period.start - timedelta(days=1),
        seen=made.sessions if made else None,
        text=goal.text,
        reading=goal.reading,
        metric=goal.metric,
        where=tuple((k, (v,) if isinstance(v, str) else tuple(v)) for k, v in goal.where.items()),
        target=goal.target,
        period=period,
        base=Period(start=goal.base.start, end=goal.base.end),
        resources=tuple(goal.resources.items()) or None,
        forecast=shape.forecast.mean,
        outcome=Spread(
            mean=out.mean, p05=out.p05, p10=out.p10, p25=out.p25, p50=out.p50, p75=out.p75, p90=out.p90, p95=out.p95
        ),
        chance=out.chance,
        levers=tuple(map(_lever, shape.levers)),
        tree=_node(shape.tree),
        so_far=so_far,
    )


def _lever(shape: LeverShape) -> MadeLever:
    return MadeLever(
        name=shape.name,
        unit=shape.unit,
        uses=tuple(shape.uses.items()),
        now=shape.now,
        planned=shape.planned,
        least=shape.min,
        most=shape.max,
        extra=shape.extra.mean,
        extra_low=shape.extra.p10,
        extra_high=shape.extra.p90,
        evidence=shape.evidence,
    )


def _node(shape: NodeShape) -> MadeNode:
    return MadeNode(
        name=shape.name,
        key=tuple(shape.key.items()),
        now=shape.now,
        target=shape.target,
        expected=shape.expected.mean,
        unassigned=shape.unassigned,
        children=tuple(map(_node, shape.children)),
    )
