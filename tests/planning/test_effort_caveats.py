from pathlib import Path

import pytest
from effort_sites import goal_text, write_site
from planning_goals import planned

LEVERS = {"paid search": ", max: 2000", "display": ", max: 2000"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_site(folder, varies={"paid search": 0.6, "display": 0.5})
    return folder


def copied(site: Path, folder: Path, effort: str) -> Path:
    (folder / "traffic.csv").write_text((site / "traffic.csv").read_text())
    (folder / "effort.csv").write_text(effort)
    return folder


def test_nothing_is_said_where_all_is_well(site: Path) -> None:
    assert planned(goal_text(LEVERS), site).warnings == ()


def test_a_plan_far_beyond_what_was_ever_spent(site: Path) -> None:
    text = goal_text(LEVERS | {"paid search": ", max: 90000"}).replace("money: 1500", "money: 60000")
    (line,) = [line for line in planned(text, site).warnings if line.startswith("paid search")]
    assert " money in 30 days are " in line
    assert "times as much a day as in the four weeks that had most; what they bring is drawn out from less" in line


def test_what_the_goal_file_says_of_today_against_the_history(site: Path) -> None:
    plan = planned(goal_text(LEVERS | {"paid search": ", max: 2000, now: 5"}), site)
    assert any(
        line.startswith("paid search: `now` says 5 money, its last four weeks come to") for line in plan.warnings
    )


def test_levers_of_one_leaf_that_always_moved_together(site: Path, tmp_path: Path) -> None:
    rows = (site / "effort.csv").read_text().splitlines()
    twins = [row.replace("paid search", "brand") for row in rows if "paid search" in row]
    both = goal_text(LEVERS) + "\n  brand: {drives: {channel: paid search}, uses: money, max: 2000}"
    plan = planned(both, copied(site, tmp_path, "\n".join(rows + twins) + "\n"))
    assert (
        "brand and paid search always moved together: history cannot tell them apart until one of them is changed alone"
        in plan.warnings
    )


@pytest.mark.parametrize(
    ("days", "said"),
    [(("2026-01-01", "2026-01-08"), "only 14 days"), (("2025-01-01", "2025-02-01"), "no day")],
)
def test_too_little_in_common(site: Path, tmp_path: Path, days: tuple[str, str], said: str) -> None:
    rows = "".join(f"{day},{name},100\n" for day in days for name in LEVERS)
    plan = planned(goal_text(LEVERS), copied(site, tmp_path, "week,lever,amount\n" + rows))
    assert f"what effort brings is not learned: traffic and effort have {said} in common" in plan.warnings


def test_effort_that_no_lever_of_the_goal_has_the_name_of(site: Path, tmp_path: Path) -> None:
    text = goal_text({}).replace("levers:", "")
    said = (
        "effort.csv holds display and paid search: no lever of the goal has these names, so nothing is learned from it; "
        "name levers like the table's, under `levers`"
    )
    warnings = planned(text, site).warnings
    assert said in warnings
    assert not any("in common" in line for line in warnings)
    rows = "".join(f"2026-01-0{n},{name},100\n" for n in range(1, 8) for name in "abcdefg")
    warnings = planned(text, copied(site, tmp_path, "day,lever,amount\n" + rows)).warnings
    assert any(line.startswith("effort.csv holds a, b, c, d, e and 2 more: ") for line in warnings)
