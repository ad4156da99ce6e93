"""The branch of the tree that is left of a phrase once its amount and its period are read."""

import re
from collections.abc import Iterable

from planner.goalfile.numbers import has_han
from planner.model.goal import Where
from planner.model.visitors import visitor_kind

_NOUNS = frozenset({
    "traffic", "session", "sessions", "visit", "visits", "visitor", "visitors", "user", "users", "people", "site",
    "website", "web",
})  # fmt: skip
_SMALL = frozenset({
    "a", "an", "the", "our", "my", "your", "its", "to", "of", "for", "from", "by", "in", "on", "at", "via",
    "through", "with", "and", "get", "gets", "have", "make", "bring", "bringing", "drive", "attract", "see", "reach",
    "hit", "achieve", "want", "we", "i", "need", "please", "should", "must", "will", "increase", "increasing",
    "grow", "growing", "raise", "raising", "boost", "lift", "improve", "expand", "gain", "rise", "up", "add",
    "adding", "more", "extra", "additional", "higher", "another", "reduce", "reducing", "decrease", "decreasing",
    "cut", "lower", "shrink", "drop", "lose", "down", "fewer", "less", "many", "much", "least", "number", "total", "overall",
    "all", "whole", "entire", "so", "that", "is", "be", "until", "per", "sites", "websites", "site's", "website's",
    "it", "plus", "minus", "than",
})  # fmt: skip
_WIDE_NOUNS = "网站|全站|整站|站点|流量|访问量|访问次数|访问|会话数|会话|访客数|访客|用户数|用户|总量|总"
_TRAILING_NOUN = f"(?:{_WIDE_NOUNS})$"
_WIDE_SMALL = "增长|增加|新增|提升|提高|上升|上涨|下降|减少|降低|下跌|达到|达|做到|变成|翻|来自|通过|让|使|把|将|我们|希望|想要|要|的|了|次|人次|整体|全部|所有"
_PUNCTUATION = " \t,.;:!?\"'“”‘’()[]，。；：！？、（）「」《》"
_AND = r"(?:^|\s)(?:and|or)(?=\s)|[,，、;；]|和|与|以及"


def branch(rest: str) -> Where:
    """The branch that the words name; the whole tree where they say nothing more than traffic.

    Each pair has the level "", for which level a name belongs to only the history tells. Words that mean nothing here
    stay, so that they are checked against its names.
    """
    parts = [said for words in re.split(_AND, rest) if any(said := _part(words))]
    if not parts:
        return ()
    if all(bool(kind) != bool(name) for kind, name in parts):
        return (("", _unique(kind or name for kind, name in parts)),)
    kinds, names = _unique(kind for kind, _ in parts), _unique(name for _, name in parts)
    return tuple(("", values) for values in (kinds, names) if values)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _part(words: str) -> tuple[str, str]:
    """(new or returning, any other name) in words without "and"."""
    kind = ""
    if has_han(words):
        kind, words = _wide_kind(words)
        words = re.sub(_WIDE_SMALL, " ", re.sub(_WIDE_NOUNS, " ", words))
    tokens = [token for word in words.split() if (token := word.strip(_PUNCTUATION))]
    for end in range(len(tokens)):
        for begin in range(max(0, end - 2), end):
            found = visitor_kind(" ".join(tokens[begin:end]))
            if found and not kind and tokens[end] in _NOUNS:
                kind, tokens = found, tokens[:begin] + tokens[end + 1 :]
                break
        if kind:
            break
    name = " ".join(_trimmed(tokens))
    found = visitor_kind(name)
    return (found, "") if found and not kind else (kind, name)


def _trimmed(tokens: list[str]) -> list[str]:
    """The tokens between the words that say nothing; those inside a name are part of it."""
    said = [i for i, token in enumerate(tokens) if token not in _SMALL and token not in _NOUNS]
    return tokens[said[0] : said[-1] + 1] if said else []


def _wide_kind(words: str) -> tuple[str, str]:
    """The longest Chinese word for new or returning visitors, and the words without it; 新 alone may be part of a name."""
    for size in range(6, 1, -1):
        for begin in range(len(words) - size + 1):
            part = words[begin : begin + size]
            bare = re.sub(_TRAILING_NOUN, "", part)
            if has_han(part[0]) and (kind := visitor_kind(part) or (visitor_kind(bare) if bare != part else None)):
                return kind, words[:begin] + " " + words[begin + size :]
    return "", words
