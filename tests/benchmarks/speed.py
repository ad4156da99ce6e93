"""CPU seconds of whole commands, as ratios to importing the libraries that the design names.

    python tests/benchmarks/speed.py [REPEATS]

The yardstick runs in turn with the commands, so that a slow machine slows all of them alike. Best of all repeats. All run with one
thread of linear algebra, as the command itself does: starting more costs the yardstick up to a third, by what else the machine does.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

YARDSTICK = "import numpy, typer, rich, pydantic, networkx"
LIMITS = {"planner --help": 0.4, "planner plan": 1.7, "planner plan --html": 2.0}
LEAVES, DAYS, LEVERS = 40, 730, 12
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def main() -> None:
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        goal = write_goal(Path(folder))
        commands = {
            "yardstick": [sys.executable, "-c", YARDSTICK],
            "planner --help": [sys.executable, "-m", "planner", "--help"],
            "planner plan": [sys.executable, "-m", "planner", "plan", str(goal)],
            "planner plan --html": [sys.executable, "-m", "planner", "plan", str(goal), "--html", "-"],
        }
        best = dict.fromkeys(commands, float("inf"))
        for _ in range(repeats + 1):  # the first round compiles byte code
            for name, command in commands.items():
                best[name] = min(best[name], cpu_seconds(command))
    print(f"{LEAVES} leaves x {DAYS} days, {LEVERS} levers; CPU seconds, best of {repeats}")
    print(f"{'yardstick':<20}{best['yardstick']:.3f}  ({YARDSTICK})")
    for name, limit in LIMITS.items():
        print(f"{name:<20}{best[name]:.3f}  ratio {best[name] / best['yardstick']:.2f}  (at most {limit})")


def cpu_seconds(command: list[str]) -> float:
    """User and system time of one run of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment | ONE_THREAD)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def write_goal(folder: Path) -> Path:
    """A site of the size above, with effort history for every lever."""
    rng = random.Random(1)
    channels = [f"channel {n}" for n in range(LEAVES // 2)]
    days = [date(2024, 12, 1) + timedelta(days=n) for n in range(DAYS)]
    rows = ["date,visitor,channel,sessions"]
    for n, day in enumerate(days):
        week = 1.2 if day.weekday() < 5 else 0.7
        for k, channel in enumerate(channels):
            for visitor, part in (("new", 0.7), ("returning", 0.3)):
                rows.append(
                    f"{day},{visitor},{channel},{round((20 + 15 * k) * part * week * (1 + n / 2000) * rng.lognormvariate(0, 0.1))}"
                )
    (folder / "traffic.csv").write_text("\n".join(rows) + "\n")
    names = [f"lever {n}" for n in range(LEVERS)]
    effort = [",".join(("date", *names))]
    effort += [",".join((str(day), *(f"{rng.lognormvariate(2, 0.5):.2f}" for _ in names))) for day in days]
    (folder / "effort.csv").write_text("\n".join(effort) + "\n")
    levers = "".join(
        f"  {name}: {{drives: {{channel: channel {n}}}, uses: {'money' if n % 3 else 'hours'}, max: 900, owner: Ana}}\n"
        for n, name in enumerate(names)
    )
    (folder / "goal.yaml").write_text(
        "target: +25%\nperiod: 2026-12\ntraffic: {file: traffic.csv, by: [visitor, channel]}\neffort: {file: effort.csv}\n"
        f"resources: {{money: 3000, hours: 1200}}\nlevers:\n{levers}"
    )
    return folder / "goal.yaml"


if __name__ == "__main__":
    main()
