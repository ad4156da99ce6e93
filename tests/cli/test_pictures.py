"""`planner plan --charts DIR` and `--calendar FILE`: written whole or not at all, with all else."""

from pathlib import Path

import pytest
from cli_run import planner

GOAL = """\
target: 2x
as_of: 2026-11-30
traffic: {email: 100, organic search: 900}
resources: {hours: 50}
levers:
  ../../evil: {drives: {channel: email}, uses: hours, expect: {at: 10, sessions: 100..300}}
"""


@pytest.fixture
def goal(tmp_path: Path) -> Path:
    (tmp_path / "goal.yaml").write_text(GOAL)
    return tmp_path / "goal.yaml"


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_pictures_beside_a_document(goal: Path, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    done = planner("plan", goal, "--markdown", "docs/plan.md", "--charts", "my charts", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = names(tmp_path / "my charts")
    assert {"chance.svg", "chance.png", "lever-01.svg", "lever-01.png"} <= found
    assert f"wrote {len(found)} pictures into my charts" in done.stderr
    text = (tmp_path / "docs" / "plan.md").read_text()
    links = [part.partition(")")[0] for part in text.split("](") if part.startswith("../my%20charts/")]
    assert {link.removeprefix("../my%20charts/") for link in links} == found
    again = planner("plan", goal, "--markdown", "-", "--charts", "my charts", cwd=tmp_path)
    assert "](my%20charts/chance.png)" in again.stdout


def test_pictures_alone(goal: Path, tmp_path: Path) -> None:
    done = planner("plan", goal, "--charts", tmp_path)
    assert done.returncode == 0
    assert "Chance of" in done.stdout
    assert (tmp_path / "way.png").read_bytes().startswith(b"\x89PNG")


def test_pictures_of_an_earlier_plan_are_removed_and_nothing_else(goal: Path, tmp_path: Path) -> None:
    folder = tmp_path / "charts"
    goal.write_text(
        GOAL + "  search: {drives: {channel: organic search}, uses: hours, expect: {at: 10, sessions: 100..300}}\n"
    )
    planner("plan", goal, "--charts", folder)
    (folder / "lever-07.svg").write_text("<svg>mine</svg>")
    (folder / "lever-07.png").write_text("mine")
    (folder / "lever-20.svg").write_bytes((folder / "lever-02.svg").read_bytes())
    (folder / "notes.txt").write_text("mine")
    goal.write_text(GOAL)
    done = planner("plan", goal, "--charts", folder)
    assert "removed 2 pictures of an earlier plan from" in done.stderr
    assert not {"lever-02.svg", "lever-02.png"} & names(folder)
    assert {"lever-01.svg", "lever-01.png", "lever-07.svg", "lever-07.png", "lever-20.svg", "notes.txt"} <= names(
        folder
    )
    assert "removed" not in planner("plan", goal, "--charts", folder).stderr


def test_a_calendar(goal: Path, tmp_path: Path) -> None:
    done = planner("plan", goal, "--calendar", tmp_path / "plan.ics")
    assert done.returncode == 0
    assert (tmp_path / "plan.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--charts", "new", "--markdown", "no/plan.md"), "cannot be written"),
        (("--charts", "no/new", "--markdown", "plan.md"), "cannot be written"),
        (("--charts", "goal.yaml", "--markdown", "plan.md"), "--charts"),
        (("--charts", "plan.md", "--markdown", "plan.md"), "cannot both go to the same place"),
        (("--charts", ".", "--json", "chance.svg"), "would be replaced by a picture"),
        (("--charts", "new", "--xlsx", "plan.ics", "--calendar", "plan.ics"), "cannot both go to the same place"),
        (("--charts", "-"), "it takes the name of a folder"),
        (("--charts", ""), "it takes the name of a folder"),
        (("--calendar", "goal.yaml"), "not overwritten"),
        (("--xlsx", "goal.yaml"), "not overwritten"),
    ],
)
def test_all_or_nothing(goal: Path, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = planner("plan", "goal.yaml", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr.replace("\n", " ") or "File exists" in done.stderr
    assert names(tmp_path) == {"goal.yaml"}
    assert goal.read_text() == GOAL


def test_a_table_is_not_replaced_by_a_picture(tmp_path: Path) -> None:
    rows = "".join(f"2026-11-{day:02},email,5\n" for day in range(1, 31))
    (tmp_path / "chance.svg").write_text("date,channel,sessions\n" + rows)
    (tmp_path / "goal.yaml").write_text("target: 2x\nperiod: 2026-12\ntraffic: {file: chance.svg, by: [channel]}\n")
    done = planner("plan", "goal.yaml", "--charts", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert names(tmp_path) == {"goal.yaml", "chance.svg"}
