"""Changes: the goal as if the file held other values, and complaints where they were said."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import Place, Problem
from planner.goalfile.changes import Change, with_changes
from planner.goalfile.document import read_document
from planner.goalfile.dotted import dotted
from planner.goalfile.problems import value_at
from planner.goalfile.read import gather_goal, parse_goal, read_goal
from planner.model.goal import Counts, Expect, Goal, Range, Resource

TODAY = date(2026, 11, 22)
GOAL = """
target: 3x
traffic:
  new: {a: 5, b.c: 6}
  returning: 7
resources: {money: 100, writer hours: 5}
levers:
  ads: {uses: money, drives: {channel: a}, max: 30}
  ads.eu: {uses: money, max: 7}
  mail: {uses: writer hours}
  empty: {uses: money}
at_least:
  - {where: {visitor: new}, sessions: 5}
  - {where: {visitor: returning}, sessions: 6}
"""


def change(said: str) -> Change:
    key, value = said.split("=", 1)
    return Change(key=key, value=value, place=Place(file=f"--set {said}"))


def read(*said: str, goal: str = GOAL) -> tuple[Goal | None, tuple[Problem, ...]]:
    return parse_goal(goal, file="goal.yaml", today=TODAY, changes=[change(each) for each in said])


def changed(*said: str, goal: str = GOAL) -> Goal:
    found, problems = read(*said, goal=goal)
    assert not problems, "\n".join(map(str, problems))
    assert found is not None
    return found


def test_no_change_changes_nothing() -> None:
    assert changed() == parse_goal(GOAL, file="goal.yaml", today=TODAY)[0]


def test_values_are_written_as_in_the_file() -> None:
    goal = changed("resources.money=15,000", "target=+25%", "levers.ads.drives={channel: [a, b.c]}", "seed=7 # lucky")
    assert goal.resources == (Resource(name="money", amount=15_000), Resource(name="writer hours", amount=5))
    assert (goal.target.kind, goal.target.amount, goal.seed) == ("change", 0.25, 7)
    assert goal.levers[0].drives == (("channel", ("a", "b.c")),)


def test_the_longest_name_that_is_there_counts() -> None:
    goal = changed("levers.ads.max=1", "levers.ads.eu.max=2", "traffic.new.b.c=9")
    assert [lever.most for lever in goal.levers] == [1, 2, None, None]
    assert isinstance(goal.traffic, Counts)
    assert goal.traffic.rows[1] == (("new", "b.c"), 9)
    assert changed("levers.'ads.eu'.max=3").levers[1].most == 3


def test_names_compare_as_everywhere() -> None:
    assert changed("Resources.writer-hours=9").resources == (
        Resource(name="money", amount=100),
        Resource(name="writer hours", amount=9),
    )


def test_a_key_may_be_new_where_its_block_allows_it() -> None:
    goal = changed("resources.bandwidth=4", "levers.mail.max=20", "levers.mail.expect.at=3", "period=2026-12",
                   "levers.mail.expect.sessions=5..6")  # fmt: skip
    assert goal.resources is not None
    assert goal.resources[-1] == Resource(name="bandwidth", amount=4)
    assert (goal.levers[2].most, goal.levers[2].expect) == (20, Expect(at=3, sessions=Range(low=5, high=6)))
    assert changed("resources.money=5", goal="target: 3x\ntraffic: {a: 5}\n").resources == (
        Resource(name="money", amount=5),
    )
    assert changed("levers.mail.max=3", goal="target: 3x\ntraffic: {a: 5}\nlevers:\n  mail:\n").levers[0].most == 3


def test_a_whole_lever_may_be_new() -> None:
    goal = changed("levers.podcast={uses: money, drives: {channel: b.c}, expect: {at: 5, sessions: 9}}")
    assert (goal.levers[-1].name, goal.levers[-1].uses) == ("podcast", (("money", 1.0),))


def test_an_empty_value_takes_the_key_away() -> None:
    assert changed("levers.ads.max=").levers[0].most is None
    assert changed("resources= ").resources is None
    assert [lever.name for lever in changed("levers.ads=").levers] == ["ads.eu", "mail", "empty"]


def test_items_of_a_list_count_from_one_and_keep_their_numbers() -> None:
    goal = changed("at_least.1=", "at_least.2.sessions=8")
    assert [(bound.where, bound.sessions) for bound in goal.at_least] == [((("visitor", ("returning",)),), 8)]
    assert str(goal.place("at_least", 0, "sessions")) == "--set at_least.2.sessions=8"
    assert str(goal.place("at_least", 0, "where")) == "goal.yaml:14:13"


def test_a_place_is_where_the_value_was_said() -> None:
    goal = changed("levers.ads.max=3", "levers.mail={uses: money, max: 4}")
    assert str(goal.place("levers", "ads", "max")) == "--set levers.ads.max=3"
    assert str(goal.place("levers", "ads", "uses")) == "goal.yaml:8:15"
    assert str(goal.place("levers", "mail", "max")) == "--set levers.mail={uses: money, max: 4}"


CASES = (
    ("resources.money=abc", "'abc' is not a number\n  expected a number such as 90000, 90,000, 12k or 1.2M"),
    ("resources.money=-1", "-1 is below 0\n  expected 0 or more"),
    ("resorces.money=3", "unknown key 'resorces'\n  did you mean 'resources'?"),
    ("levers.ads.mx=3", "unknown key 'mx'\n  did you mean 'max'?"),
    (
        "resources.mony=3",
        "there is no 'mony' under resources\n  expected a name that is there, or quotes around a new one\n  did you mean 'money'?",
    ),
    ("levers.adz.max=3", "there is no 'adz' under levers\n  did you mean 'ads'?"),
    (
        "levers.xyz.max=3",
        "there is no 'xyz' under levers\n  expected one of ads, ads.eu, mail, empty",
    ),
    ("events.sale.lift=2x", "there is no 'sale' under events\n  expected a name that the goal file has"),
    ("levers.ads.mx=", "there is no levers.ads.mx to take away\n  did you mean 'max'?"),
    ("risk=", "there is no risk to take away\n  expected a key that the goal file has"),
    ("at_least.3.sessions=4", "at_least has no item '3'\n  expected a number from 1 to 2"),
    ("at_least.x=4", "at_least has no item 'x'\n  expected a number from 1 to 2"),
    ("at_least.0=", "at_least has no item '0'\n  expected a number from 1 to 2"),
    ("target.x=2", "target holds no keys\n  expected target= with a value for all of it"),
    ("resources..money=2", "a part of the key is empty\n  expected a key such as resources.money"),
    ("=2", "a part of the key is empty\n  expected a key such as resources.money"),
    ("resources.=2", "a part of the key is empty\n  expected a key such as resources.money"),
    ("resources.'money=2", "a quote is not closed in \"'money\"\n  expected the same quote again at the end of the name"),
    ("resources.money=[1", "a bracket is not closed\n  expected ] after the last value, and commas between the values"),
    ("resources.money=a: b", "a colon and a space inside a value\n  expected quotes around a value that holds ': '"),
    ("resources.money=*x", "anchors and aliases (& and *) are not read in a goal file\n  expected the value itself, or quotes"),
    ("resources.money=1\n2", "the value has several lines\n  expected a value on one line"),
    ("scenarios.x={seed: 2}", "a scenario does not change the scenarios\n  expected another key of the goal file"),
    ("levers.ads.uses=mony", "there is no resource 'mony'\n  did you mean 'money'?"),
    ("levers.ads.min=40", "min 40 is above max 30\n  expected min at or below max"),
)  # fmt: skip


@pytest.mark.parametrize(("said", "told"), CASES, ids=[said for said, _ in CASES])
def test_what_is_wrong_with_a_change_is_told_at_the_change(said: str, told: str) -> None:
    problems = read(said)[1]
    assert "\n".join(map(str, problems)) == f"--set {said}".replace("\n", " ") + f": {told}"


def test_a_new_name_like_one_that_is_there_is_taken_in_quotes() -> None:
    goal = changed("resources.'mony'=3")
    assert goal.resources is not None
    assert goal.resources[-1] == Resource(name="mony", amount=3)


@pytest.mark.parametrize(
    "said",
    [("target=2x", "target=4x"), ("levers.ads.max=3", "levers.ads={uses: money}"), ("levers.ads=", "levers.ads.max=3")],
)
def test_nothing_is_changed_twice(said: tuple[str, str]) -> None:
    problems = read(*said)[1]
    assert [str(each.place) for each in problems] == [f"--set {said[1]}"]
    assert "is changed twice" in problems[0].text


def test_every_problem_of_every_change_is_told() -> None:
    problems = read("resources.money=x", "target=y", "levers.z.max=1")[1]
    assert len(problems) == 3


def test_what_a_change_breaks_elsewhere_is_told_there() -> None:
    (problem,) = read("levers.mail.uses=")[1]
    assert (str(problem.place), problem.text) == ("goal.yaml:10:9", "the lever 'mail' does not say what it uses")
    (problem,) = read("target=")[1]
    assert (str(problem.place), problem.text) == ("goal.yaml:1:1", "'target' is missing")


def test_a_goal_file_that_holds_no_keys_stays_wrong() -> None:
    assert [each.text for each in read("target=3x", goal="- 1\n")[1]] == ["the file does not hold keys with values"]


def test_files_take_changes_too(tmp_path: Path) -> None:
    (tmp_path / "goal.yaml").write_text(GOAL)
    assert read_goal(tmp_path / "goal.yaml", changes=[change("seed=9")]).seed == 9
    assert gather_goal(tmp_path / "goal.yaml", changes=[change("seed=x")])[1]


def test_hostile_changes_are_shown_harmless() -> None:
    told = "\n".join(map(str, read("levers.\x1b[31m\u202e.max=3", "target=\x1b[2J")[1]))
    assert "\x1b" not in told
    assert "\u202e" not in told


PARTS = st.sampled_from(
    ["target", "traffic", "resources", "levers", "ads", "ads.eu", "max", "at_least", "1", "2", "", "x", "expect", "new"]
) | st.text(max_size=3)
VALUES = st.sampled_from(["", "3", "abc", "{}", "[]", "[1, {a: b}]", "~", "2x", "{uses: money}"]) | st.text(max_size=5)


@given(st.lists(st.tuples(st.lists(PARTS, min_size=1, max_size=4), VALUES), max_size=3))
def test_any_changes_give_a_goal_or_problems(said: list[tuple[list[str], str]]) -> None:
    changes = [Change(key=".".join(key), value=value, place=Place(file="--set x")) for key, value in said]
    goal, problems = parse_goal(GOAL, file="goal.yaml", today=TODAY, changes=changes)
    assert goal is not None or problems


@given(
    st.lists(
        st.text(alphabet="ab.'\"=; ", min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=3, unique=True
    )
)
def test_any_name_that_is_there_can_be_changed(names: list[str]) -> None:
    """A block of names, each with a value of its own: changing one of them by its dotted key changes that one alone."""
    lines = "".join(f"  '{name.replace(chr(39), chr(39) * 2)}': {n}\n" for n, name in enumerate(names))
    document = read_document(f"target: 3x\nresources:\n{lines}", file="goal.yaml")
    for name in names:
        path = ("resources", name)
        said = Change(key=dotted(path), value="new", place=Place(file="--set"))
        found = with_changes(document, [said])
        assert not found.problems
        assert value_at(found.value, path) == "new"
        assert [value_at(found.value, ("resources", each)) for each in names if each != name] == [
            value_at(document.value, ("resources", each)) for each in names if each != name
        ]
