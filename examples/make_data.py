"""Makes the example data: a made-up shop's daily sessions and the effort behind them, and what Google Analytics 4 would export of another one. Run it to get the same files again.

python examples/make_data.py
"""

import csv
import math
import random
from datetime import date, timedelta
from pathlib import Path

FIRST, LAST = date(2025, 10, 1), date(2026, 11, 30)
WEEKDAYS = (1.12, 1.15, 1.12, 1.06, 0.98, 0.76, 0.81)
# sessions a day without effort; of those that effort brings, the part that are first visits
CHANNELS = {
    "Organic Search": (380, 0.78),
    "Paid Search": (15, 0.86),
    "Organic Social": (55, 0.7),
    "Email": (40, 0.05),
    "Display": (8, 0.9),
    "Direct": (210, 0.35),
    "Referral": (48, 0.8),
}
# lever: channel, effort a day, most sessions a day, half-saturation, carry-over a day
LEVERS = {
    "search ads": ("Paid Search", 100.0, 310.0, 120.0, 0.1),
    "articles": ("Organic Search", 0.14, 260.0, 0.35, 0.96),
    "newsletter": ("Email", 0.4, 190.0, 0.8, 0.5),
    "banner ads": ("Display", 35.0, 9.0, 30.0, 0.3),
}

SEASON_FIRST, SEASON_LAST = date(2026, 3, 2), date(2026, 12, 31)
# what the season's team had never tried before
UNTRIED = {"partner posts": ("Organic Social", 0.0, 26.0, 0.45, 0.5)}
# lever: what is done a day in each week of December, the season being on from the second
DECEMBER = {
    "search ads": (170.0, 190.0, 290.0, 270.0, 230.0),
    "articles": (0.28, 0.14, 0.14, 0.0, 0.0),
    "newsletter": (0.4, 0.5, 1.3, 1.2, 0.9),
    "banner ads": (35.0, 20.0, 0.0, 0.0, 0.0),
    "partner posts": (0.3, 0.6, 0.6, 0.5, 0.3),
}
SEASON_LIFT = (1.0, 0.97, 0.93, 0.96, 0.9)  # demand in those weeks, over what the months before let expect

EXPORT_FIRST, EXPORT_LAST = date(2026, 9, 1), date(2026, 11, 30)
# a log of thirteen weeks: times a week, hours and money each, sessions that one brings, how far their logs lie apart, share that bring none
LOG_FIRST, LOG_WEEKS = date(2026, 8, 31), 13
LOG = {
    "articles": (1.2, 6.0, 150.0, 320.0, 0.9, 0.15),
    "newsletter": (1.0, 2.6, 0.0, 420.0, 0.35, 0.0),
    "search ads": (1.0, 0.0, 860.0, 1150.0, 0.2, 0.0),
    "banner ads": (1.0, 0.0, 245.0, 22.0, 0.4, 0.1),
    "social posts": (3.0, 1.5, 0.0, 9.0, 1.0, 0.35),
    "podcast guests": (0.5, 4.0, 0.0, 400.0, 1.4, 0.3),
    "meetings": (2.0, 1.5, 0.0, None, 0.0, 0.0),
    "reporting": (1.0, 2.0, 0.0, None, 0.0, 0.0),
}
TITLED = ("articles", "podcast guests")  # worked at for two days

# sessions a day, the part that are first visits, key events a session
EXPORT = {
    "Organic Search": (310, 0.76, 0.021),
    "Direct": (170, 0.36, 0.034),
    "Paid Search": (95, 0.84, 0.028),
    "Referral": (52, 0.8, 0.012),
    "Email": (44, 0.06, 0.047),
    "Organic Social": (38, 0.71, 0.006),
    "Unassigned": (3, 0.5, 0.01),
}


def main() -> None:
    """Write the tables of the examples."""
    write_team()
    write_log()
    write_export()
    write_season()


