"""A block of the goal file with fixed keys, and how one function reads the value of a key."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from planner.goalfile import patterns, readers


class Shape(BaseModel):
    """A block with fixed keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Reads:
    """Marks a key whose value one function reads, and says what an editor may let pass."""

    __slots__ = ("function", "schema")

    def __init__(self, function: Callable[[Any], object], schema: JsonSchemaValue) -> None:
        self.function = function
        self.schema = schema

    def __get_pydantic_core_schema__(self, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.function)

    def __get_pydantic_json_schema__(self, _core: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return self.schema


TEXT = Reads(readers.text, patterns.NAME)
TEXTS = Reads(readers.texts, patterns.NAMES)
AMOUNT = Reads(readers.amount_of, patterns.AMOUNT)
POSITIVE = Reads(readers.positive_of, patterns.POSITIVE)
EXTENT = Reads(readers.extent_of, patterns.EXTENT)
DAY = Reads(readers.a_day, patterns.DAY)
BRANCH = Reads(readers.where, patterns.WHERE)
USES = Reads(readers.uses, patterns.USES)
