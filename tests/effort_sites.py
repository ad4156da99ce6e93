"""Small made-up sites with effort behind them, for the planning tests: written as files, since goals read files."""

import math
import random
from datetime import date, timedelta
from pathlib import Path

FIRST = date(2026, 1, 1)


def write_site(folder: Path, *, varies: dict[str, float], weeks: int = 40, seed: int = 3) -> None:
    """A site of one channel a lever, and direct visits; each lever's effort varies so much (log sd, decided every three weeks) around 100 a
    week and brings half of its channel's 100 sessions a day, levelling off at twice that."""
    rng = random.Random(seed)
    traffic, effort = ["date,visitor,channel,sessions"], ["week,lever,amount"]
    levels = dict.fromkeys(varies, 1.0)
    for week in range(weeks):
        for name, spread in varies.items():
            if week % 3 == 0:
                levels[name] = math.exp(rng.gauss(0, spread))
            effort.append(f"{FIRST + timedelta(weeks=week)},{name},{100 * levels[name]:.2f}")
        for n in range(7):
            day = FIRST + timedelta(days=7 * week + n)
            for name, level in {**levels, "direct": 0.0}.items():
                mean = 50 + (100 * level / (1 + level) if name != "direct" else 150)
                for visitor, part in (("new", 0.7), ("returning", 0.3)):
                    traffic.append(
                        f"{day},{visitor},{name},{max(0, round(mean * part * math.exp(rng.gauss(0, 0.08))))}"
                    )
    (folder / "traffic.csv").write_text("\n".join(traffic) + "\n")
    (folder / "effort.csv").write_text("\n".join(effort) + "\n")


def goal_text(levers: dict[str, str], *, rest: str = "") -> str:
    """A goal file on such a site, with what is said of each lever beside its channel and resource."""
    lines = [f"  {name}: {{drives: {{channel: {name}}}, uses: money{said}}}" for name, said in levers.items()]
    return "\n".join(
        (
            "target: +20%",
            "traffic: {file: traffic.csv, by: [visitor, channel]}",
            "effort: {file: effort.csv}",
            "resources: {money: 1500}",
            rest,
            "levers:",
            *lines,
        )
    )
