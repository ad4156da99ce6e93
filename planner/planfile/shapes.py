"""What is read of a plan's file; keys that are not named here are passed over, for programs may add their own."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

LARGEST = 10**15  # sessions, or units of effort: what a float still counts to the last one
Count = Annotated[float, Field(ge=0, le=LARGEST, allow_inf_nan=False)]
Sessions = Annotated[float, Field(ge=-LARGEST, le=LARGEST, allow_inf_nan=False)]
Whole = Annotated[int, Field(ge=-LARGEST, le=LARGEST)]
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(9000, 1, 1))]
Chance = Annotated[float, Field(ge=0, le=1)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]


class Shape(BaseModel):
    """A part of the file."""

    model_config = ConfigDict(frozen=True)


class PeriodShape(Shape):
    """Whole days, both included."""

    start: Day
    end: Day


class SoFarShape(Shape):
    """See `SoFar`."""

    last: Day
    sessions: Count
    effort: dict[str, Count] = {}


class MadeShape(Shape):
    """Which plan it is."""

    number: Annotated[int, Field(ge=1, le=10**6)] = 1
    goal_file: str = ""
    as_of: Day
    sessions: Count | None = None
    so_far: SoFarShape | None = None


class GoalShape(Shape):
    """What was asked for."""

    text: str
    reading: str
    metric: Name
    where: dict[str, str | list[str]]
    target: Annotated[int, Field(ge=1, le=LARGEST)]
    period: PeriodShape
    base: PeriodShape
    resources: dict[str, Count]


class MeanShape(Shape):
    """An expected number of sessions."""

    mean: Sessions


class RangeShape(MeanShape):
    """With its 80 % range."""

    p10: Sessions
    p90: Sessions


class OutcomeShape(RangeShape):
    """The total with the planned effort."""

    p05: Sessions
    p25: Sessions
    p50: Sessions
    p75: Sessions
    p95: Sessions
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
    now: Whole
    target: Whole
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
