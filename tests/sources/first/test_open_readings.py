"""Questions about a table, and complaints for somebody who has no goal file yet."""

from datetime import date

import pytest

from planner.errors import InputError, Place, Problem
from planner.model.goal import Table
from planner.model.period import Period
from planner.sources.first.open_readings import as_option, settled

OCTOBER = Period(start=date(2026, 10, 1), end=date(2026, 10, 31))
PLACE = Place(file="t.csv")


def wants(key: str) -> InputError:
    return InputError([Problem(place=PLACE, text=f"what {key}?", expected=f"`{key}: …` in the goal file")])


def read(ways: Table) -> str:
    """A table that needs to know its days, and then the order in its dates, of which two are possible."""
    if ways.covers is None:
        raise wants("covers")
    if ways.dates in ("", "year/month/day"):
        raise wants("dates") if not ways.dates else InputError([Problem(place=PLACE, text="no date")])
    return ways.dates


def test_what_can_be_read_leaves_no_question() -> None:
    found = settled(lambda _: 1, Table(), days=OCTOBER)
    assert (found.found, found.ways, found.question, found.alone) == (1, Table(), None, ())


def test_days_are_asked_before_the_order_in_dates() -> None:
    found = settled(read, Table(), days=OCTOBER)
    assert found.question is not None
    assert (found.question.key, found.question.choices) == ("covers", (OCTOBER,))
    found = settled(read, Table(covers=OCTOBER), days=OCTOBER)
    assert found.question is not None
    assert (found.question.key, found.question.choices) == ("dates", ("day/month/year", "month/day/year"))
    found = settled(read, Table(covers=OCTOBER, dates="month/day/year"), days=OCTOBER)
    assert (found.found, found.question) == ("month/day/year", None)


def test_the_only_answer_that_makes_sense_needs_no_question() -> None:
    def one(ways: Table) -> str:
        if ways.dates != "day/month/year":
            raise wants("dates") if not ways.dates else InputError([Problem(place=PLACE, text="no date")])
        return ways.dates

    found = settled(one, Table(), days=OCTOBER)
    assert (found.ways.dates, found.question, found.alone) == ("day/month/year", None, ("dates",))


def test_what_no_answer_settles_is_told() -> None:
    def never(ways: Table) -> str:
        raise wants("dates")

    with pytest.raises(InputError, match="what dates"):
        settled(never, Table(), days=OCTOBER)

    def undated(ways: Table) -> str:
        raise wants("covers") if ways.covers is None else InputError([Problem(place=PLACE, text="nor sources")])

    with pytest.raises(InputError, match="nor sources"):  # what is wrong beyond the days
        settled(undated, Table(), days=OCTOBER)


@pytest.mark.parametrize(
    ("key", "option"),
    [
        ("`dates: day/month/year` or `dates: month/day/year` under the same key of the goal file as the file", "--dates day/month/year or --dates month/day/year"),
        ('`decimals: ","` where a comma stands', '--decimals "," where a comma stands'),
        ("a column named date, or `columns: {date: its name}` in the goal file", "a column named date, or --column date=NAME"),
        ("`columns: {sessions: Views}`", "--column sessions=Views"),
        ("UTF-8, or `encoding:` in the goal file, as in cp1252", "UTF-8, or --encoding NAME, as in cp1252"),
        ("`covers: 2026-10` or `covers: 2026-10-01..2026-10-28`", "--covers 2026-10 or --covers 2026-10-01..2026-10-28"),
    ],
)  # fmt: skip
def test_keys_become_options(key: str, option: str) -> None:
    assert as_option(Problem(place=PLACE, text="", expected=key)).expected == option
