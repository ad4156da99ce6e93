import math
from collections.abc import Iterator
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import PlannerError
from planner.model.channels import CHANNEL_GROUPS, channel_kind
from planner.response.playbook import (
    FIGURES,
    Play,
    PlaybookError,
    parse_playbook,
    plays_for,
    read_playbook,
    why_no_play,
)

PLAYS = (*(play for plays in read_playbook().plays.values() for play in plays), *plays_for(None))
TEXT = resources.files("planner.response").joinpath("playbook.yaml").read_text(encoding="utf-8")


def named(play: Play) -> str:
    return f"{play.channel}: {play.name}"


def test_every_channel_group_has_a_play_or_a_reason() -> None:
    book = read_playbook().plays
    assert set(book) == set(CHANNEL_GROUPS)
    assert {group for group in book if not book[group]} == {"Direct", "Unassigned"}
    for group in CHANNEL_GROUPS:
        assert bool(plays_for(group)) != bool(why_no_play(group)), group


def test_it_is_read_once() -> None:
    assert read_playbook().plays is read_playbook().plays


def test_names_are_those_of_one_play() -> None:
    names = [play.name for play in PLAYS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("play", PLAYS, ids=named)
def test_a_play_is_well_formed_and_every_figure_sourced(play: Play) -> None:
    assert play.action[0].isupper()
    assert not play.action.endswith(".")
    assert play.unit
    assert {resource for resource, _ in play.uses} <= {"money", "hours"}
    assert all(amount > 0 for _, amount in play.uses)
    assert 0 < play.sessions.low < play.sessions.high
    assert 1.05 <= play.doubling.low < play.doubling.high <= 2
    assert 0 < play.share.low < play.share.high < 1
    assert 0 < play.lag <= 365
    assert 0 < play.reach <= 5
    assert tuple(figure for figure, _ in play.sources) == FIGURES
    assert all(len(source) >= 10 for _, source in play.sources)
    assert not any("://" in source for _, source in play.sources)


@pytest.mark.parametrize("play", PLAYS, ids=named)
def test_a_session_costs_neither_nothing_nor_a_fortune(play: Play) -> None:
    typical = math.sqrt(play.sessions.low * play.sessions.high)
    for resource, amount in play.uses:
        dearest, cheapest = (20, 0.1) if resource == "money" else (1, 0.005)  # dollars, hours
        assert cheapest <= amount / typical <= dearest, resource


@pytest.mark.parametrize("play", PLAYS, ids=named)
def test_ranges_are_as_wide_as_general_knowledge_is(play: Play) -> None:
    assert play.sessions.high / play.sessions.low >= 4
    assert play.doubling.high - play.doubling.low >= 0.45
    assert play.share.high / play.share.low >= 1.8


@pytest.mark.parametrize("group", CHANNEL_GROUPS)
def test_present_effort_causes_most_of_paid_and_a_quarter_of_the_rest(group: str) -> None:
    plays = plays_for(group)
    if not plays:
        return
    middle = sum((play.share.low + play.share.high) / 2 for play in plays)
    least, most = (0.3, 0.8) if channel_kind(group) == "paid" else (0.15, 0.35)
    assert least <= middle <= most


@pytest.mark.parametrize("group", [group for group in CHANNEL_GROUPS if group.startswith("Paid") or group == "Display"])
def test_ads_are_paid_by_the_dollar(group: str) -> None:
    assert all(play.uses == (("money", 1.0),) and play.unit == "USD" for play in plays_for(group))


@given(st.one_of(st.none(), st.text().filter(lambda name: name not in CHANNEL_GROUPS)))
def test_an_unknown_channel_gets_the_widest_plays(name: str | None) -> None:
    money, hours = plays_for(name)
    assert [resource for play in (money, hours) for resource, _ in play.uses] == ["money", "hours"]
    assert why_no_play(name) == ""
    for play in PLAYS:
        for widest in (money, hours):
            assert widest.sessions.high / widest.sessions.low >= play.sessions.high / play.sessions.low
            assert widest.doubling.low <= play.doubling.low
            assert widest.doubling.high >= play.doubling.high
        if play.unit == "USD":
            assert money.sessions.low <= play.sessions.low
            assert money.sessions.high >= play.sessions.high


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("Referral:", "Referrals:", "keys are not the channel groups"),
        ("lag: 1 | judgement of the authors", "lag: 1", "no source"),
        ("lag: 120 | ", "lag: soon | ", "Organic Search, articles"),
        ("0.07..0.6", "0.6..0.07", "not a range"),
        ("0.07..0.6", "0..0.6", "not above zero"),
        ("0.07..0.6", "nan..0.6", "not above zero"),
        ("1.25..1.85", "1.25..2.85", "within 1.05..2"),
        ("0.35..0.9", "0.35..1.9", "not a range within 0..1"),
        ("hours 10, money 50", "weeks 10", "money or hours"),
        ("    unit: article\n", "", "its keys are not"),
        ("    unit: article\n", "    unit:\n", "a word is missing"),
        ("Unassigned:\n  why: These", "Unassigned:\n  because: These", "Unassigned, because"),
        ("Direct:", "Direct: [", "no YAML"),
    ],
)
def test_a_broken_playbook_is_refused(old: str, new: str, complaint: str) -> None:
    assert old in TEXT
    with pytest.raises(PlaybookError, match=complaint) as caught:
        parse_playbook(TEXT.replace(old, new, 1))
    assert isinstance(caught.value, PlannerError)


@pytest.mark.parametrize("text", ["", "[]", "a"])
def test_what_is_no_playbook_is_refused(text: str) -> None:
    with pytest.raises(PlaybookError):
        parse_playbook(text)


def lines_with_figures() -> Iterator[str]:
    return (line for line in TEXT.splitlines() if line.strip().split(":")[0] in FIGURES and not line.startswith("#"))


def test_the_file_says_everything_once() -> None:
    assert sum(1 for _ in lines_with_figures()) == len(FIGURES) * len(PLAYS)
