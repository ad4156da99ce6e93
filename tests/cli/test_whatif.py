"""The `whatif` command, run as a user runs it."""

import re
from pathlib import Path

import pytest
from cli_run import EXAMPLES, planner
from rich.cells import cell_len

JUDGEMENT = EXAMPLES / "judgement" / "goal.yaml"
GOAL = """\
target: 2x
as_of: 2026-11-30
traffic: {email: 100, organic search: 900}
resources: {hours: 50}
levers:
  newsletter: {drives: {channel: email}, uses: hours, max: 40, expect: {at: 10, sessions: 100..300}}
"""


@pytest.fixture
def goal(tmp_path: Path) -> Path:
    (tmp_path / "goal.yaml").write_text(GOAL)
    return tmp_path / "goal.yaml"


def row(text: str, label: str) -> str:
    return next(" ".join(line.split()) for line in text.splitlines() if line.strip().startswith(label))


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_scenarios_stand_side_by_side(columns: int) -> None:
    done = planner(
        "whatif", JUDGEMENT, "--set", "resources.money=15000", "--set", "target=2x",
        "--scenario", "more pages: levers.comparison pages.max=20; resources.writer-hours=300", COLUMNS=str(columns),
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert {line for line in done.stdout.splitlines() if cell_len(line) > columns} == set()
    assert "\x1b" not in done.stdout
    for text in (
        "as it",
        "target 2x",
        "more pages",
        "left alone",
        "Resources",
        "writer hours",
        "search ads",
    ):
        assert text in " ".join(done.stdout.split())


def test_the_first_column_is_the_plan_of_the_goal_as_it_stands(goal: Path) -> None:
    done = planner("whatif", goal, "--set", "resources.hours=20")
    plan = " ".join(planner("plan", goal).stdout.split())
    brings, low, high = (row(done.stdout, label).split()[-3] for label in ("best plan", "80 %", "to "))
    assert f"the best plan brings {brings} (80 %: {low}–{high})" in plan
    assert row(done.stdout, "hours   ").startswith("hours 40 20 -20")


def test_several_values_are_a_column_each(goal: Path) -> None:
    done = planner("whatif", goal, "--set", "resources.hours=10|20|30", COLUMNS="120")
    assert re.findall(r"hours \d+", done.stdout.split("\n\n")[2].splitlines()[0]) == [
        "hours 10",
        "hours 20",
        "hours 30",
    ]
    assert row(done.stdout, "hours   ").split()[1:] == ["40", "10", "-30", "20", "-20", "30", "-10"]


def test_a_key_may_be_taken_away(goal: Path) -> None:
    done = planner("whatif", goal, "--set", "resources=")
    assert done.returncode == 0
    assert "no resources" in done.stdout
    assert "no limits" in row(done.stdout, "target takes")


def test_the_scenarios_of_the_file_are_compared_too(goal: Path) -> None:
    goal.write_text(GOAL + "scenarios:\n  few hours: {resources.hours: 5}\n  far: {target: 5x}\n")
    alone = planner("whatif", goal, COLUMNS="120")
    assert alone.returncode == 0
    assert re.search(r"few hours +far$", alone.stdout, re.MULTILINE)
    assert "far        target=5x: 5 × November 2026" in alone.stdout
    beside = planner("whatif", goal, "--set", "seed=2", COLUMNS="120")
    assert re.search(r"seed 2 +few hours +far$", beside.stdout, re.MULTILINE)


def test_another_table_is_read_for_a_scenario(tmp_path: Path) -> None:
    for name, each in (("one", 5), ("two", 9)):
        rows = "".join(f"2026-11-{day:02},email,{each}\n" for day in range(1, 31))
        (tmp_path / f"{name}.csv").write_text("date,channel,sessions\n" + rows)
    (tmp_path / "goal.yaml").write_text("target: 200\nperiod: 2026-12\ntraffic: {file: one.csv, by: [channel]}\n")
    done = planner("whatif", "goal.yaml", "--set", "traffic.file=two.csv", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    first, second = (int(figure) for figure in row(done.stdout, "left alone").split()[2:4])
    assert second / first == pytest.approx(9 / 5, rel=0.02)


def told(goal: Path, *arguments: str) -> str:
    done = planner("whatif", "goal.yaml", *arguments, cwd=goal.parent)
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr


CASES = (
    (["--set", "resources.hours"], "--set resources.hours: there is no = between a key and its value\n  expected a key and its value, such as resources.money=15000\n"),
    (["--set", "=5"], "--set =5: there is no key before the =\n  expected a key and its value, such as resources.money=15000\n"),
    (["--set", ""], "--set : this is empty\n  expected a key and its value, such as resources.money=15000\n"),
    (["--set", "resorces.hours=5"], "--set resorces.hours=5: unknown key 'resorces'\n  did you mean 'resources'?\n"),
    (["--set", "levers.newsleter.max=5"], "--set levers.newsleter.max=5: there is no 'newsleter' under levers\n  did you mean 'newsletter'?\n"),
    (["--set", "resources.hours=lots"], "--set resources.hours=lots: 'lots' is not a number\n  expected a number such as 90000, 90,000, 12k or 1.2M\n"),
    (["--set", "resources.hours=5|x"], "--set resources.hours=x: 'x' is not a number\n  expected a number such as 90000, 90,000, 12k or 1.2M\n"),
    (["--set", "resources.hours=5", "--set", "resources.hours=6"], "--set resources.hours=6: resources.hours is changed twice\n  expected one value for it in a scenario\n"),
    (["--set", "levers.newsletter.min=90"], "--set levers.newsletter.min=90: min 90 is above max 40\n  expected min at or below max\n"
        "goal.yaml:4:20: hours is 50, but the levers' minima alone use 90 ('newsletter' 90), in the scenario 'newsletter min 90'\n"
        "  | resources: {hours: 50}\n  |                    ^\n  expected more of it, or lower minima\n"),
    (["--set", "levers.newsletter.drives={channel: emial}"], "--set levers.newsletter.drives={channel: emial}: newsletter drives nothing: there is no channel 'emial'\n"
        "  expected one of: email, organic search\n  did you mean 'email'?\n"),
    (["--set", "at_least=[{where: {channel: email}, sessions: 90000}]"], "--set at_least=[{where: {channel: email}, sessions: 90000}]: 90,000 sessions cannot be reached here on average\n"),
    (["--set", "traffic.file=x"], "--set traffic.file=x: "),
    (["--scenario", "big: "], "--scenario big: : the scenario changes nothing\n"),
    (["--scenario", "a: seed=2", "--scenario", "A: seed=3"], "--scenario A: seed=3: the scenario 'A' is there twice\n  expected each name once\n"),
    (["--scenario", "as it stands: seed=2"], "--scenario as it stands: seed=2: the scenario 'as it stands' is there twice\n"),
    (["--set", f"seed={'|'.join(map(str, range(40)))}"], "--set seed=24: these are too many scenarios at once\n  expected at most 24\n"),
    ([], "goal.yaml: there is nothing to compare the goal with\n  expected --set resources.money=15000, --scenario, or `scenarios:` in the goal file\n"),
)  # fmt: skip


@pytest.mark.parametrize(("arguments", "problem"), CASES, ids=[" ".join(case[0])[:60] for case in CASES])
def test_what_is_wrong_is_told_at_the_change(goal: Path, arguments: list[str], problem: str) -> None:
    said = told(goal, *arguments)
    assert said.startswith(problem)
    assert not problem.endswith("?\n") or said == problem


def test_every_problem_of_file_and_changes_is_told_once(goal: Path) -> None:
    goal.write_text(
        GOAL.replace("2x", "zwei") + "scenarios:\n  a: {resources.hours: viele}\n  b: {resorces.hours: 3}\n"
    )
    said = told(goal, "--set", "levers.x.max=3", "--set", "seed=-1", "--scenario", "oops")
    assert [line.split(": ", 1)[0] for line in said.splitlines() if not line.startswith("  ")] == [
        "--scenario oops",
        "--set levers.x.max=3",
        "--set seed=-1",
        "goal.yaml:1:9",
        "goal.yaml:8:24",
        "goal.yaml:9:7",
    ]
    assert said.count("zwei") == 2, "the problem, and the line"
    assert "goal.yaml:8:24: 'viele' is not a number, in the scenario 'a'" in said


def test_a_missing_file() -> None:
    done = planner("whatif", "no.yaml", "--set", "seed=2")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("no.yaml: there is no such file")


def test_markdown(goal: Path, tmp_path: Path) -> None:
    done = planner("whatif", goal, "--set", "resources.hours=20", "--markdown", tmp_path / "c.md")
    assert (done.returncode, done.stderr) == (0, f"wrote {tmp_path / 'c.md'}\n")
    assert "best plan" in done.stdout
    written = (tmp_path / "c.md").read_text(encoding="utf-8")
    assert written.startswith("# 2x: 2,067 sessions in December 2026\n")
    only = planner("whatif", goal, "--set", "resources.hours=20", "--markdown", "-")
    assert (only.stdout, only.stderr) == (written, "")
    assert told(goal, "--set", "seed=2", "--markdown", "goal.yaml").startswith(
        "goal.yaml: this file is part of the goal and is not overwritten"
    )
    assert goal.read_text() == GOAL


def test_the_seed_is_that_of_all_scenarios_that_do_not_change_it(goal: Path) -> None:
    def stable(*arguments: str) -> list[str]:
        return row(planner("whatif", goal, *arguments, COLUMNS="120").stdout, "best plan").split()[2:]

    same = stable("--set", "levers.newsletter.owner=Ana", "--seed", "5")
    assert len(set(same)) == 1
    assert len(stable("--set", "seed=7", "--seed", "5")) == 3, "another seed, other draws"
    assert stable("--set", "seed=7", "--seed", "5")[0] == same[0]


def test_hostile_changes_are_shown_harmless(goal: Path) -> None:
    shown = planner("whatif", goal, "--scenario", "\x1b[31mred\u202e: levers.newsletter.owner=\x1b[2J")
    assert shown.returncode == 2, "YAML has no such characters"
    assert "\x1b" not in shown.stderr
    shown = planner("whatif", goal, "--scenario", "\x1b[31mred\u202e: seed=3")
    assert shown.returncode == 0
    assert not re.search("[\x1b\u202e]", shown.stdout)
    assert "[31mred" in shown.stdout


def test_a_poor_console_and_the_help(goal: Path) -> None:
    assert planner("whatif", goal, "--set", "seed=2", PYTHONIOENCODING="ascii").returncode == 0
    shown = " ".join(planner("whatif", "--help").stdout.split())
    assert "Compare the goal with other budgets, limits or targets." in shown
    assert "Example: planner whatif goal.yaml --set resources.money=15000" in shown
    assert "Several values with | between them are a scenario each." in shown
