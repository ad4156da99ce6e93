"""What would happen anyway as JSON, for programs; the keys are a contract: new ones may be added, none may go."""

from datetime import date, timedelta

from planner.model.outlook import Backtest, Moved, Outlook, OutlookNode, Repaired
from planner.model.period import Period
from planner.report.json_text import Document, days, json_text, language, quantiles, rate, sessions

SCHEMA = "planner/forecast/1"


def render_forecast_json(outlook: Outlook) -> str:
    """The outlook as a JSON text; the same outlook gives the same bytes.

    Raises: ValueError if a figure is not finite, which JSON cannot say.
    """
    return json_text(forecast_document(outlook))


def forecast_document(outlook: Outlook) -> Document:
    """The same as dictionaries and lists."""
    return {
        "schema": SCHEMA,
        **language(),
        "metric": outlook.metric,
        "country": outlook.goal.country,
        "period": days(outlook.period),
        "base": days(outlook.base),
        "basis": outlook.basis,
        "history": days(Period(start=outlook.first, end=outlook.last))
        | {"cadence": outlook.cadence, "weeks": outlook.weeks},
        "weeks": {
            "history": _weeks(outlook.last - timedelta(days=7 * len(outlook.root.history)), outlook.last),
            "ahead": _weeks(outlook.last, outlook.period.end),
        },
        "tree": _node(outlook.root),
        "season": [{"year": year.year, "change": rate(year.change)} for year in outlook.season],
        "growth": None if outlook.growth is None else rate(outlook.growth),
        "lately": None if outlook.lately is None else rate(outlook.lately),
        "moved": [_moved(one) for one in outlook.moved],
        "repaired": [_repaired(one) for one in outlook.repaired],
        "warnings": list(outlook.warnings),
    }


def _weeks(before: date, end: date) -> list[str]:
    """The first day of each week from the day after `before` on; the last one may be cut short by `end`."""
    return [str(before + timedelta(days=1 + n)) for n in range(0, (end - before).days, 7)]


def _node(node: OutlookNode) -> Document:
    """`per_day` has a figure for each of the document's weeks; null where nothing is known."""
    return {
        "name": node.name,
        "now": node.now,
        "forecast": quantiles(node.forecast),
        "per_day": {
            "history": [None if week is None else rate(week) for week in node.history],
            "ahead": [rate(week) for week in node.ahead],
        },
        "backtest": None if node.backtest is None else _backtest(node.backtest),
        "children": [_node(child) for child in node.children],
    }


def _backtest(test: Backtest) -> Document:
    return {
        "tests": test.tests,
        "off": rate(test.off),
        "naive": rate(test.naive),
        "held": test.held,
        "first": days(test.first),
        "last": days(test.last),
    }


def _moved(one: Moved) -> Document:
    return {
        "name": one.name,
        "kind": one.kind,
        "on": days(one.on),
        "where": one.where,
        "low": rate(one.low),
        "middle": rate(one.middle),
        "high": rate(one.high),
        "seen": one.seen,
        "said": one.said,
        "past": one.past,
    }


def _repaired(one: Repaired) -> Document:
    return {
        "kind": one.kind,
        "first": str(one.first),
        "last": str(one.last),
        "days": one.days,
        "where": one.where,
        "leaves": list(one.leaves),
        "sessions": sessions(one.sessions),
    }
