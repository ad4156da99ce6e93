"""Where a plan stands: what must hold whatever came."""

from dataclasses import astuple, replace

import numpy as np
import pytest
from followed_months import GOAL, LEAVES, LEVERS, MONTH, WEEKS, came, day, past, planned, read_back

from planner.errors import InputError
from planner.model.arrays import frozen
from planner.model.goal import Goal
from planner.model.history import History
from planner.model.made import MadePlan
from planner.model.track import Track
from planner.planning.make_plan import make_plan
from planner.report.track_json import render_track_json
from planner.tracking.replan import replan
from planner.tracking.track import track

MADE = planned()
BEGIN = WEEKS * 7


def names(found: Track) -> dict[frozenset[tuple[str, str]], tuple[float, ...]]:
    return {
        frozenset(node.key): (node.actual, node.expected, node.low, node.high, node.projected.mean, node.chance)
        for node in found.tree.walk()
    }


@pytest.mark.parametrize("days", [1, 6, 14, 27, 28])
def test_every_branch_is_the_sum_of_those_below_it(days: int) -> None:
    for node in track(GOAL, came(MADE, days=days), MADE).tree.walk():
        if node.children:
            assert node.actual == pytest.approx(sum(child.actual for child in node.children))
            assert node.expected == pytest.approx(sum(child.expected for child in node.children))
            assert node.projected.mean == pytest.approx(sum(child.projected.mean for child in node.children))


def test_at_the_end_the_projection_is_what_came() -> None:
    found = track(GOAL, came(MADE), MADE)
    assert found.left == 0
    for node in found.tree.walk():
        assert astuple(node.projected) == pytest.approx((node.actual,) * 8)
        assert node.chance == (1.0 if node.actual >= node.target else 0.0)
    lucky = track(GOAL, came(MADE, demand=np.full(len(LEAVES), 1.5)), MADE)
    assert lucky.branch.chance == 1.0


def test_at_the_end_what_was_expected_is_the_plan() -> None:
    found = track(GOAL, came(MADE), MADE)
    assert found.branch.expected == pytest.approx(MADE.outcome.mean, rel=1e-4)
    assert found.branch.low == pytest.approx(MADE.outcome.p10, rel=1e-4)
    for node in found.tree.walk():
        assert node.expected == pytest.approx(node.planned, abs=1.5)


@pytest.mark.parametrize("told", [True, False])
def test_of_a_plan_made_anew_it_is_the_new_plan(*, told: bool) -> None:
    changed = replan(GOAL, came(MADE, days=12, ads=0.4, told=told), MADE)
    assert changed is not None
    second = read_back(changed.plan)
    found = track(GOAL, came(MADE, told=told, ads=0.4), second)
    assert found.branch.expected == pytest.approx(second.outcome.mean, rel=2e-3)
    assert found.warnings == track(GOAL, came(MADE, told=told, ads=0.4), MADE).warnings
    for node in found.tree.walk():
        assert node.expected == pytest.approx(node.planned, rel=0.01)


def test_of_a_plan_made_anew_beliefs_count_once() -> None:
    """No history of effort at all: what levers brought until then stands in the traffic already."""
    goal = replace(GOAL, effort=None)
    made = read_back(make_plan(goal, replace(past(), effort=None)))
    known = [replace(came(MADE, days=days, demand=np.full(4, 1.1)), effort=None) for days in (10, 28)]
    changed = replan(goal, known[0], made)
    assert changed is not None
    second = read_back(changed.plan)
    assert track(goal, known[1], second).branch.expected == pytest.approx(second.outcome.mean, rel=2e-3)
    assert not [text for text in track(goal, known[1], second).warnings if "was made from" in text]


def test_as_days_go_by_the_projection_narrows() -> None:
    widths = []
    for days in (1, 7, 14, 21, 27, 28):
        spread = track(GOAL, came(MADE, days=days), MADE).branch.projected
        widths.append(spread.p90 - spread.p10)
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] == 0.0


def test_where_nothing_is_left_of_the_order_of_leaves_and_levers() -> None:
    history = came(MADE, days=14, ads=0.7)
    straight = track(GOAL, history, MADE)
    turned = track(
        replace(GOAL, levers=LEVERS[::-1]),
        replace(history, leaves=LEAVES[::-1], sessions=frozen(history.sessions[::-1])),
        replace(MADE, levers=MADE.levers[::-1]),
    )
    assert [each.spent for each in turned.levers] == [each.spent for each in straight.levers][::-1]
    for key, figures in names(straight).items():  # draws differ, so figures agree as far as draws do
        assert names(turned)[key] == pytest.approx(figures, rel=0.03, abs=0.1)


