from collections.abc import Callable

import pytest

from planner.sources.tables.table import TextTable
from planner.sources.tables.totals import is_total, total_rows

TableOf = Callable[[str], TextTable]


@pytest.mark.parametrize(
    "cell",
    ["Total", " total ", "TOTALS", "Grand total", "Subtotal", "Total: Campaigns", "Total : compte", "Total - all", "Gesamt: Konto", "Gesamtsumme", "Summe",
     "Total geral", "Total général", "Totaux", "Totales", "总计", "合计", "总计：帐号", "合計", "当前汇总", "Итого и средние", "Totaal", "Razem"],
)  # fmt: skip
def test_totals(cell: str) -> None:
    assert is_total(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "total-wine.com",
        "totally",
        "Total Body Workout",
        "totals.example",
        "sum-up.com",
        "Direct",
        "2024",
        "summer",
        "All",
        "subtotaled",
    ],
)
def test_names(cell: str) -> None:
    assert not is_total(cell)


def test_a_column_of_totals_alone_says_nothing(table_of: TableOf) -> None:
    table = table_of("date,scope,sessions\n2026-11-01,Total,5\n2026-11-02,Total,6\n")
    assert total_rows(table, (0, 1)).tolist() == [False, False]
    table = table_of("date,scope,sessions\n2026-11-01,web,5\nTotal,,5\n2026-11-02,total,6\n")
    assert total_rows(table, (0, 1)).tolist() == [False, True, True]
