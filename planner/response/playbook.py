"""The playbook: what is known in general about what effort brings, for sites about which nothing better is known."""

import functools
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import yaml

from planner.errors import PlannerError
from planner.model.channels import CHANNEL_GROUPS
from planner.model.goal import Range

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

FALLBACK = "any"
FIGURES = ("uses", "sessions", "doubling", "share", "lag", "reach")
_WORDS = ("action", "unit")
_RESOURCES = ("money", "hours")


class PlaybookError(PlannerError):
    """The packaged playbook does not keep its own rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """A typical lever of one channel."""

    channel: str
    """A default channel group, or "any"."""
    name: str
    action: str
    unit: str
    uses: tuple[tuple[str, float], ...]
    """(money [US dollars] or hours [person hours], how much of it one unit takes)."""
    sessions: Range
    """[sessions/unit] in all, now and later, on average over units at a usual amount of effort."""
    doubling: Range
    """[-] Twice the effort brings so many times the sessions, 1.05 to 2."""
    share: Range
    """[-] Share of the channel's present sessions that the lever's present effort of the same month causes, 0 to 1."""
    lag: float
    """[days] Mean delay of the effect."""
    reach: float
    """[-] The most extra sessions that a month's effort can plausibly bring in all, over the channel's present sessions in a month."""
    sources: tuple[tuple[str, str], ...]
    """(figure, where it comes from), for every figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """All plays, by channel."""

    plays: Mapping[str, tuple[Play, ...]]
    """Every default channel group; empty where no lever moves it."""
    fallback: tuple[Play, ...]
    """For channels that are none of them."""
    reasons: Mapping[str, str]
    """Why a channel has no play."""


def plays_for(channel_group: str | None) -> tuple[Play, ...]:
    """The plays of a channel group as `channel_group` spells it, or those for any channel where the name is none.

    Those for any channel are one lever that takes money and one that takes hours, with the widest ranges of all."""
    book = read_playbook()
    return book.fallback if channel_group is None else book.plays.get(channel_group, book.fallback)


def why_no_play(channel_group: str | None) -> str:
    """The reason why `plays_for` is empty; nothing where it is not."""
    return read_playbook().reasons.get(channel_group or "", "")


@functools.cache
def read_playbook() -> Playbook:
    """The packaged playbook.

    Raises: PlaybookError if it is broken."""
    # importlib.resources would import zipfile: 4 ms, twice what the rest takes
    text = pkgutil.get_data("planner.response", "playbook.yaml")
    if text is None:
        raise PlaybookError("the playbook is not packaged")
    return parse_playbook(text.decode())


def parse_playbook(text: str) -> Playbook:
    """The playbook that a text in the form of the packaged file describes.

    Raises: PlaybookError if a channel or a figure is missing, a figure has no source, or a range is out of order or bounds."""
    try:
        entries = yaml.load(text, Loader=Loader)
    except yaml.YAMLError as error:
        raise PlaybookError(f"the playbook is no YAML: {error}") from error
    _expect(
        isinstance(entries, dict) and set(entries) == {*CHANNEL_GROUPS, FALLBACK},
        "its keys are not the channel groups and 'any'",
    )
    _expect(
        all(isinstance(entry, dict) and entry for entry in entries.values()), "a channel has neither lever nor reason"
    )
    reasons = {channel: str(entry["why"]) for channel, entry in entries.items() if set(entry) == {"why"}}
    _expect(FALLBACK not in reasons, "'any' has no lever")
    plays = {
        channel: () if channel in reasons else tuple(_play(channel, name, lever) for name, lever in entry.items())
        for channel, entry in entries.items()
    }
    fallback = plays.pop(FALLBACK)
    return Playbook(plays=MappingProxyType(plays), fallback=fallback, reasons=MappingProxyType(reasons))


def _play(channel: str, name: str, lever: Any) -> Play:
    where = f"{channel}, {name}"
    _expect(
        isinstance(lever, dict) and set(lever) == {*_WORDS, *FIGURES}, f"{where}: its keys are not {_WORDS + FIGURES}"
    )
    _expect(all(lever[word] for word in _WORDS), f"{where}: a word is missing")
    parts = {figure: str(lever[figure]).partition(" | ") for figure in FIGURES}
    _expect(all(source.strip() for _, _, source in parts.values()), f"{where}: a figure has no source")
    try:
        return Play(
            channel=channel,
            name=name,
            action=lever["action"],
            unit=lever["unit"],
            uses=_uses(parts["uses"][0]),
            sessions=_range(parts["sessions"][0]),
            doubling=_range(parts["doubling"][0], least=1.05, most=2),
            share=_range(parts["share"][0], most=1),
            lag=_number(parts["lag"][0]),
            reach=_number(parts["reach"][0]),
            sources=tuple((figure, source.strip()) for figure, (_, _, source) in parts.items()),
        )
    except ValueError as error:
        raise PlaybookError(f"the playbook is broken: {where}: {error}") from error


def _uses(text: str) -> tuple[tuple[str, float], ...]:
    pairs = [use.split() for use in text.split(",")]
    if any(len(pair) != 2 or pair[0] not in _RESOURCES for pair in pairs):
        raise ValueError(f"{text!r} is not an amount of {' or '.join(_RESOURCES)}")
    return tuple((resource, _number(amount)) for resource, amount in pairs)


def _range(text: str, *, least: float = 0.0, most: float = float("inf")) -> Range:
    low, _, high = text.partition("..")
    found = Range(low=_number(low), high=_number(high))
    if not least <= found.low <= found.high <= most:
        raise ValueError(f"{text!r} is not a range within {least:g}..{most:g}")
    return found


def _number(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise ValueError(f"{text!r} is not above zero")
    return value


def _expect(condition: bool, complaint: str) -> None:  # noqa: FBT001 - the condition is what is checked
    if not condition:
        raise PlaybookError(f"the playbook is broken: {complaint}")
