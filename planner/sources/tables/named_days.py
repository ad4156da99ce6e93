"""The days that a file's name says, for a table that does not say its own."""

import re
import unicodedata
from datetime import date, timedelta
from pathlib import Path

from planner.model.period import Period, months_from
from planner.sources.tables.month_names import MONTHS

_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:0[1-9]|1[0-2])"
_SEP = r"[-_. ]?"
_DAY = re.compile(rf"(?<!\d)({_YEAR})({_SEP})({_MONTH})\2([0-2]\d|3[01])(?!\d)")
_NUMBERED = re.compile(rf"(?<!\d)({_YEAR}){_SEP}({_MONTH})(?!\d)")
_WORD_FIRST = re.compile(rf"(?<![^\W\d_])([^\W\d_]+){_SEP}({_YEAR})(?!\d)")
_YEAR_FIRST = re.compile(rf"(?<!\d)({_YEAR}){_SEP}([^\W\d_]+)")


def named_days(file: str, today: date) -> Period | None:
    """The month (`traffic-2026-08.csv`, `aug-2026`) or the stretch (two days) that a file's name says; None where it says none that is
    over, several, or a single day, which may be the day of the export."""
    name = "".join(c for c in unicodedata.normalize("NFKD", Path(file).stem) if not unicodedata.combining(c))
    days = list(_DAY.finditer(name))
    rest = _DAY.sub("#", name)
    months = _months(rest)
    if days:
        found = None if months or len(days) != 2 else _stretch(*days)
    else:
        found = months_from(date(*min(months), 1), 1) if len(months) == 1 else None
    return found if found is not None and found.end < today else None


def _months(text: str) -> set[tuple[int, int]]:
    numbered = {(int(found[1]), int(found[2])) for found in _NUMBERED.finditer(text)}
    words = {(int(found[2]), found[1]) for found in _WORD_FIRST.finditer(text)}
    words |= {(int(found[1]), found[2]) for found in _YEAR_FIRST.finditer(text)}
    return numbered | {(year, MONTHS[word.casefold()]) for year, word in words if word.casefold() in MONTHS}


def _stretch(first: re.Match[str], last: re.Match[str]) -> Period | None:
    try:
        start, end = (date(*(int(found[n]) for n in (1, 3, 4))) for found in (first, last))
    except ValueError:
        return None
    return Period(start=start, end=end) if start + timedelta(days=1) <= end else None
