"""Dotted keys: a value of the goal file named in one line, as in levers.search ads.max or resources.'v2.0 hours'."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.errors import quoted
from planner.goalfile.complaint import unclear
from planner.model.goal import Path

_QUOTED = re.compile(r"'((?:[^']|'')*)'|\"((?:[^\"]|\"\")*)\"")
_BEFORE_QUOTE = "=.;|:,{["
"""What a quote stands after (or at the beginning); behind anything else it is an apostrophe."""
_PLAIN = re.compile(r"[^\s.=;|:,{}\[\]'\"](?:[^.=;|:{}\[\]'\"]*[^\s.=;|:{}\[\]'\"])?")
_OPEN, _CLOSE = "{[", "}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What stands between two dots; a name that holds dots is several parts, unless it is quoted."""

    text: str
    quoted: bool = False


def parts(key: str) -> tuple[Part, ...]:
    """The parts of a dotted key; only what is quoted may hold dots of its own, the quote itself being doubled there.

    Raises: UnclearError for a quote that is not closed, or not followed by a dot.
    """
    found: list[Part] = []
    rest: str | None = key.strip()
    while rest is not None:
        if rest.lstrip()[:1] in ("'", '"'):
            part, rest = _quoted(rest.lstrip())
        else:
            text, dot, after = rest.partition(".")
            part, rest = Part(text=text), after if dot else None
        found.append(part)
    return tuple(found)


def _quoted(text: str) -> tuple[Part, str | None]:
    """The quoted part that a text begins with, and what comes after its dot."""
    if (match := _QUOTED.match(text)) is None:
        raise unclear(f"a quote is not closed in {quoted(text)}", "the same quote again at the end of the name")
    mark, rest = text[0], text[match.end() :].lstrip()
    if rest and rest[0] != ".":
        raise unclear(f"{quoted(rest)} follows a quoted name", "a dot and another key, or the whole name in quotes")
    return Part(text=match[0][1:-1].replace(mark * 2, mark), quoted=True), rest[1:] if rest else None


def dotted(path: Path) -> str:
    """The key that `parts` reads as this path: names that dots or signs could tear apart are quoted, items count from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else _name(part) for part in path)


def _name(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else "'" + name.replace("'", "''") + "'"


def split(text: str, separator: str) -> list[str]:
    """The text between the separators that stand in no quotes, braces or brackets."""
    found, begin = [], 0
    for at in _outside(text):
        if text[at] == separator:
            found.append(text[begin:at])
            begin = at + 1
    return [*found, text[begin:]]


def at_equals(text: str) -> tuple[str, str] | None:
    """What stands before and after the first equals sign that is not quoted; None where there is none."""
    at = next((at for at in _outside(text, braces=False) if text[at] == "="), None)
    return None if at is None else (text[:at].strip(), text[at + 1 :].strip())


def _outside(text: str, *, braces: bool = True) -> Sequence[int]:
    """Where in the text no quote, and no brace that is closed again, is open."""
    found: list[int] = []
    depth = 0
    for at in _unquoted(text):
        if braces and text[at] in _OPEN:
            depth += 1
        elif braces and text[at] in _CLOSE:
            depth -= 1
        elif depth <= 0:
            found.append(at)
    return _outside(text, braces=False) if depth > 0 else found


def _unquoted(text: str) -> Iterator[int]:
    """Where in the text no quote is open; one that is never closed opens nothing."""
    at, before = 0, "="
    while at < len(text):
        match = _QUOTED.match(text, at) if text[at] in "'\"" and before in _BEFORE_QUOTE else None
        if match:
            at, before = match.end(), "'"
            continue
        yield at
        before = before if text[at].isspace() else text[at]
        at += 1
