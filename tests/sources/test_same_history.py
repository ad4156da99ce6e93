"""One table in many spellings: the history is the same."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import InputError, Place
from planner.model.goal import Table
from planner.model.history import History
from planner.sources.source import read_table
from planner.sources.traffic import read_traffic

Cells = list[list[str]]
COUNTS = {"Direct": (1500, 20, 3), "Organic Search": (2345, 12, 987654), "Email": (7, 0, 1001)}
DAYS = ("2026-11-28", "2026-11-29", "2026-12-13")
ROWS: Cells = [
    ["Date", "Channel", "Sessions"],
    *([day, name, str(counts[n])] for n, day in enumerate(DAYS) for name, counts in COUNTS.items()),
]
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905


def written(cells: Cells, delimiter: str = ",", end: str = "\n") -> str:
    return "".join(delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) + end for row in cells)


def read(folder: Path, text: str | bytes, source: Table | None = None) -> History:
    (folder / "t.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    table = read_table(folder / "t.csv", shown="t.csv", said=Place(file="goal.yaml"))
    return read_traffic(table, source or Table(), metric="sessions", until=None)[0]


def same(history: History) -> bool:
    assert (str(history.first), str(history.last), history.cadence) == ("2026-11-28", "2026-12-13", "day")
    assert history.leaves == (("Direct",), ("Email",), ("Organic Search",))
    known = history.sessions[:, ~np.isnan(history.sessions).all(axis=0)]
    assert known.tolist() == [[1500, 20, 3], [7, 0, 1001], [2345, 12, 987654]]
    return True


def counts(change: Callable[[str], str]) -> Cells:
    return [ROWS[0], *([*row[:2], change(row[2])] for row in ROWS[1:])]


def days(change: Callable[[str, str, str], str]) -> Cells:
    return [ROWS[0], *([change(*row[0].split("-")), *row[1:]] for row in ROWS[1:])]


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "gb18030", "cp932"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends(tmp_path: Path, codec: str, delimiter: str, end: str) -> None:
    assert same(read(tmp_path, written(ROWS, delimiter, end).encode(codec)))


@pytest.mark.parametrize("comma", [",", ".", " ", "\u00a0", "\u202f", "'"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_thousands(tmp_path: Path, comma: str, delimiter: str) -> None:
    cells = counts(lambda count: f"{int(count):,}".replace(",", comma))
    assert same(read(tmp_path, written(cells, delimiter)))
    decimal = "," if comma == "." else "."
    assert same(
        read(tmp_path, written(counts(lambda count: f"{int(count):,}".replace(",", comma) + f"{decimal}00"), delimiter))
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda y, m, d: f"{y}{m}{d}", lambda y, m, d: f"{y}/{int(m)}/{int(d)}", lambda y, m, d: f"{d}/{m}/{y}", lambda y, m, d: f"{int(m)}/{int(d)}/{y}",
        lambda y, m, d: f"{d}.{m}.{y}", lambda y, m, d: f"{d}-{MONTHS[int(m) - 1]}-{y}", lambda y, m, d: f"{MONTHS[int(m) - 1]} {int(d)}, {y}",
        lambda y, m, d: f"{y}年{int(m)}月{int(d)}日", lambda y, m, d: f"{y}-{m}-{d}T00:00:00Z", lambda y, m, d: f"{int(m)}/{int(d)}/{y} 12:00:00 AM",
        lambda y, m, d: f"{d}.{m}.{y[2:]}", lambda y, m, d: f"{y}{m}{d}05",
    ],
)  # fmt: skip
def test_dates(tmp_path: Path, change: Callable[[str, str, str], str]) -> None:
    assert same(read(tmp_path, written(days(change))))


@pytest.mark.parametrize(
    "header",
    ["date,channel,sessions", "Datum,Channelgruppe,Sitzungen", "Fecha,Canal,Sesiones", "Data,Canal,Sessões", "Jour,Canal,Visites", "日期,渠道,会话数", "ga:date,ga:channelGrouping,ga:sessions",
     "Date,Session primary channel group (Default Channel Group),Sessions", "Giorno,Canale,Sessioni", "日付,チャネル,セッション数", "Дата,Канал,Визиты"],
)  # fmt: skip
def test_names_of_columns(tmp_path: Path, header: str) -> None:
    assert same(read(tmp_path, written([header.split(","), *ROWS[1:]])))


TEXT = written(ROWS)
TOTAL = str(sum(map(sum, COUNTS.values())))


@pytest.mark.parametrize(
    "text",
    [
        "\n\n" + TEXT + "\n\n",
        "sep=,\n" + TEXT,
        "Traffic by channel\nAll users\n\n" + TEXT,
        "# ---------\n# Account: shop\n# 20261128-20261213\n# ---------\n\n" + TEXT,
        "# a,,,,\n" + written([[*row, "", ""] for row in ROWS]) + ",,,,\n,,,,\n",
        written([["", *row[1:]] if not row[0] else row for row in ROWS]) + f"Grand total,,{TOTAL}\n",
        TEXT + f",,{TOTAL}\n",
        TEXT + f",,{TOTAL},Grand total\n",
        TEXT.replace("Sessions\n", f"Sessions\nTotal,,{TOTAL}\n"),
        TEXT + "Total: all,--," + TOTAL + "\nTotal: filtered,--,5\n",
        TEXT + TEXT.splitlines()[0] + "\n",
        "# 20261128-20261213\nPage,Views\n/a,5\n/b,6\n\n" + TEXT,
        TEXT + "\n# Country\nCountry,Users\nFrance,5\n",
        TEXT.replace("Direct", '"Direct"'),
        written([[row[2], row[0], row[1], *(["Users"] if n == 0 else ["3"])] for n, row in enumerate(ROWS)]),
        written([ROWS[0], *ROWS[:0:-1]]),
        written([row for row in ROWS if row[2] != "0"]),  # tools leave zeros out
    ],
)  # fmt: skip
def test_what_stands_around_and_in_what_order(tmp_path: Path, text: str) -> None:
    assert same(read(tmp_path, text))


def test_a_column_a_channel(tmp_path: Path) -> None:
    cells = [["Date", *COUNTS], *([day, *(str(counts[n]) for counts in COUNTS.values())] for n, day in enumerate(DAYS))]
    assert same(read(tmp_path, written(cells)))
    totals = [[*row, "Total" if n == 0 else str(sum(map(int, row[1:])))] for n, row in enumerate(cells)]
    assert same(read(tmp_path, written(totals)))


def test_a_column_a_day(tmp_path: Path) -> None:
    assert same(
        read(tmp_path, written([["Channel", *DAYS], *([name, *map(str, counts)] for name, counts in COUNTS.items())]))
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    counts=st.lists(st.integers(0, 10**7), min_size=2, max_size=8),
    comma=st.sampled_from(["", ",", ".", " ", "\u202f", "'"]),
    delimiter=st.sampled_from([",", ";", "\t"]),
    names=st.sampled_from(["date sessions", "Datum Sitzungen", "日期 会话数", "when n"]),
)
def test_numbers_are_read_as_written_or_asked_about(
    tmp_path: Path, counts: list[int], comma: str, delimiter: str, names: str
) -> None:
    cells = [
        names.split(),
        *([f"2026-11-{day:02}", f"{count:,}".replace(",", comma)] for day, count in enumerate(counts, 1)),
    ]
    try:
        history = read(tmp_path, written(cells, delimiter))
    except InputError as error:
        assert all(" may be " in problem.text for problem in error.problems)  # noqa: PT017
        history = read(tmp_path, written(cells, delimiter), replace(Table(), decimals="," if comma == "." else "."))
    assert history.sessions.tolist() == [counts]
