"""`planner replan`, run as a user runs it."""

import json
from pathlib import Path
from typing import Any

import pytest
from cli_run import planner


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("plan"))


def plan(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def refused(folder: Path, *arguments: str | Path, file: str = "plan.json") -> str:
    """The one complaint, with nothing written."""
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    done = planner("replan", "goal.yaml", "--plan", file, *arguments, cwd=folder)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    return done.stderr


def check(node: dict[str, Any]) -> None:
    if node["children"]:
        assert node["target"] == sum(child["target"] for child in node["children"])
        assert node["expected"]["mean"] == sum(child["expected"]["mean"] for child in node["children"])
        for child in node["children"]:
            check(child)


def test_numbers_count_on_and_nothing_is_overwritten(month: Path) -> None:
    first = (month / "plan.json").read_bytes()
    done = planner("replan", "goal.yaml", "--plan", "plan.json", "--to", "2026-12-14", cwd=month)
    assert done.returncode == 0, done.stderr
    assert names(month) == ["plan.2.diff.md", "plan.2.json", "plan.2.md", "plan.json"]
    assert done.stderr.splitlines() == ["wrote plan.2.json", "wrote plan.2.md", "wrote plan.2.diff.md"]
    assert done.stdout.startswith("+20%, plan 2: 17 days left\n")
    assert max(map(len, done.stdout.splitlines())) <= 80
    second = (month / "plan.2.json").read_bytes()
    found = plan(month / "plan.2.json")
    assert (found["made"]["number"], found["made"]["so_far"]["last"], found["goal"]["target"]) == (
        2,
        "2026-12-14",
        40449,
    )
    check(found["tree"])
    assert found["tree"]["target"] == 40449
    for name, amount in found["goal"]["resources"].items():
        assert sum(lever["planned"] * lever["uses"].get(name, 0) for lever in found["levers"]) <= amount * (1 + 1e-9)
    # from the first plan again, and from the second one
    assert planner("replan", "goal.yaml", "--plan", "plan.json", "--to", "2026-12-21", cwd=month).returncode == 0
    assert plan(month / "plan.3.json")["made"]["number"] == 3
    assert planner("replan", "goal.yaml", "--plan", "plan.2.json", "--to", "2026-12-21", cwd=month).returncode == 0
    assert plan(month / "plan.4.json")["made"]["number"] == 4
    assert plan(month / "plan.4.json")["goal"]["reading"].count("came by") == 1
    assert ((month / "plan.json").read_bytes(), (month / "plan.2.json").read_bytes()) == (first, second)
    for number in (2, 4):
        tracked = planner("track", "goal.yaml", "--plan", f"plan.{number}.json", "--json", "-", cwd=month)
        found = json.loads(tracked.stdout)
        assert found["branch"]["expected"]["mean"] == pytest.approx(found["branch"]["planned"], rel=2e-3)
        assert found["warnings"] == []


@pytest.mark.parametrize(
    ("name", "second"), [("2026.12.json", "2026.12.2.json"), ("a plan", "a plan.2.json"), ("p.2.json", "p.2.2.json")]
)
def test_plans_may_have_any_name(month: Path, name: str, second: str) -> None:
    (month / "plan.json").rename(month / name)
    assert planner("replan", "goal.yaml", "--plan", name, "--to", "2026-12-14", cwd=month).returncode == 0
    assert (month / second).exists()


def test_a_number_that_only_a_report_has_is_taken_too(month: Path) -> None:
    (month / "plan.7.diff.md").write_text("kept")
    (month / "plan.99999999999999.md").write_text("no number of ours")
    assert planner("replan", "goal.yaml", "--plan", "plan.json", "--to", "2026-12-14", cwd=month).returncode == 0
    assert plan(month / "plan.8.json")["made"]["number"] == 8
    assert (month / "plan.7.diff.md").read_text() == "kept"


def test_the_same_run_gives_the_same_bytes(month: Path) -> None:
    contents = []
    for _ in range(2):
        assert planner("replan", "goal.yaml", "--plan", "plan.json", "--to", "2026-12-14", cwd=month).returncode == 0
        contents.append({path.name: path.read_bytes() for path in month.glob("plan.2.*")})
        for path in month.glob("plan.2.*"):
            path.unlink()
    assert contents[0] == contents[1]


def test_how_much_is_left_may_be_said(month: Path) -> None:
    done = planner(
        "replan", "goal.yaml", "--plan", "plan.json", "--to", "2026-12-14", "--left", "writer hours=10", "--left", "money=1,000", cwd=month,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = plan(month / "plan.2.json")
    spent = found["made"]["so_far"]["effort"]
    for name, left in (("writer hours", 10), ("money", 1000)):
        rest = sum((lever["planned"] - spent[lever["name"]]) * lever["uses"].get(name, 0) for lever in found["levers"])
        assert rest <= left + 1e-6


@pytest.mark.parametrize("text", ["money", "money=much", "money=-1", "money=nan", "money=inf", "=", "money=1e999"])
def test_an_amount_that_is_none(month: Path, text: str) -> None:
    assert "is not like 'writer hours=80'" in refused(month, "--left", text)


def test_a_resource_that_the_plan_has_not(month: Path) -> None:
    assert refused(month, "--left", "writer hour=80") == (
        "plan.json: the plan has no resource 'writer hour'\n  expected one of: money, writer hours\n  did you mean 'writer hours'?\n"
    )


def test_nothing_is_left_to_plan(month: Path) -> None:
    assert refused(month) == (
        "plan.json: the plan's period is over on 2026-12-31: nothing is left to plan\n  expected planner track, to look back\n"
    )
    assert planner("replan", "goal.yaml", "--plan", "plan.json", "--to", "2026-12-30", cwd=month).returncode == 0


def test_a_lever_that_is_too_late(month: Path) -> None:
    text = (month / "goal.yaml").read_text(encoding="utf-8")
    levers = text[text.index("levers:") :]
    slow = text.replace(levers, "levers:\n  guides: {drives: {channel: Direct}, uses: money, max: 3000, lag: 3 weeks, expect: {at: 1000, sessions: 4000..6000}}\n")  # fmt: skip
    (month / "goal.yaml").write_text(slow.replace("effort:\n  file: effort.csv", "seed: 2\n#"), encoding="utf-8")
    assert planner("plan", "goal.yaml", "--json", "plan.json", cwd=month).returncode == 0
    assert plan(month / "plan.json")["levers"][0]["planned"] > 0
    done = planner("replan", "goal.yaml", "--plan", "plan.json", "--to", "2026-12-27", cwd=month)
    assert done.returncode == 0, done.stderr
    assert "too late" in done.stdout
    said = " ".join(done.stdout.split())
    assert "guides: only 2 % of its effect would come by 31 Dec, so no more of it is planned." in said


def test_in_chinese(month: Path) -> None:
    done = planner("replan", "goal.yaml", "--plan", "plan.json", "--to", "2026-12-14", "--lang", "zh", cwd=month)
    assert done.returncode == 0
    assert "有哪些变化" in done.stdout
    assert plan(month / "plan.2.json")["language"] == "zh"
    done = planner("replan", "goal.yaml", "--plan", "plan.2.json", "--to", "2026-12-21", cwd=month)
    assert done.returncode == 0
    assert plan(month / "plan.3.json")["goal"]["reading"].endswith("came by 2026-12-21")
    assert "截至" not in plan(month / "plan.3.json")["goal"]["reading"]


def test_levers_of_the_playbook_are_known_again_in_the_plans_language(month: Path) -> None:
    text = (month / "goal.yaml").read_text(encoding="utf-8")
    (month / "goal.yaml").write_text(text[: text.index("levers:")].replace("effort:\n  file: effort.csv", "seed: 2\n#"))
    assert planner("plan", "goal.yaml", "--json", "plan.json", "--lang", "zh", cwd=month).returncode == 0
    for command in ("track", "replan"):
        done = planner(command, "goal.yaml", "--plan", "plan.json", "--to", "2026-12-14", cwd=month)
        assert done.returncode == 0, done.stderr


def test_conversions_go_on(month: Path) -> None:
    """A goal for another measure than sessions, with a floor, and its actuals in a file of their own."""
    head, *rows = (month / "traffic.csv").read_text(encoding="utf-8").splitlines()
    with_orders = [f"{row},{int(row.rsplit(',', 1)[1]) // 20}" for row in rows]
    old, new = ([row for row in with_orders if (row < "2026-12-01") == early] for early in (True, False))
    for name, part in (("traffic", old), ("december", [row for row in new if row < "2026-12-15"])):
        (month / f"{name}.csv").write_text("\n".join([f"{head},conversions", *part, ""]), encoding="utf-8")
    text = (month / "goal.yaml").read_text(encoding="utf-8")
    floor = "value: conversions\nfloor: [{measure: conversions, at_least: 1500}]\n"
    (month / "goal.yaml").write_text(text.replace("traffic:\n", f"{floor}traffic:\n", 1), encoding="utf-8")
    assert planner("plan", "goal.yaml", "--json", "plan.json", cwd=month).returncode == 0
    for command in ("track", "replan"):
        done = planner(command, "goal.yaml", "--plan", "plan.json", "--actuals", "december.csv", cwd=month)
        assert done.returncode == 0, done.stderr
        assert "cannot be reached any more" not in done.stdout


def test_a_file_that_cannot_be_written_leaves_no_other(month: Path) -> None:
    """Where the name of one of the three is taken by something that cannot be replaced, numbers count past it."""
    (month / "plan.2.diff.md").mkdir()
    done = planner("replan", "goal.yaml", "--plan", "plan.json", "--to", "2026-12-14", cwd=month)
    assert done.returncode == 0
    assert names(month) == ["plan.2.diff.md", "plan.3.diff.md", "plan.3.json", "plan.3.md", "plan.json"]


def test_a_folder_that_cannot_be_written_to(month: Path) -> None:
    locked = Path("/proc/self/fd")
    if not locked.exists():
        pytest.skip("no folder here refuses everybody")
    command = ("replan", month / "goal.yaml", "--plan", "/proc/self/fd/0", "--to", "2026-12-14")
    done = planner(*command)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert names(month) == ["plan.json"]


@pytest.mark.parametrize("text", ["{", '{"schema": "planner/track/1"}'])
def test_what_is_no_plan(month: Path, text: str) -> None:
    (month / "broken.json").write_text(text)
    assert refused(month, file="broken.json").startswith("broken.json:")
