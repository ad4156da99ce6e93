"""The goal file's keys, one class a block; descriptions become the JSON Schema's hover text."""

from datetime import date
from typing import Annotated, get_args

from pydantic import BeforeValidator, Field

from planner.goalfile import alternatives, patterns, points, readers
from planner.goalfile.block import AMOUNT, BRANCH, DAY, EXTENT, POSITIVE, TEXT, TEXTS, USES, Reads, Shape
from planner.goalfile.periods import parse_period
from planner.goalfile.phrase import Phrase, read_phrase
from planner.goalfile.table_shape import TableShape, Traffic
from planner.model.goal import Range, Risk, Where
from planner.model.period import Period, RelativePeriod


def _target(value: object) -> Phrase:
    return read_phrase(readers.text(value))


def _period(value: object) -> Period | RelativePeriod:
    return parse_period(readers.text(value))


class ExpectShape(Shape):
    """Judgement about one lever."""

    at: Annotated[float, POSITIVE] = Field(description="An effort in the period, in the lever's unit.")
    sessions: Annotated[Range, EXTENT] = Field(
        description="How many sessions that effort brings in all: an 80 % range, or one number.", examples=["900..2200"]
    )


class LeverShape(Shape):
    """One thing the team can push."""

    drives: Annotated[Where, BRANCH] = Field(
        (),
        description="The leaves that it drives, by level of the tree; the whole site if not given.",
        examples=[{"channel": "Paid Search"}],
    )
    uses: Annotated[tuple[tuple[str, float], ...] | None, USES] = Field(
        None,
        description="What one unit of effort takes: a resource, or several with their amounts.",
        examples=["money", {"money": 150, "writer hours": 6}],
    )
    unit: Annotated[str | None, TEXT] = Field(
        None, description="What effort is counted in; the resource that it uses if not given.", examples=["article"]
    )
    step: Annotated[float | None, POSITIVE] = Field(None, description="Effort comes in whole multiples of this.")
    now: Annotated[float | None, AMOUNT] = Field(
        None, description="Effort in a comparable period, in the lever's unit."
    )
    min: Annotated[float | None, AMOUNT] = Field(
        None, description="The least effort in the period, in the lever's unit."
    )
    max: Annotated[float | None, AMOUNT] = Field(
        None, description="The most effort in the period, in the lever's unit."
    )
    keep: Annotated[bool, Reads(readers.flag, patterns.FLAG)] = Field(
        default=False, description="Effort stays exactly as it is today, whatever min, max and step say."
    )
    needs: Annotated[tuple[str, ...] | None, TEXTS] = Field(
        None, description="The lever, or levers, without which it cannot be used.", examples=["newsletter"]
    )
    excludes: Annotated[tuple[str, ...] | None, TEXTS] = Field(
        None,
        description="The lever, or levers, that cannot be used beside it; one of the two says so.",
        examples=[["banner ads", "display"]],
    )
    expect: ExpectShape | None = Field(None, description="What you expect an effort to bring.")
    doubling: Annotated[Range | None, Reads(readers.doubling, patterns.RANGE)] = Field(
        None, description="Twice the effort brings so many times the sessions.", examples=["1.3..1.7"]
    )
    curve: Annotated[tuple[tuple[float, float], ...] | None, Reads(points.curve, patterns.CURVE)] = Field(
        None,
        description="What you expect as a table, in place of `expect` and `doubling`: effort in the period, and the sessions that it brings in all.",
        examples=[{"1000": 300, "2000": 520, "5000": 900}],
    )
    starts: Annotated[date | None, DAY] = Field(
        None, description="The first day on which effort can change.", examples=["2026-12-08"]
    )
    lag: Annotated[float | None, Reads(readers.lag, {"type": "string"})] = Field(
        None, description="Most of the effect comes this much later.", examples=["3 weeks"]
    )
    owner: Annotated[str | None, TEXT] = Field(None, description="Who answers for it.")
    action: Annotated[str | None, TEXT] = Field(None, description="What is to be done, in a sentence.")


class AtLeastShape(Shape):
    """A sub-target that is insisted on."""

    where: Annotated[Where, BRANCH] = Field(description="The branch.", examples=[{"visitor": "returning"}])
    sessions: Annotated[float, POSITIVE] = Field(description="Its least sessions in the period.")


