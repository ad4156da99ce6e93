from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from planning_goals import TRAFFIC, loaded

from planner.model.arrays import frozen
from planner.model.history import EffortHistory
from planner.model.period import Period
from planner.response.efforts import efforts
from planner.response.elicit import Elicited, elicit
from planner.response.tabled import tabled

USUAL = [5000.0, 2000.0, 12000.0, 1900.0, 4200.0]  # in the order of the sorted leaves


ADS = "  ads: {drives: {channel: paid search}, uses: money"
CURVE = ((0.0, 0.0), (500.0, 900.0), (1000.0, 1500.0), (3000.0, 2500.0))


def elicited(levers: str, days: int = 31, *, spent: float | None = None, **settings: object) -> list[Elicited]:
    """Args: spent [a day] on ads, in a history of it; settings: of every lever, beside what the text says."""
    goal, history = loaded(f"target: 2x\nlevers:\n{levers}{TRAFFIC}")
    start = date(2026, 12, 1)
    changed = tuple(replace(lever, **settings) for lever in goal.levers)  # type: ignore[arg-type]
    goal = replace(goal, levers=changed)
    if spent is not None:
        amounts = frozen(np.full((1, 30), spent))
        history = replace(history, effort=EffortHistory(names=("ads",), first=history.first, amounts=amounts))
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


def test_a_table_is_taken_at_its_word_and_ends_where_it_ends() -> None:
    (one,) = elicited(f"{ADS}, now: 800}}\n", curve=CURVE)
    assert one.judgement == tabled(CURVE)
    assert one.option.evidence == "judgement"
    assert (one.option.now, one.option.lever.least, one.option.lever.most) == (800, 0, 3000)
    told, lag, limit = one.option.assumptions
    assert told.text == (
        "ads: your curve of 3 points up to 3,000 money, straight lines between them, each 0.6 to 1.6 times as much (80 %), "
        "since such figures prove too sure"
    )
    assert told.source == "judgement"
    assert told.where.startswith("goal.yaml:3")
    assert "after effort on average" in lag.text
    assert limit.text == "ads: at most 3,000 money, where your curve ends, since `max` is not said"


@pytest.mark.parametrize(
    ("said", "most"), [(", now: 4000}", 4000), (", min: 3500}", 3500), (", step: 400}", 2800), (", max: 700}", 700)]
)
def test_a_table_goes_no_further_than_it_is_told(said: str, most: float) -> None:
    (one,) = elicited(f"{ADS}{said}\n", curve=CURVE)
    assert one.option.lever.most == most


@pytest.mark.parametrize(
    ("said", "told"), [(", max: 3001}", True), (", max: 3000}", False), (", max: 2500, starts: 2026-12-16}", True)]
)
def test_what_is_believed_beyond_a_table_is_told(said: str, told: bool) -> None:  # noqa: FBT001
    (one,) = elicited(f"{ADS}{said}\n", curve=CURVE)
    beyond = "ads: beyond 3,000 money in a whole period, where your curve ends, more brings less and less"
    assert any(each.text.startswith(beyond) for each in one.option.assumptions) == told


@pytest.mark.parametrize(
    ("said", "spent", "now"),
    [
        (", now: 900}", None, 900),
        (", now: 900, min: 1000, max: 2000}", None, 900),
        (", now: 900, max: 100, step: 400}", None, 900),
        (", now: 900, starts: 2026-12-20}", None, 900),
        (", now: 900, expect: {at: 100, sessions: 50..200}}", None, 900),
        ("}", 10, 310),
        (", now: 900}", 10, 900),
        ("}", 0, 0),
        ("}", None, 0),
    ],
)
def test_a_lever_that_is_kept_has_todays_effort_alone(said: str, spent: float | None, now: float) -> None:
    (one,) = elicited(f"{ADS}{said}\n", spent=spent, keep=True)
    lever = one.option.lever
    assert (one.option.now, lever.least, lever.most) == (now, now, now)
    assert lever.keep
    period = Period(start=date(2026, 12, 1), end=date(2026, 12, 31))
    assert efforts(lever, period).tolist() == [now]
    assert len(one.option.assumptions) == bool(now)


def test_a_kept_lever_with_a_table_brings_what_the_table_says() -> None:
    (one,) = elicited(f"{ADS}, now: 800}}\n", curve=CURVE, keep=True)
    assert [each.text.partition(",")[0] for each in one.option.assumptions] == ["ads: your curve of 3 points up to 3"]
    assert (one.option.lever.least, one.option.lever.most) == (800, 800)
