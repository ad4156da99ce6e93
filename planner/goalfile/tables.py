"""How the keys of a table are read: the days that it covers, the order in its dates, its decimal mark, own channels."""

from collections.abc import Mapping
from typing import Literal

from planner.errors import nearest_name, quoted
from planner.goalfile.complaint import UnclearError, unclear
from planner.goalfile.periods import parse_period
from planner.goalfile.readers import gathered, kind, text, texts
from planner.model.goal import DATE_ORDERS, ChannelRule
from planner.model.period import Period

FIELDS = ("source", "medium", "campaign", "channel")
_SHORT = {
    "d/m/y": DATE_ORDERS[0],
    "dd/mm/yyyy": DATE_ORDERS[0],
    "m/d/y": DATE_ORDERS[1],
    "mm/dd/yyyy": DATE_ORDERS[1],
    "y/m/d": DATE_ORDERS[2],
}
_DECIMALS: Mapping[str, Literal[".", ","]] = {".": ".", ",": ",", "point": ".", "dot": ".", "comma": ","}
_RULE = "where it comes from, as in {source: partner-*, medium: referral}"


def covered(value: object) -> Period:
    """The days that a whole table is of. Raises: UnclearError for none, and for days that move on with time."""
    found = parse_period(text(value))
    if not isinstance(found, Period):
        raise unclear(f"{quoted(str(value))} moves on with time", "days such as 2026-10 or 2026-10-01..2026-10-28")
    return found


def order(value: object) -> str:
    """The order in dates. Raises: UnclearError for anything else."""
    said = text(value).strip().lower().replace(" ", "").replace("-", "/").replace(".", "/")
    said = _SHORT.get(said, said)
    if said in DATE_ORDERS:
        return said
    raise unclear(
        f"{quoted(str(value))} is no order in dates",
        "one of " + ", ".join(DATE_ORDERS),
        nearest_name(said, DATE_ORDERS),
    )


def decimals(value: object) -> Literal[".", ","]:
    """The decimal mark. Raises: UnclearError for anything else."""
    found = _DECIMALS.get(text(value).strip().lower())
    if found is None:
        raise unclear(f"{quoted(str(value))} is no decimal mark", '"." or ","')
    return found


def channels(value: object) -> tuple[ChannelRule, ...]:
    """Own channels, by name, each with what its source, medium, campaign or channel is. Raises: UnclearError for every one that says none."""
    if not isinstance(value, dict) or not value:
        raise unclear(f"{kind(value)} stands where channels belong", f"names of channels, each with {_RULE}")
    return tuple(_rule(name, said) for name, said in gathered(value, _fields).items())


def _rule(name: str, said: Mapping[str, tuple[str, ...]]) -> ChannelRule:
    return ChannelRule(name, **said)


def _fields(value: object) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(value, dict) or not value:
        raise unclear(f"{kind(value)} does not say where the channel's visits come from", _RULE)
    wrong = [key for key in value if key not in FIELDS]
    if wrong:
        expected, near = "one of " + ", ".join(FIELDS), nearest_name(str(wrong[0]), FIELDS)
        raise UnclearError(
            *(each for key in wrong for each in unclear(f"unknown key {quoted(str(key))}", expected, near).under(key))
        )
    return gathered(value, texts)
