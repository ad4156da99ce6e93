from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import InputError, Place
from planner.model.goal import Table
from planner.model.history import History
from planner.sources.asked import Asked
from planner.sources.source import read_table
from planner.sources.traffic import read_traffic

SAID = Place(file="goal.yaml", line=1, column=1)


def read(
    folder: Path,
    text: str,
    *,
    by: tuple[str, ...] = (),
    columns: tuple[tuple[str, str], ...] = (),
    until: date | None = None,
    measures: tuple[str, ...] = (),
) -> History:
    table = read_table(written(folder, text), shown="t.csv", said=SAID)
    asked = [Asked(name=name, place=SAID) for name in measures]
    history, missing = read_traffic(table, Table(by=by, columns=columns), metric="sessions", until=until, asked=asked)
    if missing:
        raise InputError(missing)
    return history


def written(folder: Path, text: str) -> Path:
    (folder / "t.csv").write_text(text, encoding="utf-8")
    return folder / "t.csv"


def complaint(folder: Path, text: str, **options: object) -> str:
    with pytest.raises(InputError) as caught:
        read(folder, text, **options)  # type: ignore[arg-type]
    return str(caught.value)


PLAIN = """\
date,visitor,channel,sessions
2026-11-01,new,Email,10
2026-11-01,returning,Email,30
2026-11-02,new,Email,12
2026-11-04,new,Email,14
2026-11-04,returning,Email,34
"""


def test_rows_become_leaves_and_days(tmp_path: Path) -> None:
    history = read(tmp_path, PLAIN, by=("visitor", "channel"))
    assert history.levels == ("visitor", "channel")
    assert history.leaves == (("new", "Email"), ("returning", "Email"))
    assert history.first == date(2026, 11, 1)
    assert history.last == date(2026, 11, 4)
    # a leaf without a row on a day that others have is zero, a day without any row is not known
    assert np.array_equal(history.sessions, [[10, 12, np.nan, 14], [30, 0, np.nan, 34]], equal_nan=True)


def test_usual_columns_make_the_tree_where_none_are_named(tmp_path: Path) -> None:
    assert read(tmp_path, PLAIN).levels == ("visitor", "channel")
    assert read(tmp_path, "date,sessions\n2026-11-01,10\n2026-11-02,11\n").leaves == ((),)


def test_finer_tables_are_summed(tmp_path: Path) -> None:
    text = "date,channel,device,sessions\n2026-11-01,Email,desktop,10\n2026-11-01,Email,mobile,5\n"
    assert read(tmp_path, text, by=("channel",)).sessions.tolist() == [[15.0]]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_marks_and_orders(tmp_path: Path, delimiter: str) -> None:
    text = "\ufeff" + "Sessions,DATE\n1234.5,20261101\n0,2026/11/02\n".replace(",", delimiter)
    assert read(tmp_path, text).sessions.tolist() == [[1234.5, 0.0]]


def test_named_columns_come_before_usual_ones(tmp_path: Path) -> None:
    text = "Day,Visits,Sessions\n2026-11-01,7,99\n"
    assert read(tmp_path, text, columns=(("date", "day"), ("sessions", "visits"))).sessions.tolist() == [[7.0]]


