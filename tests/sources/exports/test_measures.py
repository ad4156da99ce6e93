from collections.abc import Callable

import pytest

from planner.errors import InputError
from planner.sources.exports.measures import count_column, is_measure, outcome_columns
from planner.sources.tables.table import TextTable

TableOf = Callable[[str], TextTable]


@pytest.mark.parametrize(
    "name", ["id", "ID", "Campaign ID", "campaign_id", "campaignId", "CampaignID", "Region code", "活动ID", "活动编号"]
)
def test_numbers_that_name_things_are_no_measures(table_of: TableOf, name: str) -> None:
    assert not is_measure(table_of(f"date,{name}\n2026-11-01,17\n"), 1)


@pytest.mark.parametrize("name", ["revenue", "paid", "Bid", "PAID", "code views"])
def test_measures(table_of: TableOf, name: str) -> None:
    assert is_measure(table_of(f'date,{name}\n2026-11-01,"1,234.5"\n2026-11-02,\n'), 1)


def test_text_is_no_measure(table_of: TableOf) -> None:
    assert not is_measure(table_of("date,device\n2026-11-01,1\n2026-11-02,phone\n"), 1)


def count(table: TextTable, metric: str, said: dict[str, str] | None = None) -> int | None:
    return count_column(table, metric, said or {}, aside=(0,))


def test_a_misspelt_metric(table_of: TableOf) -> None:
    with pytest.raises(InputError) as caught:
        count(table_of("date,sessions,Conversions\n2026-11-01,9,1\n"), "conversion")
    assert str(caught.value) == (
        "t.csv:1:1: no column is named for the metric 'conversion'\n  | date,sessions,Conversions\n  | ^\n"
        "  expected one of: sessions, Conversions, or `columns: {sessions: its name}` in the goal file\n"
        "  did you mean 'Conversions'?"
    )


def test_a_metric_beside_several_measures(table_of: TableOf) -> None:
    with pytest.raises(InputError) as caught:
        count(table_of("date,sessions,revenue\n2026-11-01,9,1\n"), "signups")
    assert caught.value.problems[0].text == "no column is named for the metric 'signups'"
    assert caught.value.problems[0].nearest == ""


def test_one_near_measure_is_complained_of_too(table_of: TableOf) -> None:
    with pytest.raises(InputError, match="did you mean 'Conversions'"):
        count(table_of("date,Conversions\n2026-11-01,9\n"), "conversion")


def test_a_metric_that_is_only_a_label(table_of: TableOf) -> None:
    table = table_of("date,sessions,note,campaign id\n2026-11-01,9,x,1\n")
    assert count(table, "readers") == count(table, "sessions") == 1
    assert count(table_of("date,sessions,Orders\n2026-11-01,9,1\n"), "readers", {"sessions": "orders"}) == 2


def test_shares_are_no_measures(table_of: TableOf) -> None:
    assert not is_measure(table_of("date,part\n2026-11-01,5%\n2026-11-02,6\n"), 1)


@pytest.mark.parametrize("name", ["Visits cumulative", "bounce rate", "sessions per user", "Avg. time", "跳出率"])
def test_a_rate_or_a_running_sum_is_never_the_metric_by_itself(table_of: TableOf, name: str) -> None:
    assert count(table_of(f"date,{name}\n2026-11-01,5\n2026-11-02,11\n"), "sessions") is None


@pytest.mark.parametrize(
    "name",
    ["Revenue", "keyEvents", "Umsatz", "Gesamtumsatz", "Schlüsselereignisse", "Transaktionen", "Conversions", "Ingresos", "Revenus", "Receita",
     "Transações", "Receita total", "Eventos principais", "关键事件", "总收入", "Événements clés"],
)  # fmt: skip
def test_what_sessions_are_for_in_any_language(table_of: TableOf, name: str) -> None:
    table = table_of(f"date,sessions,Revenue per user,{name}\n2026-11-01,9,2,1\n")
    assert outcome_columns(table, used={1}) == (3,)
    assert outcome_columns(table, used={1, 3}) == ()
