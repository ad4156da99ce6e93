"""Which columns of a traffic table measure something, and which of them the goal's metric means."""

import re
from collections.abc import Collection, Mapping

from planner.errors import InputError, Problem, nearest_name
from planner.sources.cells import numeric_share
from planner.sources.columns import need_role
from planner.sources.table import CsvTable
from planner.text import folded

DEFAULT = "sessions"
OUTCOMES = (
    "conversions", "key events", "goal completions", "transactions", "purchases", "orders", "leads", "signups", "revenue",
    "转化", "转化次数", "订单", "收入",
)  # fmt: skip
"""What sessions are for: such columns are read without being asked for."""
_KEY = re.compile(r"(?:^|[^A-Za-z])(?i:id|code)$|[a-z](?:ID|Id|Code)$|(?:编号|代码)$")


def is_measure(table: CsvTable, column: int) -> bool:
    """Whether a column holds numbers that count something; `Campaign ID` and the like are names in digits."""
    return not _KEY.search(table.header[column]) and numeric_share(table, column) == 1


def outcome_columns(table: CsvTable, *, used: Collection[int]) -> tuple[int, ...]:
    """The columns of usual names that hold what sessions are for. Args: used: columns of another use."""
    found = dict.fromkeys(at for name in OUTCOMES if (at := table.find(name)) is not None)
    return tuple(at for at in found if at not in used and is_measure(table, at))


def count_column(table: CsvTable, metric: str, said: Mapping[str, str], *, aside: tuple[int, ...]) -> int:
    """The column of the metric; a metric of another name than the only measure is a label for that.

    Args: said: column by role, as the goal file names them; aside: columns of another use.
    Raises: InputError if there is no column for it, or none of its name among several measures.
    """
    if "sessions" not in said and folded(metric) != DEFAULT and table.find(metric) is None:
        measures = [name for at, name in enumerate(table.header) if at not in aside and is_measure(table, at)]
        near = nearest_name(metric, measures)
        if near or len(measures) > 1:
            problem = Problem(
                place=table.place(-1, 0),
                text=f"no column is named for the metric {metric!r}",
                expected=f"one of: {', '.join(measures)}, or `columns: {{sessions: its name}}` in the goal file",
                nearest=near,
            )
            raise InputError([problem])
    return need_role(table, "sessions", said, also=(metric,))
