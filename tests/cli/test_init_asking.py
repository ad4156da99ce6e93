"""What `init` asks at a terminal."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from cli_run import ROOT
from init_run import CHANNELS, init, source, table, traffic, works

from planner.model.period import Period


def at_terminal(folder: Path, arguments: list[str], answers: str, *, stop: bool = False) -> tuple[str, int]:
    """What `planner init` shows at a terminal where somebody types the answers, and its exit code."""
    own, other = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "planner", "init", *arguments],
        cwd=folder, stdin=other, stdout=other, stderr=other, env=os.environ | {"PYTHONPATH": str(ROOT)}, start_new_session=True,
    )  # fmt: skip
    os.close(other)
    os.write(own, answers.encode())
    shown, sent, until = "", False, time.monotonic() + 30
    while time.monotonic() < until:
        if select.select([own], [], [], 0.2)[0]:
            try:
                shown += os.read(own, 4096).decode()
            except OSError:
                break
        elif running.poll() is not None:
            break
        if stop and not sent and "[open]" in shown:
            running.send_signal(signal.SIGINT)
            sent = True
    os.close(own)
    return shown.replace("\r\n", "\n"), running.wait(10)


def test_questions_at_a_terminal(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    shown, code = at_terminal(tmp_path, ["t.csv"], "twice nothing\ndouble emial\n+30% next month\n5k\n-3\n40\n")
    assert code == 0, shown
    assert "What is the target? [+20% next month]" in shown
    assert "How much money is there for it, all channels together? [open]" in shown
    assert "the traffic has no such branch" in shown
    assert "is below 0" in shown
    goal = works(tmp_path)
    assert goal.target.text == "+30% next month"
    assert {each.name: each.amount for each in goal.resources or ()} == {"money": 5000, "hours": 40}


def test_enter_takes_what_stands_in_brackets(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    _, code = at_terminal(tmp_path, ["t.csv"], "\n\n\n")
    assert code == 0
    answered = (tmp_path / "goal.yaml").read_text(encoding="utf-8")
    init(tmp_path, "t.csv", "--force")
    assert (tmp_path / "goal.yaml").read_text(encoding="utf-8") == answered


def test_without_hours_levers_that_take_them_are_left_for_later(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    at_terminal(tmp_path, ["t.csv"], "\n5000\n\n")
    assert [lever.name for lever in works(tmp_path).levers] == ["search ads"]
    assert "  # articles:" in (tmp_path / "goal.yaml").read_text(encoding="utf-8")


def test_open_readings_are_asked_at_a_terminal(tmp_path: Path) -> None:
    rows = [("03/04/2026", "Email", 8), ("04/04/2026", "Email", 9)]
    table(tmp_path / "t.csv", "date,channel,sessions", rows)
    shown, code = at_terminal(tmp_path, ["t.csv"], "\nmonth/day/year\n\n\n\n")
    assert code == 0, shown
    asked = "'03/04/2026' may be 2026-04-03 or 2026-03-04. day/month/year or month/day/year? "
    assert shown.count(asked) == 2  # Enter says nothing
    assert f"{asked}[" not in shown
    assert source(works(tmp_path)).dates == "month/day/year"
    table(tmp_path / "u.csv", "channel,sessions", CHANNELS.items())
    shown, code = at_terminal(tmp_path, ["u.csv", "--out", "u.yaml"], "2026-10\n\n\n\n")
    assert "the table does not say its days. Which are they? [20" in shown
    goal = works(tmp_path, "u.yaml")
    assert source(goal).covers == Period(start=date(2026, 10, 1), end=date(2026, 10, 31))
    assert "ASSUMED" not in (tmp_path / "u.yaml").read_text(encoding="utf-8")


def test_nothing_is_asked_with_yes(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    shown, code = at_terminal(tmp_path, ["t.csv", "--yes"], "")
    assert code == 0
    assert "?" not in shown
    works(tmp_path)


def test_breaking_off_leaves_nothing_behind(tmp_path: Path) -> None:
    traffic(tmp_path / "t.csv")
    shown, code = at_terminal(tmp_path, ["t.csv"], "\n", stop=True)
    assert code == 130
    assert "Traceback" not in shown
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]
