"""What the forecast's sentences say of the figures."""

from dataclasses import replace
from datetime import date

import pytest
from report_outlooks import (
    DECEMBER,
    GOAL,
    MOVED,
    NOVEMBER,
    REPAIRED,
    backtest,
    day,
    example,
    node,
    parent,
    prior,
    single,
    year,
)

from planner.model.goal import Lever
from planner.model.history import Cadence
from planner.model.outlook import Moved, Outlook, Repaired, YearlyChange
from planner.model.period import Period
from planner.report import outlook_backtest, outlook_days, outlook_sentences


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
        (DECEMBER, Period(start=date(2026, 10, 21), end=date(2026, 11, 20)), "The same days ran 14 % below the 31 days that ended 11 days before in"),
        (DECEMBER, Period(start=date(2026, 9, 1), end=date(2026, 10, 1)), "The same days ran 14 % below the 31 days that ended 9 weeks before in"),
        (Period(start=date(2026, 12, 18), end=date(2026, 12, 18)), Period(start=NOVEMBER.end, end=NOVEMBER.end), "The same day ran 14 % below the day 18 days before in"),
        (Period(start=date(2026, 12, 1), end=date(2026, 12, 1)), Period(start=NOVEMBER.end, end=NOVEMBER.end), "The same day ran 14 % below the day before in"),
    ],
)  # fmt: skip
def test_days_that_are_no_months(period: Period, base: Period, text: str) -> None:
    outlook = replace(seasons(y2025=-0.142), period=period, base=base)
    assert outlook_sentences.season(outlook) == f"{text} 2025, the only year known."


def test_a_long_period_has_no_season_but_where_one_is_known() -> None:
    assert outlook_sentences.season(year()) == ""
    half = replace(year(), period=Period(start=date(2027, 1, 1), end=date(2027, 6, 28)))
    assert outlook_sentences.season(half) == "The same days of an earlier year are not known, so no season can be told."
    known = replace(year(), season=(YearlyChange(year=2026, change=0.1),))
    assert outlook_sentences.season(known).endswith(" in 2026, the only year known.")


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


@pytest.mark.parametrize(
    ("first", "cadence", "text"),
    [
        (date(2026, 10, 1), "month", "Learned from 2 months of history."),
        (date(2025, 11, 1), "month", "Learned from 13 months of history."),
        (date(2026, 10, 1), "week", "Learned from 8 weeks of history."),
        (date(2026, 10, 1), "day", "Learned from 8 weeks of history."),
    ],
)
def test_how_much_is_known(first: date, cadence: Cadence, text: str) -> None:
    outlook = replace(example(), first=first, cadence=cadence, weeks=8)
    assert outlook_sentences.answer(outlook).endswith(text)


def test_effort_goes_on_where_any_is_known() -> None:
    lever = Lever(name="mails", unit="hours", uses=(("hours", 1.0),))
    for goal, text in (
        (example().goal, "if effort goes on as it was"),
        (GOAL, "if all goes on as it was"),
        (replace(GOAL, levers=(lever,)), "if all goes on as it was"),
        (replace(GOAL, levers=(lever, replace(lever, now=3.0))), "if effort goes on as it was"),
    ):
        assert text in outlook_sentences.answer(replace(example(), goal=goal))


@pytest.mark.parametrize(
    ("last", "text"),
    [
        (NOVEMBER.end, "from 0 to the row's highest"),
        (date(2026, 11, 29), "from 0 to the row's highest; after │ also the day before the period"),
        (date(2026, 10, 31), "from 0 to the row's highest; after │ also the 30 days before the period"),
    ],
)
def test_what_the_bars_mean(last: date, text: str) -> None:
    outlook = replace(example(), last=last)
    assert outlook_sentences.legend(outlook, 1, off=False) == f"▃▅█ history │ forecast, 1 week a bar, {text}"
    assert outlook_sentences.legend(outlook, 6, off=True).endswith(f"{text}; off: its mean error in the past")


