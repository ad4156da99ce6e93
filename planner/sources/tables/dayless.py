"""The days that a table is taken to be of, where nothing says them."""

import re
from datetime import date, timedelta

from planner.model.period import Period, last_full_month
from planner.sources.tables.table import TextTable

_LATEST = re.compile(r"(?<![0-9])([1-9][0-9]{0,2}) ?(?:d|days?|tage|jours|días|dias|天)(?![a-z])", re.IGNORECASE)
_MOST = 400  # days that such a name may mean


def assumed_days(table: TextTable, today: date) -> Period:
    """The latest days that a column's name counts (`Users, last 28 days`), up to yesterday; else the last full month before today."""
    yesterday = today - timedelta(days=1)
    for name in table.header:
        if (found := _LATEST.search(name)) and int(found[1]) <= _MOST:
            return Period(start=yesterday - timedelta(days=int(found[1]) - 1), end=yesterday)
    return last_full_month(yesterday)