def write_team() -> None:
    """Write traffic.csv and effort.csv for the `team` example."""
    rng = random.Random(20261130)
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    effort = {name: efforts(rng, name, usual, len(days)) for name, (_, usual, *_) in LEVERS.items()}
    folder = Path(__file__).parent / "team"
    write_traffic(folder, rng, days, effort)
    with (folder / "effort.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("week", *LEVERS))
        start = (7 - FIRST.weekday()) % 7
        for n in range(start, len(days) - 6, 7):
            writer.writerow((days[n], *(round(sum(effort[name][n : n + 7]), 2) for name in LEVERS)))


def write_season() -> None:
    """Write traffic.csv and effort.csv for the `season` example, which go on through the month that is planned."""
    rng = random.Random(20261231)
    days = [SEASON_FIRST + timedelta(days=n) for n in range((SEASON_LAST - SEASON_FIRST).days + 1)]
    effort = {name: efforts(rng, name, usual, len(days)) for name, (_, usual, *_) in LEVERS.items()}
    effort |= {name: [usual] * len(days) for name, (_, usual, *_) in UNTRIED.items()}
    first = days.index(date(2026, 12, 1))
    for name, weeks in DECEMBER.items():
        effort[name][first:] = [weeks[n // 7] for n in range(len(days) - first)]
    lift = [1.0] * first + [SEASON_LIFT[n // 7] for n in range(len(days) - first)]
    folder = Path(__file__).parent / "season"
    write_traffic(folder, rng, days, effort, lift)
    with (folder / "effort.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("date", *effort))
        writer.writerows((day, *(round(effort[name][n], 3) for name in effort)) for n, day in enumerate(days))


def write_traffic(
    folder: Path, rng: random.Random, days: list[date], effort: dict[str, list[float]], lift: list[float] | None = None
) -> None:
    """Write traffic.csv: what the shop's channels bring by themselves, and what effort adds. Args: lift: demand on each day, over the usual."""
    levers = LEVERS | UNTRIED
    brought = {name: effects(effort[name], *levers[name][2:]) for name in effort}
    with (folder / "traffic.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("date", "visitor", "channel", "sessions"))
        demand = 0.0
        for n, day in enumerate(days):
            demand = 0.97 * demand + rng.gauss(0, 0.012)
            season = 1 + 0.10 * math.cos(2 * math.pi * (day.timetuple().tm_yday - 330) / 365)
            season *= lift[n] if lift else 1.0
            for channel, (base, new) in CHANNELS.items():
                extra = sum(brought[name][n] for name in effort if levers[name][0] == channel)
                level = (base * season + extra) * math.exp(demand) * WEEKDAYS[day.weekday()] * 1.0004**n
                for visitor, part in (("new", new), ("returning", 1 - new)):
                    writer.writerow((day, visitor, channel, max(0, round(level * part * math.exp(rng.gauss(0, 0.07))))))


def write_log() -> None:
    """Write log.csv for the `team` example: what was done, what it took, and which sessions came of it."""
    rng = random.Random(20261128)
    rows: list[tuple[object, ...]] = []
    for name, (usual, hours, money, brings, apart, none) in LOG.items():
        number, due = 0, rng.random()
        for week in range(LOG_WEEKS):
            due += usual * rng.uniform(0.6, 1.4)
            while due >= 1:
                due, number = due - 1, number + 1
                size = math.exp(rng.gauss(0, 0.25))
                came = (
                    ""
                    if brings is None
                    else 0
                    if rng.random() < none
                    else round(brings * size**0.6 * math.exp(rng.gauss(0, apart) - apart**2 / 2))
                )
                days = sorted(LOG_FIRST + timedelta(days=7 * week + n) for n in rng.sample(range(5), 2))
                item = f"{name} {number}" if brings is not None else ""
                parts = 2 if name in TITLED else 1
                for n, day in enumerate(days[:parts], 1):
                    last = n == parts
                    spent = (round(hours * size / parts, 1) or "", round(money * size) if money and last else "")
                    rows.append((day, name, item, *spent, came if last else ""))
    with (Path(__file__).parent / "team" / "log.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("date", "activity", "item", "hours", "money", "sessions"))
        writer.writerows(sorted(rows, key=lambda row: (row[0], row[1], row[2])))


def write_export() -> None:
    """Write sessions.csv for the `export` example, in the form of a free-form exploration."""
    rng = random.Random(20261129)
    rows = []
    for n in range((EXPORT_LAST - EXPORT_FIRST).days + 1):
        day = EXPORT_FIRST + timedelta(days=n)
        for channel, (base, new, events) in EXPORT.items():
            level = base * WEEKDAYS[day.weekday()] * 1.001**n
            for visitor, part in (("new", new), ("returning", 1 - new)):
                sessions = round(level * part * math.exp(rng.gauss(0, 0.08)))
                if sessions:
                    rows.append(
                        (f"{day:%Y%m%d}", channel, visitor, sessions, round(sessions * events * rng.uniform(0.5, 1.5)))
                    )
    folder = Path(__file__).parent / "export"
    with (folder / "sessions.csv").open("w", newline="", encoding="utf-8") as file:
        rule = "# ----------------------------------------\n"
        file.write(f"{rule}# Made-up shop\n# Free form 1\n# {EXPORT_FIRST:%Y%m%d}-{EXPORT_LAST:%Y%m%d}\n{rule}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("Date", "Session default channel group", "New / returning", "Sessions", "Key events"))
        writer.writerow(("", "", "", sum(row[3] for row in rows), sum(row[4] for row in rows), "Grand total"))
        writer.writerows(rows)


def efforts(rng: random.Random, name: str, usual: float, n_days: int) -> list[float]:
    """Effort a day, decided anew every few weeks."""
    level, left, found = usual, 0, []
    for _ in range(n_days):
        if left == 0:
            level, left = usual * math.exp(rng.gauss(0, 0.0 if name == "banner ads" else 0.45)), rng.randint(14, 42)
        left -= 1
        found.append(level)
    return found


def effects(effort: list[float], top: float, half: float, carry: float) -> list[float]:
    """Sessions a day that effort brings, with carry-over and saturation."""
    stock, found = effort[0], []
    for amount in effort:
        stock = carry * stock + (1 - carry) * amount
        found.append(top * stock / (half + stock))
    return found


if __name__ == "__main__":
    main()
