"""What `init` read, in a line each: said beside the goal file that it wrote, in English as that is."""

from collections.abc import Iterator, Sequence

import numpy as np

from planner.model.first_goal import FirstGoal
from planner.model.history import EffortHistory, History
from planner.model.period import Period
from planner.text import visible
from planner.words.dates import period_name, short_day
from planner.words.figures import counted, exact
from planner.words.phrases import listed


def summary_lines(
    first: FirstGoal, history: History, *, file: str, spent: Sequence[tuple[str, Period]], notes: Sequence[str]
) -> Iterator[str]:
    """A line for all that the files brought.

    Args: file: the first of the traffic's, as it was given; spent: (file, days) of sums of what is spent now; notes: lines on what
        else could be taken.
    """
    yield f"read      {_traffic(first, history, file)}"
    if first.named:
        yield f"days      by the names of the files: {visible(listed([period_name(days) for _, days in first.named]))}"
    if first.effort is not None and history.effort is not None:
        yield f"effort    {visible(first.effort.files[0])}: {_effort(history.effort)}"
    for name, days in spent:
        placed = any(visible(name) in lever.now_of for lever in first.levers)
        where = "under `now`, as for a month" if placed else "in a comment at the end, for no lever here is for it"
        yield f"spent     {visible(name)}: the sum of {period_name(days)} stands {where}"
    for line in dict.fromkeys((*notes, *history.left_out)):
        yield f"note      {visible(line)}"


def _traffic(first: FirstGoal, history: History, file: str) -> str:
    more = f" and {len(first.traffic.files) - 1} more" if len(first.traffic.files) > 1 else ""
    branches = "1 branch" if len(history.leaves) == 1 else f"{exact(len(history.leaves))} branches"
    assumed = " (assumed)" if first.assumed else ""
    cadence = "" if history.counts_only else f" by {history.cadence}"
    total = exact(float(np.nansum(history.sessions)))
    return (
        f"{visible(file)}{more}: {total} {visible(first.metric)}, {branches}, "
        f"{period_name(history.span)}{assumed}{cadence}"
    )


def _effort(effort: EffortHistory) -> str:
    days = f"{short_day(effort.first)} to {short_day(effort.last)}"
    return f"{counted(len(effort.names), 'lever')}, {days} by {effort.cadence}"
