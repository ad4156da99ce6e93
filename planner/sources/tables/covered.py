"""The days that the titles above a table say it is of."""

import re
from collections.abc import Sequence
from datetime import date

from planner.model.period import Period
from planner.sources.tables.day_forms import Stretch, period_of, year_first

_LABEL = re.compile(r"^[#\s]*(?:[^:：]{1,60}[:：])?\s*")
_RUN = re.compile(r"(\d{8})\s*[-–]\s*(\d{8})")


def covered_days(above: Sequence[str]) -> Period | None:
    """The period that titles name: one with both ends (`# 20190101-20190131`, `March 27, 2026 - April 23, 2026`), or the first of two days
    with labels (`# Start date: 20230625`, `# End date: 20230702`); None where there is none. Of several, the last."""
    days: list[int] = []
    found: Period | None = None
    for line in above:
        text = _LABEL.sub("", line).strip().strip('"')
        if both := _RUN.fullmatch(text):
            ends = [year_first(both[1]), year_first(both[2])]
            stretch: Stretch | None = (ends[0][0], ends[1][0] - ends[0][0] + 1) if ends[0] and ends[1] else None
        else:
            stretch = period_of(text) if any(map(str.isdigit, text)) else None
        if stretch is None or stretch[1] < 1:
            continue
        if both or stretch[1] > 1:
            found = _period(stretch[0], stretch[0] + stretch[1] - 1)
        else:
            days.append(stretch[0])
    if len(days) > 1 and days[-2] <= days[-1]:
        return _period(days[-2], days[-1])
    return found


def _period(first: int, last: int) -> Period:
    return Period(start=date.fromordinal(first), end=date.fromordinal(last))
