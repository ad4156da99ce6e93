from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from planning_goals import TRAFFIC, loaded, planned
from shared_data import SHARED, needs_shared

from planner.errors import InputError
from planner.model.outlook import Outlook, OutlookNode
from planner.model.period import Period, months_from, shifted
from planner.planning.outlook import MOST_WEEKS, make_outlook

TEAM = Path(__file__).parents[2] / "examples" / "team"
DATA = SHARED / "data" / "traffic"
FIRST = date(2025, 1, 1)
LAST = date(2026, 11, 30)
DAYS = (LAST - FIRST).days + 1
WEEK = (1.1, 1.15, 1.1, 1.05, 1.0, 0.7, 0.8)
LEAVES = (
    ("new", "search", 900.0),
    ("new", "email", 90.0),
    ("returning", "direct", 400.0),
    ("returning", "email", 60.0),
)
GOAL = "target: +10%\nperiod: {period}\ntraffic: {{file: t.csv, by: [visitor, channel]}}\n"


def write(folder: Path, *, noise: float = 0.05, days: int = DAYS, moved: dict[date, float] | None = None, email: dict[date, float] | None = None) -> None:  # fmt: skip
    """Twenty-three months up to November 2026. Args: moved: days and how many times the usual sessions they have; email: of that channel."""
    rng = np.random.default_rng(1)
    rows = ["date,visitor,channel,sessions"]
    for n in range(DAYS - days, DAYS):
        day = FIRST + timedelta(days=n)
        for visitor, channel, level in LEAVES:
            times = (moved or {}).get(day, 1.0) * ((email or {}).get(day, 1.0) if channel == "email" else 1.0)
            count = level * WEEK[day.weekday()] * times * np.exp(rng.normal(0, noise))
            rows.append(f"{day},{visitor},{channel},{count:.0f}")
    (folder / "t.csv").write_text("\n".join(rows) + "\n")


def outlook(text: str, folder: Path | None = None) -> Outlook:
    return make_outlook(*loaded(text, folder))


def nodes(node: OutlookNode) -> Iterator[OutlookNode]:
    yield node
    for child in node.children:
        yield from nodes(child)


def adds_up(root: OutlookNode) -> None:
    """Every branch is the sum of its children, in all that has a sum."""
    for node in nodes(root):
        if not node.children:
            continue
        assert node.now == sum(child.now for child in node.children)
        assert node.forecast.mean == pytest.approx(sum(child.forecast.mean for child in node.children))
        assert node.ahead == pytest.approx(np.sum([child.ahead for child in node.children], axis=0))
        weeks = [[np.nan if week is None else week for week in each.history] for each in (node, *node.children)]
        assert np.allclose(weeks[0], np.sum(weeks[1:], axis=0), equal_nan=True)
        assert [child.now for child in node.children] == sorted((child.now for child in node.children), reverse=True)
        assert node.forecast.p10 >= 0.99 * sum(child.forecast.p10 for child in node.children)
        assert node.forecast.p90 <= 1.01 * sum(child.forecast.p90 for child in node.children)


