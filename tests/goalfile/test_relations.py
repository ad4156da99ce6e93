"""Levers that need or exclude each other."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.goalfile.read import parse_goal
from planner.goalfile.relations import contradictions, excluded, needed
from planner.goalfile.shapes import LeverShape

TODAY = date(2026, 11, 22)
START = "target: 3x\ntraffic: {direct: 500}\n"


def test_names_are_those_of_the_levers_and_excluding_is_mutual() -> None:
    text = """levers:
  articles: {needs: News-Letter, excludes: [Banner ads, display, BANNER ADS]}
  news letter: {needs: [articles]}
  display: {excludes: articles}
  banner ads: {excludes: display}
"""
    goal, problems = parse_goal(START + text, file="goal.yaml", today=TODAY)
    assert not problems
    assert goal is not None
    assert [(lever.name, lever.needs, lever.excludes) for lever in goal.levers] == [
        ("articles", ("news letter",), ("display", "banner ads")),
        ("news letter", ("articles",), ()),
        ("display", (), ("articles", "banner ads")),
        ("banner ads", (), ("articles", "display")),
    ]


CASES = (
    (
        r"""
levers:
  articles: {needs: newsleter, excludes: [banner ads, display, Articles]}
  newsletter: {needs: [], excludes: [{a: 1}]}
  Banner-Ads: {needs: [newsletter, banner_ads]}
""",
        r"""
goal.yaml:4:21: there is no lever 'newsleter'
  |   articles: {needs: newsleter, excludes: [banner ads, display, Articles]}
  |                     ^
  did you mean 'newsletter'?
goal.yaml:4:55: there is no lever 'display'
  |   articles: {needs: newsleter, excludes: [banner ads, display, Articles]}
  |                                                       ^
  expected one of newsletter, Banner-Ads
goal.yaml:4:64: 'articles' excludes itself
  |   articles: {needs: newsleter, excludes: [banner ads, display, Articles]}
  |                                                                ^
  expected the name of another lever
goal.yaml:5:23: the list is empty
  |   newsletter: {needs: [], excludes: [{a: 1}]}
  |                       ^
  expected at least one name
goal.yaml:5:38: a block of keys stands where a name or text belongs
  |   newsletter: {needs: [], excludes: [{a: 1}]}
  |                                      ^
  expected text
goal.yaml:6:36: 'Banner-Ads' needs itself
  |   Banner-Ads: {needs: [newsletter, banner_ads]}
  |                                    ^
  expected the name of another lever
""",
    ),
    (
        r"""
levers: {articles: {needs: articles}}
""",
        r"""
goal.yaml:3:28: 'articles' needs itself
  | levers: {articles: {needs: articles}}
  |                            ^
  expected the name of another lever
""",
    ),
    (
        r"""
levers: {articles: {excludes: newsletter}}
""",
        r"""
goal.yaml:3:31: there is no lever 'newsletter'
  | levers: {articles: {excludes: newsletter}}
  |                               ^
""",
    ),
    (
        r"""
levers:
  articles: {needs: newsletter, excludes: newsletter}
  newsletter:
""",
        r"""
goal.yaml:4:21: 'articles' can never be used: it needs 'newsletter', and one excludes the other
  |   articles: {needs: newsletter, excludes: newsletter}
  |                     ^
  expected levers that can be used together
""",
    ),
    (
        r"""
levers:
  articles: {needs: newsletter}
  newsletter: {needs: [posts, ads]}
  posts: {}
  ads: {excludes: posts}
""",
        r"""
goal.yaml:4:21: 'articles' can never be used: it needs 'posts' and 'ads', and one excludes the other
  |   articles: {needs: newsletter}
  |                     ^
  expected levers that can be used together
goal.yaml:5:23: 'newsletter' can never be used: it needs 'posts' and 'ads', and one excludes the other
  |   newsletter: {needs: [posts, ads]}
  |                       ^
  expected levers that can be used together
