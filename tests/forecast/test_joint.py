import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.forecast.branches import BLOCK, branches
from planner.forecast.joint import USUAL_LINK, Rows, joint
from planner.model.arrays import frozen
from planner.model.draws import Z80, normal_quantiles
from planner.model.history import Leaf

TREE: list[Leaf] = [("x", "a"), ("x", "b"), ("x", "c"), ("y", "a"), ("y", "b"), ("z",)]
DRAWS = 2000


def rows(level: list[float], scale: list[float] | float, above: list[float] | None = None, shift: float = 0.0) -> Rows:
    below = frozen(np.broadcast_to(scale, (len(level),)))
    return Rows(
        level=frozen(level),
        below=below,
        above=below if above is None else frozen(above),
        shift=frozen(np.full(len(level), shift)),
    )


def drawn(leaves: list[Leaf], said: Rows, seed: int = 1, n_draws: int = DRAWS) -> np.ndarray:
    return joint(said, branches(leaves), seed=seed, n_draws=n_draws)


def whole(levels: np.ndarray, scales: np.ndarray, link: float) -> tuple[float, float]:
    """Median and scale of the log of a sum of log-normals whose logs correlate by `link`: those of the log-normal of its moments."""
    shared = scales[:, None] * scales * np.where(np.eye(len(levels)) > 0, 1.0, link)
    means = levels * np.exp(scales**2 / 2)
    mean, square = means.sum(), (means[:, None] * means * np.exp(shared)).sum()
    scale = np.log(square / mean**2) ** 0.5
    return float(mean * np.exp(-(scale**2) / 2)), float(scale)


def consistent(leaves: list[Leaf], levels: np.ndarray, scales: np.ndarray, link: float) -> Rows:
    """Rows of leaves and of all branches above them that belong to the same distribution."""
    above = [whole(levels[each.leaves], scales[each.leaves], link) for each in branches(leaves)]
    return rows([*levels, *(level for level, _ in above)], [*scales, *(scale for _, scale in above)])


def test_one_leaf_has_its_own_quantiles_to_the_last_digit() -> None:
    found = drawn([("a",)], rows([50.0], [0.3], [0.6]))
    normal = normal_quantiles(DRAWS)
    assert np.allclose(np.sort(found[0]), 50 * np.exp(normal * np.where(normal < 0, 0.3, 0.6)))


@pytest.mark.parametrize("shift", [0.5, 14.0, 1000.0])
def test_draws_are_of_a_log_with_a_few_sessions_more(shift: float) -> None:
    """In closed form, and none where even those more would not be reached."""
    found = drawn([("a",)], rows([50.0], [0.3], [0.6], shift))[0]
    normal = normal_quantiles(DRAWS)
    scaled = (50 + shift) * np.exp(normal * np.where(normal < 0, 0.3, 0.6))
    assert np.allclose(np.sort(found), np.maximum(scaled - shift, 0))
    assert np.median(found) == pytest.approx(50, rel=0.01)
    assert ((found == 0).mean() > 0) == (shift == 1000)


def test_a_shift_does_not_matter_to_many_sessions() -> None:
    plain, shifted = (drawn([("a",)], rows([1e7], 0.3, shift=shift)) for shift in (0.0, 14.0))
    assert np.allclose(plain, shifted, rtol=1e-5)


def test_a_branch_of_few_sessions_has_its_own_quantiles_too() -> None:
    """A hundred leaves of a session each, of which most bring none in a draw, and a total that is known to a fifth."""
    leaves: list[Leaf] = [(f"{n}",) for n in range(100)]
    found = drawn(leaves, rows([1.0] * 100 + [100.0], [0.12] * 100 + [0.2], shift=14.0))
    assert (found == 0).mean() > 0.1
    total = np.maximum(114 * np.exp(0.2 * normal_quantiles(DRAWS)) - 14, 0)
    assert np.allclose(np.sort(found.sum(axis=0)), total)
    assert np.allclose(found.mean(axis=1), total.mean() / 100, rtol=0.1)