def test_nothing_to_compare_with() -> None:
    outlook = replace(example(), root=node("all", 0, 310))
    assert "if effort goes on as it was; November 2026 brought none." in outlook_sentences.answer(outlook)


def test_the_comparison_at_its_own_length() -> None:
    assert "32 % less than 16 Dec 2026 (520)." in outlook_sentences.answer(day())


def looking_back(off: float, naive: float, **of: int) -> str:
    root = replace(node("all", 100, 100), backtest=backtest(off, naive, **of))
    return outlook_backtest.looking_back(replace(example(), root=root))


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


@pytest.mark.parametrize(
    ("last", "known"),
    [(date(2026, 11, 29), "1 day"), (date(2026, 11, 20), "10 days"), (date(2026, 11, 9), "3 weeks")],
)
def test_a_forecast_of_what_is_further_ahead(last: date, known: str) -> None:
    text = outlook_backtest.looking_back(replace(example(), last=last))
    assert f"(1 Jan to 30 Nov 2026) from what was known {known} before it, this forecast" in text
    assert "on average, the pace of the four weeks known last 9 %." in text


def test_one_test_is_no_average() -> None:
    assert outlook_backtest.looking_back(year()) == (
        "Made for 1 Dec 2025 to 30 Nov 2026 from what was known 31 days before it, this forecast would have been 13 % off, and the pace "
        "of the four weeks known last as much. What came was outside the 80 % range."
    )
    assert looking_back(0.1, 0.2, tests=1, held=1).endswith("What came was within the 80 % range.")


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2026-01-05..2026-01-05", "2026-11-30..2026-11-30", "11 days"),
        ("2026-01-05..2026-01-11", "2026-11-24..2026-11-30", "11 weeks"),
        ("2026-01-05..2026-02-04", "2026-10-31..2026-11-30", "11 stretches of 31 days"),
        ("2026-01-01..2026-01-31", "2026-11-01..2026-11-30", "11 months"),
        ("2026-01-01..2026-03-31", "2026-09-01..2026-11-30", "11 stretches of 3 months"),
        ("2024-01-01..2024-12-31", "2025-12-01..2026-11-30", "11 years"),
        ("2026-01-01..2026-01-31", "2026-10-31..2026-11-30", "11 stretches of 31 days"),
    ],
)
def test_stretches(first: str, last: str, text: str) -> None:
    stretches = [
        Period(**dict(zip(("start", "end"), map(date.fromisoformat, each.split("..")), strict=True)))
        for each in (first, last)
    ]
    test = replace(backtest(0.1, 0.2), first=stretches[0], last=stretches[1])
    outlook = replace(example(), root=replace(node("all", 100, 100), backtest=test))
    assert f"the last {text} (" in outlook_backtest.looking_back(outlook)


def test_no_test() -> None:
    assert outlook_backtest.looking_back(prior()) == "The history is too short to test the forecast on itself."


def test_leaves_that_are_forecast_worst_are_named_where_they_matter() -> None:
    leaves = [
        node("big", 1000, 1000, off=0.05),
        node("wild", 200, 200, off=0.3),
        node("wilder", 40, 40, off=0.7),
        node("tiny", 9, 9, off=0.9),
        node("bad", 100, 100, off=0.13),
        node("worse", 100, 100, off=0.2),
    ]
    outlook = replace(example(), root=parent("all", *leaves, off=0.06))
    assert outlook_backtest.looking_back(outlook).endswith(
        " Furthest off, of the leaves with 2 % of the sessions or more: wilder (70 %), wild (30 %) and worse (20 %)."
    )


def test_leaves_that_are_a_little_off_are_not_named() -> None:
    root = parent("all", node("big", 1000, 1000, off=0.01), node("bit", 100, 100, off=0.09), off=0.01)
    assert "Furthest" not in outlook_backtest.looking_back(replace(example(), root=root))


