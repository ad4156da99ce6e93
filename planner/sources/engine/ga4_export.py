"""GA4's export to BigQuery: events, of which sessions are made by one query, in the two dialects that people read the export with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.sources.engine.facts import Column, Sample

LAYOUT = "GA4 export"
_NEEDED = {"event_name", "event_date", "event_params", "user_pseudo_id"}
_CHANNELS = ("default_channel_group", "primary_channel_group")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dialect:
    param: str
    """The whole number of a parameter of an event; with a hole for its name."""
    day: str
    """A text such as 20261130 as a date; with a hole for it."""


_DUCKDB = _Dialect(
    param="list_filter(event_params, lambda param: param.key = '{}')[1].value.int_value",
    day="CAST(strptime({}, '%Y%m%d') AS DATE)",
)
_BIGQUERY = _Dialect(
    param="(SELECT param.value.int_value FROM UNNEST(event_params) AS param WHERE param.key = '{}' LIMIT 1)",
    day="PARSE_DATE('%Y%m%d', {})",
)


def is_ga4_export(sample: Sample) -> bool:
    """Whether a table holds GA4's events as they are exported, by its columns."""
    return set(sample.names) >= _NEEDED


def sessions_in_duckdb(source: str, columns: Sequence[Column], *, since: date | None = None) -> str:
    """The query that makes sessions of events; see `_sessions`."""
    return _sessions(_DUCKDB, source, columns, since=since, within="")


def sessions_in_bigquery(source: str, columns: Sequence[Column], *, since: date | None = None) -> str:
    """The same; of a table with a star at its end only the days since are read, and so paid for."""
    within = ""
    if since is not None and re.search(r"\*`$", source):
        first = _text(since - timedelta(days=1))  # for sessions that began the day before are not of this day
        within = f" AND (_TABLE_SUFFIX BETWEEN '{first}' AND '99999999' OR _TABLE_SUFFIX >= 'intraday_{first}')"
    return _sessions(_BIGQUERY, source, columns, since=since, within=within)


def _sessions(dialect: _Dialect, source: str, columns: Sequence[Column], *, since: date | None, within: str) -> str:
    """Columns date, visitor (new, returning), channel (or source, medium, campaign), sessions: one row a day and combination.

    A session is a user_pseudo_id with a ga_session_id, new where its ga_session_number is 1, on the day of its first event. Events without
    either, of people who did not consent, are of no session. Which events are conversions is not told by the export.
    """
    traits = _traits(columns)
    names = list(traits)
    picked = "".join(f", {expression} AS {name}" for name, expression in traits.items())
    kept = "".join(f", MAX({name}) AS {name}" for name in names)
    said = "".join(f", COALESCE({name}, '(not set)') AS {name}" for name in names)
    begun = f" HAVING MIN(day) >= '{_text(since)}'" if since is not None else ""
    return (
        f"SELECT {dialect.day.format('day')} AS date, "
        "CASE WHEN number = 1 THEN 'new' WHEN number > 1 THEN 'returning' ELSE '(not set)' END AS visitor"
        f"{said}, COUNT(*) AS sessions FROM ("
        f"SELECT MIN(day) AS day, MIN(number) AS number{kept} FROM ("
        f"SELECT user_pseudo_id AS person, event_date AS day, {dialect.param.format('ga_session_id')} AS session, "
        f"{dialect.param.format('ga_session_number')} AS number{picked} FROM {source} WHERE user_pseudo_id IS NOT NULL{within}"
        f") AS events WHERE session IS NOT NULL GROUP BY person, session{begun}"
        f") AS visits GROUP BY {', '.join(str(n + 1) for n in range(2 + len(names)))}"
    )


def _traits(columns: Sequence[Column]) -> dict[str, str]:
    """What is told of where a session came from, the best first: by its last click, by the event's own link, by the person's first visit."""
    types = {column.name: column.type.lower() for column in columns}
    last = types.get("session_traffic_source_last_click", "")
    inside = "session_traffic_source_last_click.cross_channel_campaign"
    if group := next((name for name in _CHANNELS if name in last), ""):
        return {"channel": f"{inside}.{group}"}
    if "cross_channel_campaign" in last:
        return {"source": f"{inside}.source", "medium": f"{inside}.medium", "campaign": f"{inside}.campaign_name"}
    if "manual_source" in types.get("collected_traffic_source", ""):
        at = "collected_traffic_source.manual"
        return {"source": f"{at}_source", "medium": f"{at}_medium", "campaign": f"{at}_campaign_name"}
    if types.get("traffic_source"):
        return {"source": "traffic_source.source", "medium": "traffic_source.medium", "campaign": "traffic_source.name"}
    return {}


def _text(day: date) -> str:
    return day.strftime("%Y%m%d")
