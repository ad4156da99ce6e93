"""A small made-up site with a month that was planned and then came, for the tests of what follows a plan."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from planner.model.arrays import Array, frozen
from planner.model.goal import Expect, Goal, Lever, Range, Resource, Table, Target
from planner.model.history import EffortHistory, History
from planner.model.made import MadePlan
from planner.model.period import Period
from planner.model.plan import Plan
from planner.planfile.read import read_plan
from planner.planning.make_plan import make_plan
from planner.report.plan_json import render_json
from planner.tracking.cut import until

FIRST = date(2026, 1, 5)  # a Monday
WEEKS = 24
MONTH = Period(start=FIRST + timedelta(weeks=WEEKS), end=FIRST + timedelta(weeks=WEEKS + 4, days=-1))
LEAVES = (("new", "Paid Search"), ("new", "Email"), ("returning", "Email"), ("new", "Direct"))
USUAL = np.array([400.0, 50.0, 250.0, 300.0])  # sessions a day
WEEKDAYS = np.array([1.1, 1.1, 1.1, 1.05, 1.0, 0.8, 0.85])
SHARES = {
    "ads": (0.5, 100.0),
    "mails": (0.6, 2.0),
}  # of their channel's sessions at usual effort, and that effort a day

LEVERS = (
    Lever(name="ads", unit="money", uses=(("money", 1.0),), drives=(("channel", ("Paid Search",)),), most=6000.0),
    Lever(name="mails", unit="mail", uses=(("writer hours", 1.0),), drives=(("channel", ("Email",)),), most=150.0),
    Lever(
        name="posters",
        unit="poster",
        uses=(("money", 20.0),),
        drives=(("channel", ("Direct",)),),
        most=50.0,
        lag=3.0,
        expect=Expect(at=30.0, sessions=Range(low=800.0, high=1600.0)),
    ),
)
GOAL = Goal(
    target=Target(text="+20%", kind="change", amount=0.2),
    traffic=Table(files=("traffic.csv",)),
    effort=Table(files=("effort.csv",)),
    period=MONTH,
    resources=(Resource(name="money", amount=4500.0), Resource(name="writer hours", amount=100.0)),
    levers=LEVERS,
    as_of=MONTH.start - timedelta(days=1),
    draws=200,
)


def effort_before(seed: int = 1) -> Array:
    """(2 levers, days before the month) [lever units/day], decided anew every two weeks."""
    rng = np.random.default_rng(seed)
    weekly = np.repeat(np.exp(rng.normal(0, 0.5, (2, WEEKS // 2))), 14, axis=1)
    usual = np.array([[each] for _, each in SHARES.values()])
    return weekly * usual


def brought(amounts: Array, share: float, usual: float) -> Array:
    """(n_days,) sessions over those at usual effort, levelling off."""
    ratio = amounts / usual
    return 1 - share + share * 2 * ratio / (1 + ratio)


@dataclass(frozen=True, kw_only=True)
class Month:
    """What was done and came in the planned month; the first days of it may be all that is known."""

    days: int = MONTH.days
    ads: float = 1.0
    """Of what the plan asks for."""
    mails: float = 1.0
    demand: Array = field(default_factory=lambda: np.ones(len(LEAVES)))
    """(n_leaves,) sessions over usual ones."""
    told: bool = True
    """Whether a table has the effort of the month."""
    new: float = 0.0
    """[sessions/day] of a branch that nobody planned."""
    seed: int = 1


def past(seed: int = 1) -> History:
    """The history that the plan is made from."""
    return until(history(Month(days=1, seed=seed), {"ads": 0.0, "mails": 0.0}), MONTH.start - timedelta(days=1))


def history(month: Month, planned: dict[str, float]) -> History:
    """The history up to the last known day of the month. Args: planned [lever units] in the month."""
    rng = np.random.default_rng(100 + month.seed)
    n_days = WEEKS * 7 + month.days
    done = np.array([[month.ads * planned["ads"]], [month.mails * planned["mails"]]]) / MONTH.days
    effort = np.concatenate([effort_before(month.seed), np.repeat(done, month.days, axis=1)], axis=1)
    demand = np.ones((len(LEAVES), n_days))
    demand[:, WEEKS * 7 :] = month.demand[:, None]
    noise = np.exp(rng.normal(0, 0.06, (len(LEAVES), WEEKS * 7 + MONTH.days)))[:, :n_days]
    sessions = USUAL[:, None] * np.tile(WEEKDAYS, WEEKS + 4)[:n_days] * demand * noise
    for row, (share, usual) in zip(effort, SHARES.values(), strict=True):
        at = [0] if share == SHARES["ads"][0] else [1, 2]
        sessions[at] *= brought(row, share, usual)
    leaves = LEAVES
    if month.new:
        leaves = (*LEAVES, ("new", "Affiliates"))
        sessions = np.concatenate([sessions, np.where(np.arange(n_days) >= WEEKS * 7, month.new, 0.0)[None, :]])
    known = effort if month.told else effort[:, : WEEKS * 7]
    return History(
        levels=("visitor", "channel"),
        leaves=leaves,
        first=FIRST,
        sessions=frozen(np.round(sessions)),
        effort=EffortHistory(names=tuple(SHARES), first=FIRST, amounts=frozen(known)),
    )


def read_back(plan: Plan) -> MadePlan:
    """The plan as its file tells it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.json"
        path.write_text(render_json(plan), encoding="utf-8")
        return replace(read_plan(path), file="plan.json")


def planned(goal: Goal = GOAL, seed: int = 1) -> MadePlan:
    """The plan of the month."""
    return read_back(make_plan(goal, past(seed)))


def asked(made: MadePlan) -> dict[str, float]:
    """[lever units] what a plan asks of the levers that history tells of."""
    return {lever.name: lever.planned for lever in made.levers if lever.name in SHARES}


def came(made: MadePlan, **month: object) -> History:
    """The history after so much of the month. Args: as `Month`."""
    return history(Month(**month), asked(made))  # type: ignore[arg-type]


def day(number: int) -> date:
    """A day of the month, counted from 1."""
    return MONTH.start + timedelta(days=number - 1)
