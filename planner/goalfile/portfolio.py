"""The portfolio file's way in: goals that share resources, a table or what was learned."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, Field, ValidationError

from planner.errors import InputError, Problem, nearest_name, quoted
from planner.goalfile import patterns, readers
from planner.goalfile.block import AMOUNT, TEXT, Reads, Shape
from planner.goalfile.complaint import Complaint, UnclearError, twice, unclear
from planner.goalfile.document import Document, Value, read_document
from planner.goalfile.facts import to_table
from planner.goalfile.problems import complaints_of, problem, without_followers
from planner.goalfile.read import goal_text
from planner.goalfile.table_shape import TableShape
from planner.model.goal import Path, Resource
from planner.model.portfolio import Member, Portfolio
from planner.text import folded

_MEMBER = ("file", "weight", "site")
_GOALS = "a pattern such as sites/*.yaml, or a list of them; an item may also be {file: sites/one.yaml, weight: 2}"


def _goals(value: object) -> tuple[Member, ...]:
    """One pattern, or a list of patterns and files with what is said of them. Raises: UnclearError for every item that is none."""
    if not isinstance(value, list):
        return (_member(value),)
    if not value:
        raise unclear("the list is empty", _GOALS)
    return tuple(readers.gathered(dict(enumerate(value)), _member).values())


def _member(value: object) -> Member:
    if isinstance(value, str) and value.strip():
        return Member(file=value)
    if not isinstance(value, dict):
        raise unclear(f"{readers.kind(value)} stands where a goal file belongs", _GOALS)
    if wrong := [key for key in value if key not in _MEMBER]:
        raise UnclearError(
            *(
                replace(each, on_key=True)
                for key in wrong
                for each in unclear(
                    f"unknown key {quoted(key)}", "one of " + ", ".join(_MEMBER), nearest_name(key, _MEMBER)
                ).under(key)
            )
        )
    if "file" not in value:
        raise unclear("'file' is missing", "it, as in {file: sites/one.yaml, weight: 2}")
    said: dict[str, Any] = {}
    for key, item in value.items():
        try:
            said[key] = readers.positive(item) if key == "weight" else readers.text(item)
        except UnclearError as error:
            raise UnclearError(*error.under(key)) from None
    return Member(**said)


_ITEM: dict[str, Any] = {
    "anyOf": [
        patterns.NAME,
        {
            "type": "object",
            "additionalProperties": False,
            "required": ["file"],
            "properties": {
                "file": {**patterns.NAME, "description": "A goal file, or a pattern, from the portfolio's folder."},
                "weight": {
                    **patterns.POSITIVE,
                    "description": "What one session of it is worth beside one of another goal.",
                },
                "site": {**patterns.NAME, "description": "What the table of all sites calls it."},
            },
        },
    ]
}
_GOALS_SCHEMA: dict[str, Any] = {"anyOf": [_ITEM, {"type": "array", "minItems": 1, "items": _ITEM}]}


class SitesShape(TableShape):
    """One table of all sites, with one row a day, site and leaf."""

    site: Annotated[str, TEXT] = Field(
        description="The column that tells the sites apart; a goal is the site that its file is called, or that `goals` says.",
        examples=["site"],
    )


class PortfolioShape(Shape):
    """Goals that have something in common."""

    goals: Annotated[tuple[Member, ...], Reads(_goals, _GOALS_SCHEMA)] = Field(
        description="The goal files, as patterns from this file's folder; the last item that fits a file counts.",
        examples=["sites/*.yaml", ["sites/*.yaml", {"file": "sites/flagship.yaml", "weight": 2}]],
    )
    resources: dict[str, Annotated[float, AMOUNT]] | None = Field(
        None,
        description="What all goals have together in the period, in place of what their files say of the same resource.",
        examples=[{"money": 120000, "writer hours": 900}],
    )
    traffic: SitesShape | None = Field(None, description="One table of all sites, in place of the goals' own traffic.")
    learn_together: Annotated[bool, Reads(readers.flag, patterns.FLAG)] = Field(
        default=False,
        description="Whether what one site's history teaches of a channel is prior knowledge for the others.",
    )


SHAPES: Mapping[Path, type[BaseModel]] = {(): PortfolioShape, ("traffic",): SitesShape}
_MISSING: Mapping[Path, str] = {
    ("goals",): f"`goals:` with {_GOALS}",
    ("traffic",): "`site:` with the column that tells the sites apart",
}


def read_portfolio(path: FilePath | str) -> Portfolio:
    """The portfolio in a file. Raises: InputError with every problem found, also where there is no text to be had."""
    return parse_portfolio(goal_text(path), file=os.fspath(path))


def is_portfolio(path: FilePath | str) -> bool:
    """Whether a file is a portfolio, and no goal: it has `goals`, and no `target`."""
    value = read_document(goal_text(path), file=os.fspath(path)).value
    return isinstance(value, dict) and "target" not in value and ("goals" in value or bool(nearest_name_of(value)))


def nearest_name_of(value: Mapping[str, Value]) -> str:
    """A key that may be a misspelt `goals`."""
    return next((key for key in value if nearest_name(key, ("goals",))), "")


def parse_portfolio(text: str, *, file: str) -> Portfolio:
    """The portfolio in a text. Raises: InputError with every problem found."""
    document = read_document(text, file=file)
    value = document.value
    if not isinstance(value, dict):
        empty = Problem(place=document.places[()], text="the file does not hold keys with values", expected="`goals:`")
        raise InputError(document.problems or (empty,))
    try:
        shape = PortfolioShape.model_validate(value)
    except ValidationError as error:
        told = without_followers(complaints_of(error, shapes=SHAPES, missing=_MISSING))
        raise InputError([*document.problems, *(problem(each, document) for each in told)]) from None
    if problems := (*document.problems, *(problem(each, document) for each in _checked(shape))):
        raise InputError(problems)
    return _fact(shape, document, file)


def _checked(shape: PortfolioShape) -> tuple[Complaint, ...]:
    """What is wrong between keys."""
    names: dict[str, str] = {}
    firsts = {name: names.setdefault(folded(name), name) for name in shape.resources or {}}
    found = [twice(("resources", name), name, first) for name, first in firsts.items() if first != name]
    table = shape.traffic
    if table is not None:
        kinds = [key for key, said in (("file", table.file or table.files), ("url", table.url)) if said]
        if len(kinds) != 1:
            text = "the table is in a file and in a database" if kinds else "the traffic names no table"
            found.append(Complaint(at=("traffic",), text=text, expected="`file:`, or `url:` with `table:` or `query:`"))
        if table.url and bool(table.table) == bool(table.query):
            text = "a database needs a table or a query"
            found.append(Complaint(at=("traffic",), text=text, expected="`table:` or `query:`, one of them"))
    return tuple(found)


def _fact(shape: PortfolioShape, document: Document, file: str) -> Portfolio:
    return Portfolio(
        members=shape.goals,
        resources=tuple(Resource(name=name, amount=amount) for name, amount in (shape.resources or {}).items()),
        traffic=to_table(shape.traffic) if shape.traffic else None,
        site=shape.traffic.site if shape.traffic else "",
        learn_together=shape.learn_together,
        file=file,
        places=MappingProxyType(document.places),
    )
