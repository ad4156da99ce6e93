"""Outlooks made by hand for the tests of the renderers; the figures are invented."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from report_plans import DECEMBER, GOAL, HOSTILE, NOVEMBER, around

from planner.model.goal import Table
from planner.model.outlook import Backtest, Moved, Outlook, OutlookNode, Repaired, YearlyChange
from planner.model.period import Period, months_from

YEAR = Period(start=date(2027, 1, 1), end=date(2027, 12, 31))
LAST_YEAR = Period(start=date(2025, 12, 1), end=date(2026, 11, 30))


def backtest(off: float, naive: float | None = None, *, tests: int = 11, held: int = 9) -> Backtest:
    """A backtest on the months up to November 2026."""
    return Backtest(
        tests=tests,
        off=off,
        naive=off * 1.3 if naive is None else naive,
        held=held,
        first=months_from(date(2026, 12 - tests, 1) if tests < 12 else date(2025, 12, 1), 1),
        last=NOVEMBER,
    )


def node(
    name: str,
    now: float,
    forecast: float,
    *,
    wide: float = 0.2,
    off: float | None = None,
    weeks: int = 60,
    ahead: int = 5,
    wave: float = 0.1,
    days: int = 31,
) -> OutlookNode:
    """A leaf whose weeks go up and down once a year by the part `wave`, and grow; `wide`: half its 80 % range, over the mean."""
    daily = now / days

    def week(n: int) -> float:
        return daily * (1 + wave * math.sin(n / 52 * math.tau)) * (1 + n / 200)

    return OutlookNode(
        name=name,
        now=now,
        forecast=around(forecast, forecast * (1 - wide), forecast * (1 + wide)),
        history=tuple(week(n - weeks) for n in range(weeks)),
        ahead=tuple(forecast / days * (1 + wave * 0.1 * n) for n in range(ahead)),
        backtest=None if off is None else backtest(off),
    )


def parent(name: str, *children: OutlookNode, off: float | None = None) -> OutlookNode:
    """A branch that its children add up to."""

    def total(rows: Sequence[tuple[float | None, ...]]) -> tuple[float | None, ...]:
        return tuple(None if None in week else sum(filter(None, week)) for week in zip(*rows, strict=True))

    mean = sum(child.forecast.mean for child in children)
    return OutlookNode(
        name=name,
        now=sum(child.now for child in children),
        forecast=around(mean, mean * 0.83, mean * 1.19),
        history=total([child.history for child in children]),
        ahead=tuple(value for value in total([child.ahead for child in children]) if value is not None),
        backtest=None if off is None else backtest(off),
        children=children,
    )


MOVED = (
    Moved(name="Christmas Day", on=Period(start=date(2026, 12, 25), end=date(2026, 12, 25)), kind="holiday",
          low=0.3, middle=0.4, high=0.55, seen=2),
    Moved(name="winter sale", on=Period(start=date(2026, 12, 5), end=date(2026, 12, 9)), kind="event",
          low=1.2, middle=1.4, high=1.6, seen=1, said=True, where="Paid Search"),
    Moved(name="relaunch", on=Period(start=date(2026, 12, 1), end=date(2026, 12, 1)), kind="event",
          low=0.8, middle=1.0, high=1.35, seen=0),
    Moved(name="Second Day of Christmas", on=Period(start=date(2026, 12, 26), end=date(2026, 12, 26)), kind="holiday",
          low=0.62, middle=0.81, high=1.06, seen=0),
    Moved(name="spring sale", on=Period(start=date(2026, 3, 9), end=date(2026, 3, 15)), kind="event",
          low=1.57, middle=1.84, high=2.16, seen=2, where="Email", past=True),
)  # fmt: skip
REPAIRED = (
    Repaired(kind="outage", days=3, first=date(2026, 4, 29), last=date(2026, 5, 1), where="new", sessions=1_900),
    Repaired(kind="spike", days=1, first=date(2026, 5, 3), last=date(2026, 5, 3), where="new / Organic Social", sessions=480),
    Repaired(kind="missing", days=2, first=date(2026, 6, 1), last=date(2026, 6, 2), sessions=1_700),
    Repaired(kind="outage", days=1, first=date(2026, 7, 4), last=date(2026, 7, 4), sessions=255,
             leaves=("new / Organic Social", "returning / Direct")),
    Repaired(kind="outage", days=1, first=date(2026, 7, 9), last=date(2026, 7, 9), sessions=650,
             leaves=("new / Organic Search", "new / Organic Social", "returning / Direct")),
    Repaired(kind="partial", days=1, first=date(2026, 11, 30), last=date(2026, 11, 30), sessions=850),
)  # fmt: skip


def example() -> Outlook:
    """Sixty weeks of history, two earlier years, holidays and events, and a test on itself."""
    root = parent(
        "all",
        parent(
            "new",
            node("Organic Search", 12_194, 12_800, off=0.08),
            node("Paid Search", 4_340, 4_540, off=0.11, wave=0.3),
            node("Organic Social", 1_963, 2_050, off=0.24, wide=0.5, wave=0.6),
            off=0.08,
        ),
        parent(
            "returning",
            node("Direct", 5_373, 5_630, off=0.06, wave=0.01),
            node("Email", 2_377, 2_280, off=0.163, wave=0.2),
            off=0.07,
        ),
        off=0.071,
    )
    return Outlook(
        goal=replace(GOAL, country="DE", effort=Table(files=("effort.csv",))),
        period=DECEMBER,
        base=NOVEMBER,
        metric="sessions",
        basis="history",
        first=date(2024, 10, 8),
        last=NOVEMBER.end,
        cadence="day",
        weeks=112,
        root=root,
        season=(YearlyChange(year=2025, change=-0.142), YearlyChange(year=2024, change=-0.098)),
        growth=0.083,
        lately=-0.031,
        moved=MOVED,
        repaired=REPAIRED,
        warnings=("traffic.csv: 3 rows without a date are left out",),
    )


def prior() -> Outlook:
    """One month's counts: nothing to learn from, and nothing to test on."""
    root = parent(
        "all",
        node("organic search", 12_194, 12_300, weeks=4, wave=0.0),
        node("email", 2_377, 2_390, weeks=4, wave=0.0),
    )
    return replace(
        example(), goal=GOAL, basis="prior", first=NOVEMBER.start, cadence="month", weeks=4, root=root, season=(),
        growth=None, lately=None, moved=(), repaired=(), warnings=(),
    )  # fmt: skip