def test_a_name_that_comes_twice_says_whose() -> None:
    kinds = [
        parent(kind, node("Email", 500, 500, off=off), node("Direct", 500, 500, off=0.04))
        for kind, off in (("new", 0.2), ("returning", 0.3))
    ]
    text = outlook_backtest.looking_back(replace(example(), root=parent("all", *kinds, off=0.06)))
    assert text.endswith(" or more: Email of returning (30 %) and Email of new (20 %).")


def said(one: Moved) -> str:
    (text,) = outlook_days.moved(replace(example(), moved=(one,)))
    return text


def test_days_that_move_it() -> None:
    holiday, sale, relaunch, *_ = MOVED
    assert said(holiday) == "Christmas Day (25 Dec): 60 % fewer sessions than usual (80 %: 45–70 % fewer), seen twice"
    assert said(sale) == (
        "winter sale (5 to 9 Dec, Paid Search): 40 % more sessions than usual (80 %: 20–60 % more), from your range and 1 past time"
    )
    assert said(relaunch) == (
        "relaunch (1 Dec): as many sessions as usual (80 %: 20 % fewer to 35 % more), not seen yet"
    )
    assert said(replace(sale, seen=0)).endswith("more), your range")
    assert said(replace(sale, seen=2)).endswith("more), from your range and 2 past times")
    assert said(replace(holiday, low=0.7, middle=0.9, high=1.0, seen=5)).endswith("(80 %: 0–30 % fewer), seen 5 times")


def test_the_days_of_one_event_are_one_line() -> None:
    days = [date(2026, 12, n) for n in (20, 1, 8, 24, 12)]
    every = tuple(replace(MOVED[1], on=Period(start=day, end=day)) for day in days)
    (text,) = outlook_days.moved(replace(example(), moved=every))
    assert text.startswith("winter sale (1 Dec, 8 Dec, 12 Dec, 20 Dec and 24 Dec, Paid Search): 40 % more sessions")
    other = replace(every[0], where="Email")
    assert len(outlook_days.moved(replace(example(), moved=(*every, other)))) == 2
    many = tuple(replace(MOVED[1], on=Period(start=date(2026, 12, n), end=date(2026, 12, n))) for n in range(1, 30, 2))
    (text,) = outlook_days.moved(replace(example(), moved=many))
    assert ", 15 Dec and 7 more, Paid Search)" in text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 12, 5), date(2026, 12, 9), "5 to 9 Dec"),
        (date(2026, 11, 28), date(2026, 12, 2), "28 Nov to 2 Dec"),
        (date(2026, 12, 28), date(2027, 1, 2), "28 Dec to 2 Jan"),
        (date(2026, 12, 28), date(2026, 12, 28), "28 Dec"),
    ],
)
def test_days_in_words(first: date, last: date, text: str) -> None:
    event = replace(MOVED[2], on=Period(start=first, end=last))
    assert said(event).startswith(f"relaunch ({text}): ")


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


def test_holidays_that_were_never_seen_are_not_without_effect() -> None:
    unseen = MOVED[3]
    assert said(unseen) == (
        "Not in your history yet: Second Day of Christmas (26 Dec); reckoned with 19 % fewer sessions than usual (80 %: 38 % fewer to 6 % more)"
    )
    eve = replace(unseen, name="Christmas Eve", on=Period(start=date(2026, 12, 24), end=date(2026, 12, 24)))
    clear = replace(unseen, name="Labour Day", low=0.5, middle=0.6, high=0.7)
    plain = replace(MOVED[0], low=0.88, middle=1.01, high=1.15)
    texts = outlook_days.moved(replace(example(), moved=(unseen, eve, plain, clear, MOVED[2])))
    assert [text.partition(" (")[0] for text in texts] == [
        "relaunch",
        "No clear effect: Christmas Day",
        "Not in your history yet: Christmas Eve",
        "Not in your history yet: Labour Day",
    ]
    assert "Christmas Eve (24 Dec) and Second Day of Christmas (26 Dec); reckoned with 19 % fewer" in texts[2]


