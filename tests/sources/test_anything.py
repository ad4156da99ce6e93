"""Whatever a file holds, it is read, or refused with an InputError that says where."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import InputError, Place
from planner.model.goal import Table
from planner.sources.effort import read_effort
from planner.sources.source import read_table
from planner.sources.traffic import read_traffic

anything = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
HEADERS = st.sampled_from(
    ["date", "Week", "Year", "Month", "Nth day", "Day Index", "Start date", "End date", "Channel", "source", "Source / medium", "New / returning", "New users", "Returning users",
     "Sessions", "Users", "Clicks", "Cost", "Campaign", "session_id", "Page", "Date Range", "Email", "Direct", "2026-11-01", "2026-11-02", "Total", "", "#", "x"]
)  # fmt: skip
CELLS = st.one_of(
    st.sampled_from(
        ["", " ", "-", "--", "0", "1", "12", "5%", "-3", "1e400", "1.234", "1,234", "1.234,5", "²", "٣", "Total", "All", "Email", "new", "returning", "google / cpc", "2026-11-01", "2026-11-02", "01/02/2026",
         "13/02/2026", "20261101", "2026110105", "202611", "2026-W05", "0001-01-01", "9999-12-31", "45000", "Nov 2026", "2026-11-01 - 2026-11-07", "2026-11-05 - 2026-11-30", "sessions", "Date", "#", "# 20261101-20261130", "\n", '"', "\x00"]
    ),
    st.text(max_size=5),
)  # fmt: skip
TABLES = st.tuples(st.lists(HEADERS, min_size=1, max_size=5), st.lists(st.lists(CELLS, max_size=6), max_size=6))


def outcome(path: Path, source: Table) -> None:
    """Read as traffic and as effort, each of which may be refused with a place."""
    try:
        table = read_table(path, shown="t.csv", said=Place(file="goal.yaml", line=1, column=1))
    except InputError as error:
        assert error.problems  # noqa: PT017
        return
    for effort in (False, True):
        try:
            if effort:
                amounts = read_effort(table, source, levers=(), until=None)[0].amounts
            else:
                amounts = read_traffic(table, source, metric="sessions", until=None)[0].sessions
        except InputError as error:
            assert all(problem.text and problem.place.file for problem in error.problems)  # noqa: PT017
        else:
            assert amounts.size
            assert float(np.nanmin(amounts, initial=0)) >= 0


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


@anything
@given(
    TABLES,
    st.sampled_from(
        [
            Table(),
            Table(dates="day/month/year", decimals=","),
            Table(by=("Channel",)),
            Table(columns=(("new", "New users"),)),
        ]
    ),
)
def test_any_table(tmp_path: Path, table: tuple[list[str], list[list[str]]], source: Table) -> None:
    header, rows = table
    lines = [",".join(map(quoted, row)) for row in [header, *rows]]
    (tmp_path / "t.csv").write_bytes("\n".join(lines).encode("utf-8", errors="replace"))
    outcome(tmp_path / "t.csv", source)


@anything
@given(st.text(max_size=120))
def test_any_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "t.csv").write_bytes(text.encode("utf-8", errors="replace"))
    outcome(tmp_path / "t.csv", Table())


@anything
@given(
    st.binary(max_size=120),
    st.sampled_from([b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"date,sessions\n2026-11-01,"]),
)
def test_any_bytes(tmp_path: Path, data: bytes, before: bytes) -> None:
    (tmp_path / "t.csv").write_bytes(before + data)
    outcome(tmp_path / "t.csv", Table())


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "cp1252", "rot13", "base64", "idna", "undefined", "martian", "unicode_escape"]
)
def test_any_encoding_that_a_goal_file_names(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "t.csv").write_bytes(b"date,sessions\n2026-11-01,5\n")
    try:
        read_table(tmp_path / "t.csv", shown="t.csv", said=Place(file="goal.yaml"), encoding=encoding)
    except InputError as error:
        assert "encod" in str(error) or "is not" in str(error)  # noqa: PT017
