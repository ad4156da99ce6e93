"""Scenarios as the command line and the goal file say them."""

from datetime import date

import pytest

from planner.errors import Place
from planner.goalfile.changes import Change
from planner.goalfile.read import parse_goal
from planner.goalfile.scenarios import MOST, Variant, file_scenarios, find_clashes, said_scenarios


def said(*sets: str, groups: tuple[str, ...] = ()) -> list[tuple[str, list[str]]]:
    """(name, changes) of every scenario."""
    variants, problems = said_scenarios(sets, groups)
    assert not problems, "\n".join(map(str, problems))
    return [(each.name, [f"{change.key}={change.value}" for change in each.changes]) for each in variants]


def told(*sets: str, groups: tuple[str, ...] = ()) -> str:
    return "\n".join(map(str, said_scenarios(sets, groups)[1]))


def test_all_that_is_set_is_one_scenario() -> None:
    assert said() == []
    assert said("resources.money=15000", "levers.search ads.max = 20", "target=2x") == [
        (
            "money 15000, search ads max 20, target 2x",
            ["resources.money=15000", "levers.search ads.max=20", "target=2x"],
        )
    ]
    assert said("levers.ads.max=", "at_least.1=")[0][0] == "no ads max, no at_least 1"


def test_several_values_are_a_scenario_each() -> None:
    assert said("resources.money=10,000 | 15,000|", "target=2x") == [
        ("money 10,000", ["resources.money=10,000", "target=2x"]),
        ("money 15,000", ["resources.money=15,000", "target=2x"]),
        ("no money", ["resources.money=", "target=2x"]),
    ]


def test_several_values_of_several_keys_are_combined() -> None:
    assert [name for name, _ in said("resources.money=1|2", "target=2x|3x")] == [
        "money 1, target 2x",
        "money 1, target 3x",
        "money 2, target 2x",
        "money 2, target 3x",
    ]


def test_a_bar_in_quotes_or_braces_is_part_of_the_value() -> None:
    assert said("levers.'a|b'.owner='x|y'")[0][1] == ["levers.'a|b'.owner='x|y'"]
    assert len(said("levers.x={owner: a|b}")) == 1


def test_groups_are_scenarios_of_their_own() -> None:
    assert said("seed=2", groups=("big: resources.money=9; target=2x;", "levers.x={uses: money}", "target=3x")) == [
        ("seed 2", ["seed=2"]),
        ("big", ["resources.money=9", "target=2x"]),
        ("x {uses: money}", ["levers.x={uses: money}"]),
        ("target 3x", ["target=3x"]),
    ]


def test_places_say_which_option_it_was() -> None:
    (one, two), _ = said_scenarios(["resources.money=1|2"], [])
    (group,), _ = said_scenarios([], ["big: seed=2; target=3x"])
    assert [str(change.place) for each in (one, two, group) for change in each.changes] == [
        "--set resources.money=1",
        "--set resources.money=2",
        "--scenario seed=2",
        "--scenario target=3x",
    ]
    assert one.scenario.changes == (("resources.money", "1"),)


AN_EXAMPLE = "  expected a key and its value, such as resources.money=15000"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("resources.money", f"resources.money: there is no = between a key and its value\n{AN_EXAMPLE}"),
        ("", f": this is empty\n{AN_EXAMPLE}"),
        ("=3", f"=3: there is no key before the =\n{AN_EXAMPLE}"),
        ("a=1|1", "a=1|1: the same value is given twice\n  expected different values with | between them"),
        (
            "levers.'x=3",
            "levers.'x=3: a quote is not closed in \"'x\"\n  expected the same quote again at the end of the name",
        ),
    ],
)
def test_what_is_wrong_with_a_setting(text: str, problem: str) -> None:
    assert told(text) == f"--set {problem}"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("big", f"big: there is no = between a key and its value\n{AN_EXAMPLE}"),
        ("big:", f"big:: the scenario changes nothing\n{AN_EXAMPLE}"),
        (" ; ", f" ; : the scenario changes nothing\n{AN_EXAMPLE}"),
        (
            ": a=1",
            ": a=1: the name before the colon is empty\n  expected a name, such as more money: resources.money=15000",
        ),
        ("big: a=1; b", f"big: a=1; b: there is no = between a key and its value\n{AN_EXAMPLE}"),
    ],
)
def test_what_is_wrong_with_a_group(text: str, problem: str) -> None:
    assert told(groups=(text,)) == f"--scenario {problem}"


def test_all_that_is_wrong_is_told() -> None:
    assert len(said_scenarios(["a", "=b", "target=2x"], ["x:", "target=2x"])[1]) == 3


def test_a_long_option_is_cut() -> None:
    assert len(told("x" * 500).splitlines()[0]) < 170


def variant(name: str, *changes: str) -> Variant:
    return Variant(
        name=name, changes=tuple(Change(key=each, value="1", place=Place(file=f"--set {each}=1")) for each in changes)
    )


def test_no_two_scenarios_have_one_name() -> None:
    problems = find_clashes([variant("big", "a"), variant("Big", "b"), variant("As it stands", "c"), variant("small")])
    assert [str(each).splitlines()[0] for each in problems] == [
        "--set b=1: the scenario 'Big' is there twice",
        "--set c=1: the scenario 'As it stands' is there twice",
    ]


def test_too_many_scenarios() -> None:
    many, problems = said_scenarios(["a=" + "|".join(map(str, range(500)))], [])
    assert not problems
    assert len(many) == MOST + 1, "no more than it takes to see that they are too many"
    assert [each.text for each in find_clashes(many)] == ["these are too many scenarios at once"]


def test_the_scenarios_of_the_file_know_their_places() -> None:
    text = (
        "target: 3x\ntraffic: {a: 5}\nscenarios:\n  big: {resources.money: 15000}\n  less:\n    target: 2x\n    seed:\n"
    )
    goal, problems = parse_goal(text, file="goal.yaml", today=date(2026, 11, 30))
    assert not problems
    assert goal is not None
    found = file_scenarios(goal)
    assert [each.name for each in found] == ["big", "less"]
    assert [(each.key, each.value, str(each.place)) for one in found for each in one.changes] == [
        ("resources.money", "15000", "goal.yaml:4:26"),
        ("target", "2x", "goal.yaml:6:13"),
        ("seed", "", "goal.yaml:7:10"),
    ]
