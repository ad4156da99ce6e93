from hypothesis import given
from hypothesis import strategies as st

from planner.tree.whole import apportion

PARTS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20)


@given(PARTS)
def test_rounded_totals_stay_within_one_of_every_part(parts: list[float]) -> None:
    names = [str(n) for n in range(len(parts))]
    whole = apportion(round(sum(parts)), parts, names)
    assert sum(whole) == round(sum(parts))
    assert all(abs(w - p) <= 1 + 1e-6 for w, p in zip(whole, parts, strict=True))


@given(PARTS, st.integers(-(10**6), 10**6))
def test_any_total_is_met_exactly(parts: list[float], total: int) -> None:
    assert sum(apportion(total, parts, [str(n) for n in range(len(parts))])) == total


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=20))
def test_nothing_falls_below_zero(parts: list[float]) -> None:
    assert min(apportion(round(sum(parts)), parts, ["x"] * len(parts))) >= 0


def test_ties_go_by_name() -> None:
    assert apportion(1, [0.5, 0.5], ["b", "a"]) == [0, 1]


def test_whole_parts_stay() -> None:
    assert apportion(10, [3.0, 7.0], ["a", "b"]) == [3, 7]
