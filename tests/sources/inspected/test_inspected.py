"""What is told of a file: how it is written, what its columns are, its days and totals, and what is odd about it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from inspected_files import ADS, CHANNELS, EXPORTS, GERMAN, REFERRALS, STACKED, TODAY, daily, ga4, usual
from shared_data import SHARED, needs_shared

from planner.model.goal import Table
from planner.model.inspection import ColumnFacts, Finding, Inspection
from planner.model.period import Period
from planner.sources.inspected.inspected import look_at


@pytest.fixture
def told(tmp_path: Path):
    """What is told of a text in a file."""

    def look(
        text: str,
        *,
        name: str = "t.csv",
        source: Table | None = None,
        metric: str = "sessions",
        encoding: str = "utf-8",
    ) -> Inspection:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return look_at(path, source or Table(), metric=metric, today=TODAY)[0]

    return look


def column(seen: Inspection, name: str) -> ColumnFacts:
    return next(each for each in seen.columns if each.name == name)


def finding(seen: Inspection, kind: str) -> Finding:
    (found,) = (each for each in seen.findings if each.kind == kind)
    return found


def kinds(seen: Inspection) -> set[str]:
    return {each.kind for each in seen.findings}


def days(first: tuple[int, int], last: tuple[int, int]) -> Period:
    return Period(start=date(2026, *first), end=date(2026, *last))


# How it is written


def test_the_way_a_file_is_written_is_told(told) -> None:
    how = told(GERMAN, encoding="cp1252").written
    assert (how.delimiter, how.grouping, how.decimal, how.percent, how.dates) == (";", ".", ",", True, "day/month/year")
    assert told(GERMAN, encoding="utf-16").written.encoding == "UTF-16"
    assert told("date,sessions\n2026-01-01,1200\n").written.grouping == ""


def test_columns_are_what_the_reader_takes_them_for(told) -> None:
    seen = told(GERMAN)
    assert [(each.name, each.use) for each in seen.columns] == [
        ("Datum", "days"), ("Kanal", "branch"), ("Sitzungen", "counted"), ("Absprungrate", "average"), ("Notiz", "empty"),
    ]  # fmt: skip
    assert column(seen, "Sitzungen").total == sum(3 * (1200 + n) for n in range(1, 15))
    assert column(seen, "Absprungrate").low == pytest.approx(0.415)
    assert column(seen, "Kanal").different == 3
    assert column(seen, "Kanal").examples == ("E-Mail", "Email")


def test_columns_that_make_the_channel_and_measures_beside_it(told) -> None:
    seen = told(REFERRALS)
    assert column(seen, "Session source / medium").use == "makes channel"
    assert column(seen, "Engagement rate").use == "average"
    assert column(seen, "Engaged sessions").use == "other measure"
    assert column(seen, "Key events").use == "measure"


def test_sums_of_columns_are_without_rows_of_totals(told) -> None:
    seen = told(
        "channel,sessions,users\nDirect,100,80\nEmail,50,40\nReferral,5,5\n,155,125\n",
        source=Table(covers=days((10, 1), (10, 31))),
    )
    assert column(seen, "sessions").total == 155
    assert seen.totals.whole.total == 155
    assert seen.rows == 4
    assert seen.left_out == ("1 row of totals left out",)


def test_tables_of_a_file(told) -> None:
    seen = told(STACKED)
    assert seen.number == 2
    assert [(each.number, each.line, each.rows, each.columns[0]) for each in seen.tables] == [
        (1, 5, 3, "Nth day"), (2, 12, 2, "Session default channel group"), (3, 18, 2, "Page"),
    ]  # fmt: skip
    assert {each.days for each in seen.tables} == {days((1, 1), (1, 3))}
    assert seen.days.whole
    assert seen.days.said
    assert told(STACKED, source=Table(table="1")).number == 1


def test_a_footer_is_no_table(told) -> None:
    assert len(told("date,sessions\n2026-01-01,5\n2026-01-02,6\n\nMade by a tool\n").tables) == 1


# Days and totals


def test_gaps_and_totals(told) -> None:
    seen = told(EXPORTS["channels.csv"])
    assert seen.read
    assert seen.days.gaps == (days((2, 4), (2, 6)),)
    assert (seen.days.known, seen.days.span.days, seen.days.cadence) == (117, 120, "day")
    (level,) = seen.totals.levels
    assert level.level == "channel"
    assert sum(each.total for each in level.branches) == seen.totals.whole.total
    assert seen.totals.month == days((4, 1), (4, 30))
    assert sum(each.month for each in level.branches) == seen.totals.whole.month
    assert len(seen.totals.whole.weeks) == 18


def test_a_month_that_lacks_days_is_not_shown(told) -> None:
    assert told(daily(120, usual, skip=(100,))).totals.month is None


def test_one_sum_a_branch_has_no_weeks(told) -> None:
    seen = told(STACKED)
    assert (seen.totals.counts_only, seen.totals.month, seen.totals.whole.weeks) == (True, None, ())
    assert "no days" in kinds(seen)
    assert [what for what, _ in seen.missing] == ["new and returning visitors"]


def test_a_total_of_long_is_shown_in_full(told) -> None:
    seen = told(
        ga4("Session default channel group,Sessions\nDirect,5000\nEmail,310\n", start="20250101", end="20260524")
    )
    assert seen.totals.whole.total == 5310
    assert seen.days.span.days == 509


# What cannot be read


def test_a_question_is_told_with_what_is_known(told) -> None:
    seen = told(EXPORTS["question.csv"])
    assert not seen.read
    assert "`dates: day/month/year`" in seen.problems[0].expected
    assert column(seen, "date").use == "days"
    assert told(EXPORTS["question.csv"], source=Table(dates="day/month/year")).days.span == days((4, 3), (6, 5))


def test_options_settle_readings(told) -> None:
    text = "when,hits\n2026-01-01,5\n2026-01-02,6\n"
    seen = told(text, source=Table(columns=(("sessions", "hits"), ("date", "when"))))
    assert seen.totals.whole.total == 11
    assert not kinds(seen) & {"views", "users", "clicks"}
    assert not told(text, source=Table(columns=(("sessions", "nothing"),))).read


def test_a_file_that_is_none(tmp_path: Path) -> None:
    seen, further = look_at(tmp_path / "no.csv", Table(), metric="sessions", today=TODAY)
    assert (seen.read, further, seen.tables) == (False, None, ())
    assert "there is no file" in seen.problems[0].text


def test_ads_by_campaign(told) -> None:
    seen = told(ADS)
    assert (seen.tool, seen.carries, seen.read) == ("Google Ads", "ads", False)
    assert seen.ads.measures == ("cost", "clicks", "impressions")
    assert seen.ads.totals == pytest.approx((202.4, 210, 8900))
    assert [each.name for each in seen.ads.campaigns] == ["Shoes", "Brand"]
    assert (seen.ads.by_day, seen.ads.effort, seen.ads.days) == (True, True, days((5, 1), (5, 3)))


def test_ads_without_days_say_so(told) -> None:
    seen = told("Campaign report\nAll time\nCampaign,Cost,Impr.,Clicks\nBrand,5.00,10,1\nShoes,7.00,20,2\n")
    assert (seen.ads.days, seen.ads.by_day, seen.ads.effort) == (None, False, False)


def test_a_total_row_without_a_name_is_no_campaign(told) -> None:
    seen = told(
        "Day,Campaign name,Amount spent (EUR),Link clicks\n,,30,3\n2026-01-01,A,10,1\n2026-01-02,A,5,1\n2026-01-02,B,15,1\n"
    )
    assert [each.name for each in seen.ads.campaigns] == ["A", "B"]
    assert seen.ads.totals == (30, 3)


# Findings


def test_a_calm_history_has_none(told) -> None:
    assert told(daily(120, usual)).findings == ()


def test_rows_that_stand_twice_are_counted_once(told) -> None:
    text = daily(60, usual)
    again = [row for row in text.splitlines() if row.startswith(("2026-01-20", "2026-01-21"))]
    seen = told(text + "\n".join(again) + "\n")
    found = finding(seen, "doubled")
    assert not seen.read
    assert seen.totals.whole.total == told(text).totals.whole.total
    assert found.days == (days((1, 20), (1, 21)),)
    assert found.text.startswith("8 rows of 20 Jan to 21 Jan 2026 stand a second time; ")
    assert found.sessions == sum(usual(n, each) for n in (15, 16) for each in CHANNELS)
    assert found.place.endswith("t.csv:242:1")


def test_a_day_counted_twice_in_every_channel(told) -> None:
    seen = told(daily(60, lambda n, each: (2 if n == 40 else 1) * usual(n, each)))
    found = finding(seen, "doubled day")
    assert found.days == (days((2, 14), (2, 14)),)
    assert found.sessions == sum(usual(40, each) for each in CHANNELS)


@pytest.mark.parametrize("scale", [1.9, 1.0])
def test_a_good_day_of_odd_figures_is_not_counted_twice(told, scale: float) -> None:
    seen = told(daily(60, lambda n, each: round((scale if n == 40 else 1) * usual(n, each)) | 1))
    assert "doubled day" not in kinds(seen)


def test_channels_that_end_and_begin(told) -> None:
    def renamed(n: int, each: str) -> float:
        return 0 if (each == "Email") == (n >= 60) and each in ("Email", "Newsletter") else usual(n, each)

    seen = told(daily(120, renamed, channels=(*CHANNELS, "Newsletter")))
    found = finding(seen, "vanished")
    assert "'Email' under channel ends on 5 Mar 2026, where 'Newsletter' begins" in found.text
    assert "appeared" not in kinds(seen)
    gone = told(daily(120, lambda n, each: 0 if each == "Email" and n >= 60 else usual(n, each)))
    assert "'Email' under channel has nothing after 5 Mar 2026" in finding(gone, "vanished").text
    new = told(daily(120, lambda n, each: 0 if each == "Email" and n < 60 else usual(n, each)))
    assert "'Email' under channel begins on 6 Mar 2026" in finding(new, "appeared").text


def test_googles_break_is_named_for_assistants_alone(told) -> None:
    def late(n: int, each: str) -> float:
        return 0 if each == "AI Assistant" and n < 130 else usual(n, each)

    text = finding(told(daily(200, late, channels=(*CHANNELS, "AI Assistant"))), "appeared").text
    assert "begins on 15 May 2026: since 13 May 2026 Google counts" in text
    early = told(daily(200, late, channels=(*CHANNELS, "AI Assistant"), first=date(2025, 1, 6)))
    assert "13 May" not in finding(early, "appeared").text


def test_the_site_itself_and_payments_as_referrers(told) -> None:
    seen = told(REFERRALS)
    assert finding(seen, "self-referral").branches == ("shop.example",)
    assert finding(seen, "self-referral").sessions == 700
    assert set(finding(seen, "payment").branches) == {"checkout.paypal.com", "pay.klarna.com"}
    assert finding(seen, "payment").sessions == 400


def test_the_site_is_known_by_its_pages_and_by_the_files_name(told) -> None:
    text = "date,source,medium,landing page,sessions\n" + "".join(
        f"2026-01-{n:02},{source},referral,https://www.mine.example/{n},{9 + n}\n" for n in range(1, 20) for source in ("mine.example", "other.example")
    )  # fmt: skip
    assert finding(told(text), "self-referral").branches == ("mine.example",)
    plain = text.replace("https://www.mine.example", "")
    assert "self-referral" not in kinds(told(plain))
    assert finding(told(plain, name="mine.example-traffic.csv"), "self-referral").branches == ("mine.example",)


def test_much_of_no_known_source(told) -> None:
    seen = told(daily(60, usual, channels=("Unassigned", "Direct", "(not set)")))
    assert set(finding(seen, "unassigned").branches) == {"Unassigned", "(not set)"}
    assert "direct" in kinds(
        told("channel,sessions\nDirect,600\nEmail,300\n", source=Table(covers=days((10, 1), (10, 31))))
    )


def test_two_spellings(told) -> None:
    assert finding(told(GERMAN), "spelling").branches == ("E-Mail", "Email")


def test_a_total_that_says_more_than_the_rows(told) -> None:
    seen = told(ga4("Session default channel group,Sessions\nDirect,50\nEmail,30\nGrand total,200\n"))
    found = finding(seen, "cut")
    assert (found.sessions, found.place.rpartition("/")[2]) == (120, "t.csv:12:13")
    assert "says 200 sessions, its rows add up to 80" in found.text
    assert not any("add up" in line for line in seen.left_out)


@pytest.mark.parametrize(
    ("header", "kind"),
    [("Users", "users"), ("Views", "views"), ("Clicks", "clicks"), ("Clicks,Impressions,CTR,Position", "clicks")],
)
def test_what_stands_in_for_sessions(told, header: str, kind: str) -> None:
    cells = ",".join(["7"] * len(header.split(",")))
    text = f"date,{header}\n" + "".join(f"2026-01-{n:02},{cells}\n" for n in range(1, 29))
    assert kind in kinds(told(text))
    assert kind not in kinds(told(text, metric=kind))


def test_figures_that_are_no_counts(told) -> None:
    text = "date,sessions\n" + "".join(f"2026-01-{n:02},{n}.37\n" for n in range(1, 29))
    assert "fractions" in kinds(told(text))


def test_days_that_cannot_be(told) -> None:
    ahead = told(daily(60, usual, first=date(2026, 10, 5)))
    assert finding(ahead, "future").days == (days((11, 23), (12, 3)),)
    stray = told(daily(60, usual) + "2026-09-01,Direct,100\n")
    assert finding(stray, "stray").days == (days((9, 1), (9, 1)),)
    outside = told(ga4(daily(60, usual)))
    assert "the titles above them say January 2026" in finding(outside, "outside").text


def test_a_report_that_was_sampled(told) -> None:
    text = ga4(daily(20, usual)).replace("# Account: Demo", "# This report is based on 12.5 % of sessions")
    assert "12.5 % of sessions" in finding(told(text), "sampled").text
    source = Table(covers=days((10, 1), (10, 31)))
    seen = told("channel,sessions\n(data not available),100\nEmail,300\n", source=source)
    assert finding(seen, "withheld").sessions == pytest.approx(100)
    channel = told("channel,sessions\n(other),100\nEmail,300\n", source=source)
    assert finding(channel, "unassigned").sessions == pytest.approx(100)


def test_few_days(told) -> None:
    assert "30 days, less than six weeks" in finding(told(daily(30, usual)), "short").text


# Whatever the file


_CELL = st.one_of(
    st.sampled_from(("", "date", "sessions", "channel", "Total", "Direct", "2026-01-01", "01/02/2026", "1,234", "1.234", "-", "5%", '"', "# x", "(not set)")),
    st.text(max_size=6),
    st.integers(-5, 9999).map(str),
)  # fmt: skip
_FILES = st.lists(st.lists(_CELL, max_size=5).map(",".join), max_size=12).map("\n".join)


@given(text=_FILES)
@example(text="date,sessions\n2026-01-01,5\n2026-01-01,5\n")
@example(text="date,channel,sessions\n2026-01-01,,\n2026-01-02,Direct,\n")
def test_nothing_is_raised(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "t.csv"
    path.write_bytes(text.encode("utf-8", errors="replace"))
    seen = look_at(path, Table(), metric="sessions", today=TODAY)[0]
    assert seen.read or seen.problems


@given(data=st.binary(max_size=300))
def test_nothing_is_raised_for_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "t.csv"
    path.write_bytes(data)
    seen = look_at(path, Table(), metric="sessions", today=TODAY)[0]
    assert seen.read or seen.problems


@needs_shared
@pytest.mark.parametrize(
    ("file", "total"),
    [("traffic/ua-channel-device-daily.csv", 1_920_512), ("exports/ga4-channel-hour-bom.csv", 162_895), ("traffic/daily-website-visitors-to-2018.csv", 4_529_241)],
)  # fmt: skip
def test_real_exports(file: str, total: float) -> None:
    seen = look_at(SHARED / "data" / file, Table(), metric="sessions", today=TODAY)[0]
    assert seen.read
    assert seen.totals.whole.total == pytest.approx(total)
    assert all(sum(each.total for each in level.branches) == pytest.approx(total) for level in seen.totals.levels)
    assert replace(seen, findings=()).problems == ()
