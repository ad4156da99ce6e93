"""A first goal for the exports that somebody has at hand."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from planner.model.arrays import Array
from planner.model.channels import channel_group
from planner.model.first_goal import FirstBranch, FirstGoal
from planner.model.goal import Goal, Table, Target
from planner.model.history import History, Leaf
from planner.planning.aim import aim_of
from planner.planning.first_levers import Channel, suggested
from planner.response.playbook import why_no_play
from planner.sources.first.at_hand import AtHand

NOTHING = 0.01
"""Of the sessions: a channel with less brings next to nothing."""
MOST = (12, 8, 6)
"""Branches that are shown by level, of each parent; the rest are summed."""
YEAR = 365
EFFORT = "a table with columns date, lever and amount (what each activity took, by day or week), under `effort: {file: effort.csv}`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for, and where the goal file will stand."""

    target: str
    resources: tuple[tuple[str, float], ...]
    """What is at hand in the period, as far as that was said."""
    folder: str
    """Of the goal file, from which its paths start."""
    shown: str
    """The goal file's name, as a command line takes it."""
    schema: str
    """Where the JSON Schema of goal files is, from that folder; empty for nowhere."""
    today: date


def first_goal(hand: AtHand, wanted: Wanted) -> tuple[FirstGoal, History]:
    """The facts of a goal file for the exports at hand, and its history with effort."""
    traffic, history = hand.traffic, hand.traffic.history
    asked = Target(text="1x", kind="multiple", amount=1)
    aim = aim_of(Goal(target=asked, traffic=traffic.source, as_of=wanted.today, metric=traffic.metric), history)
    sessions: Array = aim.now * (aim.base.days / aim.period.days)
    by_name = _by_channel(history, sessions)
    enough = NOTHING * float(sessions.sum())
    channels = _groups({place: each for place, each in by_name.items() if each > 0 and each >= enough})
    levers, effort, unused, unplaced = suggested(hand, channels, wanted.resources)
    first = FirstGoal(
        target=wanted.target,
        shown=wanted.shown,
        schema=wanted.schema,
        tool=traffic.export.name,
        traffic=_placed(traffic.source, wanted.folder),
        metric=traffic.metric,
        counts=traffic.counts,
        assumed=traffic.assumed,
        named=tuple((_relative(file, wanted.folder), days) for file, days in traffic.named),
        alone=traffic.alone,
        span=history.span,
        cadence=history.cadence,
        base=aim.base,
        sessions=float(sessions.sum()),
        branches=tuple(_branches(history, sessions)),
        effort=_placed(effort.source, wanted.folder) if effort else None,
        apart=tuple(_relative(file, wanted.folder) for file in hand.apart),
        resources=wanted.resources,
        levers=levers,
        unused=unused,
        unplaced=unplaced,
        small=tuple(name for (_, name), each in by_name.items() if (each < enough or not each) and not _fixed(name)),
        still=tuple((each.group, why) for each in channels if (why := why_no_play(each.group))),
        unknown=tuple(name for (_, name), each in by_name.items() if each >= enough and channel_group(name) is None),
        missing=tuple(_missing(hand, history, with_effort=effort is not None)),
    )
    return first, replace(history, effort=effort.history if effort else None)


def _fixed(name: str) -> bool:
    """Whether nobody does anything for a channel, so that there is nothing to drop."""
    return bool(why_no_play(channel_group(name)))


def _by_channel(history: History, sessions: Array) -> dict[tuple[str, str], float]:
    """Sessions by (level, name) of the channels, biggest first; leaves without one do not count."""
    found: dict[tuple[str, str], float] = {}
    for leaf, count in zip(history.leaves, sessions.tolist(), strict=True):
        places = history.places(leaf)
        place = next(
            ((level, name) for level, name in reversed(places) if channel_group(name)),
            next(((level, name) for level, name in places if history.depth("channel") == history.depth(level)), None),
        )
        if place is not None:
            found[place] = found.get(place, 0.0) + count
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _groups(by_name: Mapping[tuple[str, str], float]) -> tuple[Channel, ...]:
    """The channel groups among them, biggest first, each with its names at one level."""
    found: dict[str, list[tuple[str, str]]] = {}
    for level, name in by_name:
        if group := channel_group(name):
            found.setdefault(group, []).append((level, name))
    totals = {group: sum(by_name[place] for place in places) for group, places in found.items()}
    return tuple(
        Channel(
            group=group,
            level=found[group][0][0],
            names=tuple(name for level, name in found[group] if level == found[group][0][0]),
        )
        for group in sorted(found, key=lambda group: -totals[group])
    )


def _branches(history: History, sessions: Array) -> Iterator[FirstBranch]:
    """The tree from the top down, without the smallest branches of each parent."""
    sums: dict[Leaf, float] = {}
    for leaf, count in zip(history.leaves, sessions.tolist(), strict=True):
        for depth in range(1, len(leaf) + 1):
            sums[leaf[:depth]] = sums.get(leaf[:depth], 0.0) + count
    children: dict[Leaf, list[Leaf]] = {}
    for branch in sums:
        children.setdefault(branch[:-1], []).append(branch)

    def below(parent: Leaf) -> Iterator[FirstBranch]:
        if len(parent) >= len(MOST):
            return
        found = sorted(children.get(parent, ()), key=lambda branch: (-sums[branch], branch))
        most = MOST[len(parent)]
        most = len(found) if len(found) == most + 1 else most  # a line for the rest takes as much room
        for branch in found[:most]:
            yield FirstBranch(name=branch[-1], depth=len(branch), sessions=sums[branch])
            yield from below(branch)
        if rest := found[most:]:
            total = sum(sums[branch] for branch in rest)
            yield FirstBranch(name="", depth=len(parent) + 1, sessions=total, hidden=len(rest))

    yield from below(())


def _missing(hand: AtHand, history: History, *, with_effort: bool) -> Iterator[tuple[str, str]]:
    """What would make the plan better, and where that tool keeps it."""
    export = hand.traffic.export
    levels = {level.casefold() for level in history.levels}
    if history.cadence != "day" and export.days:
        yield "sessions by day", export.days
    if "channel" not in levels and export.channels:
        yield "channels", export.channels
    if "visitor" not in levels and export.visitors:
        yield "new and returning visitors", export.visitors
    if 1 < history.span.days < YEAR and not history.counts_only:
        yield "a longer history", "the same export from 13 months ago on; then the season of the year is known"
    if not with_effort:
        yield "what effort took", EFFORT
    if not any(np.nansum(each.amounts) > 0 for each in history.measures):
        yield "conversions", "a column such as conversions, key events or revenue in the same export"
    if history.cadence == "day":
        yield "public holidays", "`country: DE` (your visitors' country) in this file"


def _placed(source: Table, folder: str) -> Table:
    """The table with paths that start at the goal file's folder."""
    return replace(source, files=tuple(_relative(file, folder) for file in source.files))


def _relative(file: str, folder: str) -> str:
    if os.path.isabs(file):
        return file
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # another drive
        return os.path.abspath(file)