def goes_on(found: Outlook, last: date, *, rel: float = 0.02) -> None:
    """The weeks ahead run from the last day of history to the end of the period and bring what is forecast."""
    days = np.arange((found.period.end - last).days)
    inside = days >= (found.period.start - last).days - 1
    for node in nodes(found.root):
        by_day = np.array(node.ahead)[days // 7]
        assert len(node.ahead) == -(-len(days) // 7)
        assert by_day[inside].sum() == pytest.approx(node.forecast.mean, rel=rel, abs=1)


@pytest.mark.parametrize("period", ["2026-12", "next 4 weeks", "next 12 weeks", "2027-02", "2027-Q1", "2026-12-09"])
def test_the_tree_adds_up_and_goes_on(tmp_path: Path, period: str) -> None:
    write(tmp_path)
    found = outlook(GOAL.format(period=period), tmp_path)
    assert [child.name for child in found.root.children] == ["new", "returning"]
    assert [child.name for child in found.root.children[0].children] == ["search", "email"]
    adds_up(found.root)
    goes_on(found, LAST, rel=0.02 if found.period.days > 1 else 0.1)  # a day is not its week's mean
    for node in nodes(found.root):
        assert node.forecast.mean / found.period.days == pytest.approx(node.now / found.period.days, rel=0.35)
        assert len(node.history) == DAYS // 7
        assert np.mean(node.ahead) == pytest.approx(np.mean(node.history[-8:]), rel=0.25)


def test_everything_else_is_wired(tmp_path: Path) -> None:
    days = [FIRST + timedelta(days=n) for n in range(DAYS)]
    yule = [day for day in days if date(2025, 12, 2) <= day <= date(2025, 12, 31)]
    write(tmp_path, noise=0, moved={day: 1.5 if day in yule else 0.8 for day in days if day.year == 2025})
    found = outlook(GOAL.format(period="2026-12"), tmp_path)
    assert found.period == months_from(date(2026, 12, 1), 1)
    assert found.base == months_from(date(2026, 11, 1), 1)
    assert (found.basis, found.metric, found.weeks) == ("history", "sessions", DAYS // 7)
    (season,) = found.season
    assert season.year == 2025
    assert season.change == pytest.approx(
        1.5 / 0.8 - 1, rel=0.07
    )  # its days of the week are others, and the first is as before
    assert found.growth == pytest.approx(1 / 0.8 - 1, rel=0.03)
    assert found.lately == pytest.approx(0, abs=1e-3)
    assert found.moved == found.repaired == found.warnings == ()


MONTHS = [months_from(shifted(LAST, -n), 1) for n in range(12)]
"""The last twelve, the latest first."""


def weeks_back(days: int, count: int) -> list[Period]:
    ends = [LAST - timedelta(days=n * days) for n in range(count)]
    return [Period(start=end - timedelta(days=days - 1), end=end) for end in ends]


@pytest.mark.parametrize(
    ("period", "stretches"),
    [
        ("2026-12", MONTHS),
        ("2027-Q1", [months_from(shifted(LAST, -3 * n - 2), 3) for n in range(6)]),
        ("next 12 weeks", weeks_back(84, 7)),
        ("next 1 week", weeks_back(7, 12)),
    ],
)
def test_every_node_has_its_backtest(tmp_path: Path, period: str, stretches: list[Period]) -> None:
    """On months where the period is one: other days would hold other ends of months."""
    write(tmp_path)
    found = outlook(GOAL.format(period=period), tmp_path)
    held = []
    for node in nodes(found.root):
        assert node.backtest is not None
        assert node.backtest.tests == len(stretches)
        assert (node.backtest.first, node.backtest.last) == (stretches[-1], stretches[0])
        assert node.backtest.off < 0.06
        held.append(node.backtest.held)
    # four of five; of the twelve weeks, which a site of four leaves hardly averages out, three standard errors less
    assert np.mean(held) > (0.55 if period == "next 1 week" else 0.6) * len(stretches)


def test_backtests_know_neither_events_to_come_nor_a_history_without_them(tmp_path: Path) -> None:
    """A sale that trebled a week, once: nobody could have known, so the month that holds it was forecast too low by a third."""
    sale = [date(2026, 11, 9) + timedelta(days=n) for n in range(7)]
    write(tmp_path, moved=dict.fromkeys(sale, 3.0))
    text = GOAL.format(period="2026-12") + "events: {sale: {on: 2026-11-09..2026-11-15}}\n"
    found, plain = outlook(text, tmp_path).root.backtest, outlook(GOAL.format(period="2026-12"), tmp_path).root.backtest
    assert found is not None
    assert plain is not None
    assert found.off == pytest.approx(1 / 3 / 12, abs=0.01)
    assert found.held == found.tests - 1
    # without the event it would be the end of a rise, from which nothing is learned but noise
    assert found.off == pytest.approx(plain.off, rel=0.1)


def test_backtests_rest_on_the_history_without_outages(tmp_path: Path) -> None:
    write(tmp_path)
    plain = outlook(GOAL.format(period="2026-12"), tmp_path).root.backtest
    write(
        tmp_path, moved=dict.fromkeys([date(2026, 8, 3), date(2026, 8, 4), date(2026, 10, 31), date(2026, 9, 12)], 0.0)
    )
    found = outlook(GOAL.format(period="2026-12"), tmp_path).root.backtest
    assert plain is not None
    assert found is not None
    assert found.off == pytest.approx(plain.off, abs=0.004)
    assert found.held == plain.held


@pytest.mark.parametrize("period", ["2026-12", "2027-02", "next 30 days", "next 33 days"])
def test_a_level_that_stays_has_the_same_weeks_ahead(tmp_path: Path, period: str) -> None:
    """Whatever weekdays are left over at the end of the period, or before its begin."""
    rows = [(FIRST + timedelta(days=n), 1000 * (0.2 if n % 7 in (3, 4) else 1.0)) for n in range(DAYS)]
    (tmp_path / "t.csv").write_text("date,sessions\n" + "".join(f"{day},{count:.0f}\n" for day, count in rows))
    ahead = outlook(f"target: +10%\nperiod: {period}\ntraffic: {{file: t.csv}}\n", tmp_path).root.ahead
    assert max(ahead) < 1.06 * min(ahead)


def test_a_short_history_has_no_backtest(tmp_path: Path) -> None:
    write(tmp_path, days=60)
    found = outlook(GOAL.format(period="2026-12"), tmp_path)
    assert found.basis == "history"
    assert {node.backtest for node in nodes(found.root)} == {None}
    assert (found.season, found.growth, len(found.root.history)) == ((), None, 8)
    write(tmp_path, days=20)
    found = outlook(GOAL.format(period="next 2 weeks"), tmp_path)
    assert found.basis == "prior"
    assert {node.backtest for node in nodes(found.root)} == {None}
    assert len(found.root.history) == 2
    adds_up(found.root)
    goes_on(found, LAST)


def test_a_months_counts_have_an_outlook_too() -> None:
    found = outlook("target: +10%\n" + TRAFFIC)
    assert found.basis == "prior"
    assert found.root.now == round(25_400 / 30 * 31)
    assert (found.season, found.growth, found.lately, found.moved, found.repaired) == ((), None, None, (), ())
    adds_up(found.root)
    goes_on(found, LAST)
    assert found.root.backtest is None
    assert found.root.forecast.p50 == pytest.approx(found.root.now, rel=0.01)


def test_years_of_weeks_are_cut(tmp_path: Path) -> None:
    first = LAST - timedelta(days=1099)
    rows = [f"{first + timedelta(days=n)},{100 + n % 7}" for n in range(1100)]
    (tmp_path / "t.csv").write_text("date,sessions\n" + "\n".join(rows) + "\n")
    found = outlook("target: 2x\nperiod: 2026-12\ntraffic: {file: t.csv}\n", tmp_path)
    assert len(found.root.history) == MOST_WEEKS < found.weeks == 157
    assert found.root.children == ()
    assert found.root.history == pytest.approx([103.0] * MOST_WEEKS)


EVENTS = """events:
  spring sale: {{on: [2026-03-09..2026-03-15, 2026-12-05..2026-12-09, 2026-12-20], where: {{channel: email}}}}
  relaunch: {{on: 2026-12-15..2027-01-15, lift: +10%..+30%}}
  long ago: {{on: 2025-06-01..2025-06-05}}
  far away: {{on: 2027-06-01, lift: 2x}}
"""


def test_events_of_the_period_are_named_with_what_they_do(tmp_path: Path) -> None:
    sale = {date(2026, 3, 9) + timedelta(days=n): 3.0 for n in range(7)}
    write(tmp_path, email=sale)
    found = outlook(GOAL.format(period="2026-12") + EVENTS.format(), tmp_path)
    first, second, relaunch, over = found.moved
    assert [each.name for each in found.moved] == ["spring sale", "spring sale", "relaunch", "long ago"]
    assert {each.kind for each in found.moved} == {"event"}
    assert first.on == Period(start=date(2026, 12, 5), end=date(2026, 12, 9))
    assert second.on == Period(start=date(2026, 12, 20), end=date(2026, 12, 20))
    assert (first.seen, first.said, first.where) == (1, False, "email")
    assert (first.low, first.middle, first.high) == (second.low, second.middle, second.high)
    assert first.low < 3 < first.high
    assert (relaunch.seen, relaunch.said, relaunch.where) == (0, True, "")
    assert (relaunch.low, relaunch.high) == pytest.approx((1.1, 1.3))
    assert relaunch.on.end == date(2027, 1, 15)  # whole, beyond the period
    assert [each.past for each in found.moved] == [False, False, False, True]
    assert over.on == Period(start=date(2025, 6, 1), end=date(2025, 6, 5))
    assert (over.seen, over.said) == (1, False)
    assert over.low < 1 < over.high
    plain = outlook(GOAL.format(period="2026-12"), tmp_path)
    new, old = ({node.name: node for node in nodes(each.root.children[0])} for each in (found, plain))
    assert new["email"].forecast.mean > 1.3 * old["email"].forecast.mean
    assert new["search"].forecast.mean == pytest.approx(
        1.11 * old["search"].forecast.mean, rel=0.02
    )  # 17 of 31 days, + 20 %
    goes_on(found, LAST)
    adds_up(found.root)


def test_holidays_of_the_country_are_named_with_what_they_did(tmp_path: Path) -> None:
    """Germany's: a third of the usual sessions on every one of them; 2026 has two working days of Christmas, Friday and Saturday."""
    from planner.sources.holidays import public_holidays  # noqa: PLC0415 - takes a tenth of a second

    write(tmp_path, moved={each.day: 1 / 3 for each in public_holidays("DE", FIRST, LAST)})
    found = outlook("country: DE\n" + GOAL.format(period="2026-12"), tmp_path)
    around = "The days around Christmas and New Year"
    days = [
        (around, 24, 24, 2),
        (around, 27, 31, 2),
        ("Christmas Day", 25, 25, 1),
        ("Second Day of Christmas", 26, 26, 1),
    ]
    for each, (name, first, last, seen) in zip(found.moved, days, strict=True):
        assert each.name == name
        assert each.on == Period(start=date(2026, 12, first), end=date(2026, 12, last))
        assert (each.kind, each.seen, each.said, each.where) == ("holiday", seen, False, "")
        assert each.low < 1 / 3 < each.high
        assert each.middle == pytest.approx(1 / 3, rel=0.15)
    plain = outlook(GOAL.format(period="2026-12"), tmp_path)
    assert found.root.forecast.mean < 0.98 * plain.root.forecast.mean


def test_season_and_growth_are_of_what_came_with_its_holidays(tmp_path: Path) -> None:
    """December is a third quieter for its holidays: that is its season, and no forecast's business to take out of it."""
    from planner.sources.holidays import public_holidays  # noqa: PLC0415

    off = {each.day: 0.1 for each in public_holidays("DE", FIRST, LAST) if each.day.month == 12}
    write(tmp_path, noise=0, moved=off | {date(2025, 12, 3): 0.0, date(2026, 11, 3): 0.0})
    found = outlook("country: DE\n" + GOAL.format(period="2026-12"), tmp_path)
    (season,) = found.season
    less = sum(0.9 * WEEK[day.weekday()] for day in off) / sum(WEEK[n % 7] for n in range(31))
    assert season.change == pytest.approx(-less, abs=0.03)  # the first of November is not of the same weekday
    assert found.growth == pytest.approx(0, abs=0.01)  # the outages of a day are not in it
    assert found.lately == pytest.approx(0, abs=0.01)
    weeks = [week for week in found.root.history if week is not None]
    assert min(weeks) < 0.4 * np.median(weeks)


def test_repairs_are_told_and_do_not_move_the_forecast(tmp_path: Path) -> None:
    write(tmp_path)
    plain = outlook(GOAL.format(period="2026-12"), tmp_path)
    write(tmp_path, moved={date(2026, 9, 9): 0.0, date(2026, 8, 2): 20.0, LAST: 0.3})
    found = outlook(GOAL.format(period="2026-12"), tmp_path)
    assert [(each.kind, each.first, each.days, each.where) for each in found.repaired] == [
        ("partial", LAST, 1, ""),
        ("outage", date(2026, 9, 9), 1, ""),
        ("spike", date(2026, 8, 2), 1, ""),
    ]
    assert found.root.forecast.p50 == pytest.approx(plain.root.forecast.p50, rel=0.05)
    weeks = [week for week in found.root.history[-4:] if week is not None]
    assert min(weeks) > 1000


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("events: {closing: {on: 2026-11-28..2026-11-30}}\n", []),
        ("events: {closing: {on: 2026-11-28..2026-11-29}}\n", ["partial"]),
        ("country: PH\n", []),  # Bonifacio Day
        ("country: DE\n", ["partial"]),
    ],
)
def test_a_last_day_on_which_fewer_are_expected_is_no_partial_one(tmp_path: Path, said: str, kinds: list[str]) -> None:
    write(tmp_path, moved={LAST: 0.3})
    found = outlook(said + GOAL.format(period="2026-12"), tmp_path)
    assert [each.kind for each in found.repaired] == kinds


def test_weeks_without_days_are_not_known(tmp_path: Path) -> None:
    write(tmp_path)
    rows = (tmp_path / "t.csv").read_text().splitlines()
    (tmp_path / "t.csv").write_text(
        "\n".join(row for row in rows if not "2026-10-01" <= row[:10] <= "2026-10-20") + "\n"
    )
    found = outlook(GOAL.format(period="2026-12"), tmp_path)
    assert found.root.history.count(None) == 2
    assert [(each.kind, each.days) for each in found.repaired] == [("missing", 20)]


def test_an_outlook_says_what_the_plan_rests_on() -> None:
    """Levers with effort behind them: the same forecast, the same comparison, the same goal."""
    text = (TEAM / "goal.yaml").read_text()
    found, plan = outlook(text, TEAM), planned(text, TEAM)
    assert found.root.forecast == plan.forecast
    assert found.root.now == plan.tree.now
    assert (found.period, found.base) == (plan.period, plan.base)
    assert found.warnings == ()
    assert found.root.backtest is not None
    assert found.root.backtest.off < found.root.backtest.naive
    adds_up(found.root)
    goes_on(found, date(2026, 11, 30))


def test_without_levers_an_outlook_takes_the_playbooks_as_a_plan_does(tmp_path: Path) -> None:
    """A channel that a lever drives may stand still for a week, which is an outage of one that none drives."""
    write(tmp_path, email=dict.fromkeys((date(2026, 10, 5) + timedelta(days=n) for n in range(5)), 0.0))
    for said in (
        "resources: {money: 900, hours: 60}\n",
        "",
        "levers: {mail: {drives: {channel: email}, uses: hours}}\n",
    ):
        text = said + GOAL.format(period="2026-12")
        found, plan = outlook(text, tmp_path), planned(text, tmp_path)
        assert found.root.forecast == plan.forecast
        assert found.repaired == ()
    off = "levers: {pages: {drives: {channel: search}, uses: hours}}\n" + GOAL.format(period="2026-12")
    assert [each.kind for each in outlook(off, tmp_path).repaired] == ["outage"]


def write_coarse(folder: Path, by: str, part: float) -> None:
    """Two years by month, or sixty weeks, up to November 2026, of 1,000 sessions a day, and of the last stretch a part."""
    if by == "month":
        begins = [shifted(LAST, -n) for n in reversed(range(24))]
        counts = [1000.0 * months_from(begin, 1).days for begin in begins]
    else:
        begins = [LAST - timedelta(days=7 * n + 6) for n in reversed(range(60))]
        counts = [7000.0] * 60
    counts[-1] *= part
    rows = [f"{begin},{count:.0f}" for begin, count in zip(begins, counts, strict=True)]
    (folder / "t.csv").write_text("date,sessions\n" + "\n".join(rows) + "\n")


@pytest.mark.parametrize(
    ("part", "kinds", "least"), [(1.0, [], 0.98), (0.9, [], 0.87), (0.65, [], 0.6), (0.4, ["partial"], 0.98)]
)
@pytest.mark.parametrize("by", ["week", "month"])
def test_a_table_whose_last_stretch_is_not_over_is_forecast_without_it(
    tmp_path: Path, by: str, part: float, kinds: list[str], least: float
) -> None:
    write_coarse(tmp_path, by, part)
    found = outlook("target: 1m\nperiod: 2026-12\ntraffic: {file: t.csv}\n", tmp_path)
    assert [each.kind for each in found.repaired] == kinds
    assert least < found.root.forecast.p50 / 31_000 < 1.03
    assert (found.root.history[-1] is None) == bool(kinds)


@pytest.mark.parametrize(("by", "part", "as_of"), [("week", 3 / 7, "2026-11-26"), ("month", 0.4, "2026-11-12")])
def test_as_of_says_how_much_of_the_last_stretch_there_is(tmp_path: Path, by: str, part: float, as_of: str) -> None:
    """Then nothing has to be guessed: its days are as good as the others."""
    write_coarse(tmp_path, by, part)
    found = outlook(f"as_of: {as_of}\ntarget: +10%\nperiod: 2026-12\ntraffic: {{file: t.csv}}\n", tmp_path)
    assert str(found.last) == as_of
    assert found.repaired == ()
    assert found.root.now == 31_000
    assert found.root.forecast.mean == pytest.approx(31_000, rel=0.05)
    assert found.root.history[-1] == pytest.approx(1000)


def test_the_same_goal_and_seed_give_the_same_outlook(tmp_path: Path) -> None:
    write(tmp_path)
    text = GOAL.format(period="2026-12")
    assert outlook(text, tmp_path).root == outlook(text, tmp_path).root
    assert outlook("seed: 2\n" + text, tmp_path).root != outlook(text, tmp_path).root


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (GOAL.format(period="2026-11"), "begins before the history ends"),
        (GOAL.format(period="2028-06"), "days after the history ends"),
        (
            "levers: {ads: {drives: {channel: fax}, uses: money}}\n" + GOAL.format(period="2026-12"),
            "ads drives nothing",
        ),
        ("events: {sale: {on: 2026-12-05}}\n" + GOAL.format(period="2026-12"), "nothing says what 'sale' brings"),
        (GOAL.format(period="2026-12").replace("+10%", "double podcasts"), "no branch 'podcasts'"),
    ],
)
def test_a_goal_that_contradicts_its_history_is_told_so(tmp_path: Path, text: str, complaint: str) -> None:
    write(tmp_path, days=100)
    with pytest.raises(InputError, match=complaint):
        outlook(text, tmp_path)


