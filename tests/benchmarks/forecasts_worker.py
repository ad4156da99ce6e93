"""The libraries' part of forecasts.py, run with the Python that has them; never imports the program.

    python tests/benchmarks/forecasts_worker.py QUESTIONS ANSWERS

QUESTIONS has a JSON object a line: key, method, first (day of the window), values [sessions/day] without gaps, days
(of the period, which follows the window), draws. An answer a line is appended to ANSWERS as soon as it is there, so
that nothing is lost when this is stopped: p10, p50, mean and p90 of the period's sum from paths of its days, point
(the sum of the library's own point forecast) [sessions in the period] and seconds (CPU, of fit and paths); or failed,
with what the library complained of, and seconds.

What was found about the libraries (statsforecast 2.1.1, Prophet 1.5.0, statsmodels 0.15.0), decided in their favour:

AutoETS  `simulate` takes the damping of a trend that is not damped to be 0 (it is NaN, and NaN is made 0): its paths
         lose the trend that its point forecast has. It is set to 1 here.
Theta    `simulate` is the library's own too.
Prophet  By default the yearly season is left out where the first and the last day are less than 730 days apart, as
         they are in 730 days. So it is asked twice: by default, and with the yearly season from 730 days on.
UC       statsmodels' unobserved components, a local level and a weekly season of log(1 + y). A local linear trend was
         worse (MAPE 288 against 31: on channels with many days of 0 its paths explode), and so was the lower AIC of
         the two (34).
"""

import json
import logging
import os
import resource
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("NUMBA_NUM_THREADS", "1")

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from prophet import Prophet
from statsforecast.models import AutoETS, AutoTheta, DynamicOptimizedTheta
from statsmodels.tsa.statespace.structural import UnobservedComponents

Array = NDArray[np.float64]
Json = dict[str, Any]

SEED = 1
WEEK = 7
YEARS = 730  # [days] from which on a yearly season can be told
ITERATIONS = 200  # at most, of the search for the likeliest unobserved components
EVERY = 50  # answers, a line of progress


def main() -> None:
    warnings.simplefilter("ignore")
    logging.disable()
    questions = [json.loads(line) for line in Path(sys.argv[1]).read_text().splitlines()]
    for method in {question["method"] for question in questions}:
        answer_to(warming(method))
    with Path(sys.argv[2]).open("a") as answers:
        print(file=answers)  # ends a line that was cut off
        for n, question in enumerate(questions, start=1):
            print(json.dumps(answer_to(question)), file=answers, flush=True)
            if n % EVERY == 0 or n == len(questions):
                print(f"{n} of {len(questions)}, {question['method']}: {cpu():.0f} CPU s", file=sys.stderr, flush=True)


def warming(method: str) -> Json:
    """A question whose answer is thrown away: what a library does once, as in an earlier run, is not counted."""
    values = [20.0 + n % WEEK for n in range(70)]
    return {"key": "", "method": method, "first": "2024-01-01", "values": values, "days": 28, "draws": 10}


def answer_to(question: Json) -> Json:
    began = cpu()
    try:
        paths, point = METHODS[question["method"]](question)
        sums = paths.sum(axis=1, dtype=np.float64)
        low, middle, high = np.quantile(sums, [0.1, 0.5, 0.9])
        figures = {"p10": low, "p50": middle, "mean": sums.mean(), "p90": high, "point": np.sum(point)}
        if not np.isfinite(list(figures.values())).all():
            raise ValueError("not finite")
    except Exception as problem:  # noqa: BLE001 - whatever a library raises is counted by the reader
        return {"key": question["key"], "failed": repr(problem)[:200], "seconds": cpu() - began}
    kept = {name: max(0.0, float(value)) for name, value in figures.items()}
    return {"key": question["key"], **kept, "seconds": cpu() - began}


def cpu() -> float:
    """[s] CPU time of this process and those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def auto_ets(question: Json) -> tuple[Array, Array]:
    """Paths (n_draws, n_days) and point forecast (n_days,) [sessions/day], as of all methods here."""
    model = AutoETS(season_length=WEEK).fit(np.array(question["values"]))
    point = model.predict(h=question["days"])["mean"]
    damping = 3  # its place among the parameters
    if model.model_["components"][1] != "N" and np.isnan(model.model_["par"][damping]):
        model.model_["par"][damping] = 1.0
    return model.simulate(h=question["days"], n_paths=question["draws"], seed=SEED), point


def auto_theta(question: Json) -> tuple[Array, Array]:
    return theta(AutoTheta(season_length=WEEK), question)


def dynamic_theta(question: Json) -> tuple[Array, Array]:
    return theta(DynamicOptimizedTheta(season_length=WEEK), question)


def theta(model: AutoTheta, question: Json) -> tuple[Array, Array]:
    model.fit(np.array(question["values"]))
    point = model.predict(h=question["days"])["mean"]
    return model.simulate(h=question["days"], n_paths=question["draws"], seed=SEED), point


def prophet(question: Json) -> tuple[Array, Array]:
    return by_prophet(Prophet(uncertainty_samples=question["draws"]), question)


def prophet_yearly(question: Json) -> tuple[Array, Array]:
    yearly = True if len(question["values"]) >= YEARS else "auto"
    return by_prophet(Prophet(uncertainty_samples=question["draws"], yearly_seasonality=yearly), question)


def by_prophet(model: Prophet, question: Json) -> tuple[Array, Array]:
    days = pd.date_range(question["first"], periods=len(question["values"]))
    model.fit(pd.DataFrame({"ds": days, "y": question["values"]}), seed=SEED)
    future = model.make_future_dataframe(question["days"], include_history=False)
    np.random.seed(SEED)  # noqa: NPY002 - the library draws from it
    paths = model.predictive_samples(future)["yhat"].T
    return paths, paths.mean(axis=0)


def local_level(question: Json) -> tuple[Array, Array]:
    logs = np.log1p(question["values"])
    fitted = UnobservedComponents(logs, level="local level", seasonal=WEEK).fit(disp=0, maxiter=ITERATIONS)
    rng = np.random.default_rng(SEED)
    paths = fitted.simulate(question["days"], anchor="end", repetitions=question["draws"], rng=rng)
    return np.expm1(np.reshape(paths, (question["days"], -1))).T, np.expm1(fitted.forecast(question["days"]))


METHODS: dict[str, Callable[[Json], tuple[Array, Array]]] = {
    "AutoETS": auto_ets,
    "AutoTheta": auto_theta,
    "DynamicOptimizedTheta": dynamic_theta,
    "Prophet": prophet,
    "Prophet, yearly": prophet_yearly,
    "UC, local level": local_level,
}

if __name__ == "__main__":
    main()
