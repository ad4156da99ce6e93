"""The language that reports speak: English texts stand in the code, their translations in one catalogue a language."""

import functools
import pkgutil
import string
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, get_args

from planner.words.spacing import JOINER, beside

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
_SPOKEN: ContextVar[Language] = ContextVar("language", default="en")


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Texts made within are in that language."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def spoken() -> Language:
    """The language that is spoken now."""
    return _SPOKEN.get()


def known_language(code: str) -> Language:
    """The language of that code; English for any other."""
    return next((each for each in LANGUAGES if each == code), "en")


def say(english: str, *, about: str = "", **holes: object) -> str:
    """A text in the language that is spoken, its holes filled: say("{count} levers bring nothing", count=3).

    A text that the catalogue has not stays English; a test sees to it that it has all of them.

    Args: about: what tells it from the same English words that mean something else; the catalogue has it after a bar.
    """
    if (language := _SPOKEN.get()) == "en":
        return english.format(**holes) if holes else english
    text = _catalogue(language).get(f"{english} | {about}" if about else english, english)
    return _filled(text, holes) if holes else text


def packaged(english: str) -> str:
    """A text of the packaged data, such as the playbook's, in the language that is spoken; what has no translation, as
    sources have none, stays as it is."""
    return english if (language := _SPOKEN.get()) == "en" else _catalogue(language).get(english, english)


def _filled(text: str, holes: Mapping[str, object]) -> str:
    """The text with its holes filled, and a blank where Chinese and other letters or figures come to stand beside each other."""
    done = ""
    for literal, hole in _pieces(text):
        close, literal = literal.endswith(JOINER), literal.removesuffix(JOINER)  # noqa: PLW2901 - without its mark
        done = beside(done, literal)
        if hole is not None:
            value = str(holes[hole])
            done = done + value if close else beside(done, value)
    return done


@functools.cache
def _pieces(text: str) -> tuple[tuple[str, str | None], ...]:
    """What stands before each hole, and its name."""
    return tuple((literal, hole) for literal, hole, _, _ in string.Formatter().parse(text))


@functools.cache
def _catalogue(language: Language) -> Mapping[str, str]:
    """English text to its translation; both with the same holes."""
    import yaml  # noqa: PLC0415 - English needs none

    data = pkgutil.get_data("planner.words", f"{language}.yaml")
    return yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) if data else {}  # noqa: S506 - a safe loader either way
