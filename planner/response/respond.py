"""Effort to extra sessions, for every lever of a goal."""

from planner.model.forecast import Forecast
from planner.model.goal import Goal
from planner.model.history import History
from planner.model.learned import Echo, Learned
from planner.model.period import Period
from planner.model.response import GainTable
from planner.response.elicit import elicit
from planner.response.gains import gain_table


def respond(
    goal: Goal, history: History, forecast: Forecast, period: Period, *, learned: Learned | None = None, echo: Echo | None = None
) -> GainTable:  # fmt: skip
    """The gains of every lever of the goal, from the strongest evidence that there is for it.

    Args: forecast: joint draws of business as usual, whose draw index the gains share; learned and echo: what history taught.
    """
    elicited = elicit(goal, history, forecast.draws.mean(axis=1).tolist(), period, learned)
    return gain_table(
        [one.option for one in elicited],
        [one.judgement for one in elicited],
        forecast,
        period,
        seed=goal.seed,
        learned=learned,
        echo=echo,
    )
