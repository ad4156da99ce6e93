from datetime import date
from pathlib import Path

import numpy as np
import pytest

from planner.errors import InputError, Place
from planner.model.history import EffortHistory
from planner.sources.effort import read_effort
from planner.sources.table import read_table

LEVERS = ["search ads", "articles"]


def read(
    folder: Path, text: str, levers: list[str] = LEVERS, until: date | None = None
) -> tuple[EffortHistory, tuple[str, ...]]:
    (folder / "e.csv").write_text(text, encoding="utf-8")
    table = read_table(folder / "e.csv", shown="e.csv", said=Place(file="g"))
    return read_effort(table, columns=(), levers=levers, until=until)


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
    assert left_out == ("e.csv: effort of podcast, no lever has that name",)


def test_later_days_are_not_used(tmp_path: Path) -> None:
    history, _ = read(tmp_path, "date,articles\n2026-11-01,1\n2026-11-02,2\n", until=date(2026, 11, 1))
    assert history.amounts.tolist() == [[1]]


def test_neither_long_nor_wide(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, "date,x\n2026-11-01,1\n")
    assert str(caught.value).splitlines()[0] == (
        "e.csv:1:1: this table has neither a column for the lever nor one named for a lever of the goal file"
    )


def test_negative_effort(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="-1 effort is below zero"):
        read(tmp_path, "date,articles\n2026-11-01,-1\n")
