from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.period import Period
from planner.sources.tables.covered import covered_days


def days(*ends: tuple[int, int, int]) -> Period:
    return Period(start=date(*ends[0]), end=date(*ends[-1]))


@pytest.mark.parametrize(
    ("above", "covers"),
    [
        (["# 20190101-20190131"], days((2019, 1, 1), (2019, 1, 31))),
        (["# 20190930-20190930"], days((2019, 9, 30))),
        (["# Start date: 20230625", "# End date: 20230702"], days((2023, 6, 25), (2023, 7, 2))),
        (["# Fecha de inicio: 20230424", "# Fecha de finalización: 20230521"], days((2023, 4, 24), (2023, 5, 21))),
        (["# Date de début : 20230424", "# Date de fin : 20230424"], days((2023, 4, 24))),
        (["Campaign report", "March 27, 2026 - April 23, 2026"], days((2026, 3, 27), (2026, 4, 23))),
        (["Campaign report", "27 January 2026 - 23 February 2026"], days((2026, 1, 27), (2026, 2, 23))),
        (["Kampagnenbericht", "1. September 2026 – 2. September 2026"], days((2026, 9, 1), (2026, 9, 2))),
        (["# Date: Jul 27, 2026 - Aug 2, 2026"], days((2026, 7, 27), (2026, 8, 2))),
        (["January 2024"], days((2024, 1, 1), (2024, 1, 31))),
        (["# 20240101-20240131", "# 20240201-20240229"], days((2024, 2, 1), (2024, 2, 29))),
        (["All time"], None),
        (["# All Web Site Data"], None),
        (["01/06/2017"], None),
        (["# Start date: 20230702", "# End date: 20230625"], None),
        (["# 20190131-20190101"], None),
        (["# Account: 123456", "# Property: 20 shops"], None),
        ([], None),
    ],
)
def test_titles(above: list[str], covers: Period | None) -> None:
    assert covered_days(above) == covers


@given(st.lists(st.text(max_size=40), max_size=4))
def test_any_titles(above: list[str]) -> None:
    found = covered_days(above)
    assert found is None or found.start <= found.end
