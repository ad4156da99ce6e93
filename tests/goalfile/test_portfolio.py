"""The portfolio file: what it says, and every complaint with its place."""

import pytest

from planner.errors import InputError
from planner.goalfile.portfolio import parse_portfolio
from planner.goalfile.schema import portfolio_schema
from planner.model.portfolio import Member

WHOLE = """\
goals:
  - sites/*.yaml
  - {file: sites/big.yaml, weight: 2, site: Big Site}
resources: {money: 120k, writer hours: 900}
traffic: {file: all.parquet, by: [visitor, channel], site: host}
learn_together: true
"""


def test_everything_that_it_can_say() -> None:
    found = parse_portfolio(WHOLE, file="portfolio.yaml")
    assert found.members == (Member(file="sites/*.yaml"), Member(file="sites/big.yaml", weight=2.0, site="Big Site"))
    assert [(each.name, each.amount) for each in found.resources] == [("money", 120_000), ("writer hours", 900)]
    assert found.traffic is not None
    assert (found.traffic.files, found.traffic.by, found.site) == (("all.parquet",), ("visitor", "channel"), "host")
    assert found.learn_together
    assert str(found.place("resources", "writer hours")) == "portfolio.yaml:4:40"
    alone = parse_portfolio("goals: sites\n", file="p.yaml")
    assert (alone.members, alone.resources, alone.traffic, alone.learn_together) == (
        (Member(file="sites"),),
        (),
        None,
        False,
    )


@pytest.mark.parametrize(
    ("text", "place", "said", "nearest"),
    [
        ("gaols: a\n", "1:1", "unknown key 'gaols'", "goals"),
        ("resources: {money: 1}\n", "1:1", "'goals' is missing", ""),
        ("goals: []\n", "1:8", "the list is empty", ""),
        ("goals: [{fle: a, weight: 1}]\n", "1:10", "unknown key 'fle'", "file"),
        ("goals: [{weight: 1}]\n", "1:9", "'file' is missing", ""),
        ("goals: [{file: a, weight: 0}]\n", "1:27", "0 is not above 0", ""),
        ("goals: a\nresources: {money: -1}\n", "2:20", "-1 is below 0", ""),
        ("goals: a\nresources: {money: 1, Money: 2}\n", "2:23", "'Money' is the same name as 'money'", ""),
        ("goals: a\ntraffic: {file: x.csv}\n", "2:10", "'site' is missing", ""),
        ("goals: a\ntraffic: {by: [a], site: s}\n", "2:10", "the traffic names no table", ""),
        ("goals: a\ntraffic: {file: x, url: y, table: t, site: s}\n", "2:10", "the table is in a file and in a database", ""),
        ("goals: a\ntraffic: {url: y, site: s}\n", "2:10", "a database needs a table or a query", ""),
        ("goals: a\nlearn_together: perhaps\n", "2:17", "'perhaps' stands where true or false belongs", ""),
        ("- a\n", "1:1", "the file does not hold keys with values", ""),
        ("goals: a\ngoals: b\n", "2:1", "'goals' is given twice", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(text: str, place: str, said: str, nearest: str) -> None:
    with pytest.raises(InputError) as told:
        parse_portfolio(text, file="portfolio.yaml")
    (problem,) = told.value.problems
    assert (str(problem.place), problem.text, problem.nearest) == (f"portfolio.yaml:{place}", said, nearest)


def test_the_schema_knows_every_key() -> None:
    schema = portfolio_schema()
    assert set(schema["properties"]) == {"goals", "resources", "traffic", "learn_together"}
    assert schema["required"] == ["goals"]
    assert "site" in schema["$defs"]["SitesShape"]["required"]
