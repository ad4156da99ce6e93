"""`planner track`, run as a user runs it."""

import json
import shutil
from pathlib import Path

import pytest
from cli_run import planner

HOSTILE = ("<script>alert(1)</script>", "[red]x[/red]", "=1+1", "a | b", "\u202egnp.exe", "\x1b[31mred\x1b[0m", "搜索")


def refused(folder: Path, *arguments: str | Path, plan: str | Path = "plan.json") -> str:
    """The one complaint, with nothing written and nothing on standard output."""
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    done = planner("track", "goal.yaml", "--plan", plan, "--json", "out.json", *arguments, cwd=folder)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    return done.stderr


def counts_goal(folder: Path, extra: str = "") -> None:
    """A goal with a month's counts, its plan, and twelve days of actuals."""
    (folder / "goal.yaml").write_text(
        "target: +20%\nperiod: 2026-12\nas_of: 2026-11-30\ntraffic:\n  new: {Email: 600, Direct: 3000}\n  returning: {Email: 1500}\n"
        "resources: {hours: 60}\nlevers:\n  newsletter: {drives: {channel: Email}, uses: hours, now: 5, max: 60, expect: {at: 10, sessions: 400..700}}\n"
        + extra,
        encoding="utf-8",
    )
    assert planner("plan", "goal.yaml", "--json", "plan.json", cwd=folder).returncode == 0
    rows = [
        f"2026-12-{day:02d},{leaf}"
        for day in range(1, 13)
        for leaf in ("new,Email,22", "new,Direct,100", "returning,Email,55")
    ]
    (folder / "actuals.csv").write_text("\n".join(["date,visitor,channel,sessions", *rows, ""]), encoding="utf-8")


def test_the_example_week_by_week(season: Path) -> None:
    widths, heads = [], []
    for day in (7, 14, 21, 28):
        done = planner(
            "track", "goal.yaml", "--plan", "plan.json", "--to", f"2026-12-{day:02d}", "--json", "-", cwd=season
        )
        assert (done.returncode, done.stderr) == (0, "")
        found = json.loads(done.stdout)
        assert sum(each["sessions"] for each in found["causes"]) == pytest.approx(
            found["branch"]["actual"] - found["branch"]["expected"]["mean"], abs=0.5
        )
        widths.append(found["branch"]["projected"]["p90"] - found["branch"]["projected"]["p10"])
        heads.append(found["left"])
    assert widths == sorted(widths, reverse=True)
    assert heads == [24, 17, 10, 3]


def test_the_report_in_a_terminal(season: Path) -> None:
    done = planner("track", "goal.yaml", "--plan", "plan.json", "--to", "2026-12-14", cwd=season)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("+20%, plan 1: 14 of 31 days gone\n")
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "\n  `planner replan` plans the 17 days that are left anew.\n" in done.stdout
    for heading in ("Branch by branch", "Why it is off", "Effort"):
        assert f"\n{heading}\n" in done.stdout


def test_when_the_period_is_over(season: Path) -> None:
    done = planner("track", "goal.yaml", "--plan", "plan.json", cwd=season)
    assert done.stdout.startswith("+20%, plan 1: the period is over\n")
    assert "The target of 40,449 is missed by 1,481. The plan gave it 66 %." in done.stdout