@pytest.mark.parametrize(
    "leaves", [[("a",), ("b",)], TREE, [("a",), ("a", "b"), ("a", "c")], [("x", "a", "p"), ("x", "a", "q")]]
)
@pytest.mark.parametrize("above", [0.05, 0.4])
def test_the_whole_site_has_its_own_quantiles_to_the_last_digit(leaves: list[Leaf], above: float) -> None:
    """Whatever its leaves would say: their draws are scaled to it."""
    count = len(leaves) + len(branches(leaves))
    said = rows([*range(100, 100 + count - 1), 5000.0], [*np.linspace(0.1, 0.5, count - 1), 0.2], [above] * count)
    total = drawn(leaves, said).sum(axis=0)
    normal = normal_quantiles(DRAWS)
    assert np.allclose(np.sort(total), 5000 * np.exp(normal * np.where(normal < 0, 0.2, above)))


def within(draws: np.ndarray, level: float, scale: float, *, rel: float) -> None:
    """The draws have that median and that 80 % range of the log."""
    low, middle, high = np.quantile(draws, [0.1, 0.5, 0.9])
    assert middle == pytest.approx(level, rel=rel)
    assert np.log(high / low) == pytest.approx(2 * Z80 * scale, rel=2 * rel)


@pytest.mark.parametrize("link", [0.0, 0.4, 0.8])
def test_rows_that_agree_are_drawn_as_they_are_at_every_node(link: float) -> None:
    """Leaves whose logs correlate by `link`, and branches with the scale that this implies: every node's draws are those of its row."""
    levels, scales = (
        np.array([100.0, 80.0, 120.0, 150.0, 90.0, 110.0]),
        np.array([0.2, 0.25, 0.15, 0.2, 0.3, 0.1]),
    )
    said = consistent(TREE, levels, scales, link)
    found = drawn(TREE, said)
    for n in range(len(TREE)):
        within(found[n], levels[n], scales[n], rel=0.04)
    for n, branch in enumerate(branches(TREE)):
        row = len(TREE) + n
        within(found[branch.leaves].sum(axis=0), said.level[row], said.below[row], rel=0.04)


def correlations(found: np.ndarray) -> np.ndarray:
    count = len(found)
    each: np.ndarray = np.corrcoef(np.log(found))[np.triu_indices(count, 1)]
    return each


@pytest.mark.parametrize("link", [0.0, 0.3, 0.7, 1.0])
def test_leaves_move_together_as_much_as_their_branch_says(link: float) -> None:
    leaves: list[Leaf] = [(name,) for name in "abcdef"]
    levels, scales = np.linspace(80, 120, 6), np.linspace(0.15, 0.25, 6)
    found = drawn(leaves, consistent(leaves, levels, scales, link))
    assert correlations(found).mean() == pytest.approx(link, abs=0.06)
    assert np.ptp(correlations(found)) < 0.2


@pytest.mark.parametrize("link", [0.2, 0.6])
def test_leaves_of_few_sessions_move_together_as_much_as_their_branch_says(link: float) -> None:
    """The spread of the log with a shift is a smaller one than that of the sessions alone, which the branch is compared by."""
    leaves: list[Leaf] = [(name,) for name in "abcdef"]
    levels, scales, shift = np.linspace(40, 60, 6), np.linspace(0.15, 0.25, 6), 14.0
    level, scale = whole(levels, scales, link)
    own = np.append(scales, scale) / (1 + shift / np.append(levels, level))
    found = drawn(leaves, rows([*levels, level], [*own], shift=shift))
    assert correlations(found).mean() == pytest.approx(link, abs=0.08)


def test_leaves_that_are_one_thing_rise_and_fall_as_one() -> None:
    """Scales that add up by their levels leave no room for errors of a leaf's own."""
    leaves: list[Leaf] = [("x", "a"), ("x", "b"), ("y", "a"), ("y", "b")]
    levels, scales = np.array([100.0, 300.0, 50.0, 150.0]), np.array([0.1, 0.2, 0.3, 0.15])
    found = drawn(leaves, consistent(leaves, levels, scales, 1.0))
    order = np.argsort(found[:2].sum(axis=0))
    assert (np.diff(found[0, order]) > -1e-9).all()
    normal = normal_quantiles(DRAWS)
    for n, (level, scale) in enumerate(zip(levels, scales, strict=True)):
        assert np.allclose(np.sort(found[n]), level * np.exp(normal * scale), rtol=0.05)


