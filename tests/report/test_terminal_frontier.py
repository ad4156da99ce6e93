"""The bars say what the figures say, and as many columns as there is room for stand beside them."""

from dataclasses import replace

import pytest
from report_plans import (
    GIVEN,
    below_forecast,
    cut_by_limits,
    example,
    fresh,
    hostile,
    points,
    revenue,
    unlimited,
    within_reach,
)
from rich.cells import cell_len

from planner.model.plan import Plan
from planner.report.terminal_frontier import frontier_lines


def shown(plan: Plan, width: int = 80) -> list[str]:
    return ["".join(span.text for span in line).rstrip() for line in frontier_lines(plan, width)]


def test_a_bar_reaches_the_mark_where_the_plan_reaches_the_target() -> None:
    rows = [line for line in shown(within_reach()) if "█" in line]
    assert ["┊" in line for line in rows] == [True] * 5 + [False] * 2
    marks = {line.index("┊") for line in rows[:5]}
    assert len(marks) == 1
    assert all(line.rindex("█") >= min(marks) for line in rows[5:])
    assert [line.count("█") for line in rows] == sorted(line.count("█") for line in rows)


def test_a_bar_a_hair_short_of_the_target_is_short_of_the_mark() -> None:
    means = (
        (30_000, 0.1),
        (40_000, 0.2),
        (49_999.9, 0.4),
        (50_000, 0.5),
        (50_000.1, 0.6),
        (60_000, 0.7),
        (70_000, 0.8),
    )
    plan = replace(within_reach(), frontier=points(means, GIVEN), alone=())
    assert ["┊" in line for line in shown(plan) if "%" in line][:7] == [True] * 3 + [False] * 4


def test_the_legend_says_where_the_bars_begin() -> None:
    assert shown(within_reach())[0] == "  bars: from 31,200, left alone; ┊ 50,000, the target"
    assert shown(fresh())[0] == "  bars: from 24,800, without effort; ┊ 50,000, the target"
    assert shown(cut_by_limits())[0] == "  bars: from 27,300; ┊ 30,500, the target", "less than left alone"


def test_no_mark_is_explained_where_there_is_none() -> None:
    easy = replace(within_reach(), target=32_000)
    assert shown(easy)[0] == "  bars: from 31,200, left alone"
    assert not any("┊" in line for line in shown(easy))
    below = replace(within_reach(), target=10)
    assert not any("┊" in line for line in shown(below))


def test_columns_give_way_to_bars() -> None:
    titles = {
        width: next(line for line in shown(within_reach(), width) if "chance" in line) for width in (50, 60, 80, 120)
    }
    assert ["money alone" in titles[width] for width in titles] == [False, True, True, True]
    assert ["writer hours alone" in titles[width] for width in titles] == [False, False, True, True]
    assert [titles[width].count("chance") for width in titles] == [1, 1, 1, 3]
    assert "writer hours" in shown(unlimited(), 80)[1]
    assert "money" in shown(revenue(), 80)[1]


@pytest.mark.parametrize("width", [40, 41, 50, 60, 80, 104, 120, 200])
@pytest.mark.parametrize("make", [example, within_reach, unlimited, hostile, revenue, fresh, cut_by_limits])
def test_no_row_is_torn(make: object, width: int) -> None:
    lines = shown(make(), width)  # type: ignore[operator]
    assert max(map(cell_len, lines)) <= width
    assert not any("…" in line for line in lines if "%" in line and "█" in line)


def test_where_nothing_changes_no_bar_is_drawn() -> None:
    assert not any("█" in line or "bars" in line for line in shown(below_forecast()))
    assert len(shown(below_forecast())) == 3


def test_figures_that_hardly_differ_are_drawn_all_the_same() -> None:
    same = replace(
        within_reach(), frontier=points(((31_200, 0.1), *((31_200, 0.2),) * 6), GIVEN), target=31_200, alone=()
    )
    assert any("%" in line for line in shown(same))
