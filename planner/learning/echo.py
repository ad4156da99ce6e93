"""First visits come back: how far visits that nobody drives follow those that levers bring."""

from collections.abc import Sequence

import numpy as np

from planner.learning.demand import demand, movements
from planner.learning.likelihood import explained, series
from planner.learning.sampling import picked, sample
from planner.learning.weekly import Part, parts_of, weekly
from planner.model.arrays import Array, frozen
from planner.model.belief import Bell
from planner.model.channels import channel_kind, leaf_channel
from planner.model.draws import normals
from planner.model.forecast import Forecast
from planner.model.history import History, Leaf
from planner.model.learned import Echo, Learned
from planner.model.period import WEEK
from planner.model.visitors import visitor_kind

SHARE = Bell(
    middle=-0.85, sd=1.0
)  # of the logit: 0.11 to 0.61 of such visits follow recent first visits, 80 %; judgement of the authors
CARRY = Bell(middle=0.0, sd=1.0)  # of the logit of how much of them is left a week later
LONGEST = 0.97
LEAST_WEEKS = 12


def echo(
    history: History, driven: Sequence[tuple[int, ...]], learned: Learned | None, lately: Forecast, *, seed: int
) -> Echo | None:
    """The echo; None where the traffic has no new visitors, or none that return of their own accord.

    Only what levers changed is looked at: that new and returning visitors rise and fall together in season says nothing.

    Args: driven: the leaves of every lever of the goal; lately: the forecast if effort goes on as it was of late.
    """
    n_draws = lately.draws.shape[1]
    kinds = [next((k for name in leaf if (k := visitor_kind(name))), None) for leaf in history.leaves]
    pushed = {leaf for leaves in driven for leaf in leaves}
    new = tuple(n for n, kind in enumerate(kinds) if kind == "new")
    returning = tuple(
        n for n, kind in enumerate(kinds) if kind == "returning" and n not in pushed and _own_accord(history.leaves[n])
    )
    if not new or not returning:
        return None
    rng = np.random.default_rng([seed, 4])
    points = _points(history, new, returning, learned, rng, n_draws)
    share, carry = _parameters(points)
    prior = 1 / (1 + np.exp(-(SHARE.middle + SHARE.sd * normals(rng, 1, n_draws)[0])))
    return Echo(
        new=new,
        returning=returning,
        share=frozen(share),
        carry=frozen(carry),
        ratio=frozen(lately.draws[list(returning)].sum(axis=0) / np.maximum(lately.draws[list(new)].sum(axis=0), 1.0)),
        weight=float(np.clip(1 - share.var() / prior.var(), 0.0, 1.0)),
    )


def _own_accord(leaf: Leaf) -> bool:
    """Whether people come back that way by themselves: not where somebody has to pay for it, or to write to them."""
    return channel_kind(leaf_channel(leaf) or "") == "earned"


def _parameters(points: Array) -> tuple[Array, Array]:
    share = 1 / (1 + np.exp(-(SHARE.middle + SHARE.sd * points[:, 0])))
    carry = LONGEST / (1 + np.exp(-(CARRY.middle + CARRY.sd * points[:, 1])))
    return share, carry


def _points(
    history: History, new: tuple[int, ...], returning: tuple[int, ...], learned: Learned | None, rng: np.random.Generator, n_draws: int
) -> Array:  # fmt: skip
    """(n_draws, 2) standard normals under the posterior; under the prior where history has nothing to say."""
    prior = normals(rng, 2, n_draws).T
    if learned is None or history.effort is None or learned.weeks < LEAST_WEEKS:
        return prior
    others = parts_of(history, [piece.leaves for piece in learned.pieces])
    rest = (Part(leaves=tuple(n for n in one.leaves if n not in returning), levers=()) for one in others)
    weeks = weekly(
        history, history.effort, (), (Part(leaves=returning, levers=()), *(one for one in rest if one.leaves))
    )
    if weeks is None or (~np.isnan(weeks.logs[0])).sum() < LEAST_WEEKS:
        return prior
    brought = _first_visits(history, new, learned, weeks.logs.shape[1])
    follows = series(weeks.logs[0], demand(weeks, 0, movements(weeks)))

    def log_likelihood(points: Array) -> Array:
        share, carry = _parameters(points)
        left = np.empty((len(brought), len(points)))
        state = np.full(len(points), brought[:4].mean())
        for week, visits in enumerate(brought.tolist()):
            state = carry * (state - visits) + visits
            left[week] = state
        return explained(follows, np.log1p(share[:, None] * (left.T - 1))).log

    found = sample(log_likelihood, 2, rng)
    return found.points[picked(found, n_draws, rng)]


def _first_visits(history: History, new: tuple[int, ...], learned: Learned, weeks: int) -> Array:
    """(n_weeks,) first visits as effort alone moved them, over their mean."""
    end = history.sessions.shape[1] - (history.last - learned.last).days
    days = slice(end - weeks * WEEK, end)
    moved = np.zeros(weeks)
    for piece in learned.pieces:
        effect = np.exp(piece.effect[days].reshape(weeks, WEEK)[:, 0])
        own = [n for n in piece.leaves if n in new]
        moved += float(np.nanmean(np.nansum(history.sessions[own, days], axis=0))) * effect / effect.mean()
    rest = [n for n in new if not any(n in piece.leaves for piece in learned.pieces)]
    moved += float(np.nanmean(np.nansum(history.sessions[rest, days], axis=0))) if rest else 0.0
    return moved / moved.mean() if moved.any() else np.ones(weeks)
