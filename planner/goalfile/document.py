"""YAML 1.2 text as keys, lists and text, with the place of every key and value.

Scalars stay text exactly as written (or None where nothing, ~ or null is): what a value means is for the key to say,
so `NO`, `1:30`, `2026-12-01` and a campaign called 007 survive, and `+5000` keeps its sign. Events are read one by one,
so that neither anchors nor deep nesting can cost more than the text itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from planner.errors import Place, Problem, quoted
from planner.model.goal import Path

DEEPEST = 40
"""Nesting levels; a tree of traffic has a handful."""

Value = str | None | list["Value"] | dict[str, "Value"]

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULLS = ("", "~", "null", "Null", "NULL")
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # what YAML 1.1 libraries count as a line's end
_FORBIDDEN = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # compiled only when there is one, for it takes 10 ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file's values, and where each of them is."""

    value: Value
    """None where nothing could be read."""
    places: dict[Path, Place] = field(default_factory=dict)
    """Where each value is; a block of several lines is where its key is."""
    keys: dict[Path, Place] = field(default_factory=dict)
    """Where the key of each value is."""
    problems: tuple[Problem, ...] = ()
    dropped: frozenset[Path] = frozenset()
    """Values left out for a problem that is already told."""


def read_document(text: str, *, file: str) -> Document:
    """The document in `text`; what is wrong with it as YAML is in its problems."""
    reader = _Reader(file, text.removeprefix("\ufeff"))
    value: Value = None
    try:
        value = reader.document()
    except _Stopped as stop:
        reader.problems.append(stop.problem)
    except (yaml.reader.ReaderError, UnicodeEncodeError):
        reader.problems.append(_forbidden(reader))
    except yaml.YAMLError as error:
        reader.problems.append(_syntax(error, reader))
    return Document(
        value=value,
        places=reader.places,
        keys=reader.keys,
        problems=tuple(reader.problems),
        dropped=frozenset(reader.dropped),
    )


