"""Which files are goals, and what their plans are called."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import InputError
from planner.model.portfolio import Member, Portfolio
from planner.portfolio.goal_files import goal_files, member_files, plan_names, site_name

NAMES = st.text(st.sampled_from("ab./_"), min_size=1, max_size=12).map(
    lambda name: str(Path("/sites", name.strip("/") or "a"))
)


@given(st.lists(NAMES, unique=True, min_size=2, max_size=20))
def test_no_two_plans_have_one_name(files: list[str]) -> None:
    files = list(dict.fromkeys(str(Path(file)) for file in files if ".." not in file.split("/") and file != "/sites/a"))
    names = [name for _, name in plan_names(Path("/sites/a"), files)]
    assert len(set(names)) == len(files)
    assert not any(name.startswith("/") or ".." in name.split("/") for name in names)


def test_a_folder_a_pattern_or_a_file(tmp_path: Path) -> None:
    for name in ("b.yaml", "a/c.yml", "a/.d.yaml", ".e/f.yaml", "g.txt", "portfolio.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    root, files = goal_files(str(tmp_path))
    assert root == tmp_path
    assert [Path(file).relative_to(tmp_path).as_posix() for file in files] == ["a/c.yml", "b.yaml"]
    root, files = goal_files(f"{tmp_path}/*/*.yml")
    assert (root, [Path(file).name for file in files]) == (tmp_path, ["c.yml"])
    assert goal_files(str(tmp_path / "b.yaml")) == (tmp_path, (str(tmp_path / "b.yaml"),))
    assert goal_files(str(tmp_path / "none.yaml"))[1] == ()


def test_the_last_that_is_said_of_a_goal_counts(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).touch()
    members = (Member(file="*.yaml"), Member(file="b.yaml", weight=3.0, site="B"))
    found = member_files(Portfolio(members=members, file=str(tmp_path / "portfolio.yaml")))
    assert [(Path(file).name, each.weight, site_name(file, each)) for file, each in found.items()] == [
        ("a.yaml", 1.0, "a"),
        ("b.yaml", 3.0, "B"),
    ]


def test_a_file_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "goal.yaml").touch()
    with pytest.raises(InputError, match=r"there is no goal file gaol\.yaml") as told:
        member_files(Portfolio(members=(Member(file="gaol.yaml"),), file=str(tmp_path / "portfolio.yaml")))
    assert told.value.problems[0].nearest == "goal.yaml"