def test_the_metric_names_its_column(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("date,sessions,revenue\n2026-11-01,7,99.5\n")
    table = read_table(tmp_path / "t.csv", shown="t.csv", said=SAID)
    assert read_traffic(table, Table(), metric="revenue", until=None)[0].sessions.tolist() == [[99.5]]


def test_weeks_are_spread_over_their_days(tmp_path: Path) -> None:
    history = read(tmp_path, "week,sessions\n2026-11-02,70\n2026-11-09,140\n2026-11-23,7\n")
    assert history.cadence == "week"
    assert history.last == date(2026, 11, 29)
    assert history.sessions[0, [0, 6, 7, 13]].tolist() == [10, 10, 20, 20]
    assert np.isnan(history.sessions[0, 14:21]).all()


@pytest.mark.parametrize("form", ["{}-01", "{}"])
def test_months_are_spread_over_their_days(tmp_path: Path, form: str) -> None:
    history = read(tmp_path, f"month,sessions\n{form.format('2026-10')},310\n{form.format('2026-11')},60\n")
    assert history.cadence == "month"
    assert history.last == date(2026, 11, 30)
    assert np.allclose(history.sessions[0], [10.0] * 31 + [2.0] * 30)


def test_month_ends_are_months(tmp_path: Path) -> None:
    history = read(tmp_path, "date,sessions\n2026-01-31,310\n2026-02-28,56\n2026-03-31,31\n")
    assert (history.cadence, history.first, history.last) == ("month", date(2026, 1, 1), date(2026, 3, 31))
    assert np.allclose(history.sessions[0], [10.0] * 31 + [2.0] * 28 + [1.0] * 31)


def test_later_days_are_left_out_and_said(tmp_path: Path) -> None:
    history = read(tmp_path, PLAIN, until=date(2026, 11, 2))
    assert history.last == date(2026, 11, 2)
    assert history.left_out == ("t.csv: 2 days after 2026-11-02 (as_of) left out",)


MONTHS = "month,sessions,orders\n2026-09,300,30\n2026-10,310,62\n2026-11,60,6\n"
WEEKS = "week,sessions,orders\n2026-11-02,70,7\n2026-11-09,140,14\n2026-11-16,30,3\n"


@pytest.mark.parametrize(("text", "until", "days"), [(MONTHS, date(2026, 11, 12), 12), (WEEKS, date(2026, 11, 18), 3)])
def test_a_day_within_the_last_stretch_is_the_last_that_its_figures_cover(
    tmp_path: Path, text: str, until: date, days: int
) -> None:
    history = read(tmp_path, text, until=until, measures=("orders",))
    assert history.last == until
    assert history.left_out == ()
    total = 60 if "month" in text else 30
    assert np.allclose(history.sessions[0, -days:], total / days)
    assert np.allclose(history.measures[0].amounts[0, -days:], total / 10 / days)
    assert np.nansum(history.sessions) == pytest.approx(670 if "month" in text else 240)
    before = read(tmp_path, text).sessions
    assert np.array_equal(history.sessions[:, :-days], before[:, : history.sessions.shape[1] - days])


@pytest.mark.parametrize(
    ("text", "until", "cut"),
    [
        (MONTHS, date(2026, 11, 30), 0),
        (MONTHS, date(2026, 12, 24), 0),
        (MONTHS, date(2026, 10, 31), 30),
        (MONTHS, date(2026, 10, 12), 49),
        (WEEKS, date(2026, 11, 22), 0),
        (WEEKS, date(2026, 11, 12), 10),
    ],
)
def test_a_day_before_the_last_stretch_leaves_days_out_and_a_later_one_none(
    tmp_path: Path, text: str, until: date, cut: int
) -> None:
    whole = read(tmp_path, text)
    history = read(tmp_path, text, until=until)
    assert np.array_equal(history.sessions, whole.sessions[:, : whole.sessions.shape[1] - cut])
    assert history.left_out == ((f"t.csv: {cut} days after {until} (as_of) left out",) if cut else ())


def test_empty_cells_are_left_out_and_said(tmp_path: Path) -> None:
    history = read(tmp_path, "date,sessions\n2026-11-01,\n2026-11-02,5\n")
    assert np.array_equal(history.sessions, [[np.nan, 5]], equal_nan=True)
    assert history.left_out == ("t.csv: 1 row without a number of sessions left out",)


def test_a_date_that_cannot_be_read(tmp_path: Path) -> None:
    assert complaint(tmp_path, "date,sessions\n2026-11-01,5\n2026-11-31,6\n") == (
        "t.csv:3:1: '2026-11-31' is not a date\n  | 2026-11-31,6\n  | ^\n  expected a date such as 2026-11-30 (year, month, day)"
    )


def test_a_negative_count(tmp_path: Path) -> None:
    assert complaint(tmp_path, "date,sessions\n2026-11-01,-5\n") == (
        "t.csv:2:12: -5 sessions is below zero\n  | 2026-11-01,-5\n  |            ^\n  expected 0 or more"
    )


def test_a_count_that_is_no_number(tmp_path: Path) -> None:
    assert complaint(tmp_path, "date,sessions\n2026-11-01,many\n").startswith(
        "t.csv:2:12: 'many' is not a number of sessions"
    )


@pytest.mark.parametrize("cell", ["inf", "-inf", "1e999", "1.2.3", "1 2", "12,3,4"])
def test_odd_numbers_are_refused(tmp_path: Path, cell: str) -> None:
    assert complaint(tmp_path, f'date,sessions\n2026-11-02,5\n2026-11-01,"{cell}"\n').startswith(
        f"t.csv:3:13: {cell!r} is not a number of sessions\n"
    )


def test_sums_stay_finite(tmp_path: Path) -> None:
    assert complaint(tmp_path, "date,sessions\n2026-11-01,1e308\n2026-11-02,5\n") == (
        "t.csv:2:12: 1e308 sessions is too large\n  | 2026-11-01,1e308\n  |            ^\n"
        "  expected at most 1,000,000,000,000,000"
    )


@pytest.mark.parametrize("rows", ["2026-11-01,\n2026-11-02, \n", "2026-10,\n2026-11,\n"])
def test_no_number_at_all(tmp_path: Path, rows: str) -> None:
    assert complaint(tmp_path, f"date,sessions\n{rows}") == (
        "t.csv:1:6: no row has a number of sessions\n  | date,sessions\n  |      ^\n  expected one or more"
    )


def test_a_day_counted_twice(tmp_path: Path) -> None:
    text = "date,channel,sessions\n2026-11-01,Email,5\n2026-11-02,Email,5\n2026-11-01,Email,6\n"
    assert complaint(tmp_path, text, by=("channel",)) == (
        "t.csv:4:1: this day is counted twice: 2026-11-01 / Email stands in line 2 too\n"
        "  | 2026-11-01,Email,6\n  | ^\n  expected one row a day and leaf"
    )


def test_numbers_that_name_campaigns_make_rows_differ(tmp_path: Path) -> None:
    text = "date,channel,Campaign ID,cost,sessions\n2026-11-01,Email,17,1,5\n2026-11-01,Email,18,1,6\n"
    assert read(tmp_path, text).sessions.tolist() == [[11.0]]
    assert complaint(tmp_path, text.replace("18,1", "17,2")) == (
        "t.csv:3:1: this day is counted twice: 2026-11-01 / Email stands in line 2 too\n"
        "  | 2026-11-01,Email,17,2,6\n  | ^\n  expected one row a day and leaf"
    )


def test_a_metric_that_no_column_has(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "date,1st,conversions\n2026-11-01,7,1\n"), shown="t.csv", said=SAID)
    with pytest.raises(InputError, match="did you mean 'conversions'"):
        read_traffic(table, Table(by=("1st",)), metric="conversion", until=None)


