"""What was read of files as JSON, for programs; the keys are a contract: new ones may be added, none may go."""

import os
from collections.abc import Sequence

from planner.errors import Problem
from planner.model.inspection import (
    AdsFacts,
    BranchTotal,
    ColumnFacts,
    DayFacts,
    Finding,
    Inspection,
    TableFacts,
    Totals,
    Written,
)
from planner.model.period import Period
from planner.report.json_text import Document, days, json_text, rate

SCHEMA = "planner/inspect/1"


def render_inspect_json(inspections: Sequence[Inspection]) -> str:
    """The inspections as a JSON text; the same ones give the same bytes.

    Raises: ValueError if a figure is not finite, which JSON cannot say.
    """
    return json_text(inspect_document(inspections))


def inspect_document(inspections: Sequence[Inspection]) -> Document:
    """The same as dictionaries and lists."""
    return {"schema": SCHEMA, "files": [_file(each) for each in inspections]}


def _file(seen: Inspection) -> Document:
    """`read` is whether it can serve as traffic as it stands; what is not known is null, none of it is an empty list."""
    return {
        "file": seen.file,
        "read": seen.read,
        "tool": seen.tool or None,
        "carries": seen.carries,
        "table": seen.number,
        "tables": [_table(each) for each in seen.tables],
        "written": _written(seen.written),
        "rows": seen.rows,
        "columns": [_column(each) for each in seen.columns],
        "days": None if seen.days is None else _days(seen.days),
        "totals": None if seen.totals is None else _totals(seen.totals),
        "ads": None if seen.ads is None else _ads(seen.ads),
        "left_out": list(seen.left_out),
        "findings": [_finding(each) for each in seen.findings],
        "missing": [{"what": what, "where": where} for what, where in seen.missing],
        "problems": [_problem(each) for each in seen.problems],
    }


def _table(table: TableFacts) -> Document:
    return {
        "number": table.number,
        "line": table.line,
        "columns": list(table.columns),
        "rows": table.rows,
        "days": _period(table.days),
    }


def _written(how: Written) -> Document:
    return {
        "encoding": how.encoding or None,
        "delimiter": how.delimiter or None,
        "decimal": how.decimal or None,
        "grouping": how.grouping or None,
        "percent": how.percent,
        "dates": how.dates or None,
        "above": list(how.above),
    }


def _column(column: ColumnFacts) -> Document:
    return {
        "name": column.name,
        "use": column.use,
        "level": column.level or None,
        "role": column.role or None,
        "different": column.different,
        "empty": column.empty,
        "total": _figure(column.total),
        "low": _figure(column.low),
        "high": _figure(column.high),
        "examples": list(column.examples),
    }


def _days(facts: DayFacts) -> Document:
    return days(facts.span) | {
        "cadence": facts.cadence,
        "whole": facts.whole,
        "known": facts.known,
        "gaps": [days(gap) for gap in facts.gaps],
        "unfinished": _period(facts.unfinished),
    }


def _totals(totals: Totals) -> Document:
    """`weeks` [a day] are counted back from the last day; null where nothing is known."""
    return {
        "metric": totals.metric,
        "column": totals.column or None,
        "counts_only": totals.counts_only,
        "month": _period(totals.month),
        "all": _branch(totals.whole),
        "levels": [
            {"level": level.level, "branches": [_branch(each) for each in level.branches]} for level in totals.levels
        ],
    }


def _branch(branch: BranchTotal) -> Document:
    return {
        "name": branch.name,
        "total": _figure(branch.total),
        "month": _figure(branch.month),
        "weeks": [None if week is None else rate(week) for week in branch.weeks],
    }


def _ads(ads: AdsFacts) -> Document:
    return {
        "column": ads.column or None,
        "days": _period(ads.days),
        "by_day": ads.by_day,
        "effort": ads.effort,
        "effort_columns": dict(ads.effort_columns),
        "totals": {what: _figure(total) for what, total in zip(ads.measures, ads.totals, strict=True)},
        "campaigns": [
            {"name": each.name} | {what: _figure(one) for what, one in zip(ads.measures, each.amounts, strict=True)}
            for each in ads.campaigns
        ],
    }


def _finding(finding: Finding) -> Document:
    return {
        "kind": finding.kind,
        "text": finding.text,
        "advice": finding.advice,
        "days": [days(each) for each in finding.days],
        "place": finding.place or None,
        "branches": list(finding.branches),
        "sessions": _figure(finding.sessions),
    }


def _problem(problem: Problem) -> Document:
    return {
        "text": problem.text,
        "expected": problem.expected or None,
        "nearest": problem.nearest or None,
        "file": os.path.basename(problem.place.file),
        "line": problem.place.line,
        "column": problem.place.column,
    }


def _period(period: Period | None) -> Document | None:
    return None if period is None else days(period)


def _figure(value: float | None) -> float | None:
    return None if value is None else _whole(round(value, 4))


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value