class _Stopped(Exception):  # noqa: N818 - a signal inside this file
    """Nothing after this problem can be read."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Reader:
    """Turns parser events into values, and remembers where they were."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.lines = _BREAK.split(text)
        self.places: dict[Path, Place] = {(): Place(file=file, line=1, column=1, source=self.lines[0])}
        self.keys: dict[Path, Place] = {}
        self.problems: list[Problem] = []
        self.dropped: set[Path] = set()
        self.anchored = False

    def place(self, line: int, column: int) -> Place:
        """Line and column counted from 0, as YAML libraries do."""
        source = self.lines[line] if line < len(self.lines) else ""
        return Place(file=self.file, line=line + 1, column=column + 1, source=source)

    def document(self) -> Value:
        events = iter(yaml.parse(self.text, Loader=_LOADER))
        value: Value = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    text = "a second document begins here"
                    raise self.stopped(self.start(event), text, "one goal in one file, without `---` between its parts")
                value = self.value(next(events), events, (), None)
        return value

    def value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path, key: Place | None) -> Value:
        at = self.start(event)
        self.refuse_shorthand(event, at)
        if isinstance(event, yaml.AliasEvent):
            self.dropped.add(path)
            return None
        if len(path) >= DEEPEST and not isinstance(event, yaml.ScalarEvent):
            raise self.stopped(at, f"the file is nested more than {DEEPEST} levels deep", "a few levels")
        on_one_line = key is None or isinstance(event, yaml.ScalarEvent) or at.line == key.line
        if path:
            self.places.setdefault(path, at if on_one_line or key is None else key)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.items(events, path)
        if isinstance(event, yaml.MappingStartEvent):
            return self.entries(events, path)
        assert isinstance(event, yaml.ScalarEvent)  # noqa: S101 - no other event begins a value
        plain = event.style in (None, "")
        return None if plain and event.value in _NULLS else str(event.value)

    def items(self, events: Iterator[yaml.Event], path: Path) -> Value:
        found: list[Value] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            found.append(self.value(event, events, (*path, len(found)), None))
        return found

    def entries(self, events: Iterator[yaml.Event], path: Path) -> Value:
        found: dict[str, Value] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            at = self.start(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise self.stopped(
                    at, "a key is not a name", "a name before the colon; text that begins with a brace needs quotes"
                )
            self.refuse_shorthand(event, at)
            key = str(event.value)
            inner = (*path, key)
            first = self.keys.setdefault(inner, at)
            value = self.value(next(events), events, inner, at)
            if first is not at:
                self.complain(at, f"{quoted(key)} is given twice", f"it once; the first is at {first}")
            elif not key.strip():
                self.complain(at, "a key is empty", "a name before the colon")
            elif inner not in self.dropped:
                found[key] = value
        return found

    def refuse_shorthand(self, event: yaml.Event, at: Place) -> None:
        if getattr(event, "anchor", None) is not None and not self.anchored:
            self.anchored = True
            self.complain(
                at, "anchors and aliases (& and *) are not read in a goal file", "the value itself, or quotes"
            )
        if (tag := getattr(event, "tag", None)) is not None:
            self.complain(at, f"the tag {quoted(tag)} is not read in a goal file", "the value alone, or quotes")

    def start(self, event: yaml.Event) -> Place:
        return self.at_mark(event.start_mark) or self.places[()]

    def at_mark(self, mark: object) -> Place | None:
        line, column = getattr(mark, "line", None), getattr(mark, "column", None)
        return None if line is None or column is None else self.place(line, column)

    def complain(self, at: Place, text: str, expected: str) -> None:
        self.problems.append(Problem(place=at, text=text, expected=expected))

    def stopped(self, at: Place, text: str, expected: str) -> _Stopped:
        return _Stopped(Problem(place=at, text=text, expected=expected))


_PLAINLY = (
    ("mapping values are not allowed", "a colon and a space inside a value", "quotes around a value that holds ': '"),
    ("did not find expected ',' or '}'", "a brace is not closed", "} after the last value, and commas between the values"),
    ("did not find expected ',' or ']'", "a bracket is not closed", "] after the last value, and commas between the values"),
    ("unexpected end of stream", "a quote is not closed", "the same quote again at the end of the value"),
    ("could not find expected ':'", "a key without a colon", "`key: value`, or quotes around text of several lines"),
    ("did not find expected key", "the indentation does not fit", "keys that belong together in one column"),
    ("did not find expected '-' indicator", "the indentation does not fit", "list items that belong together in one column"),
)  # fmt: skip


def _syntax(error: yaml.YAMLError, reader: _Reader) -> Problem:
    """A YAML library's complaint in our words where it is a common one."""
    said = str(getattr(error, "problem", None) or "this cannot be read as YAML")
    opened = reader.at_mark(getattr(error, "context_mark", None))
    at = reader.at_mark(getattr(error, "problem_mark", None)) or opened or reader.places[()]
    character = at.source[(at.column or 1) - 1 :][:1]
    if "cannot start any token" in said and character == "\t":
        return Problem(place=at, text="a tab is used for indentation", expected="spaces")
    if "cannot start any token" in said:
        return Problem(place=at, text=f"a value cannot begin with {character!r}", expected="quotes around the value")
    for sign, text, expected in _PLAINLY:
        if sign in said:
            return Problem(place=(opened or at) if "not closed" in text else at, text=text, expected=expected)
    return Problem(place=at, text=f"this cannot be read as YAML: {said}")


def _forbidden(reader: _Reader) -> Problem:
    """The first character that YAML does not allow."""
    found = re.search(_FORBIDDEN, reader.text)
    if found is None:
        return Problem(place=reader.places[()], text="the file holds characters that YAML does not allow")
    before = _BREAK.split(reader.text[: found.start()])
    return Problem(
        place=reader.place(len(before) - 1, len(before[-1])),
        text=f"the file holds the character U+{ord(found.group()):04X}, which YAML does not allow",
        expected="plain text in UTF-8",
    )