def test_an_unknown_column(tmp_path: Path) -> None:
    assert complaint(tmp_path, PLAIN, by=("visitor", "chanel")) == (
        "t.csv:1:1: there is no column 'chanel'\n  | date,visitor,channel,sessions\n  | ^\n"
        "  expected one of: date, visitor, channel, sessions\n  did you mean 'channel'?"
    )


def test_no_column_for_the_date(tmp_path: Path) -> None:
    assert "no column of this table is known to hold the date" in complaint(tmp_path, "x,sessions\n1,2\n")


def test_many_bad_rows_are_counted_not_listed(tmp_path: Path) -> None:
    text = "date,sessions\n" + "".join(f"2026-11-{n:02},-1\n" for n in range(1, 31))
    lines = complaint(tmp_path, text).splitlines()
    assert sum("below zero" in line for line in lines) == 5
    assert any("25 more rows like these" in line for line in lines)


MEASURED = """\
date,channel,device,sessions,Conversions,revenue
2026-11-01,Email,phone,10,1,12.5
2026-11-01,Email,desktop,5,2,"1,000"
2026-11-01,SEO,phone,20,,7
2026-11-02,Email,phone,,4,9
2026-11-02,SEO,phone,8,3,0
2026-11-04,SEO,phone,6,0,1
"""


def test_other_measures_are_read_beside_the_sessions(tmp_path: Path) -> None:
    history = read(tmp_path, MEASURED, measures=("revenue", "conversions", "CONVERSIONS"))
    revenue, conversions = history.measures
    assert (revenue.name, conversions.name) == ("revenue", "Conversions"), "as the table has it, each once"
    # an empty cell is none; a row without sessions is left out whole
    assert np.array_equal(history.sessions, [[15, 0, np.nan, 0], [20, 8, np.nan, 6]], equal_nan=True)
    assert np.array_equal(conversions.amounts, [[3, 0, np.nan, 0], [0, 3, np.nan, 0]], equal_nan=True)
    assert np.array_equal(revenue.amounts, [[1012.5, 0, np.nan, 0], [7, 0, np.nan, 1]], equal_nan=True)
    assert history.left_out == ("t.csv: 1 row without a number of sessions left out",)


def test_what_sessions_are_for_is_read_unasked_where_it_can_be(tmp_path: Path) -> None:
    text = MEASURED.replace("12.5", "a lot")
    assert [measure.name for measure in read(tmp_path, text).measures] == ["Conversions"]
    assert [measure.name for measure in read(tmp_path, text, measures=("Conversions",)).measures] == ["Conversions"]
    assert read(tmp_path, text.replace("Conversions", "pages")).measures == ()


def test_a_measure_that_was_not_counted_all_along(tmp_path: Path) -> None:
    rows = "".join(f"2026-11-{n:02},5,{'' if n in (1, 2, 5, 9) else n}\n" for n in range(1, 10) if n != 7)
    history = read(tmp_path, "date,sessions,orders\n" + rows, measures=("orders",))
    expected = [[np.nan, np.nan, 3, 4, 0, 6, np.nan, 8, np.nan]]
    assert np.array_equal(history.measures[0].amounts, expected, equal_nan=True)
    assert history.left_out == ("t.csv: numbers of orders only from 2026-11-03 to 2026-11-08",)
    history = read(tmp_path, "date,sessions,orders\n" + rows, measures=("orders",), until=date(2026, 11, 2))
    assert history.left_out[1:] == ("t.csv: no number of orders on these days",)


