from datetime import date, timedelta

import pytest
from planning_goals import TRAFFIC, loaded

from planner.model.period import Period
from planner.response.elicit import Elicited, elicit

USUAL = [5000.0, 2000.0, 12000.0, 1900.0, 4200.0]  # in the order of the sorted leaves


def elicited(levers: str, days: int = 31) -> list[Elicited]:
    goal, history = loaded(f"target: 2x\nlevers:\n{levers}{TRAFFIC}")
    start = date(2026, 12, 1)
    usual = [sum(history.sessions[n]) * days / 30 for n in range(len(history.leaves))]
    return list(elicit(goal, history, usual, Period(start=start, end=start + timedelta(days=days - 1))))


def test_an_estimate_is_taken_at_its_word_and_widened() -> None:
    (one,) = elicited("  ads: {drives: {channel: paid search}, uses: money, expect: {at: 100, sessions: 50..200}}\n")
    assert one.option.evidence == "judgement"
    assert one.judgement.at == 100
    assert one.judgement.sessions.low < 50
    assert one.judgement.sessions.high > 200
    assert one.option.lever.most == 300


def test_present_effort_brings_its_usual_share() -> None:
    (one,) = elicited("  ads: {drives: {channel: paid search}, uses: money, now: 900}\n")
    assert one.option.evidence == "playbook"
    assert one.judgement.at == 900
    assert 0 < one.judgement.sessions.low < one.judgement.sessions.high < 4200 * 31 / 30


def test_two_levers_on_a_leaf_share_it() -> None:
    one, other = elicited(
        "  a: {drives: {channel: paid search}, uses: money, now: 900}\n  b: {drives: {channel: paid search}, uses: money, now: 900}\n"
    )
    (alone,) = elicited("  a: {drives: {channel: paid search}, uses: money, now: 900}\n")
    assert (
        one.judgement.sessions.high == other.judgement.sessions.high == pytest.approx(alone.judgement.sessions.high / 2)
    )


@pytest.mark.parametrize("days", [7, 91])
def test_the_playbooks_limits_grow_with_the_period(days: int) -> None:
    text = "  ads: {drives: {channel: paid search}, uses: money}\n"
    (month,), (other,) = elicited(text, 30), elicited(text, days)
    assert other.option.lever.most == pytest.approx((month.option.lever.most or 0) * days / 30)


def test_units_are_compared_by_what_they_take() -> None:
    small, large = (
        elicited(
            f"  pages: {{drives: {{channel: organic search}}, uses: {{money: {50 * k}, hours: {6 * k}}}, unit: bundle}}\n"
        )[0]
        for k in (1, 10)
    )
    per_small, per_large = (e.judgement.sessions.high / e.judgement.at for e in (small, large))
    assert per_large == pytest.approx(10 * per_small)


def test_a_doubling_of_ones_own_replaces_the_usual() -> None:
    (one,) = elicited("  ads: {drives: {channel: paid search}, uses: money, now: 900, doubling: 1.2..1.3}\n")
    assert 1 < one.judgement.doubling.low < 1.2
    assert 1.3 < one.judgement.doubling.high < 1.6
