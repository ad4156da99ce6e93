"""Which lever of a goal, and which channel, logged work serves."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from planner.model.activity_log import Logged
from planner.model.channels import channel_group
from planner.model.goal import Goal, Lever
from planner.text import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What an activity is for."""

    channel: str | None = None
    """A default channel group; None where nothing says one."""
    lever: Lever | None = None
    serves: bool = False
    """Whether it is for a lever of the goal, or a channel that one drives."""


def services(rows: Sequence[Logged], goal: Goal | None) -> Mapping[str, Service]:
    """What every activity is for, by its folded name: what most of its rows say, or else its own name.

    A row says it by its lever, by its channel, or by the name of the activity, in this order; a lever is known by its name, and a channel
    that one lever alone drives stands for that lever.
    """
    said: dict[str, Counter[tuple[str, str]]] = {}
    for row in rows:
        said.setdefault(folded(row.activity), Counter())[row.lever, row.channel] += 1
    levers = goal.levers if goal else ()
    return {name: _service(*counts.most_common(1)[0][0], name, levers) for name, counts in said.items()}


def _service(lever_said: str, channel_said: str, activity: str, levers: Sequence[Lever]) -> Service:
    for name in filter(None, (lever_said, channel_said, activity)):
        if (lever := _named(name, levers)) is not None:
            return Service(channel=_channel((channel_said, activity)) or _driven(lever), lever=lever, serves=True)
    group = _channel((channel_said, lever_said, activity))
    driving = [
        lever
        for lever in levers
        if any(_same(name, group, value) for value in _values(lever) for name in (channel_said, activity))
    ]
    return Service(channel=group, lever=driving[0] if len(driving) == 1 else None, serves=bool(driving))


def _named(name: str, levers: Iterable[Lever]) -> Lever | None:
    """The lever of that name, or the only one whose name is part of it or has it as a part, word by word."""
    levers = tuple(levers)
    if exact := [lever for lever in levers if folded(name) in map(folded, _spellings(lever))]:
        return exact[0]
    alike = [lever for lever in levers if any(_within(one, name) or _within(name, one) for one in _spellings(lever))]
    return alike[0] if len(alike) == 1 else None


def _spellings(lever: Lever) -> tuple[str, ...]:
    """Its name, and the English one of a lever of the playbook."""
    return (lever.name, lever.english[0]) if lever.english else (lever.name,)


def _within(short: str, long: str) -> bool:
    words, among = folded(short).split(), folded(long).split()
    return any(among[n : n + len(words)] == words for n in range(len(among) - len(words) + 1)) if words else False


def _same(name: str, group: str | None, value: str) -> bool:
    return bool(name) and (folded(name) == folded(value) or (group is not None and channel_group(value) == group))


def _values(lever: Lever) -> Iterator[str]:
    return chain.from_iterable(values for _, values in lever.drives)


def _driven(lever: Lever) -> str | None:
    return _channel(_values(lever))


def _channel(names: Iterable[str]) -> str | None:
    return next((group for name in names if name and (group := channel_group(name)) is not None), None)
