from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.sources.exports.kept import counted_rows
from planner.sources.tables.table import TextTable

TableOf = Callable[[str], TextTable]
HEADER = "date,channel,sessions\n"


def kept(table: TextTable, metric: str = "sessions") -> tuple[list[str], tuple[str, ...]]:
    found, lines = counted_rows(table, count_at=table.find(metric), metric=metric)
    return list(found.columns[found.find(metric) or 0]), lines


def test_a_table_without_such_rows_is_the_same(table_of: TableOf) -> None:
    table = table_of(HEADER + "2026-11-01,Email,5\n2026-11-01,Direct,6\n")
    assert counted_rows(table, count_at=2, metric="sessions") == (table, ())


@pytest.mark.parametrize(
    "total",
    [
        "Total,,11",
        ",Total,11",
        "Grand total,,11",
        "2026-11-01,合计,11",
        ",,11",
        "(not set),--,11",
        "2026-11-01,All,11",
        "2026-11-01,All channels,11",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_rows_of_totals(table_of: TableOf, total: str, first: bool) -> None:  # noqa: FBT001
    rows = ["2026-11-01,Email,5", "2026-11-01,Direct,6"]
    table = table_of(HEADER + "\n".join([total, *rows] if first else [*rows, total]) + "\n")
    assert kept(table) == (["5", "6"], ("t.csv: 1 row of totals left out",))


def test_the_total_of_a_single_row(table_of: TableOf) -> None:
    assert kept(table_of("channel,sessions\nDirect,5\n,5\n"))[0] == ["5"]


@pytest.mark.parametrize(
    "rows",
    [
        "2026-11-01,,5\n2026-11-01,Direct,6\n",
        "2026-11-01,All,5\n2026-11-01,Direct,6\n2026-11-02,All,4\n",
        "2026-11-01,Overall,5\n2026-11-02,Overall,6\n",
    ],
)
def test_rows_that_count_by_themselves(table_of: TableOf, rows: str) -> None:
    assert len(kept(table_of(HEADER + rows))[0]) == rows.count("\n")


def test_without_a_day_a_sum_of_people_need_not_be_the_sum_of_the_rows(table_of: TableOf) -> None:
    assert kept(table_of("Day,Users\n2026-11-01,58\n2026-11-02,60\n,100\n"), "Users")[0] == ["58", "60"]
    assert len(kept(table_of("Day,Users\n2026-11-01,58\n2026-11-02,60\n,7\n"), "Users")[0]) == 3


def test_a_cut_export_is_told(table_of: TableOf) -> None:
    table = table_of("page,sessions\n/a,5\n/b,6\nGrand total,1000\n")
    assert kept(table)[1] == (
        "t.csv: 1 row of totals left out",
        "t.csv: its rows are 11 of the 1,000 sessions that its row of totals says; the export was cut",
    )


def test_the_header_once_more(table_of: TableOf) -> None:
    table = table_of(HEADER + "2026-11-01,Email,5\n" + HEADER + HEADER + "2026-11-02,Email,6\n")
    assert kept(table) == (["5", "6"], ("t.csv: 2 rows with the header once more left out",))


def test_the_latest_range_of_days_with_its_total(table_of: TableOf) -> None:
    now, before = '"Feb 1, 2026 - Feb 28, 2026"', '"Jan 4, 2026 - Jan 31, 2026"'
    rows = "".join(
        f"{name},{when},{count}\n" for name, count in (("Email", 5), ("Direct", 6), ("", 11)) for when in (before, now)
    )
    assert kept(table_of("channel,Date Range,sessions\n" + rows)) == (
        ["5", "6"],
        (
            "t.csv: 1 row of totals left out",
            "t.csv: 3 rows of other ranges or segments than 'Feb 1, 2026 - Feb 28, 2026' left out",
        ),
    )


@pytest.mark.parametrize("names", [("All Users", "Mobile"), ("Mobile", "All Users"), ("Mobile", "Total")])
def test_the_segment_of_all(table_of: TableOf, names: tuple[str, str]) -> None:
    rows = "".join(f"2026-11-01,{name},{2 if name == 'Mobile' else 5}\n" for name in names)
    assert kept(table_of("date,segment,sessions\n" + rows))[0] == ["5"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["Email", "Direct", "", "Total", "channel", "All"]), st.integers(0, 9)),
        min_size=1,
        max_size=12,
    )
)
def test_rows_left_out_and_rows_used_are_all_rows(table_of: TableOf, rows: list[tuple[str, int]]) -> None:
    table = table_of(HEADER + "".join(f"2026-11-{n:02},{name},{count}\n" for n, (name, count) in enumerate(rows, 1)))
    found, lines = counted_rows(table, count_at=2, metric="sessions")
    left = sum(int(line.split()[1]) for line in lines if line.endswith("left out"))
    assert found.rows + left == table.rows == len(rows)


def daily(days: int, *, total: int = 11, odd: int = 0) -> str:
    """Two channels a day and a row without one; on the last `odd` days that says something else."""
    rows = [
        f"2026-10-{n:02},Email,5\n2026-10-{n:02},Direct,6\n2026-10-{n:02},,{total if n <= days - odd else 3}\n"
        for n in range(1, days + 1)
    ]
    return HEADER + "".join(rows)


@pytest.mark.parametrize(("days", "odd"), [(3, 0), (30, 0), (30, 1)])
def test_rows_without_a_channel_that_add_up_their_days(table_of: TableOf, days: int, odd: int) -> None:
    counts, lines = kept(table_of(daily(days, odd=odd)))
    assert counts == ["5", "6"] * days
    assert lines == (f"t.csv: {days} rows of totals left out",)


@pytest.mark.parametrize(
    "text", [daily(2), daily(30, odd=2), daily(30, total=4), daily(30).replace(",,", ",(not set),")]
)
def test_rows_without_a_channel_that_add_up_nothing(table_of: TableOf, text: str) -> None:
    table = table_of(text)
    assert counted_rows(table, count_at=2, metric="sessions") == (table, ())
