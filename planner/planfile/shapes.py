"""What is read of a plan's file; keys that are not named here are passed over, for programs may add their own."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Count = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Chance = Annotated[float, Field(ge=0, le=1)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]


class Shape(BaseModel):
    """A part of the file."""

    model_config = ConfigDict(frozen=True)


class PeriodShape(Shape):
    """Whole days, both included."""

    start: date
    end: date


class SoFarShape(Shape):
    """See `SoFar`."""

    last: date
    sessions: Count
    effort: dict[str, Count] = {}


class MadeShape(Shape):
    """Which plan it is."""

    number: Annotated[int, Field(ge=1)] = 1
    goal_file: str = ""
    as_of: date
    sessions: Count | None = None
    so_far: SoFarShape | None = None


class GoalShape(Shape):
    """What was asked for."""

    text: str
    reading: str
    metric: Name
    where: dict[str, str | list[str]]
    target: Annotated[int, Field(ge=1)]
    period: PeriodShape
    base: PeriodShape
    resources: dict[str, Count]


class MeanShape(Shape):
    """An expected number of sessions."""

    mean: float


class RangeShape(MeanShape):
    """With its 80 % range."""

    p10: float
    p90: float


class OutcomeShape(RangeShape):
    """The total with the planned effort."""

    p05: float
    p25: float
    p50: float
    p75: float
    p95: float
    chance: Chance


class LeverShape(Shape):
    """See `MadeLever`."""

    name: Name
    unit: Name
    uses: dict[str, Count]
    now: Count
    planned: Count
    min: Count
    max: Count
    extra: RangeShape
    evidence: Literal["history", "judgement", "playbook"]


class NodeShape(Shape):
    """See `MadeNode`."""

    name: str
    key: dict[str, str]
    now: int
    target: int
    expected: MeanShape
    unassigned: bool = False
    children: list["NodeShape"] = []


class PlanShape(Shape):
    """The whole file."""

    version: Annotated[Literal["planner/plan/1"], Field(alias="schema")]
    language: str = "en"
    made: MadeShape | None = None
    goal: GoalShape
    forecast: MeanShape
    outcome: OutcomeShape
    levers: list[LeverShape]
    tree: NodeShape
