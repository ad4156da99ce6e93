"""The language that reports speak: English texts stand in the code, their translations in one catalogue a language."""

import functools
import pkgutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, get_args

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


def say(english: str, **holes: object) -> str:
    """A text in the language that is spoken, its holes filled: say("{count} levers bring nothing", count=3).

    A text that the catalogue has not stays English; a test sees to it that it has all of them.
    """
    text = english if _SPOKEN.get() == "en" else _catalogue(_SPOKEN.get()).get(english, english)
    return text.format(**holes) if holes else text


@functools.cache
def _catalogue(language: Language) -> Mapping[str, str]:
    """English text to its translation; both with the same holes."""
    import yaml  # noqa: PLC0415 - English needs none

    data = pkgutil.get_data("planner.words", f"{language}.yaml")
    return yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) if data else {}  # noqa: S506 - a safe loader either way