def test_a_branch_that_is_surer_than_independent_leaves_makes_them_differ() -> None:
    leaves: list[Leaf] = [("a",), ("b",)]
    found = drawn(leaves, rows([100.0, 100.0, 200.0], [0.3, 0.31, 0.01]))
    assert correlations(found).min() < -0.9
    assert np.log(found.sum(axis=0)).std() == pytest.approx(0.01, rel=0.02)


def test_where_all_scales_are_alike_the_usual_link_is_taken() -> None:
    leaves: list[Leaf] = [(name,) for name in "abcdefgh"]
    found = drawn(leaves, rows([100.0] * 8 + [800.0], 0.2))
    own = 1 - USUAL_LINK
    # the sum is as wide as each leaf: in units of its variance, 1 is in common, and the own errors add up to nothing
    assert correlations(found).mean() == pytest.approx((1 - own / 8) / (1 + own * 7 / 8), abs=0.03)


def test_what_leaves_miss_of_their_branch_is_shared_out_in_proportion() -> None:
    leaves: list[Leaf] = [("x", "a"), ("x", "b"), ("y",)]
    found = drawn(leaves, rows([100.0, 300.0, 400.0, 400.0, 1600.0], [1e-9, 1e-9, 1e-9, 1e-9, 1e-9]))
    assert np.allclose(found.T, [200, 600, 800])
    found = drawn(leaves, rows([100.0, 300.0, 400.0, 800.0, 1600.0], [1e-9, 1e-9, 1e-9, 1e-9, 1e-9]))
    assert np.allclose(found.T, [200 * 4 / 3, 600 * 4 / 3, 800 * 2 / 3])


def test_a_leaf_without_sessions_has_none_and_a_site_without_any_has_none() -> None:
    found = drawn([("a",), ("b",)], rows([0.0, 100.0, 100.0], 0.2))
    assert (found[0] == 0).all()
    assert (drawn([("a",), ("b",)], rows([0.0, 0.0, 100.0], 0.2)) == 0).all()


def test_the_order_of_leaves_does_not_matter_but_to_chance() -> None:
    levels, scales = np.array([100.0, 80.0, 120.0, 150.0, 90.0, 110.0]), np.full(6, 0.2)
    order = [5, 3, 0, 4, 2, 1]
    plain = drawn(TREE, consistent(TREE, levels, scales, 0.3))
    mixed_leaves = [TREE[n] for n in order]
    mixed = drawn(mixed_leaves, consistent(mixed_leaves, levels[order], scales[order], 0.3))
    one, other = (np.quantile(each, [0.1, 0.5, 0.9], axis=1) for each in (plain[order], mixed))
    assert np.allclose(one, other, rtol=0.03)


@given(st.integers(0, 2**32 - 1), st.integers(1, 300))
def test_draws_are_finite_and_not_negative_and_the_same_for_the_same_seed(seed: int, n_draws: int) -> None:
    rng = np.random.default_rng(seed)
    count = len(TREE) + 3
    below, above, shift = rng.gamma(1.0, 0.3, count), rng.gamma(1.0, 0.3, count), rng.choice([0.0, 1.0, 200.0])
    said = rows([*rng.gamma(0.5, 100.0, count)], [*below], [*above], shift)
    found = drawn(TREE, said, seed, n_draws)
    assert found.shape == (len(TREE), n_draws)
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    assert not found.flags.writeable
    assert found.tobytes() == drawn(TREE, said, seed, n_draws).tobytes()


def test_another_seed_gives_other_draws() -> None:
    said = consistent(TREE, np.full(6, 100.0), np.linspace(0.1, 0.2, 6), 0.5)
    assert not np.array_equal(drawn(TREE, said, 1), drawn(TREE, said, 2))


def test_more_leaves_than_a_block_are_drawn_alike() -> None:
    count = BLOCK + 30
    leaves: list[Leaf] = [(f"{n}",) for n in range(count)]
    levels, scales = np.full(count, 10.0), np.linspace(0.28, 0.32, count)
    said = consistent(leaves, levels, scales, 0.2)
    found = drawn(leaves, said, n_draws=500)
    assert np.allclose(np.median(found, axis=1), 10, rtol=0.05)
    assert np.corrcoef(np.log(found[[0, -1]]))[0, 1] == pytest.approx(0.2, abs=0.12)
    assert np.sort(found.sum(axis=0)) == pytest.approx(said.level[-1] * np.exp(normal_quantiles(500) * said.below[-1]))
