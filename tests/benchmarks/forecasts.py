"""The program's forecast of business as usual beside well-known libraries, on real traffic.

    python tests/benchmarks/forecasts.py [--python PATH] [--cache FILE] [--no-cost]

PATH is a Python that has statsforecast, statsmodels and prophet; default: FORECAST_PYTHON, or this one. Nothing but
this benchmark needs it. Where they are missing, the program stands beside simple rules only. FILE keeps the libraries'
answers, so that a question is asked once (throw it away when the worker is changed). Seeds are fixed.

What is forecast: the sum of the 28 days after an origin, at every node of every tree of ../shared/data/traffic/ (page
loads are a site of their own).

2 years  from at most 730 days; an origin every 28 days, counted back from the end, with at least 400 days behind it
         (56 in a file of less than 800)
6 weeks  from exactly 42 days; an origin every 7 days; of the libraries, AutoETS only

Origins where less than 80 % of the 28 days are known are left out; where some are missing, the actual is scaled to 28
days. The program forecasts a tree as one; an inner node is the sum of its leaves' draws. A library forecasts each node
by itself, missing days filled linearly, and its MAPE, WAPE and RMSSE are those of its paths or of its own point
forecast, whichever is lower; the worker's help says more. Nothing is below 0. Where a library fails or gives no finite
figures, the last 4 weeks stand in, counted as `failed`.

MAPE     |error| / actual of the median over all forecasts with an actual of at least 30 sessions [%]
WAPE     sum of |error| of the median / sum of the actual, by node [%]
RMSSE    root mean square error of the mean / the same of the last 4 weeks, by node
score    of the 80 % interval: width + 10 x how far the actual lies outside, mean / mean actual, by node [%]; lower is
         better
cover    share of the actuals within the 80 % interval
CPU ms   a series, importing not counted

Each over all nodes and, as one file has most of them, as the mean of the groups: a level of a file's tree each.
"""

import argparse
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from forecast_methods import (
    DRAWS,
    ETS,
    LAST,
    LIBRARIES,
    PACKAGES,
    PLANNER,
    SAME,
    YEAR,
    Libraries,
    by_planner,
    by_rule,
    installed,
    last_weeks,
    last_year,
    planned,
)
from forecast_scores import MARKS, Judged, Marks, by_groups, errors, of_group, overall, truth
from forecast_sites import DAYS, TRAFFIC, Rolling, cases, sites, windows

from planner.model.arrays import frozen
from planner.model.history import History
from planner.model.period import Period

ROLLING = (
    Rolling(name="2 years", step=28, most=730, least=400, least_short=56, libraries=LIBRARIES),
    Rolling(name="6 weeks", step=7, most=42, least=42, least_short=42, libraries=(ETS,)),
)
BETTER, RMSSE_MOST, COVERED, COVERED_GROUP = 0.15, 0.85, (0.75, 0.88), 0.70  # what is required
HINDSIGHT = f"{PLANNER}'s usual weights were chosen with these files among others at hand, the libraries' were not."


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    python = os.environ.get("FORECAST_PYTHON", sys.executable)
    options.add_argument("--python", default=python, help="a Python that has statsforecast, statsmodels and prophet")
    options.add_argument("--cache", type=Path, help="a file that keeps the libraries' answers")
    options.add_argument("--no-cost", action="store_true", help="without the time that many leaves take")
    chosen = options.parse_args()
    if not TRAFFIC.exists():
        print(f"skipped: no data in {TRAFFIC}")
        return
    versions = installed(chosen.python)
    print(versions or f"the program and simple rules only: {chosen.python} does not have all of {', '.join(PACKAGES)}")
    judged = {}
    with tempfile.TemporaryDirectory() as folder:
        answers = (chosen.cache or Path(folder) / "answers.jsonl").resolve()
        for rolling in ROLLING:
            judged[rolling.name] = compare(rolling, Libraries(chosen.python, versions, answers))
    print_groups(judged)
    print(f"\n{HINDSIGHT}")
    print_required(judged)
    if not chosen.no_cost:
        print_cost()


# --- the tables


def compare(rolling: Rolling, libraries: Libraries) -> Judged:
    """Asks all methods, prints their table."""
    asked = [case for name, history in sites().items() for case in cases(name, history, rolling)]
    rows = [row for case in asked for row in windows(case)]
    known = truth(rows)
    answers = {PLANNER: by_planner(asked)}
    answers |= {name: libraries.ask(name, rows) for name in (rolling.libraries if libraries.versions else ())}
    answers |= {LAST: by_rule(last_weeks, rows)}
    if rolling.most > SAME:
        answers |= {YEAR: by_rule(last_year, rows)}
    wrong = {name: tuple(errors(each, known) for each in one.figures) for name, one in answers.items()}
    judged = Judged(truth=known, errors=wrong)
    print(f"\n{rolling.name}: {len(rows)} forecasts of {len(known.group)} nodes in {len(known.groups)} groups")
    print(f"{'':<22}{'over all nodes':<40}{'mean of groups':<40}".rstrip())
    heads = "".join(f"{name:>7}" for name in MARKS) + " " * 5
    print(f"{'':<22}{heads}{heads}{'CPU ms':>8}{'failed':>8}")
    for name, answer in answers.items():
        both = (overall(judged, name), by_groups(judged, name))
        cells = "".join(row_of(one) + " " * 5 for one in both)
        print(f"{name:<22}{cells}{1000 * answer.seconds:8.2f}{answer.failed:8}")
    return judged


