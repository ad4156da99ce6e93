from datetime import date

import pytest

from planner.sources.tables.named_days import named_days

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("traffic-2026-08.csv", "2026-08-01..2026-08-31"),
        ("ga4_202608.csv", "2026-08-01..2026-08-31"),
        ("aug-2026.csv", "2026-08-01..2026-08-31"),
        ("Besuche März 2026.csv", "2026-03-01..2026-03-31"),
        ("2026_okt_kanäle.csv", "2026-10-01..2026-10-31"),
        ("t_20260801-20260814.csv", "2026-08-01..2026-08-14"),
        ("2026-08-01_2026-08-31.csv", "2026-08-01..2026-08-31"),
    ],
)
def test_a_month_or_a_stretch(name: str, days: str) -> None:
    found = named_days(f"/2025-01/{name}", TODAY)
    assert found is not None
    assert f"{found.start}..{found.end}" == days


@pytest.mark.parametrize(
    "name",
    ["t.csv", "t-2026.csv", "t-2026-08-14.csv", "2026-08 2026-09.csv", "t-2026-11.csv", "t-2026-13.csv", "t2-1202608.csv",
     "20260231-20260302.csv", "2026-08-14_2026-08-01.csv"],
)  # fmt: skip
def test_nothing_that_is_sure(name: str) -> None:
    assert named_days(name, TODAY) is None
