"""Every real file, its totals set beside numbers counted here in another way: line by line, without planner's reader."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest
from shared_data import SHARED, needs_shared

from planner.errors import InputError, Place
from planner.model.goal import Table
from planner.model.history import History
from planner.model.period import Period
from planner.sources.effort import read_effort
from planner.sources.source import read_table
from planner.sources.traffic import read_traffic

DATA = SHARED / "data"
EXPORTS, TRAFFIC = DATA / "exports", DATA / "traffic"
pytestmark = needs_shared


def read(path: Path, table: Table | None = None, metric: str = "sessions") -> History:
    found = read_table(path, shown=path.name, said=Place(file="goal.yaml"))
    history, missing = read_traffic(found, table or Table(files=(path.name,)), metric=metric, until=None)
    assert missing == []
    return history


def total(history: History) -> float:
    return float(np.nansum(history.sessions))


def by_leaf(history: History) -> dict[tuple[str, ...], float]:
    sums = np.nansum(history.sessions, axis=1).tolist()
    return {leaf: round(amount, 6) for leaf, amount in zip(history.leaves, sums, strict=True)}


def by_day(history: History) -> dict[str, float]:
    """The sessions of each day with any."""
    sums = np.nansum(history.sessions, axis=0).tolist()
    first = history.first.toordinal()
    return {date.fromordinal(first + n).isoformat(): amount for n, amount in enumerate(sums) if amount}


def lines(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n")


@pytest.mark.parametrize("name", ["ga4-channel-hour-bom.csv", "ga4-channel-hour-crlf-padded.csv"])
def test_ga4_by_channel_and_hour(name: str) -> None:
    rows = [line.split(",") for line in lines(EXPORTS / name) if re.match(r"[A-Z][A-Za-z ]+,20240\d{5},", line)]
    channels, days = Counter[tuple[str, ...]](), Counter[str]()
    for row in rows:
        channels[(row[0],)] += int(row[3])
        days[f"{row[1][:4]}-{row[1][4:6]}-{row[1][6:8]}"] += int(row[3])
    history = read(EXPORTS / name)
    assert len(rows) == 3182
    assert (history.levels, history.cadence) == (("channel",), "day")
    assert by_leaf(history) == dict(channels)
    assert by_day(history) == dict(days)
    assert (history.first, history.last) == (date(2024, 4, 6), date(2024, 5, 3))
    assert history.left_out == ()


def test_ga4_without_days_has_those_of_its_titles() -> None:
    path = EXPORTS / "ga4-acquisition-excel-resaved.csv"
    rows = [line.split(",") for line in lines(path)[11:17]]
    history = read(path)
    assert by_leaf(history) == {(row[0],): int(row[2]) for row in rows}
    assert total(history) == 482 + 243 + 148 + 25 + 6 + 3
    assert (history.first, history.last, history.counts_only) == (date(2023, 6, 25), date(2023, 7, 2), True)


@pytest.mark.parametrize("name", ["google-ads-campaigns-1.csv", "google-ads-campaigns-2.csv"])
def test_campaigns_are_no_traffic(name: str) -> None:
    with pytest.raises(InputError, match="this is a Google Ads report: it says what ads cost"):
        read(EXPORTS / name)


@pytest.mark.parametrize("name", ["search-console-chart.csv", "search-console-dates.csv"])
def test_search_console_counts_clicks(name: str) -> None:
    days = {line[:10]: int(line.split(",")[1]) for line in lines(EXPORTS / name)[1:] if line}
    history = read(EXPORTS / name)
    assert by_day(history) == {day: clicks for day, clicks in days.items() if clicks}
    assert str(history.first) == min(days)
    assert history.left_out == (f"{name}: 'Clicks' is counted, for there are no sessions",)


def test_plausible_by_day_and_by_channel() -> None:
    rows = [line.split(",") for line in lines(EXPORTS / "plausible-visitors.csv")[1:] if line]
    assert by_day(read(EXPORTS / "plausible-visitors.csv")) == {row[0]: int(row[3]) for row in rows if int(row[3])}
    with pytest.raises(InputError, match="no column of this table is known to hold the date"):
        read(EXPORTS / "plausible-channels.csv")
    table = Table(covers=Period(start=date(2021, 9, 1), end=date(2021, 9, 30)))
    assert by_leaf(read(EXPORTS / "plausible-channels.csv", table)) == {("Direct",): 3, ("Organic Search",): 1}


def visitors() -> Iterator[tuple[str, int, int, int]]:
    for line in lines(TRAFFIC / "daily-website-visitors-to-2018.csv")[1:]:
        if line:
            cells = [cell[0].replace(",", "") or cell[1] for cell in re.findall(r'"([^"]*)"|([^,]+)', line)]
            month, day, year = map(int, cells[3].split("/"))
            yield f"{year}-{month:02}-{day:02}", int(cells[5]), int(cells[6]), int(cells[7])


def test_new_and_returning_in_columns_of_their_own() -> None:
    rows = list(visitors())
    history = read(TRAFFIC / "daily-website-visitors-to-2018.csv")
    assert (history.levels, history.leaves) == (("visitor",), (("new",), ("returning",)))
    assert by_leaf(history) == {("new",): sum(row[2] for row in rows), ("returning",): sum(row[3] for row in rows)}
    assert by_day(history) == {row[0]: row[1] for row in rows}
    assert len(rows) == len(by_day(history)) == 1570


def test_another_measure_of_the_same_table_is_not_split() -> None:
    history = read(TRAFFIC / "daily-website-visitors-to-2018.csv", metric="Page.Loads")
    cells = re.findall(r'/20\d\d,(?:"([\d,]+)"|(\d+)),', (TRAFFIC / "daily-website-visitors-to-2018.csv").read_text())
    assert total(history) == sum(int((quoted or plain).replace(",", "")) for quoted, plain in cells)
    assert history.leaves == ((),)


def test_the_only_column_of_numbers() -> None:
    rows = [line.split(",") for line in lines(TRAFFIC / "ga-sessions-daily.csv")[1:] if line]
    history = read(TRAFFIC / "ga-sessions-daily.csv")
    assert by_day(history) == {row[0]: float(row[1]) for row in rows}
    assert history.left_out == ("ga-sessions-daily.csv: 'Target' is counted, for there are no sessions",)


def test_universal_analytics_by_channel_and_device() -> None:
    sums = Counter[tuple[str, ...]]()
    devices = Counter[tuple[str, ...]]()
    for line in lines(TRAFFIC / "ua-channel-device-daily.csv")[1:]:
        if line:
            cells = line.replace('"', "").split(",")
            sums[(cells[2],)] += int(cells[4])
            devices[(cells[3], cells[2])] += int(cells[4])
    path = TRAFFIC / "ua-channel-device-daily.csv"
    assert by_leaf(read(path)) == dict(sums)
    assert by_leaf(read(path, Table(by=("deviceCategory", "channel")))) == dict(devices)


def test_users_of_28_days_by_channel_and_kind_of_visitor() -> None:
    path = TRAFFIC / "observable-channel-new-returning.csv"
    with pytest.raises(InputError, match=r"covers: 2026-10"):
        read(path)
    rows = [line.split(",") for line in lines(path)[1:] if line]
    history = read(path, Table(covers=Period(start=date(2026, 10, 1), end=date(2026, 10, 28))))
    assert history.levels == ("visitor", "channel")
    assert by_leaf(history) == {(row[1], row[0]): int(row[2]) for row in rows}


def test_logarithms_are_no_counts_unless_somebody_says_so() -> None:
    path = TRAFFIC / "wiki-peyton-manning-log.csv"
    with pytest.raises(InputError, match="'y' holds no counts: its values are fractions between"):
        read(path)
    rows = re.findall(r'"(\d{4}-\d\d-\d\d)",([\d.]+)', path.read_text())
    history = read(path, Table(columns=(("sessions", "y"),)))
    assert total(history) == pytest.approx(sum(float(row[1]) for row in rows))
    assert int(np.isnan(history.sessions).sum()) == (history.last - history.first).days + 1 - len(rows)


def test_marketing_cost_by_source_with_the_day_first() -> None:
    path = DATA / "effort" / "source-costs-daily-dmy.csv"
    found = read_table(path, shown=path.name, said=Place(file="goal.yaml"))
    history, left_out = read_effort(found, Table(), levers=(), until=None)
    rows = [line.split(",") for line in lines(path)[1:] if line]
    assert left_out == ()
    assert (history.first, history.last) == (date(2017, 6, 1), date(2018, 5, 31))
    sums = Counter[str]()
    for source, day, cost in rows:
        assert datetime.strptime(day, "%d/%m/%Y")
        sums[source] += float(cost)  # type: ignore[assignment]
    found_sums = dict(zip(history.names, np.nansum(history.amounts, axis=1).tolist(), strict=True))
    assert found_sums == pytest.approx(dict(sums))


@pytest.mark.parametrize("path", sorted(DATA.glob("*/*.csv")), ids=lambda path: path.name)
def test_every_file_is_read_or_refused_with_a_place(path: Path) -> None:
    try:
        history = read(path)
    except InputError as error:
        lines_told = [problem.place.line for problem in error.problems]
    else:
        lines_told = [int(total(history))]
    assert all(lines_told)
