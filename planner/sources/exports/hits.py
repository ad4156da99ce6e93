"""A table with a row for every hit, of which several make a visit."""

import numpy as np

from planner.sources.tables.columns import find_role
from planner.sources.tables.names import plain_name, role_of
from planner.sources.tables.table import TextTable

VISIT = ("visit id", "visitid", "session id", "sessionid", "ga session id", "session")
COUNT = "visits"


def visits(table: TextTable) -> TextTable | None:
    """The first hit of each visit, with a column that counts it; None where the table has no hits of visits that are told apart.

    Such a table has the time of each hit, a name for the visit it belongs to, and no column of figures for sessions, views or users.
    """
    names = [plain_name(name) for name in table.header]
    id_at = next((names.index(name) for name in VISIT if name in names), None)
    time_at = find_role(table, "date", {})
    if (
        id_at is None
        or time_at is None
        or any(find_role(table, role, {}) is not None for role in ("sessions", "views", "users"))
    ):
        return None
    ids, times = table.columns[id_at], table.columns[time_at]
    others = (role_of(name) for at, name in enumerate(table.header) if at != id_at)
    if len(set(ids)) < 2 or not any(role in ("page", "source", "event") for role in others):
        return None
    first: dict[str, int] = {}
    for row, name in enumerate(ids):
        if name.strip() and (name not in first or times[row] < times[first[name]]):
            first[name] = row
    rows = np.array(sorted(first.values()), dtype=np.int64)
    return table.only(rows).beside(COUNT, ["1"] * len(rows))
