"""Many goals, as a report: what they come to, those least likely to be met, and what is wrong with those that have no plan."""

import posixpath
from collections.abc import Sequence

from planner.model.outcome import Division, Outcome, Totals
from planner.report import labels
from planner.report.document import Complaint, Document, Grid, Head, Items, Part, Row, Section, prose
from planner.report.sentences import metric, name
from planner.words import figures
from planner.words.language import say

NONE = "–"
MOST_SHARED = 2  # shared resources that have a column
MOST_TIMES = 100  # of its resources: more is as good as none


def portfolio_document(
    totals: Totals, neediest: Sequence[Outcome], bad: Sequence[Outcome], *, division: Division | None = None
) -> Document:
    """The report on many goals. Args: neediest, bad: as many as are to be shown; division: of what the goals have together."""
    return Document(
        title=_counted(totals),
        lead=_answer(totals),
        sections=(
            Section(heading=say("Shared resources"), parts=_division(division, totals) if division else ()),
            Section(heading=say("Goals, the least likely first"), parts=_goals(totals, neediest, division)),
            Section(heading=say("Goals without a plan"), parts=_problems(totals, bad)),
        ),
    )


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


def _answer(totals: Totals) -> tuple[Part, ...]:
    """What all goals come to."""
    found = []
    if totals.planned and len(totals.kinds) == 1:
        found.append(
            say(
                "Together {target} {metric} are asked for; left alone {forecast} come, with the plans {expected}.",
                target=figures.sessions(totals.target),
                metric=metric(totals.kinds[0][0]),
                forecast=figures.sessions(totals.forecast),
                expected=figures.sessions(totals.expected),
            )
        )
    if totals.planned:
        found.append(
            say(
                "At least even odds: {met}, 80 % likely: {likely}, not even odds with any amount of their resources: {hopeless}.",
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
    return prose(found)


def _division(division: Division, totals: Totals) -> tuple[Part, ...]:
    """How what goals have together is divided, and how good that is."""
    found = [
        say(
            "{resource}: {used} of {amount} used; one more would bring {more}",
            resource=name(each.name),
            used=figures.amount(each.used),
            amount=figures.amount(each.amount),
            more=figures.rate(max(each.next_unit, 0.0)),
        )
        for each in division.resources
    ]
    if division.goals == 1:
        found.append(say("There is one goal, so there is nothing to divide."))
    else:
        proof = say("Divided among {goals} goals, proven within {gap} of the best division.", goals=figures.exact(division.goals), gap=figures.proven(division.gap))  # fmt: skip
        found.append(proof)
    if totals.problems:
        found.append(say("Goals without a plan get nothing of it."))
    if division.weighted:
        found.append(say("What more would bring is counted by the goals' weights."))
    return (Items(texts=tuple(found)),)


def _goals(totals: Totals, rows: Sequence[Outcome], division: Division | None) -> tuple[Part, ...]:
    if not rows:
        return ()
    shared = [each.name for each in division.resources][:MOST_SHARED] if division else []
    heads = (
        Head(title=say("goal"), kind="name"),
        Head(title=labels.TARGET()),
        Head(title=labels.FORECAST(), spare=3),
        Head(title=labels.PLAN()),
        Head(title=labels.LIKELY(), spare=4),
        Head(title=labels.CHANCE()),
        *(Head(title=name(each)) for each in shared),
        Head(title=labels.SCALE(), spare=2),
        Head(title=labels.LEVER(), kind="words", spare=1),
        Head(title=say("warnings"), spare=5),
    )
    lines = [_goal(row, called, shared) for row, called in zip(rows, _short([row.plan for row in rows]), strict=True)]
    return (Grid(heads=heads, rows=tuple(lines)), *prose((_more_rows(totals.planned - len(rows)),)))


def _goal(row: Outcome, called: str, shared: Sequence[str]) -> Row:
    lever = (
        say("{verdict} {lever}", verdict=labels.verdict(row.verdict), lever=name(row.lever)) if row.verdict else NONE
    )
    return Row(
        cells=(
            say("{goal} ({branch})", goal=called, branch=name(row.branch)) if row.branch else called,
            figures.short(row.target),
            figures.short(row.forecast),
            figures.short(row.expected),
            figures.ends_of(figures.short(row.low), figures.short(row.high)),
            figures.short_percent(row.chance),
            *(figures.short(dict(row.shares).get(each, 0.0)) for each in shared),
            _times(row.even),
            lever,
            figures.exact(row.warnings) if row.warnings else "",
        )
    )


def _times(scale: float | None) -> str:
    if scale is None:
        return NONE
    return f">{MOST_TIMES}" if scale > MOST_TIMES else figures.times(scale)


def _short(names: Sequence[str]) -> list[str]:
    """The names of plans without the folders and the ending that all of them have."""
    folder = posixpath.commonpath([posixpath.dirname(each) for each in names])
    plain = [each.removeprefix(f"{folder}/" if folder else "").removesuffix(".json") for each in names]
    endings = {posixpath.splitext(each)[1] for each in plain}
    return [posixpath.splitext(each)[0] for each in plain] if len(endings) == 1 else plain


def _problems(totals: Totals, rows: Sequence[Outcome]) -> tuple[Part, ...]:
    shown = (Complaint(text=row.problem if row.file in row.problem else f"{row.file}: {row.problem}") for row in rows)
    return (*shown, *prose((_more_problems(totals.problems - len(rows)),))) if rows else ()


def _more_rows(count: int) -> str:
    """For rows that a short report leaves out."""
    if count <= 0:
        return ""
    if count == 1:
        return say("1 more goal, with better chances, stands in summary.csv.")
    return say("{count} more goals, with better chances, stand in summary.csv.", count=figures.exact(count))


def _more_problems(count: int) -> str:
    """For problems that a short report leaves out."""
    if count <= 0:
        return ""
    if count == 1:
        return say("1 more goal with a problem stands in summary.csv.")
    return say("{count} more goals with problems stand in summary.csv.", count=figures.exact(count))