def single() -> Outlook:
    """A total that is not split, with weeks that nobody knows."""
    root = node("all", 30_000, 31_200, weeks=104, off=0.05)
    gaps = {*range(10), 40, *range(60, 75)}
    history = tuple(None if n in gaps else value for n, value in enumerate(root.history))
    return replace(
        example(),
        root=replace(root, history=history),
        cadence="month",
        moved=MOVED[:1],
        repaired=REPAIRED[2:3],
        warnings=(),
    )


def many() -> Outlook:
    """Sixty channels under two kinds of visitor, some of which nobody has heard of."""
    channels = [node(f"channel {n}", 40_000 / (n + 1), 41_000 / (n + 1), off=0.05 + 0.01 * n) for n in range(60)]
    return replace(
        example(),
        root=parent("all", parent("new", *channels[::2]), parent("returning", *channels[1::2]), off=0.03),
    )


def hostile() -> Outlook:
    """Every word from outside is an attack."""
    weeks = {"weeks": 20, "off": 0.5}
    return replace(
        example(),
        goal=replace(GOAL, country=HOSTILE[5] + "x" * 90),
        metric=HOSTILE[2] + HOSTILE[4],
        root=parent("all" + HOSTILE[5], *(node(name, 900, 950, **weeks) for name in HOSTILE), off=0.1),
        moved=tuple(replace(MOVED[1], name=name, where=name, past=n % 4 == 3) for n, name in enumerate(HOSTILE)),
        repaired=tuple(
            replace(REPAIRED[n % 4], where="" if n % 4 == 3 else name, leaves=(name, name) if n % 4 == 3 else ())
            for n, name in enumerate(HOSTILE)
        ),
        warnings=HOSTILE,
    )


def day() -> Outlook:
    """One day, a week after the last one known."""
    christmas, last = date(2026, 12, 24), date(2026, 12, 16)
    root = parent(
        "全部",
        node("搜索引擎 自然流量", 400, 261, days=1, ahead=2, off=0.4),
        node("直接访问", 120, 95, days=1, ahead=2),
        off=0.31,
    )
    test = Backtest(
        tests=20, off=0.31, naive=0.28, held=11,
        first=Period(start=last - timedelta(days=180), end=last - timedelta(days=180)), last=Period(start=last, end=last),
    )  # fmt: skip
    return replace(
        example(),
        period=Period(start=christmas, end=christmas),
        last=last,
        base=Period(start=last, end=last),
        metric="visits",
        root=replace(root, backtest=test),
        season=(YearlyChange(year=2025, change=-0.3),),
        moved=(replace(MOVED[0], name="Christmas Eve", on=Period(start=christmas, end=christmas)),),
        repaired=(),
        growth=None,
        lately=0.002,
        warnings=(),
    )


def year() -> Outlook:
    """A year ahead, a month after the last day known; too long for a season, and a branch that is gone."""
    root = parent(
        "all",
        node("new", 200_000, 231_000, days=365, weeks=104, ahead=57, wave=0.4),
        node("returning", 0, 0.3, days=365, weeks=104, ahead=57),
        off=0.131,
    )
    test = Backtest(tests=1, off=0.131, naive=0.131, held=0, first=LAST_YEAR, last=LAST_YEAR)
    return replace(
        example(),
        period=YEAR,
        base=LAST_YEAR,
        root=replace(root, backtest=test),
        season=(),
        moved=tuple(
            Moved(name=f"holiday {n}", on=Period(start=date(2027, n, 3), end=date(2027, n, 4)), kind="holiday",
                  low=0.5, middle=0.6 + n / 50, high=0.9, seen=n)
            for n in range(1, 13)
        ),
    )  # fmt: skip


OUTLOOKS: dict[str, Callable[[], Outlook]] = {
    "example": example,
    "prior": prior,
    "single": single,
    "many": many,
    "hostile": hostile,
    "day": day,
    "year": year,
}
