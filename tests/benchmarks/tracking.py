"""How far a followed plan can be trusted, on simulated months that are known to the end (see months.py).

python tests/benchmarks/tracking.py [--sites 100] [--first 0]

covered   how often the month's total falls inside the 80 % interval of the projected end, as the month goes on (should be 0.75 to 0.87)
width     of that interval, over the total; narrower  in how many sites it is narrower than a quarter before (should be all)
re-planned  the rest of the month with new efforts against the efforts that were scheduled, cut alike to what is left, by the truth:
          in how many sites it brings at least as much (should be 0.95), and how much more on average
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from months import MONTH, Site, site, with_month

from planner.model.arrays import Array
from planner.model.made import MadePlan
from planner.planfile.read import read_plan
from planner.planning.make_plan import make_plan
from planner.report.plan_json import render_json
from planner.tracking.replan import replan
from planner.tracking.track import track

QUARTERS = (0, 7, 14, 21)
HALF = 14


@dataclass(frozen=True, kw_only=True)
class Month:
    """One site's month."""

    covered: tuple[bool, ...]
    below: tuple[bool, ...]
    width: tuple[float, ...]
    """By quarter."""
    to_date: bool
    """Whether the plan's 80 % range for the first half holds what came."""
    kept: bool
    gained: float
    """[-] of the sessions of the second half."""
    seconds: float


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sites", type=int, default=100)
    asked.add_argument("--first", type=int, default=0, help="number of the first site")
    said = asked.parse_args()
    months = list(_months(range(said.first, said.first + said.sites)))
    print(f"{len(months)} simulated sites")
    for n, day in enumerate(QUARTERS):
        covered, below = (np.mean([getattr(month, name)[n] for month in months]) for name in ("covered", "below"))
        width = np.mean([month.width[n] for month in months])
        narrower = f"  narrower {np.mean([m.width[n] < m.width[n - 1] for m in months]):.2f}" if n else ""
        print(
            f"after {day:2} of {MONTH.days} days  covered {covered:.3f}  below {below:.3f}  width {width:.3f}{narrower}"
        )
    print(f"what the plan expected of the first half covers {np.mean([month.to_date for month in months]):.3f}")
    gained = np.array([month.gained for month in months])
    print(
        f"re-planned after {HALF} days  at least as much {np.mean(gained >= -1e-9):.3f}  mean {gained.mean():+.2%}"
        f"  worst {gained.min():+.2%}  kept {np.mean([month.kept for month in months]):.2f}"
    )
    print(f"one look at a plan takes {np.median([month.seconds for month in months]):.2f} CPU s (median)")


def _months(numbers: range) -> Iterator[Month]:
    for number in numbers:
        one = site(number)
        made = _made(one)
        daily = {lever.name: np.full(MONTH.days, lever.planned / MONTH.days) for lever in made.levers}
        came, done = one.month(daily)
        yield _followed(one, made, came, done)


def _made(one: Site) -> MadePlan:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.json"
        path.write_text(render_json(make_plan(one.goal, one.history)))
        return read_plan(path)


def _followed(one: Site, made: MadePlan, came: Array, done: Array) -> Month:
    total = float(came.round().sum())
    ends, to_date, seconds = [made.outcome], False, 0.0
    for day in QUARTERS[1:]:
        began = time.process_time()
        found = track(one.goal, with_month(one, came[:, :day], done[:, :day]), made)
        seconds = time.process_time() - began
        ends.append(found.branch.projected)
        if day == HALF:
            to_date = found.branch.low <= found.branch.actual <= found.branch.high
    gained, kept = _gained(one, made, came, done)
    return Month(
        covered=tuple(end.p10 <= total <= end.p90 for end in ends),
        below=tuple(total < end.p10 for end in ends),
        width=tuple((end.p90 - end.p10) / total for end in ends),
        to_date=to_date,
        kept=kept,
        gained=gained,
        seconds=seconds,
    )


def _gained(one: Site, made: MadePlan, came: Array, done: Array) -> tuple[float, bool]:
    """What a new plan for the second half really brings, over what the scheduled efforts would have; and whether those stay."""
    found = replan(one.goal, with_month(one, came[:, :HALF], done[:, :HALF]), made)
    assert found is not None
    left = MONTH.days - HALF

    def rest(efforts: list[float]) -> float:
        month = np.concatenate([done[:, :HALF], np.repeat(np.array(efforts)[:, None] / left, left, axis=1)], axis=1)
        return float(one.brought(month)[:, -left:].sum())

    before = rest([lever.scheduled for lever in found.levers])
    return rest([lever.planned for lever in found.levers]) / before - 1, found.kept


if __name__ == "__main__":
    main()
