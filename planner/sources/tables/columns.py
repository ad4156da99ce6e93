"""Which column of a table plays which role, by its name or by what it holds."""

from collections.abc import Callable, Iterator, Mapping

from planner.errors import InputError, Problem
from planner.model.channels import channel_group
from planner.model.visitors import visitor_kind
from planner.sources.tables.cells import numeric_share
from planner.sources.tables.names import rank_of, role_of
from planner.sources.tables.table import TextTable

NAMES: Mapping[str, tuple[str, ...]] = {
    "lever": ("lever", "activity", "campaign", "campaign name", "channel", "source", "source id", "name", "渠道", "杠杆", "活动", "广告系列", "广告系列名称",
              "kampagne", "campagne", "campaña", "campanha"),
    "amount": ("amount", "effort", "spend", "cost", "costs", "amount spent", "hours", "money", "value", "花费", "费用", "投入", "金额"),
}  # fmt: skip
"""Roles that effort alone has, whose names mean other things in a table of traffic."""
_LIKE = {"lever": "campaign", "amount": "cost"}
"""Roles of traffic tables whose names, in other languages and with a currency, are those of effort too."""
USUAL: Mapping[str, str] = {
    "date": "date, day, week, month",
    "sessions": "sessions, visits, session, visit",
    "lever": "lever, activity, campaign, channel",
    "amount": "amount, effort, spend, cost",
}
"""Names to propose."""
MEASURES = ("sessions", "views", "users", "clicks", "cost")
SAMPLE = 500  # different cells that tell what a column holds
UNKNOWN = frozenset(("", "unknown", "(not set)", "not set", "(unknown)", "other", "(other)", "n/a", "未知"))


def find_role(table: TextTable, role: str, said: Mapping[str, str]) -> int | None:
    """The column that plays a role: the one the goal file names, else the most usual name for it, else one that holds such names.

    Raises: InputError if the goal file names a column that the table has not, or several columns have the name.
    """
    if role in said:
        if (found := table.find(said[role])) is None:
            raise InputError([table.no_column(said[role])])
        return found
    if role in NAMES:
        usual = next((at for usual in NAMES[role] if (at := table.find(usual)) is not None), None)
        return usual if usual is not None else find_role(table, _LIKE[role], {})
    named = sorted((rank_of(name), at) for at, name in enumerate(table.header) if role_of(name) == role)
    if role in MEASURES:
        named = [(rank, at) for rank, at in named if numeric_share(table, at)]
    for _, at in named:
        return table.find(table.header[at])
    return _holding(table, _NAMES_IN[role]) if role in _NAMES_IN else None


def need_role(table: TextTable, role: str, said: Mapping[str, str]) -> int:
    """The same, where the table is of no use without.

    Raises: InputError if no column plays the role.
    """
    if (found := find_role(table, role, said)) is None:
        raise InputError([unknown_role(table, role)])
    return found


def unknown_role(table: TextTable, role: str) -> Problem:
    """The complaint that no column plays a role."""
    return Problem(
        place=table.place(-1, 0),
        text=f"no column of this table is known to hold the {role}",
        expected=f"a column named {USUAL[role]} …, or `columns: {{{role}: its name}}` in the goal file",
    )


def _channels(cells: set[str]) -> bool:
    """Whether most of the names are channels', and nothing that could be a site or a page."""
    known = sum(channel_group(cell) is not None for cell in cells)
    return len(cells) > 1 and 3 * known >= 2 * len(cells)


def _visitors(cells: set[str]) -> bool:
    """Whether the names are new and returning, and at most one that says it is not known."""
    return {visitor_kind(cell) for cell in cells} == {"new", "returning"}


_NAMES_IN: Mapping[str, Callable[[set[str]], bool]] = {"channel": _channels, "visitor": _visitors}


def holds_channels(table: TextTable) -> bool:
    """Whether a column of no known name holds names of channels."""
    return _holding(table, _channels) is not None


def _holding(table: TextTable, fits: Callable[[set[str]], bool]) -> int | None:
    return next((at for at in _of_no_role(table) if fits(_names_in(table, at))), None)


def _of_no_role(table: TextTable) -> Iterator[int]:
    return (at for at, name in enumerate(table.header) if not role_of(name))


def _names_in(table: TextTable, column: int) -> set[str]:
    """The different names in a column, those that say nothing aside; none where there are too many to be a tree's."""
    cells = {cell.strip() for cell in set(table.columns[column])}
    return {cell for cell in cells if cell.casefold() not in UNKNOWN} if len(cells) <= SAMPLE else set()
