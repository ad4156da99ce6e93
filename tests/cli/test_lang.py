"""Reports in another language."""

import json
from pathlib import Path

import pytest
from cli_run import EXAMPLES, planner

GOAL = EXAMPLES / "chinese" / "goal.yaml"
COMMANDS = {
    "plan": ([], "流量从哪来，目标靠哪里实现"),
    "forecast": ([], "流量构成"),
    "response": ([], "均值"),
    "whatif": (["--set", "resources.预算=80000"], "达成目标的概率"),
    "tree": (["--compare"], "按当前流量的比例拆分"),
    "check": ([], "没有问题"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_report_is_told_in_chinese_if_asked_for(command: str) -> None:
    arguments, words = COMMANDS[command]
    assert words in planner(command, GOAL, *arguments, "--lang", "zh").stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_language_is_refused_with_those_that_are_known(command: str) -> None:
    done = planner(command, GOAL, "--lang", "fr")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "'fr' is not one of 'en', 'zh'" in done.stderr


def test_the_environment_says_nothing_about_the_language() -> None:
    chinese = {"LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "zh", "PYTHONUTF8": "1"}
    assert planner("tree", GOAL, **chinese).stdout == planner("tree", GOAL, "--lang", "en").stdout


def test_documents_say_their_language() -> None:
    plan, forecast = (
        json.loads(planner(command, GOAL, "--json", "-", "--lang", "zh").stdout) for command in ("plan", "forecast")
    )
    assert plan["language"] == forecast["language"] == "zh"
    assert "language" not in json.loads(planner("plan", GOAL, "--json", "-").stdout)


def test_what_is_wrong_with_a_goal_is_said_in_english(tmp_path: Path) -> None:
    goal = tmp_path / "goal.yaml"
    goal.write_text(GOAL.read_text(encoding="utf-8").replace("channel: 邮件", "channel: 短信"), encoding="utf-8")
    done = planner("plan", goal, "--lang", "zh")
    assert done.returncode == 2
    assert done.stderr == planner("plan", goal).stderr
    assert "会员邮件 drives nothing: there is no channel '短信'" in done.stderr


def test_limits_that_leave_no_plan_are_said_in_english(tmp_path: Path) -> None:
    goal = tmp_path / "goal.yaml"
    text = GOAL.read_text(encoding="utf-8").replace("max: 16", "min: 16").replace("工时: 200", "工时: 20")
    goal.write_text(text, encoding="utf-8")
    done = planner("plan", goal, "--lang", "zh")
    assert done.returncode == 2
    assert done.stderr == planner("plan", goal).stderr != ""


def test_lines_of_a_check_stand_one_under_the_other() -> None:
    lines = planner("check", GOAL, "--lang", "zh").stdout.splitlines()
    assert lines[1:] == [
        "  目标     2026年11月（30 天 25,400 次会话，按 31 天折算为 26,247）× 3 = 2026年12月 78,740 次会话",
        "  流量     5 个末级分支，2026年11月1日至2026年11月30日",
        "  抓手     3",
    ]
