"""`planner init` on made-up exports, run as a user runs it."""

import csv
import io
import subprocess
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from cli_run import planner

from planner.goalfile.read import read_goal
from planner.model.goal import Goal, Table

CHANNELS = {"Organic Search": 400, "Paid Search": 150, "Email": 50, "Direct": 100, "Display": 1}
FIRST = date(2026, 9, 20)


def days(length: int = 70) -> list[date]:
    return [FIRST + timedelta(days=n) for n in range(length)]


def table(path: Path, header: str, rows: Iterable[Iterable[object]], above: str = "") -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(f"{above}{header}\n{text.getvalue()}", encoding="utf-8")


def traffic(path: Path, channels: dict[str, int] = CHANNELS, length: int = 70) -> None:
    rows = ((day, name, usual + n % 7) for n, day in enumerate(days(length)) for name, usual in channels.items())
    table(path, "date,channel,sessions", rows)


def init(folder: Path, *arguments: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = planner("init", *arguments, cwd=folder)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def works(folder: Path, name: str = "goal.yaml") -> Goal:
    """The goal, which gives a plan."""
    done = planner("plan", name, cwd=folder)
    assert done.returncode == 0, done.stderr
    return read_goal(folder / name)


def source(goal: Goal) -> Table:
    assert isinstance(goal.traffic, Table)
    return goal.traffic
