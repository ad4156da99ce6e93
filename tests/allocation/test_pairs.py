"""Levers that exclude or need each other: cases by hand, and combinations that leave nothing to choose."""

import numpy as np
import pytest
from allocation.tasks import keeps_pairs, task

from planner.allocation.allocate import allocate, solve
from planner.allocation.infeasible import InfeasibleError
from planner.allocation.prepared import prepare
from planner.model.allocation import SMALLEST, Task

TABLES = [[0, 5, 10]] * 3


def refusal(given: Task) -> InfeasibleError:
    with pytest.raises(InfeasibleError) as caught:
        allocate(given)
    return caught.value


@pytest.mark.parametrize("pair", [(0, 1), (1, 0)])
def test_of_two_that_exclude_each_other_the_better_is_used(pair: tuple[int, int]) -> None:
    found = allocate(task(TABLES, [[0, 5, 8], [0, 6, 8.5], [0, 1, 2]], budget=[100], excludes=[pair]))
    assert found.effort == pytest.approx([0, 10, 10])
    assert found.value == pytest.approx(10.5)
    assert found.gap == pytest.approx(0, abs=1e-12)


def test_the_price_is_that_of_the_plan_which_keeps_the_pairs() -> None:
    given = task([[0, 10], [0, 10]], [[0, 30], [0, 20]], budget=[10.0])
    assert allocate(given).shadow_prices == pytest.approx([2])  # the second lever would take it
    given = task([[0, 10], [0, 10]], [[0, 30], [0, 20]], budget=[12.0], excludes=[(0, 1)])
    assert allocate(given).shadow_prices == pytest.approx([0])
    assert allocate(given).left == pytest.approx([2])


def test_stopping_what_runs_today_counts() -> None:
    """Gains are against today, where both run: to give up the smaller is dear, and still the best."""
    found = allocate(task([[0, 5, 10]] * 2, [[-40, 0, 3], [-30, 0, 4]], budget=[20], excludes=[(0, 1)]))
    assert found.effort == pytest.approx([10, 0])
    assert found.value == pytest.approx(3 - 30)


def test_what_is_needed_is_paid_for_if_that_pays() -> None:
    tables = {"effort": [[0, 10, 10], [0, 4, 8]], "budget": [20], "stepped": [0, 1]}
    assert allocate(task(gain=[[0, 9, 9], [0, -5, -6]], needs=[(0, 1)], **tables)).effort == pytest.approx([10, 4])
    assert allocate(task(gain=[[0, 9, 9], [0, -10, -11]], needs=[(0, 1)], **tables)).effort == pytest.approx([0, 0])
    assert allocate(task(gain=[[0, 9, 9], [0, -10, -11]], **tables)).effort == pytest.approx([10, 0])


def test_a_token_does_not_count_as_use() -> None:
    given = {"gain": [[0, 90], [0, -100]], "needs": [(0, 1)]}
    found = allocate(task([[0, 10], [0, 50]], budget=[70], **given))
    assert found.effort == pytest.approx([10, 50 * SMALLEST])
    assert found.value == pytest.approx(90 - 100 * SMALLEST)
    found = allocate(task([[0, 10], [0, 1e9]], budget=[70], **given))  # of what can be paid for
    assert found.effort == pytest.approx([10, 70 * SMALLEST])


def test_the_least_of_a_needed_lever_is_enough() -> None:
    found = allocate(task([[0, 10], [0.001, 50]], [[0, 90], [0, -100]], budget=[70], needs=[(0, 1)]))
    assert found.effort == pytest.approx([10, 0.001])


def test_a_needed_lever_alone_has_no_token_either() -> None:
    """The budget leaves it less than the smallest effort."""
    given = task([[0, 10], [0, 50]], [[0, 100], [0, 50]], uses=[[1, 1]], budget=[10], needs=[(0, 1)])
    for budget, effort in (10.0, [9.9, 0.1]), (0.05, [0, 0]):
        assert solve(prepare(given), np.array([budget])).effort == pytest.approx(effort)


def test_a_chain_is_bought_whole_or_not_at_all() -> None:
    chain = {"effort": [[0, 1]] * 3, "stepped": [1] * 3, "needs": [(0, 1), (1, 2)]}
    assert allocate(task(gain=[[0, 9], [0, -3], [0, -4]], budget=[3], **chain)).effort == pytest.approx([1, 1, 1])
    assert allocate(task(gain=[[0, 9], [0, -3], [0, -7]], budget=[3], **chain)).effort == pytest.approx([0, 0, 0])
    assert allocate(task(gain=[[0, 9], [0, 3], [0, 1]], budget=[2], **chain)).effort == pytest.approx([0, 1, 1])


@pytest.mark.parametrize("stepped", [0, 1])
def test_a_circle_is_used_together_or_not_at_all(stepped: int) -> None:
    circle = {"effort": [[0, 10]] * 2, "stepped": [stepped] * 2, "needs": [(0, 1), (1, 0)]}
    assert allocate(task(gain=[[0, 30], [0, -10]], budget=[20], **circle)).value == pytest.approx(
        20 if stepped else 30 - 10 * SMALLEST
    )
    assert allocate(task(gain=[[0, 30], [0, -4000]], budget=[20], **circle)).effort == pytest.approx([0, 0])
    assert allocate(task(gain=[[0, 30], [0, 1]], budget=[10], **circle)).effort == pytest.approx(
        [0, 0] if stepped else [9.9, 0.1]
    )