def print_groups(judged: dict[str, Judged]) -> None:
    """The program's figures, group by group."""
    print(f"\n{PLANNER} by file and level")
    print(f"{'':<22}" + "".join(f"{name:<45}" for name in judged).rstrip())
    print((f"{'':<22}" + (f"{'n':>5}" + "".join(f"{name:>7}" for name in MARKS) + " " * 5) * len(judged)).rstrip())
    names = list(dict.fromkeys(name for one in judged.values() for name in one.truth.groups))
    for name in names:
        print(f"{name:<22}" + "".join(group_cells(one, name) + " " * 5 for one in judged.values()).rstrip())


def group_cells(judged: Judged, name: str) -> str:
    if name not in judged.truth.groups:
        return f"{'-':>5}" + f"{'-':>7}" * len(MARKS)
    number = judged.truth.groups.index(name)
    rows = int((judged.truth.group[judged.truth.node] == number).sum())
    return f"{rows:5}" + row_of(of_group(judged, PLANNER, number))


def row_of(one: Marks) -> str:
    return "".join(cell(one[name], 1 if name in ("MAPE", "WAPE", "score") else 3) for name in MARKS)


def cell(value: float, digits: int) -> str:
    if math.isnan(value):
        return f"{'-':>7}"
    return f"{value:7.0e}" if value >= 10_000 else f"{value:7.{digits}f}"


# --- what is required


Check = tuple[str, bool]
HOW = (("over all nodes", overall), ("mean of groups", by_groups))


def print_required(judged: dict[str, Judged]) -> None:
    """What is required of the program's figures, and whether it is met; from 6 weeks only the cover is."""
    for name, one in judged.items():
        print(f"\nrequired from {name}")
        beside = (*beside_libraries(one), *beside_last_weeks(one)) if name == ROLLING[0].name else ()
        for text, met in (*beside, *covered(one)):
            print(f"  {'met' if met else 'NOT MET':<8} {text}")


def beside_libraries(one: Judged) -> Iterator[Check]:
    if ETS not in one.errors:
        return
    for how, figures in HOW:
        ratio = figures(one, PLANNER)["score"] / figures(one, ETS)["score"]
        yield f"score {how}: {ratio:.3f} of {ETS}'s, at most {1 - BETTER}", ratio <= 1 - BETTER
    for how, figures in HOW:
        each = {name: figures(one, name)["MAPE"] for name in one.errors if name in LIBRARIES}
        own, best = figures(one, PLANNER)["MAPE"], min(each, key=lambda name: each[name])
        yield f"MAPE {how}: {own:.1f}, below the libraries' best, {each[best]:.1f} ({best})", own < each[best]


def beside_last_weeks(one: Judged) -> Iterator[Check]:
    for how, figures in HOW:
        rmsse = figures(one, PLANNER)["RMSSE"]
        yield f"RMSSE {how}: {rmsse:.3f}, at most {RMSSE_MOST}", rmsse <= RMSSE_MOST


def covered(one: Judged) -> Iterator[Check]:
    low, high = COVERED
    cover = overall(one, PLANNER)["cover"]
    yield f"cover of all forecasts: {cover:.3f}, {low} to {high}", low <= cover <= high
    each = {name: of_group(one, PLANNER, n)["cover"] for n, name in enumerate(one.truth.groups)}
    worst = min(each, key=lambda name: each[name])
    yield (
        f"cover of the worst group: {each[worst]:.3f} ({worst}), at least {COVERED_GROUP}",
        each[worst] >= COVERED_GROUP,
    )


# --- what it costs


def print_cost() -> None:
    print(f"\ncost of a forecast from 730 days with {DRAWS:,} draws; CPU ms, best of 3")
    for n_leaves in (40, 10_000):
        past = made_up(n_leaves)
        period = Period(start=past.last + timedelta(days=1), end=past.last + timedelta(days=DAYS))
        own, yardstick = (
            best_of_three(partial(planned, past, period)),
            best_of_three(partial(np.log, past.sessions + 1)),
        )
        told = f"numpy's log of the same array {1000 * yardstick:.2f}, ratio {own / yardstick:.0f}"
        print(f"  {n_leaves:>6,} leaves: {1000 * own:,.1f}; {told}")


def made_up(n_leaves: int) -> History:
    rng = np.random.default_rng(1)
    walks = np.cumsum(rng.normal(0, 0.01, (n_leaves, 730)), axis=1)
    sessions = rng.poisson(np.exp(rng.normal(4, 1.5, (n_leaves, 1)) + walks))
    leaves = tuple((f"leaf {n}",) for n in range(n_leaves))
    return History(levels=("leaf",), leaves=leaves, first=date(2024, 1, 1), sessions=frozen(sessions))


def best_of_three(run: Callable[[], object]) -> float:
    """[CPU s]"""
    spent = []
    for _ in range(3):
        began = time.process_time()
        run()
        spent.append(time.process_time() - began)
    return min(spent)


if __name__ == "__main__":
    main()
