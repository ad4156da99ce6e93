"""What the forecast's sentences say of the figures."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from report_outlooks import DECEMBER, MOVED, NOVEMBER, REPAIRED, backtest, day, example, node, parent, prior, year

from planner.model.outlook import Moved, Outlook, Repaired, YearlyChange
from planner.model.period import Period
from planner.report import outlook_days, outlook_sentences


def seasons(**changes: float) -> Outlook:
    """An outlook that knows these years, y2025=-0.1."""
    return replace(
        example(), season=tuple(YearlyChange(year=int(name[1:]), change=each) for name, each in changes.items())
    )


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "December of an earlier year is not known, so no season can be told."),
        ({"y2025": -0.142}, "December ran 14 % below November in 2025, the only year known."),
        ({"y2025": 0.004}, "December ran level with November in 2025, the only year known."),
        ({"y2025": -0.142, "y2024": -0.098}, "December runs 12 % below November in your last 2 years (-10 % in 2024, -14 % in 2025)."),
        ({"y2025": 0.12, "y2023": 0.1}, "December runs 11 % above November in the 2 years known (+10 % in 2023, +12 % in 2025)."),
        ({"y2025": -0.05, "y2024": 0.1}, "December was 10 % above November in 2024 and 5 % below in 2025: no steady season."),
        ({"y2025": 0.001, "y2024": 0.1}, "December was 10 % above November in 2024 and level in 2025: no steady season."),
        ({"y2025": 0.001, "y2024": -0.002}, "December runs level with November in your last 2 years (0 % in 2024, 0 % in 2025)."),
    ],
)  # fmt: skip
def test_season(changes: dict[str, float], text: str) -> None:
    assert outlook_sentences.season(seasons(**changes)) == text


def test_only_the_latest_years_are_said() -> None:
    text = outlook_sentences.season(seasons(**{f"y{n}": -0.1 for n in range(2015, 2026)}))
    assert "in your last 5 years (-10 % in 2021, " in text


@pytest.mark.parametrize(
    ("period", "base", "text"),
    [
        (DECEMBER, Period(start=date(2026, 10, 31), end=date(2026, 11, 30)), "The same days ran 14 % below the 31 days before in"),
        (DECEMBER, Period(start=date(2026, 10, 21), end=date(2026, 11, 20)), "The same days ran 14 % below the comparison days in"),
        (Period(start=date(2026, 12, 1), end=date(2026, 12, 1)), Period(start=NOVEMBER.end, end=NOVEMBER.end), "The same day ran 14 % below the day before in"),
    ],
)  # fmt: skip
def test_days_that_are_no_months(period: Period, base: Period, text: str) -> None:
    outlook = replace(seasons(y2025=-0.142), period=period, base=base)
    assert outlook_sentences.season(outlook) == f"{text} 2025, the only year known."


@pytest.mark.parametrize(
    ("growth", "lately", "text"),
    [
        (None, None, ""),
        (0.083, None, "The last four weeks ran 8 % above the same weeks a year ago."),
        (None, 0.0, "The last four weeks ran level with the four before."),
        (-0.2, 0.031, "The last four weeks ran 20 % below the same weeks a year ago and 3 % above the four before."),
    ],
)
def test_trend(growth: float | None, lately: float | None, text: str) -> None:
    assert outlook_sentences.trend(replace(example(), growth=growth, lately=lately)) == text


def test_what_is_not_learned_from_data_says_so() -> None:
    assert outlook_sentences.answer(prior()).endswith(
        "This is what sites usually do, not learned from your data: there is too little of it."
    )


def test_nothing_to_compare_with() -> None:
    outlook = replace(example(), root=node("all", 0, 310))
    assert "if effort goes on as it was; November 2026 brought none." in outlook_sentences.answer(outlook)


def test_the_comparison_at_its_own_length() -> None:
    assert "32 % less than 16 Dec 2026 (520)." in outlook_sentences.answer(day())


def looking_back(off: float, naive: float, **of: int) -> str:
    root = replace(node("all", 100, 100), backtest=backtest(off, naive, **of))
    return outlook_sentences.looking_back(replace(example(), root=root))


def test_a_forecast_that_does_better_than_a_plain_guess() -> None:
    assert looking_back(0.071, 0.09) == (
        "Made anew for each of the last 11 months (1 Jan to 30 Nov 2026) from what was known before it, this forecast would have been "
        "7 % off on average, the pace of the four weeks before 9 %. 9 of 11 ended within the 80 % range."
    )


def test_a_forecast_that_does_no_better() -> None:
    assert "7 % off on average; the pace of the four weeks before came closer, 5 % off." in looking_back(0.07, 0.05)
    assert "7 % off on average, and the pace of the four weeks before as much." in looking_back(0.071, 0.069)
    assert "under 1 % off on average" in looking_back(0.001, 0.05)
    assert "130 % off on average, the pace of the four weeks before 210 %" in looking_back(1.3, 2.1)


@pytest.mark.parametrize(
    ("tests", "held", "text"),
    [
        (11, 9, "9 of 11 ended within the 80 % range."),
        (11, 11, "All 11 ended within the 80 % range, so it may be wider than need be."),
        (5, 5, "All 5 ended within the 80 % range."),
        (11, 6, "6 of 11 ended within the 80 % range, so it may be too narrow."),
        (2, 0, "None of 2 ended within the 80 % range, so it may be too narrow."),
        (2, 1, "1 of 2 ended within the 80 % range."),
    ],
)
def test_whether_the_range_would_have_held(tests: int, held: int, text: str) -> None:
    assert looking_back(0.1, 0.2, tests=tests, held=held).endswith(text)


def test_one_test_is_no_average() -> None:
    assert outlook_sentences.looking_back(year()) == (
        "Made for 1 Dec 2025 to 30 Nov 2026 from what was known before it, this forecast would have been 13 % off, and the pace of the "
        "four weeks before as much. What came was outside the 80 % range."
    )
    assert looking_back(0.1, 0.2, tests=1, held=1).endswith("What came was within the 80 % range.")


@pytest.mark.parametrize(("days", "text"), [(1, "11 days"), (7, "11 weeks"), (31, "11 stretches of 31 days")])
def test_stretches_that_are_no_months(days: int, text: str) -> None:
    first = Period(start=date(2026, 1, 5), end=date(2026, 1, 4) + timedelta(days=days))
    test = replace(backtest(0.1, 0.2), first=first, last=Period(start=first.end, end=NOVEMBER.end))
    outlook = replace(example(), root=replace(node("all", 100, 100), backtest=test))
    assert f"the last {text} (5 Jan to 30 Nov 2026) from" in outlook_sentences.looking_back(outlook)


def test_no_test() -> None:
    assert outlook_sentences.looking_back(prior()) == "The history is too short to test the forecast on itself."


def test_branches_that_are_forecast_badly_are_named_where_they_matter() -> None:
    leaves = [node("big", 1000, 1000, off=0.05), node("wild", 200, 200, off=0.3), node("tiny", 9, 9, off=0.9)]
    outlook = replace(example(), root=parent("all", *leaves, off=0.06))
    assert outlook_sentences.looking_back(outlook).endswith(" Furthest off: wild (30 %).")


def test_a_name_that_comes_twice_says_whose() -> None:
    kinds = [
        parent(kind, node("Email", 500, 500, off=off), node("Direct", 500, 500, off=0.04))
        for kind, off in (("new", 0.2), ("returning", 0.3))
    ]
    text = outlook_sentences.looking_back(replace(example(), root=parent("all", *kinds, off=0.06)))
    assert text.endswith(" Furthest off: Email of returning (30 %) and Email of new (20 %).")


def said(one: Moved) -> str:
    (text,) = outlook_days.moved(replace(example(), moved=(one,)))
    return text


def test_days_that_move_it() -> None:
    holiday, sale, relaunch = MOVED
    assert said(holiday) == "Christmas Day (25 Dec): 60 % fewer sessions than usual (80 %: 45–70 % fewer), seen twice"
    assert said(sale) == (
        "winter sale (5 Dec to 9 Dec, Paid Search): 40 % more sessions than usual (80 %: 20–60 % more), your range, seen once"
    )
    assert said(relaunch) == (
        "relaunch (1 Dec): as many sessions as usual (80 %: 20 % fewer to 35 % more), not seen yet"
    )
    assert said(replace(sale, seen=0)).endswith(", your range")
    assert said(replace(holiday, low=0.7, middle=0.9, high=1.0, seen=5)).endswith("(80 %: 0–30 % fewer), seen 5 times")


def test_holidays_that_nobody_would_notice_are_named_together() -> None:
    plain = replace(MOVED[0], low=0.88, middle=1.01, high=1.15)
    days = tuple(
        replace(plain, name=f"d{n}", on=Period(start=date(2026, 12, 12 - n), end=date(2026, 12, 12 - n)))
        for n in range(10)
    )
    assert outlook_days.moved(replace(example(), moved=(*days[:2], MOVED[1]))) == (
        said(MOVED[1]),
        "No clear effect: d1 (11 Dec) and d0 (12 Dec)",
    )
    (text,) = outlook_days.moved(replace(example(), moved=days))
    assert text.startswith("No clear effect: d9 (3 Dec), ")
    assert text.endswith(" and 2 more")


def test_of_many_days_those_that_move_most_are_said_in_their_order() -> None:
    days = tuple(replace(MOVED[0], name=f"d{n}", middle=1 - (n + 1) / 20) for n in range(11))
    *shown, rest = outlook_days.moved(replace(example(), moved=days))
    assert [text.split()[0] for text in shown] == [f"d{n}" for n in range(3, 11)]
    assert rest == "3 more of less effect"


def repaired(one: Repaired) -> str:
    (text,) = outlook_days.repaired(replace(example(), repaired=(one,)))
    return text


def test_days_not_taken_as_they_stand() -> None:
    outage, spike, missing, partial = REPAIRED
    assert repaired(outage) == "3 days without sessions (12 Mar to 14 Mar 2026), taken for an outage"
    assert repaired(spike) == (
        "Organic Social: 1 day far above the days around (3 May 2026), taken for a spike that does not come again"
    )
    assert repaired(missing) == "5 days without a row in the table (within 1 Jun to 20 Aug 2026)"
    assert repaired(partial) == "the last day (30 Nov 2026), not over yet"
    assert repaired(replace(partial, days=2, first=date(2026, 11, 29))).startswith("the last 2 days (29 Nov to 30 Nov")


def test_of_many_repairs_the_longest_are_said() -> None:
    many = tuple(
        replace(REPAIRED[0], days=n, first=date(2026, 3, 1), last=date(2026, 3, max(n, 1))) for n in range(1, 11)
    )
    *shown, rest = outlook_days.repaired(replace(example(), repaired=many))
    assert [int(text.split()[0]) for text in shown] == list(range(3, 11))
    assert rest == "2 more of fewer days"
