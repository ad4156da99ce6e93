"""Which generic kind of resource a user's resource is: the playbook knows money and hours alone."""

from collections.abc import Iterable
from typing import Literal

from planner.text import folded

Kind = Literal["money", "hours"]

_MONEY = ("money", "budget", "spend", "cost", "usd", "eur", "gbp", "cny", "rmb", "dollar", "euro", "pound", "yuan", "cash", "funds",
          "$", "€", "£", "¥", "钱", "预算", "资金", "费用", "经费", "花费", "元", "金额")  # fmt: skip
_HOURS = ("hour", "hrs", "time", "工时", "小时", "时间", "人时")


def resource_kind(name: str) -> Kind | None:
    """Money or hours, by the words in its name; None where they say neither."""
    text = folded(name)
    if any(word in text for word in _HOURS):
        return "hours"
    return "money" if any(word in text for word in _MONEY) else None


def by_kind(uses: Iterable[tuple[str, float]]) -> dict[Kind, float]:
    """What a unit takes of each generic kind; several resources of one kind add up."""
    found: dict[Kind, float] = {}
    for name, amount in uses:
        if (kind := resource_kind(name)) is not None:
            found[kind] = found.get(kind, 0.0) + amount
    return found
