from collections.abc import Callable

import pytest

from planner.sources.tables.stretches import are_plans, ends_of, stretches
from planner.sources.tables.table import TextTable

TableOf = Callable[[str], TextTable]
TITLE = '"January 1, 2026 - January 31, 2026"\n'


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Reporting starts", "Reporting ends"), ("Start date", "End date"), ("Berichtsstart", "Berichtsende"), ("Inicio del informe", "Fin del informe"),
        ("Début des rapports", "Fin des rapports"), ("Início dos relatórios", "Encerramento dos relatórios"), ("报告开始日期", "报告结束日期"), ("Start Date (in UTC)", "End Date (in UTC)"),
    ],
)  # fmt: skip
def test_rows_of_a_first_and_a_last_day(table_of: TableOf, first: str, last: str) -> None:
    table = table_of(f"{first},{last},cost\n2026-01-01,2026-01-07,5\n2026-01-08,2026-01-14,6\n")
    assert stretches(table, 0) == ["2026-01-01 - 2026-01-07", "2026-01-08 - 2026-01-14"]


def test_single_days_stay_as_they_are(table_of: TableOf) -> None:
    assert stretches(table_of("Start date,End date,cost\n2026-01-01,2026-01-01,5\n"), 0) is None


def test_a_day_beside_the_days_of_the_report(table_of: TableOf) -> None:
    table = table_of("Day,Reporting starts,Reporting ends,cost\n2026-01-01,2026-01-01,2026-01-31,5\n")
    assert ends_of(table, 0) is None
    assert stretches(table, 0) is None


@pytest.mark.parametrize("ends", [" --", "", "2027-12-31"])
def test_plans_of_campaigns_are_no_days_of_figures(table_of: TableOf, ends: str) -> None:
    text = f"Campaign,Start date,End date,Cost\nA,2026-01-05,{ends},5\n"
    assert are_plans(table_of(TITLE + text), 1)
    assert not are_plans(table_of(text), 1)  # no title says the days


def test_the_days_of_the_report_in_every_row_are_no_plans(table_of: TableOf) -> None:
    assert not are_plans(table_of(TITLE + "Campaign,Start date,End date,Cost\nA,2026-01-01,2026-01-31,5\n"), 1)