@needs_shared
def test_a_real_site_of_five_years(tmp_path: Path) -> None:
    file = DATA / "ga-sessions-daily.csv"
    found = outlook(f"country: US\ntarget: +10%\ntraffic: {{file: {file}, columns: {{sessions: Target}}}}\n", tmp_path)
    assert found.period == months_from(date(2021, 1, 1), 1)
    assert [each.year for each in found.season] == [2020, 2019, 2018, 2017]
    assert [each.name for each in found.moved] == ["New Year's Day", "Martin Luther King Jr. Day"]
    assert [each.seen for each in found.moved] == [5, 5]
    assert found.root.backtest is not None
    assert found.root.backtest.off < found.root.backtest.naive < 0.15
    assert found.root.backtest.held >= 8
    goes_on(found, date(2020, 12, 31))


@needs_shared
def test_real_channels_by_device(tmp_path: Path) -> None:
    file = DATA / "ua-channel-device-daily.csv"
    found = outlook(
        f"target: 2x\nperiod: next 4 weeks\ntraffic: {{file: {file}, by: [channelGrouping, deviceCategory]}}\n",
        tmp_path,
    )
    adds_up(found.root)
    goes_on(found, date(2016, 7, 31))
    assert len(found.root.children) == 9
    assert {len(child.children) for child in found.root.children} == {3}
    backtests = [node.backtest for node in nodes(found.root)]
    assert all(each is not None and each.tests == 6 for each in backtests)
    assert sum(each.held for each in backtests if each) > 0.7 * 6 * len(backtests)
    assert found.repaired
