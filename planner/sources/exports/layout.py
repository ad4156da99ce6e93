"""An export as a plain table of traffic: days, branches and counts in columns of their own, and only rows that count."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.errors import InputError, Problem
from planner.model.goal import ChannelRule, Table
from planner.sources.exports.channel_rules import group_of
from planner.sources.exports.chosen import left_alike
from planner.sources.exports.hits import visits
from planner.sources.exports.kept import counted_rows
from planner.sources.exports.leaves import tree_columns
from planner.sources.exports.measures import DEFAULT, count_column, need_count
from planner.sources.exports.refusals import refusal
from planner.sources.exports.split import Split, find_split, only_new, split_rows
from planner.sources.exports.tools import Export, export_of
from planner.sources.tables.columns import find_role
from planner.sources.tables.dated import DAYS, with_days
from planner.sources.tables.names import DATE_ROLES, rank_of, role_of
from planner.sources.tables.table import TextTable, Ways
from planner.text import folded

LEVELS = ("visitor", "channel")
"""The levels of a tree that a goal file need not name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A table of traffic, and which of its columns is what."""

    table: TextTable
    export: Export
    day_at: int
    count_at: int
    tree_at: tuple[int, ...]
    levels: tuple[str, ...]
    used: Mapping[int, str]
    """What columns hold that are no other measure, the ones here among them."""
    covers: bool = False
    """Whether the days are those of the whole table, with none of a row's own."""
    left_out: tuple[str, ...] = ()
    """Rows that are not in the table any more, by reason, ready to be shown."""


def lay_out(table: TextTable, source: Table, metric: str) -> Layout:
    """The table with a column each for the day, every level of the tree and the metric.

    Args: source: what the goal file says of it.
    Raises: InputError where it has no such columns, or carries no traffic.
    """
    if table.wrong:
        raise InputError(table.wrong)
    said = dict(source.columns)
    export = export_of(table)
    if not table.read:  # an engine has read the numbers
        table = replace(table, ways=Ways(dates=source.dates, decimals=source.decimals))
    if "sessions" not in said and (each_visit := visits(table)) is not None:
        table = each_visit
    named = tuple(at for name in source.by if (at := table.find(name)) is not None)
    count_at = count_column(table, metric, said, aside=named)
    if (reason := refusal(table, export, said, metric, count_at)) is not None:
        raise InputError([reason])
    table, lines = counted_rows(table, count_at=count_at, metric=metric)
    lines = left_alike(table) + lines
    layout_count = count_at
    table, channel_at = _with_channel(table, said, source.channels)
    places = {"channel": channel_at, "visitor": find_role(table, "visitor", said)}
    used: dict[int, str] = {}
    split = _split(table, said, source.by, count_at=count_at)
    if split is not None:
        used |= {at: f"{metric} of a branch" for _, at in split.branches}
        table, places[split.level], count_at = split_rows(table, split, metric)
    width = len(table.header)
    table, day_at = with_days(table, said, source.covers)
    covers = day_at >= width and table.header[day_at] == DAYS
    count_at = need_count(table, count_at)
    tree_at, levels = tree_columns(table, source.by, places=places, day_at=day_at, count_at=count_at)
    if covers and not tree_at:
        raise InputError([_one_figure(table, export)])
    lines += tuple(_stand_in(table, said, metric, layout_count))
    if split is None and "visitor" not in levels and (not source.by or "visitor" in map(folded, source.by)):
        lines += tuple(_new_alone(table, count_at))
    used |= {day_at: "dates", **dict.fromkeys(tree_at, "names of branches"), count_at: metric}
    return Layout(
        table=table, export=export, day_at=day_at, count_at=count_at, tree_at=tree_at, levels=levels, used=used, covers=covers, left_out=lines
    )  # fmt: skip


def _one_figure(table: TextTable, export: Export) -> Problem:
    text = "this table says neither days nor sources"
    return table.complaint(
        -1, 0, text, expected=f"a row a day, or a row a channel{f' ({export.channels})' if export.channels else ''}"
    )


def _stand_in(table: TextTable, said: Mapping[str, str], metric: str, count_at: int | None) -> Iterator[str]:
    """A line where something else than visits is counted for want of them."""
    if count_at is None or "sessions" in said or folded(metric) != DEFAULT:
        return
    name = table.header[count_at]
    others = [
        other
        for other in table.header
        if folded(other) != folded(name) and role_of(other) == role_of(name) != "" and rank_of(other) == rank_of(name)
    ]
    if others:
        yield f"{table.file}: {name!r} is counted, and not {', '.join(map(repr, others))}"
    if role_of(name) == "sessions":
        return
    yield f"{table.file}: {table.header[count_at]!r} is counted, for there are no sessions"


def _new_alone(table: TextTable, count_at: int) -> Iterator[str]:
    """A line where a column of new visits stands alone, and what the sessions have beyond them are the returning ones."""
    if (at := only_new(table, count_at)) is not None:
        name = table.header[at]
        yield f"{table.file}: {name!r} is not used; `columns: {{new: {name}}}` tells new visits from returning ones"


def _split(table: TextTable, said: Mapping[str, str], by: Sequence[str], *, count_at: int | None) -> Split | None:
    """Columns that are branches, where the tree has that level."""
    aside = tuple(at for at, name in enumerate(table.header) if role_of(name) in DATE_ROLES)
    split = find_split(table, said, count_at=count_at, aside=aside)
    wanted = {folded(name) for name in by} or set(LEVELS)
    return split if split is not None and (split.level in wanted or count_at is None) else None


def _with_channel(
    table: TextTable, said: Mapping[str, str], rules: Sequence[ChannelRule]
) -> tuple[TextTable, int | None]:
    """The table and its column of channels: its own, or one made of source, medium and campaign by the rules."""
    own = find_role(table, "channel", said)
    if own is not None and not rules:
        return table, own
    parts = {role: find_role(table, role, said) for role in ("source", "medium", "campaign")}
    both = find_role(table, "source / medium", said)
    if both is None and parts["source"] is None and parts["medium"] is None and own is None:
        return table, None
    columns = {role: table.columns[at] for role, at in parts.items() if at is not None}
    if own is not None:
        columns["channel"] = table.columns[own]
    if both is not None and "source" not in columns:
        columns["source / medium"] = table.columns[both]
    names = tuple(columns)
    cells = list(zip(*columns.values(), strict=True))
    groups = {key: _group(dict(zip(names, key, strict=True)), rules) for key in set(cells)}
    name = "channel" if table.find("channel") is None else "channel group"
    return table.beside(name, [groups[key] for key in cells]), len(table.header)


def _group(row: dict[str, str], rules: Sequence[ChannelRule]) -> str:
    both = row.pop("source / medium", "")
    if both:
        source, _, medium = both.partition(" / ") if " / " in both else both.partition("/")
        row |= {"source": source, "medium": medium}
    return group_of(rules=rules, **row)
