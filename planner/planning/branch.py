"""The branch of the tree that somebody's words mean."""

from collections.abc import Iterator
from itertools import chain

from planner.model.channels import channel_group
from planner.model.goal import Where
from planner.model.history import History
from planner.model.visitors import visitor_kind
from planner.text import folded


def named_branch(where: Where, history: History) -> Where | None:
    """The level and value that the words of a phrase name; a branch that says its level stays as it is.

    Args: where: as the phrase parser gives it, with "" for a level that the words do not say.
    Returns: None where no name in the tree, or more than one, is meant.
    """
    settled = []
    for level, words in where:
        if level:
            settled.append((level, words))
            continue
        meant = set(_exact(words, history)) or set(_alike(words, history))
        if len(meant) != 1:
            return None
        at, name = meant.pop()
        settled.append((at, (name,)))
    return tuple(settled)


def branch_names(history: History) -> tuple[str, ...]:
    """Every name in the tree, once."""
    return tuple(dict.fromkeys(name for _, name in _places(history)))


def _places(history: History) -> Iterator[tuple[str, str]]:
    return chain.from_iterable(map(history.places, history.leaves))


def _exact(words: tuple[str, ...], history: History) -> Iterator[tuple[str, str]]:
    wanted = {folded(word) for word in words}
    return ((level, name) for level, name in _places(history) if folded(name) in wanted)


def _alike(words: tuple[str, ...], history: History) -> Iterator[tuple[str, str]]:
    """Other words for the same: first visits for new, SEO for Organic Search."""
    visitors = {visitor_kind(word) for word in words} - {None}
    channels = {channel_group(word) for word in words} - {None}
    for level, name in _places(history):
        if visitor_kind(name) in visitors or channel_group(name) in channels:
            yield level, name