""",
    ),
    (
        r"""
levers:
  ads: {min: 3, excludes: [posts]}
  posts: {min: 5, excludes: ads}
  fair: {keep: true, now: 2}
  talks: {min: 1, excludes: fair}
  stunts: {excludes: [ads, fair]}
  radio: {keep: true, min: 9, excludes: ads}
""",
        r"""
goal.yaml:4:27: 'ads' and 'posts' exclude each other, and both have to be used
  |   ads: {min: 3, excludes: [posts]}
  |                           ^
  expected a min of 0 for one of the two
goal.yaml:7:29: 'fair' and 'talks' exclude each other, and both have to be used
  |   talks: {min: 1, excludes: fair}
  |                             ^
  expected a min of 0 for one of the two
""",
    ),
    (
        r"""
levers:
  ads: {min: 3, needs: [posts, talks, fair]}
  posts: {max: 0}
  talks: {max: 0, keep: true, now: 8}
  fair: {max: 9, keep: true, now: 0}
  stunts: {needs: posts}
""",
        r"""
goal.yaml:4:24: 'ads' has to be used, and needs 'posts', which cannot be used
  |   ads: {min: 3, needs: [posts, talks, fair]}
  |                        ^
  expected a min of 0 for the one, or a max above 0 for the other
goal.yaml:4:24: 'ads' has to be used, and needs 'fair', which cannot be used
  |   ads: {min: 3, needs: [posts, talks, fair]}
  |                        ^
  expected a min of 0 for the one, or a max above 0 for the other
""",
    ),
    (
        r"""
levers:
  ads: {keep: yes}
  posts: {keep: }
  talks: {keep: [true]}
""",
        r"""
goal.yaml:4:15: 'yes' stands where true or false belongs
  |   ads: {keep: yes}
  |               ^
  expected true or false
goal.yaml:5:17: nothing stands where true or false belongs
  |   posts: {keep: }
  |                 ^
  expected true or false
goal.yaml:6:17: a list stands where true or false belongs
  |   talks: {keep: [true]}
  |                 ^
  expected true or false
""",
    ),
)


@pytest.mark.parametrize(("text", "complaints"), CASES)
def test_what_the_user_sees(text: str, complaints: str) -> None:
    _, problems = parse_goal(START + text[1:], file="goal.yaml", today=TODAY)
    assert "\n".join(str(problem) for problem in problems) == complaints[1:-1]


def test_levers_may_need_each_other() -> None:
    text = "levers: {a: {needs: b}, b: {needs: c}, c: {needs: [a, b], excludes: d}, d: }\n"
    goal, problems = parse_goal(START + text, file="goal.yaml", today=TODAY)
    assert not problems
    assert goal is not None


def test_thousands_of_levers_take_no_time() -> None:
    text = START + "levers:\n" + "".join(f"  a{n}: {{needs: a{n + 1}, excludes: a{n + 2}}}\n" for n in range(20_000))
    _, problems = parse_goal(text + "  a20000:\n  a20001:\n", file="goal.yaml", today=TODAY)
    assert len(problems) == 101


NAMES = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4)


@given(st.dictionaries(st.sampled_from("abcde"), st.tuples(NAMES, NAMES)))
def test_a_lever_is_never_used_where_what_it_needs_is_not(said: dict[str, tuple[list[str], list[str]]]) -> None:
    levers = {
        name: LeverShape.model_validate({"needs": needs, "excludes": others}) for name, (needs, others) in said.items()
    }
    needs, apart = needed(levers), excluded(levers)
    assert all(name in apart[other] for name, others in apart.items() for other in others)
    told = {each.at[1] for each in contradictions(levers)}
    usable = set()
    for chosen in range(2 ** len(levers)):
        used = {name for n, name in enumerate(levers) if chosen >> n & 1}
        if all(set(needs[name]) <= used and not used & set(apart[name]) for name in used):
            usable |= used
    assert told == set(levers) - usable
