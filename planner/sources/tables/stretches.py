"""Rows that say a first and a last day: what reports are of, or when campaigns were planned."""

import re

from planner.sources.tables.columns import find_role
from planner.sources.tables.day_forms import period_of
from planner.sources.tables.names import plain_name
from planner.sources.tables.numerals import is_no_figure
from planner.sources.tables.table import TextTable

_BRACKETS = re.compile(r"\s*[（(][^()（）]*[)）]\s*$")
_FIRST = (
    "reporting starts; start date; period start; week start; week starting; bucket start; startdatum; beginn des berichts; berichtsbeginn; "
    "berichtsstart; début du rapport; début des rapports; date de début; inicio del informe; fecha de inicio; início dos relatórios; data de início; "
    "报告开始日期; 开始日期; レポート開始日; 開始日; inizio dei report; data di inizio; дата начала"
)
"""Names of columns that say the first day, where another says the last."""
_BEGINS = frozenset(map(plain_name, _FIRST.split(";")))


def ends_of(table: TextTable, begins: int) -> int | None:
    """The column of the last days, where one of dates says the first ones."""
    name = plain_name(_BRACKETS.sub("", table.header[begins]))
    return find_role(table, "until", {}) if name in _BEGINS else None


def stretches(table: TextTable, begins: int) -> list[str] | None:
    """The days of each row; None where they are single days, or nothing says the last ones."""
    ends = ends_of(table, begins)
    if ends is None or table.columns[ends] == table.columns[begins]:
        return None
    pairs = zip(table.columns[begins], table.columns[ends], strict=True)
    return [f"{first.strip()} - {last.strip()}" if last.strip() else first for first, last in pairs]


def are_plans(table: TextTable, begins: int) -> bool:
    """Whether first and last days are those of campaigns, not of the figures: titles say these, and some campaigns go beyond or never end."""
    ends = ends_of(table, begins) if table.covers is not None else None
    if ends is None or table.covers is None:
        return False
    days = range(table.covers.start.toordinal(), table.covers.end.toordinal() + 1)
    for first, last in set(zip(table.columns[begins], table.columns[ends], strict=True)):
        stretch = period_of(f"{first.strip()} - {last.strip()}")
        if is_no_figure(last) or (stretch and (stretch[0] not in days or stretch[0] + stretch[1] - 1 not in days)):
            return True
    return False
