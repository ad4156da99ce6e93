import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.learning.demand import FOLLOWS, ONE, Demand, demand, movements
from planner.learning.weekly import Part, Weekly
from planner.model.arrays import Array

WEEKS = 60
LINE = np.linspace(-1, 1, WEEKS)


def movement(seed: int = 1, sd: float = 0.2) -> Array:
    """What is left of some noise beside its straight line."""
    moves = np.random.default_rng(seed).normal(0, sd, WEEKS)
    columns = np.stack([np.ones(WEEKS), LINE], axis=1)
    left: Array = moves - columns @ np.linalg.lstsq(columns, moves, rcond=None)[0]
    return left


def weekly(rows: list[Array], levers: list[tuple[int, ...]] | None = None) -> Weekly:
    levers = levers or [(0,), *[()] * (len(rows) - 1)]
    n_levers = 1 + max((k for own in levers for k in own), default=0)
    return Weekly(
        last=None,  # type: ignore[arg-type]
        parts=tuple(Part(leaves=(n,), levers=own) for n, own in enumerate(levers)),
        logs=np.stack(rows),
        efforts=np.ones((n_levers, rows[0].size)),
        before=np.ones((n_levers, 0)),
    )


def shown(it: Weekly, part: int) -> Demand | None:
    return demand(it, part, movements(it))


def test_what_all_others_do_is_the_demand_whatever_their_size_and_trend() -> None:
    moves = movement()
    found = shown(weekly([np.zeros(WEEKS), 5 + moves, 9 + moves + 0.3 * LINE, 1 + moves - 2 * LINE]), 0)
    assert found is not None
    assert np.allclose(found.logs, moves)
    assert found.follows == FOLLOWS


@given(st.lists(st.floats(-20, 20), min_size=4, max_size=4))
def test_levels_do_not_matter(levels: list[float]) -> None:
    rows = [movement(seed) for seed in range(4)]
    one, other = shown(weekly(rows), 0), shown(weekly([r + level for r, level in zip(rows, levels, strict=True)]), 0)
    assert one is not None
    assert other is not None
    assert np.allclose(one.logs, other.logs)
    assert one.logs.mean() == pytest.approx(0)


def test_the_part_itself_and_those_of_its_levers_do_not_count() -> None:
    moves, own = movement(1), movement(2, sd=2.0)
    rows = [own, own, moves, moves]
    assert (found := shown(weekly(rows, [(0,), (0, 1), (), ()]), 0)) is not None
    assert np.allclose(found.logs, moves)
    assert shown(weekly([own, own], [(0,), (0, 1)]), 0) is None
    assert shown(weekly([own]), 0) is None


def test_a_part_of_other_levers_counts() -> None:
    assert (found := shown(weekly([np.zeros(WEEKS), movement()], [(0,), (1,)]), 0)) is not None
    assert np.allclose(found.logs, movement())


def test_one_channel_stands_for_the_site_with_less_trust() -> None:
    assert (found := shown(weekly([np.zeros(WEEKS), movement()]), 0)) is not None
    assert found.follows == ONE
    assert ONE.middle < FOLLOWS.middle


def test_a_channel_with_movements_of_its_own_counts_little() -> None:
    moves = movement()
    rows = [np.zeros(WEEKS), *(moves + movement(seed, sd=0.03) for seed in (2, 3, 4)), moves + movement(9, sd=1.5)]
    assert (found := shown(weekly(rows), 0)) is not None
    plain = np.mean(rows[1:], axis=0)
    assert np.std(found.logs - moves) < 0.03
    assert np.std(found.logs - moves) < 0.15 * np.std(plain - moves)


def test_unknown_weeks_are_bridged_and_channels_mostly_unknown_left_out() -> None:
    moves = 0.3 * np.sin(np.arange(WEEKS) / 9)
    gappy = moves.copy()
    gappy[20:23] = np.nan
    assert (found := shown(weekly([np.zeros(WEEKS), moves, gappy, moves]), 0)) is not None
    assert (whole := shown(weekly([np.zeros(WEEKS), moves, moves, moves]), 0)) is not None
    assert np.allclose(found.logs, whole.logs, atol=0.01)
    gappy[: WEEKS // 2] = np.nan
    assert (found := shown(weekly([np.zeros(WEEKS), moves, gappy, moves]), 0)) is not None
    assert np.allclose(found.logs, whole.logs)
    assert shown(weekly([moves, gappy]), 0) is None


@pytest.mark.parametrize("weeks", [1, 2, 3, 4])
def test_few_weeks_have_a_demand_too(weeks: int) -> None:
    rng = np.random.default_rng(1)
    assert (found := shown(weekly([rng.normal(0, 1, weeks) for _ in range(3)]), 0)) is not None
    assert np.isfinite(found.logs).all()
