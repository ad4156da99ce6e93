"""Words, clauses and sentences put one after the other as the language has it."""

from collections.abc import Iterable, Sequence
from functools import reduce

from planner.words.language import say, spoken


def series(words: Sequence[str]) -> str:
    """A, b, c: no last one is marked."""
    return reduce(lambda all_, word: say("{words}, {word}", words=all_, word=word), words) if words else ""


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return say("{words} and {last}", words=series(words[:-1]), last=words[-1])


def listed_clauses(parts: Sequence[str]) -> str:
    """Clauses as a list: this is so, that is so and a third thing is so."""
    if len(parts) < 2:
        return "".join(parts)
    *first, last = parts
    all_ = reduce(lambda text, part: say("{words}, {word}", about="clauses", words=text, word=part), first)
    return say("{words} and {last}", about="clauses", words=all_, last=last)


def together(words: Sequence[str]) -> str:
    """A and b and c: all of them at once."""
    return reduce(lambda all_, word: say("{words} and {last}", words=all_, last=word), words) if words else ""


def either(words: Sequence[str]) -> str:
    """A, b or c."""
    if len(words) < 2:
        return "".join(words)
    return say("{words} or {last}", words=series(words[:-1]), last=words[-1])


def alternatives(words: Sequence[str]) -> str:
    """A or b or c: names that one branch may have."""
    return reduce(lambda all_, word: say("{words} or {last}", words=all_, last=word), words) if words else ""


def clauses(parts: Sequence[str]) -> str:
    """Clauses of one sentence, which stays open."""
    return reduce(lambda text, part: say("{clause}; {another}", clause=text, another=part), parts) if parts else ""


def sentence(parts: Sequence[str]) -> str:
    """Clauses as a sentence; nothing where there are none."""
    return say("{clauses}.", clauses=opened(clauses(parts))) if parts else ""


def flowing(sentences: Iterable[str]) -> str:
    """Sentences one after the other, without those that say nothing."""
    some = [each for each in sentences if each]
    return reduce(lambda text, each: say("{sentence} {another}", sentence=text, another=each), some) if some else ""


def opened(text: str) -> str:
    """The text as it begins a sentence. Chinese has no capitals, and a name from outside that begins it stays as it is."""
    return text[:1].upper() + text[1:] if spoken() == "en" else text
