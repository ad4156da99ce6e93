"""Logs in every form that we know."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shared_data import SHARED, needs_shared

from planner.errors import InputError
from planner.model.activity_log import ActivityLog, Logged
from planner.model.goal import Table
from planner.sources.logged.read_log import read_log

Read = Callable[..., ActivityLog]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def made(text: str, *, ways: Table = Table(), activity: str = "", result: str = "") -> ActivityLog:  # noqa: B008 - frozen
        path = tmp_path / "log.csv"
        path.write_bytes(text.encode())
        return read_log(path, ways, activity=activity, result=result)

    return made


def test_a_plain_log(read: Read) -> None:
    log = read("date,activity,item,hours,money,sessions\n2026-11-03,articles,How to,2.5,150,\n2026-11-02,ads,,,90,12\n")
    assert log.rows == (
        Logged(day=date(2026, 11, 2), activity="ads", money=90.0, result=12.0),
        Logged(day=date(2026, 11, 3), activity="articles", item="How to", hours=2.5, money=150.0),
    )
    assert (log.tool, log.activity, log.result, log.left_out) == ("", "activity", "sessions", ())


@pytest.mark.parametrize(
    ("header", "row", "hours"),
    [
        ("Datum;Tätigkeit;Beschreibung;Stunden;Kosten;Sitzungen", "03.11.2026;Artikel;Wie;2,5;150;90", 2.5),
        ("Date;Activité;Titre;Heures;Coût;Sessions", "03/11/2026;Artikel;Wie;2,5;150;90", 2.5),
        ("Fecha;Actividad;Título;Horas;Coste;Sesiones", "03/11/2026;Artikel;Wie;2,5;150;90", 2.5),
        ("日期,任务,标题,小时,花费,会话数", "2026-11-03,Artikel,Wie,2.5,150,90", 2.5),
        ("day,task,notes,minutes,spend,visits", "2026-11-03,Artikel,Wie,150,150,90", 2.5),
        ("day,task,notes,time spent,spend,visits", "2026-11-03,Artikel,Wie,2h 30m,150,90", 2.5),
    ],
)
def test_names_and_numbers_of_many_countries(read: Read, header: str, row: str, hours: float) -> None:
    log = read(f"{header}\n{row}\n")
    assert log.rows == (
        Logged(day=date(2026, 11, 3), activity="Artikel", item="Wie", hours=hours, money=150.0, result=90.0),
    )


def test_lever_and_channel_stand_in_for_the_activity_and_beside_it(read: Read) -> None:
    (row,) = read("date,channel,hours\n2026-11-03,Email,2\n").rows
    assert (row.activity, row.channel) == ("Email", "Email")
    (row,) = read("date,activity,lever,channel,hours\n2026-11-03,writing,newsletter,Email,2\n").rows
    assert (row.activity, row.lever, row.channel) == ("writing", "newsletter", "Email")


def test_columns_that_the_user_names(read: Read) -> None:
    text = "date,who,activity,hours,signups\n2026-11-03,Ana,writing,2,7\n"
    assert read(text).left_out == (
        f"{read(text).file}: column 'signups' left out; if it is what came of the work, --result 'signups'",
    )
    (row,) = read(text, activity="who", result="signups").rows
    assert (row.activity, row.result) == ("Ana", 7.0)
    with pytest.raises(InputError, match="there is no column 'leads'"):
        read(text, result="leads")


def test_rows_that_cannot_be_used_are_told(read: Read) -> None:
    log = read(
        "date,activity,hours,sessions\n2026-11-03,a,2,1\n2026-11-03,,2,1\n2026-11-03,b,0,\n2026-11-04,c,,\nTotal,,4,2\n"
    )
    assert len(log.rows) == 1
    assert [line.partition(": ")[2] for line in log.left_out] == [
        "1 row without an activity left out",
        "2 rows without effort left out",
        "1 row of totals left out",
    ]


def test_every_wrong_cell_has_its_line(read: Read) -> None:
    with pytest.raises(InputError) as caught:
        read("date,activity,hours,sessions\n2026-11-03,a,2,1\nsoon,a,2,1\n2026-11-04,a,x,1\n2026-11-05,a,1,-3\n")
    assert [(each.place.line, each.text) for each in caught.value.problems] == [
        (3, "'soon' is not a date"),
        (4, "'x' is not a number of hours"),
        (5, "-3 results is below zero"),
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("date,hours\n2026-11-03,2\n", "no column of this log is known to name the activity"),
        ("date,activity\n2026-11-03,x\n", "no column of this log is known to hold effort"),
        ("activity,hours\nx,2\n", "no column of this log is known to hold the day"),
        ("date,activity,hours\n2026-11-03,x,0\n", "this log has no row to use: 1 row without effort"),
        ("date,activity,hours\n2026-11-03,x,9999999\n", "'9999999' is more than a year"),
        ("", "log.csv"),
    ],
)
def test_what_is_no_log(read: Read, text: str, complaint: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert complaint in str(caught.value)


def test_two_readings_are_a_question(read: Read) -> None:
    text = "date,activity,hours\n03/04/2024,x,1\n05/06/2024,y,1\n"
    with pytest.raises(InputError) as caught:
        read(text)
    assert [each.key for each in caught.value.problems] == ["dates"]
    assert [row.day.month for row in read(text, ways=Table(dates="day/month/year")).rows] == [4, 6]
    assert [row.day.month for row in read(text, ways=Table(dates="month/day/year")).rows] == [3, 5]


def test_days_may_come_at_any_distance(read: Read) -> None:
    log = read("date,activity,hours\n2026-01-05,x,1\n2026-03-20,x,1\n2026-11-03,x,1\n2026-11-03,y,1\n")
    assert [str(row.day) for row in log.rows] == ["2026-01-05", "2026-03-20", "2026-11-03", "2026-11-03"]


@needs_shared
@pytest.mark.parametrize(
    ("name", "tool", "activities", "hours", "left_out"),
    [
        ("toggl", "Toggl", ["Task 1"], [1 + 1 / 3600], 1),
        ("clockify", "Clockify", ["Task 1"], [1 + 1 / 3600], 1),
        ("harvest", "Harvest", ["Project without Client", "Task 1"], [20.0, 0.01], 0),
    ],
)
def test_exports_of_time_trackers(
    name: str, tool: str, activities: list[str], hours: list[float], left_out: int
) -> None:
    log = read_log(SHARED / "data" / "logs" / f"{name}.csv", Table(dates="month/day/year"))
    assert (log.tool, log.result) == (tool, "")
    assert [row.activity for row in log.rows] == activities
    assert [row.hours for row in log.rows] == pytest.approx(hours)
    assert {row.money for row in log.rows} == {0.0}  # what is charged for the time is no effort
    assert {row.day for row in log.rows} == {date(2024, 3, 4)}
    assert len(log.left_out) == left_out


@needs_shared
def test_clockifys_dates_are_asked_about() -> None:
    with pytest.raises(InputError, match="may be 2024-04-03 or 2024-03-04"):
        read_log(SHARED / "data" / "logs" / "clockify.csv", Table())


@needs_shared
def test_the_activity_of_an_export_may_be_another_column() -> None:
    log = read_log(SHARED / "data" / "logs" / "harvest.csv", Table(), activity="Project")
    assert [row.activity for row in log.rows] == ["Project without Client", "Project for Big Company"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cells=st.lists(st.tuples(*[st.text(max_size=12)] * 4), min_size=1, max_size=5))
def test_any_cells_are_rows_or_a_complaint(tmp_path: Path, cells: list[tuple[str, ...]]) -> None:
    path = tmp_path / "any.csv"
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells]
    path.write_text("date,activity,hours,sessions\n" + "\n".join(lines), encoding="utf-8", errors="replace")
    rows: tuple[Logged, ...] = ()
    with suppress(InputError):
        rows = read_log(path, Table()).rows
    assert all(row.activity and row.hours >= 0 for row in rows)
