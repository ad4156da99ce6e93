from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from planner.errors import InputError, Place
from planner.model.goal import Counts, Goal, Lever, Table, Target
from planner.model.period import Period
from planner.sources.exports.leaves import MOST_LEAVES
from planner.sources.holidays import AROUND
from planner.sources.read import gather_history, read_history

COUNTS = Counts(rows=((("email",), 300.0),))
ARTICLES = Lever(name="articles", unit="", uses=())


def goal(folder: Path, traffic: Table | Counts, **more: object) -> Goal:
    target = Target(text="3x", kind="multiple", amount=3.0)
    said = {"target": target, "as_of": date(2026, 11, 30), "file": str(folder / "goal.yaml"), **more}
    return Goal(traffic=traffic, **said)  # type: ignore[arg-type]


def files(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text)


def days(first: int, last: int, column: str = "sessions") -> str:
    return f"date,{column}\n" + "".join(f"2026-11-{n:02},{n}\n" for n in range(first, last + 1))


@pytest.mark.parametrize("said", [False, True])
def test_effort_ends_with_the_traffic(tmp_path: Path, *, said: bool) -> None:
    files(tmp_path, t=days(1, 20), e=days(1, 25, "articles"))
    last = 18 if said else 20
    history = read_history(
        goal(
            tmp_path,
            Table(files=("t.csv",)),
            effort=Table(files=("e.csv",)),
            levers=(ARTICLES,),
            as_of=date(2026, 11, 18),
            as_of_said=said,
        )
    )
    assert history.effort is not None
    assert history.last == history.effort.last == date(2026, 11, last)
    line = f"{tmp_path}/e.csv: {25 - last} days after 2026-11-{last}, the traffic's last day, left out"
    assert history.left_out == ((f"{tmp_path}/t.csv: 2 days after 2026-11-18 (as_of) left out",) if said else ()) + (
        line,
    )


def test_effort_that_ends_before_the_traffic(tmp_path: Path) -> None:
    files(tmp_path, t=days(1, 30), e=days(1, 2, "articles"))
    history = read_history(goal(tmp_path, Table(files=("t.csv",)), effort=Table(files=("e.csv",))))
    assert history.left_out == (f"{tmp_path}/e.csv ends on 2026-11-02, 28 days before the traffic",)


def test_problems_of_both_tables_are_told_together(tmp_path: Path) -> None:
    files(tmp_path, t=days(1, 2, "bounce rate"), e="date,articles\n2026-11-01,-1\n")
    history, problems = gather_history(goal(tmp_path, Table(files=("t.csv",)), effort=Table(files=("e.csv",))))
    assert history is None
    assert [problem.text for problem in problems] == [
        "no column of this table is known to hold the sessions",
        "-1 effort is below zero",
    ]


def test_several_files_are_one_table(tmp_path: Path) -> None:
    files(tmp_path, a=days(1, 2), b=days(3, 4), c="date,sessions\n2026-11-05,\n")
    history = read_history(goal(tmp_path, Table(files=("a.csv", "b.csv", "c.csv"))))
    assert np.array_equal(history.sessions, [[1, 2, 3, 4, np.nan]], equal_nan=True)
    assert history.left_out == (f"{tmp_path}/a.csv and 2 more: 1 row without a number of sessions left out",)


def test_a_day_counted_in_two_files(tmp_path: Path) -> None:
    files(tmp_path, a=days(1, 2), b=days(2, 3))
    with pytest.raises(InputError) as caught:
        read_history(goal(tmp_path, Table(files=("a.csv", "b.csv"))))
    assert str(caught.value) == (
        f"{tmp_path}/b.csv:2:1: this day is counted twice: 2026-11-02 stands in line 3 of {tmp_path}/a.csv too\n"
        "  | 2026-11-02,2\n  | ^\n  expected one row a day and leaf"
    )