def test_of_many_days_those_that_move_most_are_said_in_their_order() -> None:
    days = tuple(replace(MOVED[0], name=f"d{n}", middle=1 - (n + 1) / 20) for n in range(11))
    *shown, rest = outlook_days.moved(replace(example(), moved=days))
    assert [text.split()[0] for text in shown] == [f"d{n}" for n in range(3, 11)]
    assert rest == "3 more move it less; the JSON report has all"
    *_, rest = outlook_days.moved(replace(example(), moved=days[:9]))
    assert rest == "1 more moves it less; the JSON report has all"


def taken_out(*some: Moved) -> tuple[str, ...]:
    return outlook_days.taken_out(replace(example(), moved=some))


def test_events_of_the_history_alone() -> None:
    spring = MOVED[4]
    site = replace(
        spring, name="relaunch", where="", middle=0.7, seen=1, on=Period(start=date(2026, 5, 30), end=date(2026, 6, 2))
    )
    told = replace(
        spring, name="summer sale", middle=1.0, said=True, on=Period(start=date(2025, 8, 1), end=date(2025, 8, 1))
    )
    assert taken_out(spring, MOVED[0], site, told) == (
        "relaunch (30 May to 2 Jun 2026): 30 % fewer sessions, taken out of the history, seen once",
        "spring sale (9 to 15 Mar 2026, Email): 84 % more sessions, taken out of the history, seen twice",
        "summer sale (1 Aug 2025, Email): as many sessions as usual, taken out of the history, from your range and 2 past times",
    )
    assert outlook_days.moved(replace(example(), moved=(spring,))) == ()


def test_of_many_such_events_those_that_moved_most_are_said() -> None:
    days = [Period(start=date(2026, n, 1), end=date(2026, n, 2)) for n in range(1, 12)]
    *shown, rest = taken_out(*(replace(MOVED[4], name=f"e{n}", middle=1 + n / 10, on=on) for n, on in enumerate(days)))
    assert [text.split()[0] for text in shown] == [f"e{n}" for n in range(10, 2, -1)]
    assert rest == "3 more moved it less; the JSON report has all"


def repaired(one: Repaired, outlook: Outlook | None = None) -> str:
    (text,) = outlook_days.repaired(replace(outlook or example(), repaired=(one,)))
    return text


def test_days_not_taken_as_they_stand() -> None:
    outage, spike, missing, two, three, partial = REPAIRED
    assert repaired(outage) == "new: 3 days without sessions (29 Apr to 1 May 2026), taken for an outage"
    assert repaired(spike) == (
        "new / Organic Social: 1 day far above the days around (3 May 2026), taken for a spike that does not come again"
    )
    assert repaired(missing) == "The whole site: 2 days without a row in the table (1 to 2 Jun 2026)"
    assert repaired(missing, single()) == "2 days without a row in the table (1 to 2 Jun 2026)"
    assert repaired(two).startswith("new / Organic Social and returning / Direct: 1 day without sessions (4 Jul 2026)")
    assert repaired(three).startswith("3 branches: 1 day without sessions (9 Jul 2026), ")
    assert repaired(partial) == "The whole site: the last day (30 Nov 2026), not over yet"
    assert "the last 2 days (29 to 30 Nov 2026)" in repaired(replace(partial, days=2, first=date(2026, 11, 29)))
    assert "(30 Dec 2025 to 2 Jan 2026)" in repaired(
        replace(missing, days=4, first=date(2025, 12, 30), last=date(2026, 1, 2))
    )


def test_repairs_that_concern_most_are_said_first() -> None:
    outage, spike, missing, *_ = REPAIRED
    many = tuple(replace(outage, days=n, sessions=100 * n) for n in range(1, 11))
    *shown, rest = outlook_days.repaired(replace(example(), repaired=many))
    assert [int(text.split()[1]) for text in shown] == list(range(10, 2, -1))
    assert rest == "2 smaller outages; the JSON report has all"
    few = tuple(replace(one, sessions=n) for n, one in enumerate((spike, missing, spike)))
    *_, rest = outlook_days.repaired(replace(example(), repaired=(*few, *many[2:])))
    assert rest == "2 smaller spikes and 1 smaller gap; the JSON report has all"