def test_files_are_written_and_the_report_still_printed(month: Path) -> None:
    done = planner("track", "goal.yaml", "--plan", "plan.json", "--json", "t.json", "--markdown", "t.md", cwd=month)
    assert done.returncode == 0
    assert (month / "t.md").read_text(encoding="utf-8").startswith("# \\+20%, plan 1")
    assert json.loads((month / "t.json").read_text(encoding="utf-8"))["schema"] == "planner/track/1"
    assert "wrote t.json" in done.stderr
    again = planner("track", "goal.yaml", "--plan", "plan.json", "--json", "-", cwd=month)
    assert again.stdout == (month / "t.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["plan.json", "goal.yaml", "traffic.csv", "effort.csv", "actuals.csv"])
def test_what_is_read_is_never_replaced(month: Path, name: str) -> None:
    shutil.copy(month / "traffic.csv", month / "actuals.csv")
    before = (month / name).read_bytes()
    done = planner("track", "goal.yaml", "--plan", "plan.json", "--actuals", "actuals.csv", "--json", name, cwd=month)
    assert done.returncode == 2
    assert "is not overwritten" in done.stderr
    assert (month / name).read_bytes() == before


def test_in_chinese(season: Path) -> None:
    done = planner("track", "goal.yaml", "--plan", "plan.json", "--to", "2026-12-14", "--lang", "zh", cwd=season)
    assert done.returncode == 0
    assert "逐个分支" in done.stdout
    assert "Branch by branch" not in done.stdout


def test_actuals_and_effort_in_files_of_their_own(month: Path) -> None:
    whole = planner("track", "goal.yaml", "--plan", "plan.json", "--to", "2026-12-14", "--json", "-", cwd=month).stdout
    for name in ("traffic", "effort"):
        head, *rows = (month / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        old, new = ([row for row in rows if (row < "2026-12") == early] for early in (True, False))
        (month / f"{name}.csv").write_text("\n".join([head, *old, ""]), encoding="utf-8")
        (month / f"{name}-december.csv").write_text("\n".join([head, *new, ""]), encoding="utf-8")
    apart = planner(
        "track", "goal.yaml", "--plan", "plan.json", "--actuals", "traffic-december.csv", "--effort", "effort-december.csv", "--to", "2026-12-14", "--json", "-", cwd=month,
    )  # fmt: skip
    assert apart.stdout == whole


def test_the_goals_own_effort_goes_on_beside_actuals(month: Path) -> None:
    arguments = ("track", "goal.yaml", "--plan", "plan.json", "--to", "2026-12-14", "--json", "-")
    whole = planner(*arguments, cwd=month).stdout
    head, *rows = (month / "traffic.csv").read_text(encoding="utf-8").splitlines()
    (month / "traffic.csv").write_text(
        "\n".join([head, *(row for row in rows if row < "2026-12"), ""]), encoding="utf-8"
    )
    (month / "december.csv").write_text(
        "\n".join([head, *(row for row in rows if row >= "2026-12"), ""]), encoding="utf-8"
    )
    assert planner(*arguments, "--actuals", "december.csv", cwd=month).stdout == whole


def test_counts_alone_with_actuals(tmp_path: Path) -> None:
    counts_goal(tmp_path)
    plan = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    done = planner("track", "goal.yaml", "--plan", "plan.json", "--actuals", "actuals.csv", "--json", "-", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["branch"]["actual"] == 12 * 177
    assert found["branch"]["expected"]["mean"] == pytest.approx(plan["outcome"]["mean"] * 12 / 31, rel=0.03)
    assert found["warnings"] == ["No table tells what effort was spent; the plan's is taken for it."]


def test_a_table_by_other_levels_is_refused(tmp_path: Path) -> None:
    counts_goal(tmp_path)
    (tmp_path / "actuals.csv").write_text("date,channel,sessions\n2026-12-01,Email,80\n2026-12-02,Email,80\n")
    assert refused(tmp_path, "--actuals", "actuals.csv") == (
        "actuals.csv: its branches are by channel, and those of the goal's traffic by visitor and channel\n"
        "  expected a table by visitor and channel\n"
    )


def test_traffic_that_ends_before_the_plan_begins(tmp_path: Path) -> None:
    counts_goal(tmp_path)
    text = refused(tmp_path)
    assert text.startswith("plan.json: the plan begins on 2026-12-01, and no day from then on is in the traffic")
    assert "--actuals" in text


@pytest.mark.parametrize("to", ["yesterday", "2026-02-30", "", "14.12.2026"])
def test_a_day_that_is_none(month: Path, to: str) -> None:
    assert f"{to!r} is no date like 2026-12-14" in refused(month, "--to", to)


def test_a_day_before_the_plan(month: Path) -> None:
    assert "the plan begins on 2026-12-01, and no day from then on is in the traffic up to 2026-11-30" in refused(
        month, "--to", "2026-11-30"
    )


@pytest.mark.parametrize("option", ["--actuals", "--effort"])
def test_tables_that_are_not_there(month: Path, option: str) -> None:
    assert refused(month, option, "nowhere.csv") == "nowhere.csv: there is no such file\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, "broken.json: cannot be read: No such file or directory\n"),
        ("{'a': 1}", "broken.json:1:2: this is no JSON: expecting property name enclosed in double quotes\n  | {'a': 1}\n  |  ^\n"),
        ("[]", 'broken.json: this is no plan\n  expected a file that `planner plan --json` wrote, with "schema": "planner/plan/1"\n'),
        ('{"schema": "planner/plan/1", "goal": {}}', "broken.json: goal.text: field required\n"),
    ],
)  # fmt: skip
def test_what_is_no_plan(month: Path, text: str | None, expected: str) -> None:
    if text is not None:
        (month / "broken.json").write_text(text)
    assert expected in refused(month, plan="broken.json")


def test_a_plan_of_another_goal_file(month: Path) -> None:
    text = (month / "goal.yaml").read_text(encoding="utf-8")
    (month / "goal.yaml").write_text(text.replace("newsletter:", "letters:"), encoding="utf-8")
    table = (month / "effort.csv").read_text(encoding="utf-8")
    (month / "effort.csv").write_text(table.replace("newsletter", "letters"), encoding="utf-8")
    found = refused(month)
    assert found.startswith("plan.json: the plan has the lever 'newsletter', which goal.yaml has not\n")
    assert "did you mean 'letters'?" in found


def test_huge_figures_in_a_plan(month: Path) -> None:
    plan = json.loads((month / "plan.json").read_text(encoding="utf-8"))
    plan["goal"]["target"] = 10**400
    (month / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    assert "plan.json: goal.target: " in refused(month)


def test_names_that_try_to_be_more_than_names(tmp_path: Path) -> None:
    names = [
        *HOSTILE,
        "Email",
        "Direct",
        *(f"Organic {kind}" for kind in ("Search", "Social", "Video", "Shopping")),
        "Referral",
        "Display",
    ]
    counts = dict.fromkeys(names, 1000)
    levers = {name: {"drives": {"channel": name}, "uses": "hours", "max": 50, "expect": {"at": 10, "sessions": "100..200"}} for name in HOSTILE}  # fmt: skip
    goal = {"target": "+20%", "period": "2026-12", "as_of": "2026-11-30", "traffic": {"new": counts}, "resources": {"hours": 40}, "levers": levers}  # fmt: skip
    (tmp_path / "goal.yaml").write_text(json.dumps(goal), encoding="utf-8")  # JSON is YAML
    made = planner("plan", "goal.yaml", "--json", "plan.json", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    rows = [f'2026-12-{day:02d},new,"{name}",40' for day in range(1, 10) for name in names]
    (tmp_path / "actuals.csv").write_text("\n".join(["date,visitor,channel,sessions", *rows, ""]), encoding="utf-8")
    arguments = ("track", "goal.yaml", "--plan", "plan.json", "--actuals", "actuals.csv")
    shown = planner(*arguments, "--markdown", "t.md", "--json", "t.json", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    for text in (shown.stdout, (tmp_path / "t.md").read_text(encoding="utf-8")):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "<script>" not in (tmp_path / "t.md").read_text(encoding="utf-8")
    assert "\x1b" not in (tmp_path / "t.json").read_text(encoding="utf-8")
    found = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert {lever["name"] for lever in found["levers"]} == set(HOSTILE)
    again = planner("replan", *arguments[1:], cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    for text in (again.stdout, *(path.read_text(encoding="utf-8") for path in tmp_path.glob("plan.2.*md"))):
        assert "\x1b" not in text
        assert "\u202e" not in text
