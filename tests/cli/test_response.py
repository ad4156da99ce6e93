"""The `response` command, run as a user runs it."""

from pathlib import Path

import pytest
from cli_run import EXAMPLES, planner
from rich.cells import cell_len

LEVERS = {
    "team": ("search ads", "articles", "newsletter", "banner ads"),
    "judgement": ("search ads", "comparison pages", "newsletter", "partner posts"),
    "triple": ("Paid Search: search ads", "Email: campaign mails"),
}


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("example", LEVERS)
def test_every_lever_of_an_example_is_shown(example: str, columns: int) -> None:
    done = planner("response", EXAMPLES / example / "goal.yaml", COLUMNS=str(columns))
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert {line for line in lines if cell_len(line) > columns} == set()
    assert all(lines.count(name) == 1 for name in LEVERS[example])
    assert "\x1b" not in done.stdout
    assert "80 % range" in done.stdout
    assert "plan" in done.stdout


def test_a_curve_of_the_history_says_how_much_history_says() -> None:
    shown = planner("response", EXAMPLES / "team" / "goal.yaml").stdout
    assert "% of this (60 weeks), prior knowledge the rest" in shown
    assert "twice now" in shown
    assert "History says nothing" not in shown


def test_a_lever_that_can_be_given_nothing_and_one_that_was_never_used(tmp_path: Path) -> None:
    (tmp_path / "goal.yaml").write_text(
        "target: 2x\nas_of: 2026-11-30\ntraffic: {email: 100, organic search: 900}\nresources: {hours: 50}\nlevers:\n"
        "  newsletter: {drives: {channel: email}, uses: hours, max: 0}\n"
        "  articles: {drives: {channel: organic search}, uses: hours, expect: {at: 10, sessions: 100..300}}\n"
    )
    done = planner("response", "goal.yaml", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "It can be given no effort" in done.stdout
    assert "first one" in done.stdout


def test_the_seed_changes_the_draws_and_nothing_else_does() -> None:
    goal = EXAMPLES / "judgement" / "goal.yaml"
    one, again, other = (planner("response", goal, "--seed", seed).stdout for seed in ("1", "1", "2"))
    assert one == again
    assert one != other


def test_a_poor_console_and_the_help() -> None:
    goal = EXAMPLES / "chinese" / "goal.yaml"
    assert planner("response", goal, PYTHONIOENCODING="ascii").returncode == 0
    shown = planner("response", "--help").stdout
    assert "Show what each lever brings, at every effort." in shown
    assert "Example: planner response goal.yaml" in shown