def test_one_of_a_triangle() -> None:
    triangle = [(0, 1), (1, 2), (2, 0)]
    found = allocate(task(TABLES, [[0, 4, 8], [0, 5, 9], [0, 6, 7]], budget=[100], excludes=triangle))
    assert found.effort == pytest.approx([0, 10, 0])


def test_a_lever_that_excludes_many_is_given_up_for_them_all() -> None:
    star = {"excludes": [(0, n) for n in range(1, 5)], "budget": [100]}
    assert allocate(task([[0, 9]] * 5, [[0, 30]] + [[0, 8]] * 4, **star)).effort == pytest.approx([0, 9, 9, 9, 9])
    assert allocate(task([[0, 9]] * 5, [[0, 33]] + [[0, 8]] * 4, **star)).effort == pytest.approx([9, 0, 0, 0, 0])


@pytest.mark.parametrize(
    "pairs",
    [
        {"excludes": [(0, 1)], "needs": [(0, 1)]},
        {"excludes": [(2, 0)], "needs": [(0, 1), (1, 2)]},
        {"excludes": [(1, 2)], "needs": [(0, 1), (0, 2)]},
        {"excludes": [(0, 0)]},
    ],
    ids=str,
)
def test_a_lever_that_excludes_what_it_needs_is_never_used(pairs: dict[str, list[tuple[int, int]]]) -> None:
    found = allocate(task(TABLES, [[0, 50, 80], [0, 5, 8], [0, 6, 8.5]], budget=[15], **pairs))
    assert found.effort[0] == 0
    assert found.effort[1:].sum() == pytest.approx(10 if (1, 2) in pairs["excludes"] else 15)


def test_what_needs_an_unusable_lever_is_not_used() -> None:
    found = allocate(task([[0, 5], [0, 0], [0, 5]], [[0, 9], [0, 0], [0, 1]], needs=[(0, 1)]))
    assert found.effort == pytest.approx([0, 0, 5])
    found = allocate(task([[0, 5], [0, 8], [1, 5]], [[0, 9], [0, 8], [0, 1]], needs=[(0, 1)], excludes=[(1, 2)]))
    assert found.effort == pytest.approx([0, 0, 5])


def test_minimums_decide_between_levers_that_exclude_each_other() -> None:
    given = {"excludes": [(0, 1)], "budget": [9], "share": [[0, 0.5]], "need": [5]}
    found = allocate(task([[0, 10]] * 2, [[0, 30], [0, 20]], **given))
    assert found.effort == pytest.approx([0, 9])


def test_two_least_efforts_that_exclude_each_other() -> None:
    found = refusal(task([[0, 5], [1, 5], [2, 5]], [[0, 1]] * 3, excludes=[(0, 1), (2, 1)]))
    assert (found.kind, found.index) == ("excludes", 1)
    assert str(found) == "excludes 1: both levers must be used"


def test_a_least_effort_that_needs_what_cannot_be() -> None:
    found = refusal(task([[1, 5], [0, 0]], [[0, 1]] * 2, needs=[(1, 0), (0, 1)]))
    assert (found.kind, found.index) == ("needs", 1)
    assert str(found) == "needs 1: the lever must be used, and the needed one cannot be"


def test_a_least_effort_whose_needs_exclude_each_other() -> None:
    found = refusal(task([[1, 5], [0, 5], [0, 5]], [[0, 1]] * 3, needs=[(0, 1), (1, 2)], excludes=[(2, 0)]))
    assert (found.kind, found.index) == ("excludes", 0)


def test_needed_efforts_beyond_a_budget() -> None:
    found = refusal(task([[1, 5], [0, 4]], [[0, 1], [0, 1]], stepped=[1, 1], budget=[3], needs=[(0, 1)]))
    assert (found.kind, found.index, found.needed, found.possible) == ("resource", 0, 5, 3)


def test_a_minimum_that_only_both_of_an_excluding_pair_could_meet() -> None:
    given = task([[0, 5]] * 2, [[0, 10], [0, 8]], share=[[1, 1]], need=[15], excludes=[(0, 1)])
    found = refusal(given)
    assert (found.kind, found.index, found.needed, found.possible) == ("branch", 0, 15, pytest.approx(10))


def test_levers_alike_but_for_their_pairs_do_not_change_places_with_their_order() -> None:
    """Only two of five equal levers can be paid for; the third excludes the first, and the fourth needs the fifth."""
    table = task([[0, 2]] * 5, [[0, 9]] * 5, stepped=[1] * 5, budget=[4])
    pairs = {"excludes": ((0, 2),), "needs": ((3, 4),)}
    found = []
    for turn in range(5):
        place = [(n + turn) % 5 for n in range(5)]
        moved = {key: [tuple(place[n] for n in pair) for pair in each] for key, each in pairs.items()}
        given = task(table.effort, table.gain, stepped=[1] * 5, budget=[4], **moved)
        chosen = allocate(given)
        assert keeps_pairs(given, chosen.effort)
        found.append([chosen.effort[place[n]] > 0 for n in range(5)])
    assert all(one[3:] == found[0][3:] and one[1] == found[0][1] for one in found)
