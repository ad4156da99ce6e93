"""A plan as one row among many, and what the rows come to."""

from dataclasses import replace

from planner.errors import InputError, Place, Problem
from planner.model.outcome import Outcome, Totals
from planner.model.plan import Plan

MOST_PROBLEMS = 20
"""Of one goal that are told; a file with more is no goal file."""
MOST_KINDS = 2  # of goals that are told apart: with more than one nothing is added up
LIKELY, EVEN = 0.795, 0.495  # chances that are shown as 80 % and 50 %


def outcome_of(plan: Plan, *, file: str, name: str, shares: tuple[tuple[str, float], ...] = ()) -> Outcome:
    """The figures by which plans of a portfolio are compared. Args: name: of the plan's JSON; shares: of what goals have together."""
    changed = [lever for lever in plan.levers if lever.verdict != "keep" and lever.extra.mean > 0]
    top = max(changed, key=lambda lever: lever.surplus, default=None)
    return Outcome(
        file=file,
        plan=name,
        metric=plan.metric,
        start=str(plan.period.start),
        end=str(plan.period.end),
        branch=" / ".join(", ".join(values) for _, values in plan.goal.target.where),
        target=plan.target,
        forecast=plan.forecast.mean,
        expected=plan.outcome.mean,
        low=plan.outcome.p10,
        high=plan.outcome.p90,
        chance=plan.chance,
        chance_alone=plan.chance_alone,
        scale=plan.needed.scale,
        even=None if plan.needed.even is None else plan.needed.even.scale,
        likely=None if plan.needed.likely is None else plan.needed.likely.scale,
        lever="" if top is None else top.name,
        verdict="" if top is None else top.verdict,
        extra=0.0 if top is None else top.extra.mean,
        warnings=len(plan.warnings),
        shares=shares,
    )


def problem_of(error: Exception, *, file: str) -> Outcome:
    """The row of a goal that cannot be planned; what nobody foresaw is told as such, and does not stop the others."""
    if not isinstance(error, InputError):
        text = f"planning failed: {type(error).__name__}: {error}"
        error = InputError([Problem(place=Place(file=file), text=text, expected="a report of this to the maintainers")])
    told = [str(problem) for problem in error.problems[:MOST_PROBLEMS]]
    if (more := len(error.problems) - len(told)) > 0:
        told.append(f"{file}: there are {more} more problems")
    return Outcome(file=file, plan="", problem="\n".join(told))


def with_goal(totals: Totals, row: Outcome) -> Totals:
    """The totals with one goal more: there may be more rows than memory holds."""
    if row.problem:
        return replace(totals, goals=totals.goals + 1, problems=totals.problems + 1)
    kind = (row.metric, row.start, row.end, bool(row.branch))
    return Totals(
        goals=totals.goals + 1,
        problems=totals.problems,
        warned=totals.warned + (row.warnings > 0),
        kinds=totals.kinds if kind in totals.kinds else (*totals.kinds, kind)[:MOST_KINDS],
        target=totals.target + row.target,
        forecast=totals.forecast + row.forecast,
        expected=totals.expected + row.expected,
        met=totals.met + (row.chance >= EVEN),
        likely=totals.likely + (row.chance >= LIKELY),
        hopeless=totals.hopeless + (row.even is None),
    )
