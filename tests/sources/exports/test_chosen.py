import pytest

from planner.errors import InputError, Place
from planner.sources.exports.chosen import chosen_table, left_alike
from planner.sources.tables.csv_file import tables_in

SAID = Place(file="goal.yaml", line=3, column=10)
STACK = (
    "# Start date: 20260101\n# End date: 20260131\nNth day,Active users\n0000,5\n0001,6\n\n"
    "# Start date: 20260101\n# End date: 20260131\nSession default channel group,Sessions\nDirect,7\nEmail,8\n\n"
    "# Start date: 20260101\n# End date: 20260131\nCountry,Active users\nFrance,9\nSpain,1\n"
)


def number(text: str, said: str = "") -> int:
    return chosen_table(tables_in(text, shown="t.csv"), said, SAID).number


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        (STACK, 2),
        ("date,sessions\n2026-11-01,5\n", 1),
        ("# 20260101-20260131\npage,sessions\n/a,5\n# 20260101-20260131\ndate,sessions\n2026-01-01,5\n", 2),  # by day
        (
            "# 20260101-20260131\nchannel,users\nEmail,5\n# 20260101-20260131\nchannel,sessions\nEmail,5\n",
            2,
        ),  # sessions
        (
            "# 20260101-20260131\nlabel,nb_visits\nFrance,5\n# x\nlabel,nb_visits\nDirect Entry,5\nWebsites,6\n",
            2,
        ),  # channels by what they hold
        (
            "# 20250101-20250131\nchannel,sessions\nEmail,5\n# 20260101-20260131\nchannel,sessions\nEmail,5\n",
            2,
        ),  # the latest
        (
            "# All Users\n# 20260101-20260131\nchannel,sessions\nEmail,5\n# Mobile\n# 20260101-20260131\nchannel,sessions\nEmail,3\n",
            1,
        ),  # the first
        ("# a\ndate,sessions\n# b\ndate,users\n2026-11-01,5\n", 2),  # one with rows
    ],
)
def test_the_table_that_says_most(text: str, chosen: int) -> None:
    assert number(text) == chosen


def test_a_number_says_another() -> None:
    assert [number(STACK, said) for said in "123"] == [1, 2, 3]


@pytest.mark.parametrize("said", ["0", "4", "-1", "x", "1.0", "²"])
def test_a_number_that_no_table_has(said: str) -> None:
    with pytest.raises(InputError) as caught:
        number(STACK, said)
    assert str(caught.value) == (
        f"goal.yaml:3:10: t.csv has no table {said!r}\n  expected a number from the top, one of "
        "1: Nth day, Active users; 2: Session default channel group, Sessions; 3: Country, Active users"
    )


def test_tables_alike_are_told() -> None:
    text = "# 20250101-20250131\nchannel,sessions\nEmail,5\n# 20260101-20260131\nchannel,sessions\nEmail,5\n"
    assert left_alike(chosen_table(tables_in(text, shown="t.csv"), "", SAID)) == (
        "t.csv: table 2 is read, and not 1 with the same columns; `table:` names another",
    )
    assert left_alike(chosen_table(tables_in(text, shown="t.csv"), "1", SAID)) == ()
    assert left_alike(chosen_table(tables_in(STACK, shown="t.csv"), "", SAID)) == ()