class EventShape(Shape):
    """Something that moves traffic on certain days."""

    on: Annotated[tuple[Period, ...], Reads(readers.stretches, patterns.STRETCHES)] = Field(
        description="When it happened and will happen: a day, a stretch with both its ends, or a list of them.",
        examples=[["2025-03-10..2025-03-16", "2026-03-09..2026-03-15"]],
    )
    where: Annotated[Where, BRANCH] = Field(
        (),
        description="The leaves that it moves, by level of the tree; the whole site if not given.",
        examples=[{"channel": "Email"}],
    )
    lift: Annotated[Range | None, Reads(readers.lift, patterns.LIFT)] = Field(
        None,
        description="Sessions on those days against usual ones: an 80 % range, or one number; what its past days show if not given.",
        examples=["+20%..+60%", "-30%..-10%", "1.2x..1.6x"],
    )


class FloorShape(Shape):
    """The least that the site must bring of another measure."""

    measure: Annotated[str, TEXT] = Field(description="A column of the traffic table.", examples=["conversions"])
    at_least: Annotated[float, POSITIVE] = Field(description="Its least total in the period.")


def _lever(value: object) -> object:
    return {} if value is None else value


class GoalShape(Shape):
    """A traffic goal, and what can be done for it."""

    target: Annotated[Phrase, Reads(_target, {"type": ["string", "number"]})] = Field(
        description="Sessions in the period, a multiple, a change, or a phrase in English or Chinese.",
        examples=["90000", "3x", "+25%", "triple traffic next month"],
    )
    traffic: Traffic = Field(
        description="Sessions of the last full month by branch, or the table that has them by day."
    )
    period: Annotated[Period | RelativePeriod | None, Reads(_period, {"type": ["string", "integer"]})] = Field(
        None,
        description="The days that the target is for; next month if not given.",
        examples=["2026-12", "2026-12-01..2026-12-31", "next 4 weeks"],
    )
    metric: Annotated[str, TEXT] = Field(
        "sessions", description="What is counted; a label, unless the table has several measures."
    )
    effort: TableShape | None = Field(None, description="The table of past effort by day and lever.")
    resources: dict[str, Annotated[float, AMOUNT]] | None = Field(
        None,
        description="What may be spent in the period, all levers together; names are free.",
        examples=[{"money": 12000, "writer hours": 160}],
    )
    levers: dict[str, Annotated[LeverShape, BeforeValidator(_lever)]] | None = Field(
        None, description="What the team can push; levers from the playbook if not given."
    )
    at_least: list[AtLeastShape] = Field([], description="Sub-targets that are insisted on.")
    events: dict[str, EventShape] | None = Field(
        None, description="What moves traffic on certain days, past and future: sales, launches, broadcasts."
    )
    country: Annotated[str | None, Reads(readers.country, patterns.COUNTRY)] = Field(
        None,
        description="The country whose public holidays move the traffic, or a part of it; none if not given.",
        examples=["DE", "DE-BY"],
    )
    floor: list[FloorShape] = Field([], description="Least totals of other measures of the traffic table.")
    value: Annotated[str | None, TEXT] = Field(
        None,
        description="The measure of the traffic table that the plan brings most of; the metric if not given.",
        examples=["conversions"],
    )
    worth: dict[str, Annotated[float, Reads(readers.positive, patterns.WORTH)]] = Field(
        {}, description="The most of a resource that one more session is worth."
    )
    estimates: Annotated[Range | None, EXTENT] = Field(
        None,
        description="What earlier estimates really brought, over what they said: a range, as `planner score` finds it.",
        examples=["0.5..1.1"],
    )
    risk: Annotated[Risk, Reads(readers.risk, {"enum": list(get_args(Risk))})] = Field(
        "expected",
        description="expected: most sessions on average. cautious: most sessions in the worst fifth. chance: most likely to reach the target.",
    )
    scenarios: (
        dict[str, Annotated[alternatives.Alternative, Reads(alternatives.alternative, patterns.CHANGES)]] | None
    ) = Field(
        None,
        description="The same goal with other values, by the dotted paths of their keys, to be compared.",
        examples=[{"more money": {"resources.money": 15000}, "no ads": {"levers.search ads.max": 0}}],
    )
    as_of: Annotated[date | None, DAY] = Field(
        None,
        description="The last day that the figures cover; 'next month' counts from it. The last day of the table if not given, or today with counts only.",
    )
    seed: Annotated[int, Reads(readers.seed, {"type": "integer", "minimum": 0})] = Field(
        1, description="Start of the random numbers; the same seed gives the same plan."
    )
    draws: Annotated[int, Reads(readers.draws, {"type": "integer", "minimum": 100, "maximum": 100_000})] = Field(
        1000, description="How many possible futures are drawn."
    )