def test_a_measure_of_weeks_that_was_not_counted_all_along(tmp_path: Path) -> None:
    text = "week,sessions,orders\n2026-11-02,70,\n2026-11-09,70,7\n2026-11-16,70,\n2026-11-23,70,14\n2026-11-30,70,\n"
    history = read(tmp_path, text, measures=("orders",))
    unknown = [np.nan] * 7
    expected = [*unknown, *[1] * 7, *[0] * 7, *[2] * 7, *unknown]
    assert np.array_equal(history.measures[0].amounts[0], expected, equal_nan=True)


def test_measures_end_with_the_sessions(tmp_path: Path) -> None:
    history = read(tmp_path, MEASURED, measures=("conversions",), until=date(2026, 11, 2))
    assert history.measures[0].amounts.tolist() == [[3, 0], [0, 3]]


@pytest.mark.parametrize(
    ("rows", "days"),
    [("2026-11-02,70,7\n2026-11-09,140,0\n2026-11-23,7,14\n", 7), ("2026-10,310,31\n2026-11,60,0\n", 31)],
)
def test_measures_of_weeks_and_months_are_spread_as_the_sessions_are(tmp_path: Path, rows: str, days: int) -> None:
    history = read(tmp_path, f"date,sessions,conversions\n{rows}", measures=("conversions",))
    amounts = history.measures[0].amounts
    assert np.allclose(amounts[0, :days], 1.0)
    assert amounts[0, days] == 0
    assert np.array_equal(np.isnan(amounts), np.isnan(history.sessions))
    assert not amounts.flags.writeable


def test_what_cannot_be_read_of_a_measure_is_told_with_the_rest(tmp_path: Path) -> None:
    text = "date,sessions,conversions,revenue\n2026-11-01,-5,x,1\n2026-11-32,6,-1,1e16\n"
    assert complaint(tmp_path, text, measures=("conversions", "revenue", "orders")) == (
        "goal.yaml:1:1: the traffic table has no column 'orders'\n  expected one of: revenue\n"
        "t.csv:2:12: -5 sessions is below zero\n  | 2026-11-01,-5,x,1\n  |            ^\n  expected 0 or more\n"
        "t.csv:2:15: 'x' is not a number of conversions\n  | 2026-11-01,-5,x,1\n  |               ^\n"
        "  expected a number such as 1234 or 1,234\n"
        "t.csv:3:1: '2026-11-32' is not a date\n  | 2026-11-32,6,-1,1e16\n  | ^\n"
        "  expected a date such as 2026-11-30 (year, month, day)\n"
        "t.csv:3:14: -1 conversions is below zero\n  | 2026-11-32,6,-1,1e16\n  |              ^\n  expected 0 or more\n"
        "t.csv:3:17: 1e16 revenue is too large\n  | 2026-11-32,6,-1,1e16\n  |                 ^\n"
        "  expected at most 1,000,000,000,000,000"
    )


def test_rows_that_differ_only_in_a_measure_are_one_day_counted_twice(tmp_path: Path) -> None:
    text = "date,sessions,Order ID\n2026-11-01,5,1\n2026-11-01,6,2\n"
    assert read(tmp_path, text).sessions.tolist() == [[11.0]]
    assert "this day is counted twice" in complaint(tmp_path, text, measures=("order id",))


AMOUNTS = st.none() | st.integers(0, 999)
ROWS = st.lists(
    st.tuples(st.integers(1, 9), st.sampled_from("abc"), st.sampled_from("xyz"), AMOUNTS, AMOUNTS),
    min_size=1,
    max_size=20,
    unique_by=lambda row: row[:3],
)


@given(ROWS)
def test_a_measure_that_is_the_sessions_comes_out_as_they_do(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, str, str, int | None, int | None]]
) -> None:
    rows += [(day, "a", "x", 7, 3) for day in range(10, 21)]  # so that the table is one by day
    lines = [
        f"2026-11-{day:02},{channel},{device},{shown(count)},{shown(count)},{shown(other)}"
        for day, channel, device, count, other in rows
    ]
    text = "date,channel,device,sessions,again,other\n" + "\n".join(lines) + "\n"
    history = read(tmp_path_factory.mktemp("t"), text, by=("channel",), measures=("again", "other"))
    again, other = history.measures
    assert np.array_equal(again.amounts, history.sessions, equal_nan=True)
    assert not (np.isnan(history.sessions) & ~np.isnan(other.amounts)).any()
    assert np.nansum(other.amounts) == sum(row[4] or 0 for row in rows if row[3] is not None)


def shown(count: int | None) -> str:
    return "" if count is None else str(count)
