"""PyMC-Marketing's part of media_mix.py, run with the Python that has it; never imports the program.

python tests/benchmarks/media_mix_worker.py QUESTION.json ANSWER.json
"""

import json
import logging
import os
import resource
import sys
import warnings
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import pandas as pd
import pymc_marketing
import xarray as xr
from numpy.typing import NDArray
from pymc_marketing.mmm import MMM, GeometricAdstock, HillSaturation, LogisticSaturation, MichaelisMentenSaturation
from pymc_marketing.mmm.constraints import Constraint
from pytensor.xtensor import as_xtensor

Array = NDArray[np.float64]
Json = dict[str, Any]

SATURATIONS = {"logistic": LogisticSaturation, "hill": HillSaturation, "michaelis-menten": MichaelisMentenSaturation}
LAGS = 8  # weeks that effort can go on bringing
YEARLY = 2  # waves of the season, from a year of history
CHAINS = 2
CURVE = 400  # points that a saturation curve is read off


def main() -> None:
    question = json.loads(Path(sys.argv[1]).read_text())
    for name in ("pymc", "pymc_marketing", "nutpie"):
        logging.getLogger(name).setLevel(logging.ERROR)
    warnings.simplefilter("ignore")
    fill_caches(question)
    began = cpu()
    answer = by_channel(question) if question["kind"] == "channels" else by_total(question)
    answer |= {"seconds": cpu() - began, "version": pymc_marketing.__version__}
    Path(sys.argv[2]).write_text(json.dumps(answer))


def fill_caches(question: Json) -> None:
    """Compiles what does not depend on the data, as an earlier run would have; its time is not counted."""
    if question["kind"] == "channels":
        by_channel(question | {"levers": question["levers"][:1], "draws": 10})
    else:
        by_total(question | {"draws": 10})


def cpu() -> float:
    """[s] CPU time of this process and those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def by_channel(question: Json) -> Json:
    """One model a lever; returns its mean curve over the efforts asked about."""
    curves, divergences, worst = [], 0, 1.0
    for lever in question["levers"]:
        efforts = np.array(lever["history"])[:, None]
        model = fitted(question, efforts, np.array(lever["sessions"]), np.array(lever["demand"]))
        curves.append(mean_curve(model, efforts[:, 0], np.array(lever["efforts"]), question["stretch"]).tolist())
        found, spread = health(model)
        divergences, worst = divergences + found, max(worst, spread)
    return {"curves": curves, "divergences": divergences, "rhat": worst}


def by_total(question: Json) -> Json:
    """One model of the site's total; returns what its own optimizer would spend, a week."""
    efforts = np.array([lever["history"] for lever in question["levers"]]).T
    model = fitted(question, efforts, np.array(question["sessions"]), None)
    divergences, worst = health(model)
    return {"efforts": optimized(model, question), "divergences": divergences, "rhat": worst}


def fitted(question: Json, efforts: Array, sessions: Array, demand: Array | None) -> MMM:
    """A model after sampling. Args: efforts (n_weeks, n_levers), sessions and demand (n_weeks,)."""
    names = [f"lever {n}" for n in range(efforts.shape[1])]
    table = pd.DataFrame(efforts, columns=names)
    table["date"] = pd.to_datetime(question["weeks"])
    table["trend"] = np.linspace(-1, 1, len(table))
    controls = ["trend"]
    if demand is not None and question["controls"]:
        table["demand"] = demand
        controls.append("demand")
    model = MMM(
        date_column="date",
        channel_columns=names,
        control_columns=controls,
        adstock=GeometricAdstock(l_max=LAGS),
        saturation=SATURATIONS[question["saturation"]](),
        yearly_seasonality=YEARLY if len(table) >= 52 else None,
    )
    model.fit(
        table,
        pd.Series(sessions, name="y"),
        chains=CHAINS,
        draws=question["draws"],
        tune=question["draws"],
        target_accept=0.95,
        nuts_sampler=question["sampler"],
        random_seed=question["seed"],
        progressbar=False,
    )
    return model


