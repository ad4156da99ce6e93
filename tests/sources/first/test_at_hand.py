from datetime import date
from pathlib import Path

import pytest

from planner.model.goal import Table
from planner.model.period import Period
from planner.sources.first.at_hand import at_hand


@pytest.mark.parametrize(
    ("column", "today", "first", "last"),
    [
        ("sessions", date(2026, 12, 3), date(2026, 11, 1), date(2026, 11, 30)),
        ("sessions", date(2026, 12, 1), date(2026, 11, 1), date(2026, 11, 30)),  # the month was over yesterday
        ("sessions", date(2026, 11, 30), date(2026, 10, 1), date(2026, 10, 31)),
        ("sessions28d", date(2026, 12, 3), date(2026, 11, 5), date(2026, 12, 2)),
        ("Sessions last 7 days", date(2027, 1, 1), date(2026, 12, 25), date(2026, 12, 31)),
    ],
)
def test_a_table_without_days_has_those_before_today(
    tmp_path: Path, column: str, today: date, first: date, last: date
) -> None:
    (tmp_path / "t.csv").write_text(f"channel,{column}\nEmail,50\nDirect,100\n")
    found = at_hand([str(tmp_path / "t.csv")], Table(), metric="sessions", today=today).traffic
    assert found.assumed
    assert found.history.span == Period(start=first, end=last)