def test_files_with_other_columns(tmp_path: Path) -> None:
    files(tmp_path, a=days(1, 2), b=days(3, 4, "visits"))
    with pytest.raises(InputError) as caught:
        read_history(goal(tmp_path, Table(files=("a.csv", "b.csv"))))
    assert str(caught.value) == (
        f"{tmp_path}/b.csv:1:1: the columns are not those of {tmp_path}/a.csv\n  | date,visits\n  | ^\n"
        "  expected date, sessions"
    )


@pytest.mark.parametrize("month", [10, 11])
def test_counts_come_before_the_period_unless_the_goal_file_says_their_day(tmp_path: Path, month: int) -> None:
    period = Period(start=date(2026, month, 1), end=date(2026, month, 30))
    history = read_history(goal(tmp_path, COUNTS, period=period))
    assert (history.first, history.last) == (date(2026, month - 1, 1), period.start - timedelta(days=1))
    history = read_history(goal(tmp_path, COUNTS, period=period, as_of_said=True))
    assert (history.first, history.last) == (date(2026, 11, 1), date(2026, 11, 30))


def test_too_many_counts(tmp_path: Path) -> None:
    rows = tuple(((f"/{n}",), 1.0) for n in range(MOST_LEAVES + 1))
    place = Place(file="goal.yaml", line=2, column=1, source="traffic:")
    with pytest.raises(InputError) as caught:
        read_history(goal(tmp_path, Counts(rows=rows), places={("traffic",): place}))
    assert str(caught.value) == (
        "goal.yaml:2:1: this tree has 20,001 leaves\n  | traffic:\n  | ^\n  expected at most 20,000: sum the smallest"
    )


def test_holidays_of_the_country_come_with_the_history(tmp_path: Path) -> None:
    files(tmp_path, t=days(1, 20))
    history = read_history(goal(tmp_path, Table(files=("t.csv",)), country="DE"))
    christmas = [str(holiday.day) for holiday in history.holidays if holiday.name == "Christmas Day"]
    assert christmas == ["2026-12-25", "2027-12-25", "2028-12-25"]
    assert history.holidays[-1].day == date(2029, 10, 3)
    assert read_history(goal(tmp_path, Table(files=("t.csv",)))).holidays == ()


def test_holidays_come_with_counts_too(tmp_path: Path) -> None:
    history = read_history(goal(tmp_path, COUNTS, country="DE-BY"))
    assert [holiday.name for holiday in history.holidays[:2]] == ["All Saints' Day", AROUND]


def test_an_unknown_country_is_told_with_the_other_problems(tmp_path: Path) -> None:
    files(tmp_path, t=days(1, 2, "bounce rate"))
    place = Place(file="goal.yaml", line=3, column=10, source="country: Germny")
    history, problems = gather_history(
        goal(tmp_path, Table(files=("t.csv",)), country="Germny", places={("country",): place})
    )
    assert history is None
    assert [problem.text for problem in problems] == [
        "no column of this table is known to hold the sessions",
        "there is no country 'Germny'",
    ]
    assert str(problems[1]) == (
        "goal.yaml:3:10: there is no country 'Germny'\n  | country: Germny\n  |          ^\n"
        "  expected a code, such as DE for Germany\n  did you mean 'DE'?"
    )
    history, problems = gather_history(goal(tmp_path, COUNTS, country="XX"))
    assert history is not None
    assert history.holidays == ()
    assert [problem.text for problem in problems] == ["there is no country 'XX'"]


def test_several_files_hold_other_measures_too(tmp_path: Path) -> None:
    files(tmp_path, a="date,sessions,orders\n2026-11-01,5,1\n", b="date,sessions,orders\n2026-11-02,6,2\n")
    history = read_history(goal(tmp_path, Table(files=("a.csv", "b.csv")), value="orders"))
    assert [(measure.name, measure.amounts.tolist()) for measure in history.measures] == [("orders", [[1, 2]])]
    files(tmp_path, b="date,sessions,orders\n2026-11-02,6,two\n")
    with pytest.raises(InputError, match=r"b\.csv:2:14: 'two' is not a number of orders"):
        read_history(goal(tmp_path, Table(files=("a.csv", "b.csv")), value="orders"))
    assert read_history(goal(tmp_path, Table(files=("a.csv", "b.csv")))).measures == ()
