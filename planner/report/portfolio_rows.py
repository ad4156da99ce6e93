"""What the reports on many goals share: the cells of a row, the totals in sentences, the columns of tables for programs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from planner.model.outcome import Division, Outcome, Totals
from planner.report import labels
from planner.report.json_text import rate, sessions, significant
from planner.words import figures
from planner.words.language import say
from planner.words.names import metric_name

LIKELY, EVEN = 0.795, 0.495  # chances that are shown as 80 % and 50 %
NONE = "–"

COLUMNS = (
    "file", "plan", "metric", "start", "end", "target", "forecast", "expected", "p10", "p90", "chance", "chance_alone", "scale",
    "likely_scale", "lever", "verdict", "extra", "warnings", "problem",
)  # fmt: skip
"""Of the summary for programs; names stay, new ones may be added."""
TEXTS = frozenset(("file", "plan", "metric", "start", "end", "lever", "verdict", "problem"))
WHOLE = frozenset(("target", "warnings"))

Cell = str | int | float | None


def columns(shared: Sequence[str] = ()) -> tuple[str, ...]:
    """All columns. Args: shared: names of the resources that goals have together."""
    return (*COLUMNS, *(f"share: {name}" for name in shared))


def values(row: Outcome, shared: Sequence[str] = ()) -> tuple[Cell, ...]:
    """The cells of a row by `columns`; figures of a goal without a plan are None."""
    said: tuple[Cell, ...] = (row.file, row.plan or None, row.metric or None, row.start or None, row.end or None)
    if row.problem:
        blank = (None,) * (len(COLUMNS) - len(said) - 1)
        return (*said, *blank, row.problem, *(None for _ in shared))
    numbers = (row.target, *(sessions(each) for each in (row.forecast, row.expected, row.low, row.high)))
    chances = (round(row.chance, 4), round(row.chance_alone, 4))
    scales = tuple(None if each is None else rate(each) for each in (row.scale, row.likely))
    lever = (row.lever or None, row.verdict or None, sessions(row.extra) if row.lever else None)
    mine = dict(row.shares)
    shares = (significant(mine[name], 10) if name in mine else None for name in shared)
    return (*said, *numbers, *chances, *scales, *lever, row.warnings, None, *shares)


@dataclass(slots=True)
class Sums:
    """Totals in the making, row by row: there may be more rows than memory holds."""

    goals: int = 0
    problems: int = 0
    warned: int = 0
    met: int = 0
    likely: int = 0
    hopeless: int = 0
    target: float = 0.0
    forecast: float = 0.0
    expected: float = 0.0
    metrics: dict[str, None] = field(default_factory=dict)

    def over(self, rows: Iterable[Outcome]) -> Iterator[Outcome]:
        """The rows, added up as they pass."""
        for row in rows:
            self.goals += 1
            if row.problem:
                self.problems += 1
            else:
                self._add(row)
            yield row

    def _add(self, row: Outcome) -> None:
        self.warned += bool(row.warnings)
        self.met += row.chance >= EVEN
        self.likely += row.chance >= LIKELY
        self.hopeless += row.scale is None
        self.target += row.target
        self.forecast += row.forecast
        self.expected += row.expected
        self.metrics.setdefault(row.metric)

    @property
    def totals(self) -> Totals:
        """All that has passed."""
        return Totals(
            goals=self.goals, problems=self.problems, warned=self.warned, metrics=tuple(self.metrics), target=self.target,
            forecast=self.forecast, expected=self.expected, met=self.met, likely=self.likely, hopeless=self.hopeless,
        )  # fmt: skip


def titles() -> tuple[str, ...]:
    """Of the columns that people read."""
    return (
        say("goal"), labels.TARGET(), labels.FORECAST(), labels.PLAN(), labels.LIKELY(), labels.CHANCE(), labels.SCALE(),
        labels.LEVER(), labels.WARNINGS(),
    )  # fmt: skip


def shown(row: Outcome) -> tuple[str, ...]:
    """The same of a goal with a plan; names as they are."""
    lever = say("{verdict} {lever}", verdict=_verdict(row), lever=row.lever) if row.lever else NONE
    return (
        row.plan.removesuffix(".json"),
        figures.short(row.target),
        figures.short(row.forecast),
        figures.short(row.expected),
        figures.ends_of(figures.short(row.low), figures.short(row.high)),
        figures.short_percent(row.chance),
        NONE if row.scale is None else figures.times(row.scale),
        lever,
        figures.exact(row.warnings) if row.warnings else "",
    )


def _verdict(row: Outcome) -> str:
    known = {each: labels.verdict(each) for each in ("start", "more", "less", "stop", "keep", "test first")}
    return known.get(row.verdict, row.verdict)


def sentences(totals: Totals) -> tuple[str, ...]:
    """What all goals come to."""
    found = [_counted(totals)]
    if totals.planned and len(totals.metrics) == 1:
        found.append(
            say(
                "Together {target} {metric} are asked for; left alone {forecast} come, with the plans {expected}.",
                target=figures.sessions(totals.target),
                metric=metric_name(totals.metrics[0]),
                forecast=figures.sessions(totals.forecast),
                expected=figures.sessions(totals.expected),
            )
        )
    if totals.planned:
        found.append(
            say(
                "{met} are at least even odds, {likely} of them 80 % likely; {hopeless} cannot be made even odds with any amount of their resources.",
                met=figures.exact(totals.met),
                likely=figures.exact(totals.likely),
                hopeless=figures.exact(totals.hopeless),
            )
        )
    if totals.warned:
        found.append(
            say("1 plan has warnings.")
            if totals.warned == 1
            else say("{count} plans have warnings.", count=figures.exact(totals.warned))
        )
    return tuple(found)


def _counted(totals: Totals) -> str:
    planned, goals = figures.exact(totals.planned), figures.exact(totals.goals)
    if not totals.problems:
        return say("1 goal is planned.") if totals.goals == 1 else say("{goals} goals are planned.", goals=goals)
    if totals.problems == 1:
        return say("{planned} of {goals} goals are planned; 1 has a problem.", planned=planned, goals=goals)
    count = figures.exact(totals.problems)
    return say(
        "{planned} of {goals} goals are planned; {count} have problems.", planned=planned, goals=goals, count=count
    )


def division_sentences(division: Division) -> tuple[str, ...]:
    """How what goals have together is divided, and how good that is."""
    found = [
        say(
            "{resource}: {used} of {amount} used; one more would bring {more}",
            resource=each.name,
            used=figures.amount(each.used),
            amount=figures.amount(each.amount),
            more=figures.rate(max(each.next_unit, 0.0)),
        )
        for each in division.resources
    ]
    proof = say("Divided among {goals} goals, proven within {gap} of the best division.", goals=figures.exact(division.goals), gap=figures.proven(division.gap))  # fmt: skip
    found.append(proof)
    if division.weighted:
        found.append(say("What more would bring is counted by the goals' weights."))
    return tuple(found)


def more_rows(count: int) -> str:
    """For rows that a short report leaves out."""
    if count == 1:
        return say("1 more goal, with better chances, stands in summary.csv.")
    return say("{count} more goals, with better chances, stand in summary.csv.", count=figures.exact(count))


def more_problems(count: int) -> str:
    """For problems that a short report leaves out."""
    if count == 1:
        return say("1 more goal with a problem stands in summary.csv.")
    return say("{count} more goals with problems stand in summary.csv.", count=figures.exact(count))
