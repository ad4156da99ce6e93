"""Who forecasts in forecasts.py: the program, simple rules, and the libraries, whose answers are kept."""

import hashlib
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
from forecast_sites import DAYS, Case, Window, known_mean, nodes

from planner.forecast.as_usual import as_usual
from planner.learning.outages import mended
from planner.model.arrays import Array
from planner.model.history import History
from planner.model.period import Period

WORKER = Path(__file__).with_name("forecasts_worker.py")
PACKAGES = ("statsforecast", "statsmodels", "prophet")
LIBRARIES = ("AutoETS", "AutoTheta", "DynamicOptimizedTheta", "Prophet", "Prophet, yearly", "UC, local level")
ETS, PLANNER, LAST, YEAR = LIBRARIES[0], "planner", "last 4 weeks", "last year x growth"
SAME = 364  # [days] back to the same days of the week, a year ago
DRAWS = 1000
FIGURES = ("p10", "p50", "mean", "p90", "point")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one method says of every window."""

    figures: tuple[Array, ...]
    """(n_windows, 4) [sessions in the period] 10 %, median, mean, 90 %; NaN at both ends where there is no interval.
    A library has two, the second with its own point forecast as median and mean."""
    seconds: float
    """CPU, a series."""
    failed: int = 0


def planned(past: History, period: Period) -> Array:
    """The program's draws (n_leaves, DRAWS) [sessions in the period]: the one place that knows how it is asked."""
    return as_usual(mended(past, ()), (), period, seed=1, n_draws=DRAWS).draws


def by_planner(asked: Sequence[Case]) -> Answer:
    figures, seconds = [], 0.0
    for case in asked:
        last = case.past.last
        began = time.process_time()
        draws = planned(case.past, Period(start=last + timedelta(days=1), end=last + timedelta(days=DAYS)))
        seconds += time.process_time() - began
        for leaves in nodes(case.past).values():
            sums = draws[leaves].sum(axis=0)
            low, middle, high = np.quantile(sums, [0.1, 0.5, 0.9])
            figures.append((low, middle, sums.mean(), high))
    return Answer(figures=(np.array(figures),), seconds=seconds / len(figures))


def by_rule(rule: Callable[[Array], float], rows: Sequence[Window]) -> Answer:
    began = time.process_time()
    points = np.array([rule(row.past) for row in rows])
    seconds = (time.process_time() - began) / len(rows)
    none = np.full(len(points), np.nan)
    return Answer(figures=(np.column_stack([none, points, points, none]),), seconds=seconds)


def last_weeks(past: Array) -> float:
    """[sessions in the period] Args: past (n_days,) [sessions/day]."""
    mean = known_mean(past[-DAYS:])
    return (known_mean(past) if math.isnan(mean) else mean) * DAYS


def last_year(past: Array) -> float:
    """The same days a year ago, times what the last 4 weeks grew since; without 57 weeks, the last 4 weeks."""
    if len(past) < 57 * 7:
        return last_weeks(past)
    end = len(past) - SAME
    before, then = known_mean(past[end - DAYS : end]), known_mean(past[end : end + DAYS])
    grown = then * last_weeks(past) / before if before > 0 else math.nan
    return last_weeks(past) if math.isnan(grown) else grown


def installed(python: str) -> str:
    """The versions of the libraries; empty where one is missing."""
    asking = f"from importlib.metadata import version as v; print(', '.join(f'{{p}} {{v(p)}}' for p in {PACKAGES}))"
    found = subprocess.run([python, "-c", asking], capture_output=True, text=True, check=False)
    return "" if found.returncode else found.stdout.strip()


@dataclass(frozen=True, slots=True)
class Libraries:
    """Where the libraries are, and where their answers are kept."""

    python: str
    versions: str
    answers: Path

    def ask(self, method: str, rows: Sequence[Window]) -> Answer:
        """One library on every window: kept answers first, then the worker."""
        questions = {key(method, self.versions, row): question(method, row) for row in rows}
        kept = self.kept()
        left = [{"key": one, **asked} for one, asked in questions.items() if one not in kept]
        if left:
            print(f"{method}: {len(left)} of {len(rows)} series to forecast", file=sys.stderr)
            self.work(left)
            kept = self.kept()
        found = [kept[one] for one in questions]
        pairs = zip(rows, found, strict=True)
        figures = [[one.get(name, last_weeks(row.past)) for name in FIGURES] for row, one in pairs]
        low, middle, mean, high, point = np.array(figures).T
        return Answer(
            figures=(np.column_stack([low, middle, mean, high]), np.column_stack([low, point, point, high])),
            seconds=float(np.mean([one["seconds"] for one in found])),
            failed=sum("failed" in one for one in found),
        )

    def work(self, questions: Sequence[Json]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "questions.jsonl"
            path.write_text("".join(f"{json.dumps(one)}\n" for one in questions))
            subprocess.run([self.python, str(WORKER), str(path), str(self.answers)], check=True)

    def kept(self) -> dict[str, Json]:
        lines = self.answers.read_text().splitlines() if self.answers.exists() else []
        return {one["key"]: one for line in lines for one in answer_in(line)}


def answer_in(line: str) -> list[Json]:
    """The answer in a line; none where the worker was stopped in the middle of it."""
    try:
        return [json.loads(line)]
    except json.JSONDecodeError:
        return []


def key(method: str, versions: str, row: Window) -> str:
    content = f"{method}|{versions}|{row.first}|{DAYS}|{DRAWS}|".encode() + row.past.tobytes()
    origin = row.first + timedelta(days=len(row.past))
    return "|".join((method, row.site, "/".join(row.path), str(origin), hashlib.sha256(content).hexdigest()[:16]))


def question(method: str, row: Window) -> Json:
    filled = without_gaps(row.past).tolist()
    return {"method": method, "first": str(row.first), "values": filled, "days": DAYS, "draws": DRAWS}


def without_gaps(days: Array) -> Array:
    known = ~np.isnan(days)
    return np.interp(np.arange(len(days)), np.flatnonzero(known), days[known])