def test_the_same_run_gives_the_same_bytes() -> None:
    history = came(MADE, days=14)
    assert render_track_json(track(GOAL, history, MADE)) == render_track_json(track(GOAL, history, planned()))


def scaled(history: History, times: float) -> History:
    return replace(history, sessions=frozen(history.sessions * times))


def test_many_times_the_sessions_are_many_times_all() -> None:
    """Up to the half session that logs need."""
    goal: Goal = replace(GOAL, levers=LEVERS[:2])
    many = 1000.0
    small, large = (read_back(make_plan(goal, scaled(past(), times * 10))) for times in (1, many))
    one = track(goal, scaled(came(MADE, days=14, ads=0.6), 10), small)
    more = track(goal, scaled(came(MADE, days=14, ads=0.6), 10 * many), levels(large, small))
    for key, figures in names(one).items():
        found = names(more)[key]
        assert found[0] == pytest.approx(many * figures[0])
        assert found[1:5] == pytest.approx([many * each for each in figures[1:5]], rel=2e-3)
    for cause in ("demand", "effort"):
        both = [sum(each.sessions for each in found.causes if each.kind == cause) for found in (one, more)]
        assert both[1] == pytest.approx(many * both[0], rel=0.02, abs=many)


def levels(large: MadePlan, small: MadePlan) -> MadePlan:
    """The large plan with the small one's efforts, should the search have ended a hair elsewhere."""
    return replace(large, levers=small.levers)


def test_days_before_a_later_branch_can_be_looked_at() -> None:
    late = came(MADE, days=14, new=40.0)
    sessions = late.sessions.copy()
    sessions[-1, : BEGIN + 10] = 0.0  # Affiliates begin on the eleventh day
    late = replace(late, sessions=frozen(sessions))
    found = track(GOAL, late, MADE, to=day(7))
    assert found.over.end == day(7)
    assert found.unknown == ()
    assert track(GOAL, late, MADE).unknown[0].actual == 160.0


def test_a_restated_history_is_told() -> None:
    history = came(MADE, days=14)
    sessions = history.sessions.copy()
    sessions[:, :BEGIN] *= 1.1
    (text,) = track(GOAL, replace(history, sessions=frozen(sessions)), MADE).warnings
    assert text.startswith("The plan was made from ")
    assert track(GOAL, history, MADE).warnings == ()


def test_a_last_day_that_is_not_over_is_told() -> None:
    history = came(MADE, days=14)
    sessions = history.sessions.copy()
    sessions[:, -1] *= 0.3
    (text,) = track(GOAL, replace(history, sessions=frozen(sessions)), MADE).warnings
    assert "--to 2026-07-04 leaves it out" in text


def test_missing_days_and_efforts_are_told() -> None:
    history = came(MADE, days=14)
    assert history.effort is not None
    sessions = history.sessions.copy()
    sessions[:, [BEGIN + 1, BEGIN + 3, BEGIN + 5, BEGIN + 6]] = np.nan
    short = replace(history.effort, amounts=frozen(history.effort.amounts[:, : BEGIN + 10]))
    found = track(GOAL, replace(history, sessions=frozen(sessions), effort=short), MADE)
    assert found.warnings == (
        "No traffic is known of 2026-06-23, 2026-06-25, 2026-06-27 and 1 days more; these count as the others do.",
        "Effort is known up to 2026-07-01; after it, as much a day is taken for spent.",
    )


def test_effort_and_what_it_uses() -> None:
    found = track(GOAL, came(MADE, days=14, ads=0.5), MADE)
    ads, mails, posters = found.levers
    assert ads.due == pytest.approx(ads.planned / 2)
    assert ads.spent == pytest.approx(ads.due / 2)
    assert mails.spent == pytest.approx(mails.due)
    assert posters.spent == 0.0
    money, hours = found.resources
    assert money.planned == pytest.approx(ads.planned + 20 * posters.planned)
    assert money.spent == pytest.approx(ads.spent)
    assert hours.due == pytest.approx(mails.due)


def test_a_goal_that_has_a_lever_of_the_plan_no_more_is_a_complaint() -> None:
    with pytest.raises(InputError, match=r"plan.json: the plan has the lever 'mails', which goal.yaml has not"):
        track(replace(GOAL, levers=(LEVERS[0], replace(LEVERS[1], name="mailz"), LEVERS[2])), came(MADE, days=3), MADE)


def test_levers_that_the_goal_has_besides_change_nothing() -> None:
    more = replace(GOAL, levers=(replace(LEVERS[0], name="other"), *LEVERS))
    history = came(MADE, days=14)
    assert track(more, history, MADE) == track(GOAL, history, MADE)
    assert MONTH.days == 28
