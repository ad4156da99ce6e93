"""Columns that are branches: new and returning visitors, or channels, side by side, become rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.errors import InputError
from planner.model.channels import channel_group
from planner.model.visitors import Visitor, visitor_kind
from planner.sources.tables.cells import numeric_share, read_amounts
from planner.sources.tables.columns import find_role, need_role
from planner.sources.tables.day_forms import FORMS
from planner.sources.tables.names import plain_name, role_of
from planner.sources.tables.table import TextTable
from planner.sources.tables.totals import is_total

ALIKE = 0.02
"""How far new and returning together may be from the whole: users who are both within a stretch are counted twice."""
_PEOPLE = (
    "user",
    "visitor",
    "nutzer",
    "besucher",
    "utilisateur",
    "visiteur",
    "usuari",
    "usuár",
    "utilizador",
    "visitante",
    "用户",
    "访客",
    "uniq",
)


_VISITS = ("session", "visits", "sitzung", "会话")
"""Words that stand for visits, whoever made them: `New users sessions`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Columns that are the branches of one level."""

    level: str
    branches: tuple[tuple[str, int], ...]
    """(name of the branch, its column)."""
    rest_of: int | None = None
    """The column of the whole, where the last branch is what the others leave of it."""


def find_split(
    table: TextTable, said: Mapping[str, str], *, count_at: int | None, aside: Sequence[int]
) -> Split | None:
    """The columns of new and returning visitors that add up to the count, or columns named for channels where there is no count.

    Args: said: column by role, as the goal file names them: `new`, and `returning` or what `new` leaves of the count; aside: columns of
        another use.
    """
    if "new" in said or "returning" in said:
        return _said(table, said, count_at)
    found: dict[tuple[Visitor, bool], int] = {}
    for at in _figures(table, aside):
        if kind := visitor_kind(plain_name(table.header[at])):
            found.setdefault((kind, _of_people(table.header[at])), at)
    for people in (False, True):
        pair = found.get(("new", people)), found.get(("returning", people))
        if (
            pair[0] is not None
            and pair[1] is not None
            and (count_at is None or _adds_up(table, pair[0], pair[1], count_at))
        ):
            return Split(level="visitor", branches=(("new", pair[0]), ("returning", pair[1])))
    return _dates(table) or _channels(table, aside) if count_at is None else None


def _of_people(name: str) -> bool:
    return any(word in name.casefold() for word in _PEOPLE) and not any(word in plain_name(name) for word in _VISITS)


def only_new(table: TextTable, count_at: int) -> int | None:
    """The column of new visits, where there is none of returning ones and no row has more of them than it counts."""
    kinds = {at: visitor_kind(plain_name(table.header[at])) for at in _figures(table, (count_at,))}
    new = [at for at, kind in kinds.items() if kind == "new" and not _of_people(table.header[at])]
    if len(new) != 1 or "returning" in kinds.values():
        return None
    try:
        part, whole = (np.nan_to_num(read_amounts(table, at, what="")[0]) for at in (new[0], count_at))
    except InputError:  # nobody asked for the column, so what is wrong with it is nobody's concern
        return None
    return new[0] if part.sum() > 0 and bool((part <= whole).all()) else None


def _dates(table: TextTable) -> Split | None:
    """A table with a column a day, week or month."""
    found = [at for at, name in enumerate(table.header) if any(form(name.strip()) for form in FORMS.values())]
    if len(found) < 2:
        return None
    return Split(level="date", branches=tuple((table.header[at], at) for at in found))


def _said(table: TextTable, said: Mapping[str, str], count_at: int | None) -> Split:
    new, returning = find_role(table, "new", said), find_role(table, "returning", said)
    if new is not None and returning is not None:
        return Split(level="visitor", branches=(("new", new), ("returning", returning)))
    if count_at is None:
        raise InputError(
            [
                table.complaint(
                    -1, new or returning or 0, "new and returning visitors need a column each, or one of both together"
                )
            ]
        )
    known = new if new is not None else need_role(table, "returning", said)
    names = ("new", "returning") if new is not None else ("returning", "new")
    return Split(level="visitor", branches=((names[0], known), (names[1], known)), rest_of=count_at)


def _figures(table: TextTable, aside: Sequence[int]) -> list[int]:
    return [
        at for at in range(len(table.header)) if at not in aside and table.header[at] and numeric_share(table, at) == 1
    ]


def _adds_up(table: TextTable, new: int, returning: int, count_at: int) -> bool:
    sums = [np.nansum(read_amounts(table, at, what="")[0]) for at in (new, returning, count_at)]
    return bool(abs(sums[0] + sums[1] - sums[2]) <= ALIKE * sums[2])


def _channels(table: TextTable, aside: Sequence[int]) -> Split | None:
    """A table with a column a channel: most columns of figures that are no measure are named for one."""
    free = [at for at in _figures(table, aside) if not role_of(table.header[at]) and not is_total(table.header[at])]
    known = [at for at in free if channel_group(table.header[at])]
    if len(known) < 2 or 2 * len(known) < len(free):
        return None
    return Split(level="channel", branches=tuple((table.header[at], at) for at in free))


def split_rows(table: TextTable, split: Split, metric: str) -> tuple[TextTable, int, int]:
    """The table with a row for each branch of each row, its branch and its count in two more columns.

    Returns: the table, the column of the branch, the column of the count.
    Raises: InputError with every cell that is no count.
    """
    read = [read_amounts(table, at, what=metric) for _, at in split.branches]
    if split.rest_of is not None:
        whole, problems = read_amounts(table, split.rest_of, what=metric)
        read[1] = np.maximum(whole - read[0][0], 0.0), problems
    if wrong := [problem for _, problems in read for problem in problems]:
        raise InputError(wrong)
    counts = np.stack([amounts for amounts, _ in read], axis=1).ravel()
    rows = np.repeat(np.arange(table.rows), len(split.branches))
    names = [name for name, _ in split.branches] * table.rows
    long = table.only(rows).beside(split.level, names)
    long = long.beside(metric, ["" if np.isnan(count) else repr(float(count)) for count in counts])
    return long, len(long.header) - 2, len(long.header) - 1
