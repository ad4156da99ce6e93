"""Which column means what, by its name."""

from collections.abc import Mapping

from planner.errors import InputError, Problem
from planner.sources.table import CsvTable

ROLES: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "day", "week", "month", "period", "日期", "时间", "天", "datum", "fecha", "data"),
    "sessions": ("sessions", "visits", "session", "visit", "views", "page views", "users", "visitors", "clicks",
                 "会话", "会话数", "访问次数", "访问量", "流量", "sitzungen", "sesiones", "sessões"),
    "lever": ("lever", "activity", "channel", "campaign", "source", "name", "渠道", "杠杆", "活动"),
    "amount": ("amount", "effort", "spend", "cost", "hours", "money", "value", "花费", "费用", "投入", "金额"),
    "visitor": ("visitor", "visitor type", "user type", "new / returning", "new vs returning", "访客", "访客类型", "用户类型"),
    "channel": ("channel", "default channel group", "session default channel group", "channel group", "medium", "渠道",
                "流量来源", "来源"),
}  # fmt: skip


def find_role(table: CsvTable, role: str, said: Mapping[str, str]) -> int | None:
    """The column that plays a role: the one the goal file names, else the first whose name is a usual one.

    Raises: InputError if the goal file names a column that the table has not, or several columns have the name.
    """
    if role in said:
        if (found := table.find(said[role])) is None:
            raise InputError([table.no_column(said[role])])
        return found
    return next((at for usual in ROLES[role] if (at := table.find(usual)) is not None), None)


def need_role(table: CsvTable, role: str, said: Mapping[str, str], *, also: tuple[str, ...] = ()) -> int:
    """The same, where the table is of no use without.

    Args: also: further usual names, tried first.
    Raises: InputError if no column plays the role.
    """
    for name in also if role not in said else ():
        if (found := table.find(name)) is not None:
            return found
    if (found := find_role(table, role, said)) is None:
        usual = ", ".join(ROLES[role][:4])
        raise InputError(
            [
                Problem(
                    place=table.place(-1, 0),
                    text=f"no column of this table is known to hold the {role}",
                    expected=f"a column named {usual} …, or `columns: {{{role}: its name}}` in the goal file",
                )
            ]
        )
    return found