def health(model: MMM) -> tuple[int, float]:
    """Divergent transitions, and the worst split R-hat of the curve's parameters."""
    divergences = int(model.idata.sample_stats["diverging"].sum())
    posterior = model.idata.posterior
    rows = [
        posterior[name].transpose("chain", "draw", ...).to_numpy().reshape(posterior.sizes["chain"], posterior.sizes["draw"], -1)
        for name in posterior.data_vars
        if str(name).startswith(("adstock_", "saturation_"))
    ]  # fmt: skip
    return divergences, max(rhat(row[:, :, n]) for row in rows for n in range(row.shape[2]))


def rhat(draws: Array) -> float:
    """Args: draws (n_chains, n_draws)."""
    half = draws.shape[1] // 2
    parts = np.concatenate([draws[:, :half], draws[:, half : 2 * half]])
    within = parts.var(axis=1, ddof=1).mean()
    return float(np.sqrt((half - 1) / half + parts.mean(axis=1).var(ddof=1) / within))


def mean_curve(model: MMM, history: Array, efforts: Array, stretch: list[float]) -> Array:
    """(n_efforts,) [sessions in the period] posterior mean of what steady effort brings, on top of what earlier effort still does.

    Args: history and efforts [lever units/week]; stretch: the weeks of the period, the last one as far as it belongs to it.
    """
    scale = float(np.max(history))
    highest = max(float(efforts[-1]) / scale, 1.0) * 1.001
    curve = model.sample_saturation_curve(max_value=highest, num_points=CURVE, num_samples=None, original_scale=True)
    curve = curve.squeeze("channel").stack(sample=("chain", "draw")).transpose("sample", "x")
    at, draws = curve["x"].to_numpy(), curve.to_numpy()
    alpha = model.idata.posterior["adstock_alpha"].squeeze("channel").stack(sample=("chain", "draw")).to_numpy()
    weights = alpha[:, None] ** np.arange(LAGS)
    weights /= weights.sum(axis=1, keepdims=True)
    recent = history[::-1][: LAGS - 1] / scale
    recent = np.append(recent, np.zeros(LAGS - 1 - len(recent)))
    total = np.zeros(len(efforts))
    for week, part in enumerate(stretch):
        fresh = weights[:, : week + 1].sum(axis=1)
        left = weights[:, week + 1 :] @ recent[: max(LAGS - week - 1, 0)]
        counted = left[:, None] + fresh[:, None] * efforts[None, :] / scale
        total += part * np.mean([np.interp(x, at, y) for x, y in zip(counted, draws, strict=True)], axis=0)
    return total


def optimized(model: MMM, question: Json) -> list[float]:
    """[lever units/week] by lever, as the library's optimizer allocates every resource of the goal."""
    names = [f"lever {n}" for n in range(len(question["levers"]))]
    last = pd.to_datetime(question["weeks"][-1])
    weeks = len(question["stretch"])
    optimizer = model.budget_optimizer(
        start_date=last + pd.Timedelta(weeks=1),
        end_date=last + pd.Timedelta(weeks=weeks),
        control_data=None,
        constraints=[spending(n, uses, budget) for n, (uses, budget) in enumerate(question["limits"])],
    )
    most = [lever["efforts"][-1] for lever in question["levers"]]
    bounds = xr.DataArray(
        [[0.0, one] for one in most], dims=("channel", "bound"), coords={"channel": names, "bound": ["lower", "upper"]}
    )
    start = xr.DataArray(question["now"], dims=("channel",), coords={"channel": names})
    found = optimizer.allocate_budget(
        total_budget=float(np.sum(question["now"])), budget_bounds=bounds, x0=start, return_if_fail=True
    )
    efforts = found.budgets.sel(channel=names).to_numpy()
    return [float(one) for one in efforts]


def spending(number: int, uses: list[float], budget: float) -> Constraint:
    """No more of a resource than there is. Args: uses by lever; budget a week."""
    factors = np.array(uses)

    def left(budgets: Any, _total: Any, _optimizer: Any) -> Any:
        return budget - (budgets * as_xtensor(factors, dims=budgets.type.dims)).sum()

    return Constraint(key=f"resource {number}", constraint_type="ineq", constraint_fun=left)


if __name__ == "__main__":
    main()
