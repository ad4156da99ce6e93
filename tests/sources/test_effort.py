from datetime import date
from pathlib import Path

import numpy as np
import pytest

from planner.errors import InputError, Place
from planner.model.goal import Table
from planner.model.history import EffortHistory
from planner.sources.effort import read_effort
from planner.sources.source import read_table

LEVERS = ["search ads", "articles"]


def read(
    folder: Path, text: str, levers: list[str] = LEVERS, until: date | None = None
) -> tuple[EffortHistory, tuple[str, ...]]:
    (folder / "e.csv").write_text(text, encoding="utf-8")
    table = read_table(folder / "e.csv", shown="e.csv", said=Place(file="g"))
    return read_effort(table, Table(), levers=levers, until=until)


def test_long_and_wide_tables_are_the_same(tmp_path: Path) -> None:
    long = "date,lever,amount\n2026-11-01,Search Ads,100\n2026-11-02,articles,1\n2026-11-02,Search Ads,90\n"
    wide = "date,Search Ads,articles\n2026-11-01,100,0\n2026-11-02,90,1\n"
    (one, _), (other, _) = read(tmp_path, long), read(tmp_path, wide)
    assert one.names == other.names == ("Search Ads", "articles")
    assert one.amounts.tolist() == other.amounts.tolist() == [[100, 90], [0, 1]]


def test_weeks_are_spread_and_unknown_days_stay_unknown(tmp_path: Path) -> None:
    history, _ = read(tmp_path, "week,articles\n2026-11-02,7\n2026-11-09,14\n2026-11-23,7\n")
    assert history.cadence == "week"
    assert history.amounts[0, [0, 7]].tolist() == [1, 2]
    assert np.isnan(history.amounts[0, 14:21]).all()


def test_effort_of_other_levers_is_left_out_and_said(tmp_path: Path) -> None:
    history, left_out = read(tmp_path, "date,lever,amount\n2026-11-01,podcast,1\n2026-11-01,articles,2\n")
    assert history.names == ("articles",)
    assert left_out == ("e.csv: effort of podcast left out, no lever has that name",)


def test_misspelt_levers_in_a_long_table(tmp_path: Path) -> None:
    rows = "".join(f"2026-11-01,{name},1\n" for name in ("Search Ads", "", *"abcdefg"))
    history, left_out = read(tmp_path, "date,lever,amount\n" + rows)
    assert history.names == ("Search Ads",)
    assert left_out == ("e.csv: effort of no name, a, b, c, d and 3 more left out, no lever has that name",)
    with pytest.raises(InputError) as caught:
        read(tmp_path, "date,lever,amount\n2026-11-01,Search Ads,1\n2026-11-01,artcles,1\n")
    assert str(caught.value).startswith("e.csv:3:12: no lever is called 'artcles'")
    assert str(caught.value).endswith("did you mean 'articles'?")


def test_one_lever_in_two_spellings(tmp_path: Path) -> None:
    history, _ = read(tmp_path, "date,lever,amount\n2026-11-01,Articles,1\n2026-11-01,articles ,2\n")
    assert (history.names, history.amounts.tolist()) == (("Articles",), [[3]])


def test_no_lever_of_the_goal_in_a_long_table(tmp_path: Path) -> None:
    history, _ = read(tmp_path, "date,lever,amount\n2026-11-01,podcast,1\n")
    assert (history.names, history.amounts.shape) == ((), (0, 1))


def test_misspelt_levers_in_a_wide_table(tmp_path: Path) -> None:
    text = "date,search ads,{},clicks,note,\n2026-11-01,5,1,17,fine,3\n"
    history, left_out = read(tmp_path, text.format("others"), ["search ads", "newsletter", "articles"])
    assert history.names == ("search ads",)
    assert left_out == (
        "e.csv: column 'others' left out, it is no lever",
        "e.csv: column 'clicks' left out, it is no lever",
    )
    with pytest.raises(InputError) as caught:
        read(tmp_path, text.format("newsleter"), ["search ads", "newsletter", "articles"])
    assert str(caught.value).startswith("e.csv:1:17: no lever is called 'newsleter'")
    assert str(caught.value).endswith("did you mean 'newsletter'?")


@pytest.mark.parametrize("first", ["search ads", "campaign"])
def test_a_wide_table_for_a_goal_without_levers(tmp_path: Path, first: str) -> None:
    text = f'date,{first},newsletter,note\n2026-11-01,5,"1,000",a\n2026-11-02,,2,b\n'
    history, left_out = read(tmp_path, text, [])
    assert (history.names, left_out) == ((first, "newsletter"), ())
    assert history.amounts.tolist() == [[5, 0], [1000, 2]]


def test_a_long_table_for_a_goal_without_levers(tmp_path: Path) -> None:
    history, left_out = read(tmp_path, "date,campaign,cost,clicks\n2026-11-01,a,1,9\n2026-11-01,b,2,9\n", [])
    assert (history.names, left_out) == (("a", "b"), ())


def test_a_bad_cell_does_not_hide_a_lever(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"e\.csv:4:12: 'many' is not a number of effort"):
        read(tmp_path, "date,articles\n2026-11-01,1\n2026-11-02,2\n2026-11-03,many\n", [])


def test_a_lever_with_two_columns(tmp_path: Path) -> None:
    for levers in (LEVERS, []):
        with pytest.raises(InputError, match=r"e\.csv:1:15: 2 columns are named 'Articles'"):
            read(tmp_path, "date,articles,Articles\n2026-11-01,1,2\n", levers)


def test_month_ends_stand_for_their_months(tmp_path: Path) -> None:
    history, _ = read(tmp_path, "date,articles\n2026-09-30,30\n2026-10-31,62\n")
    assert (history.cadence, history.first, history.last) == ("month", date(2026, 9, 1), date(2026, 10, 31))
    assert history.amounts.tolist() == [[1.0] * 30 + [2.0] * 31]


def test_quarters_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the dates are usually 91 days apart"):
        read(tmp_path, "date,articles\n2026-01-01,30\n2026-04-01,62\n2026-07-01,9\n")


DAYS = "date,articles\n2026-11-01,1\n2026-11-02,2\n"


def test_days_after_the_traffic_are_not_used(tmp_path: Path) -> None:
    history, left_out = read(tmp_path, DAYS, until=date(2026, 11, 1))
    assert history.amounts.tolist() == [[1]]
    assert left_out == ("e.csv: 1 day after 2026-11-01, the traffic's last day, left out",)
    history, left_out = read(tmp_path, DAYS, until=date(2026, 10, 1))
    assert history.amounts.shape == (1, 0)
    assert left_out == ("e.csv: 2 days after 2026-10-01, the traffic's last day, left out",)


def test_effort_that_ends_long_before_the_traffic(tmp_path: Path) -> None:
    assert read(tmp_path, DAYS, until=date(2026, 11, 15))[1] == ()
    assert read(tmp_path, DAYS, until=date(2026, 11, 16))[1] == (
        "e.csv ends on 2026-11-02, 14 days before the traffic",
    )


def test_neither_long_nor_wide(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, "date,x\n2026-11-01,1\n")
    assert str(caught.value) == (
        "e.csv:1:1: this table has neither a column for the lever nor one named for a lever of the goal file\n"
        "  | date,x\n  | ^\n  expected columns date, lever, amount, or date, search ads, articles"
    )


def test_negative_effort(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="-1 effort is below zero"):
        read(tmp_path, "date,articles\n2026-11-01,-1\n")
