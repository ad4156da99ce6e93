"""Days of an inspected file that the forecast would not take as they stand."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inspected_files import CHANNELS, TODAY, daily, usual

from planner.model.goal import Table
from planner.model.inspection import Finding, Inspection
from planner.model.period import Period
from planner.planning.inspected import inspect_file
from planner.report.inspect_json import render_inspect_json
from planner.report.terminal_inspect import render_inspections


@pytest.fixture
def told(tmp_path: Path):
    def look(text: str) -> Inspection:
        (tmp_path / "t.csv").write_text(text)
        return inspect_file(tmp_path / "t.csv", Table(), metric="sessions", today=TODAY)

    return look


def finding(seen: Inspection, kind: str) -> Finding:
    (found,) = (each for each in seen.findings if each.kind == kind)
    return found


def day(month: int, number: int) -> Period:
    return Period(start=date(2026, month, number), end=date(2026, month, number))


def test_a_calm_history_has_nothing(told) -> None:
    seen = told(daily(140, usual))
    assert (seen.findings, seen.days.unfinished) == ((), None)


def test_spikes_of_the_site_and_of_a_channel(told) -> None:
    site = told(daily(140, lambda n, each: usual(n, each) * (9 if n == 70 else 1)))
    found = finding(site, "spike")
    assert found.text.startswith("The whole site is far above the days around on 16 Mar 2026 (")
    assert (found.days, found.branches) == ((day(3, 16),), ())
    one = told(daily(140, lambda n, each: usual(n, each) * (9 if n == 70 and each == "Email" else 1)))
    assert finding(one, "spike").branches == ("Email",)
    assert finding(one, "spike").sessions == usual(70, "Email") * 9


def test_outages_of_the_site_and_of_a_channel(told) -> None:
    site = told(daily(140, lambda n, each: 2 if n in (70, 71) else usual(n, each)))
    found = finding(site, "outage")
    assert "on 16 Mar to 17 Mar 2026 (16, usual are 1,296)" in found.text
    assert found.days == (Period(start=date(2026, 3, 16), end=date(2026, 3, 17)),)
    assert found.sessions == pytest.approx(sum(usual(n, each) for n in (70, 71) for each in CHANNELS))
    one = told(daily(140, lambda n, each: 0 if n == 70 and each == "Email" else usual(n, each)))
    assert (finding(one, "outage").branches, finding(one, "outage").days) == (("Email",), (day(3, 16),))


def test_a_channel_that_seldom_has_any_has_no_outage(told) -> None:
    seen = told(daily(140, lambda n, each: 0 if n % 3 and each == "Email" else usual(n, each)))
    assert [each.kind for each in seen.findings] == []


def test_a_last_day_that_is_not_over(told) -> None:
    seen = told(daily(140, lambda n, each: usual(n, each) // (4 if n == 139 else 1)))
    assert seen.days.unfinished == day(5, 24)
    assert seen.findings == ()


def test_what_touches_most_comes_first_and_kinds_stay_together(told) -> None:
    seen = told(
        daily(140, lambda n, each: usual(n, each) * (9 if (n == 70 and each == "Email") or (n == 90 and each == "Direct") else 1) * (0 if n == 50 and each == "Paid Search" else 1))
    )  # fmt: skip
    assert [each.kind for each in seen.findings] == ["spike", "spike", "outage"]
    touched = [each.sessions for each in seen.findings]
    assert touched == sorted(touched, reverse=True)


_COUNTS = st.lists(
    st.lists(st.one_of(st.none(), st.integers(0, 9), st.sampled_from((0, 50, 5000, 10**6))), min_size=3, max_size=3),
    min_size=1,
    max_size=90,
)


@given(counts=_COUNTS, step=st.sampled_from((1, 1, 7)), words=st.tuples(*[st.text(max_size=4)] * 3))
def test_any_history_is_told_whole(
    tmp_path_factory: pytest.TempPathFactory, counts: list[list[int | None]], step: int, words: tuple[str, str, str]
) -> None:
    path = tmp_path_factory.mktemp("any") / "t.csv"
    names = ["x" + "".join(c for c in word if c not in '",\r\n') + str(n) for n, word in enumerate(words)]
    rows = [
        f"{date(2026, 1, 5) + timedelta(days=n * step)},{name},{'' if count is None else count}"
        for n, row in enumerate(counts)
        for name, count in zip(names, row, strict=True)
    ]
    path.write_bytes("\n".join(["date,channel,sessions", *rows]).encode("utf-8", errors="replace"))
    seen = inspect_file(path, Table(), metric="sessions", today=TODAY)
    if any(count is not None for row in counts for count in row):
        assert seen.read, seen.problems
        assert seen.totals.whole.total == pytest.approx(sum(count or 0 for row in counts for count in row))
    assert render_inspections([seen], width=80, color=False)
    assert render_inspect_json([seen])
