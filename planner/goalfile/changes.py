"""Other values for some keys of a goal file, put in before anything is checked, so that every check holds for them too."""

import copy
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from planner.errors import Place, Problem, nearest_name, quoted
from planner.goalfile.complaint import Complaint, UnclearError, unclear
from planner.goalfile.document import Document, Value, read_document
from planner.goalfile.dotted import Part, dotted, parts
from planner.goalfile.problems import SHAPES, pruned, value_at
from planner.goalfile.table_shape import TABLE, kind_of_traffic
from planner.model.goal import Path
from planner.text import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Another value for one key."""

    key: str
    """Dotted, as in levers.search ads.max; see `dotted`."""
    value: str
    """As the goal file would have it, on one line; empty takes the key away."""
    place: Place
    """Where somebody said so, for complaints."""


def with_changes(document: Document, changes: Iterable[Change]) -> Document:
    """The document as if it held the changed values; each of them is where its change was said.

    What is wrong with a change itself is among the problems, and the value then stays as it is.
    """
    changes = tuple(changes)
    if not changes or not isinstance(document.value, dict):
        return document
    edited = _Edited(document, document.value)
    for change in changes:
        edited.apply(change)
    return edited.document()


class _Edited:
    """A document on its way to another one."""

    def __init__(self, document: Document, value: dict[str, Value]) -> None:
        self.value = copy.deepcopy(value)
        self.places = dict(document.places)
        self.keys = dict(document.keys)
        self.problems = list(document.problems)
        self.dropped = set(document.dropped)
        self.changed: set[Path] = set()
        self.gone: set[Path] = set()

    def apply(self, change: Change) -> None:
        try:
            path = _path(self.value, parts(change.key))
            for other in self.changed:
                if other[: len(path)] == path[: len(other)]:
                    raise unclear(f"{dotted(path)} is changed twice", "one value for it in a scenario")
            self.changed.add(path)
            if change.value.strip():
                self.put(path, change)
            else:
                self.take_away(path)
        except UnclearError as error:
            self.problems += [
                Problem(place=change.place, text=each.text, expected=each.expected, nearest=each.nearest)
                for each in error.complaints
            ]

    def put(self, path: Path, change: Change) -> None:
        """Put the value in, with the blocks above it that are not there yet."""
        try:
            read = _read(change.value)
        except UnclearError:
            self.dropped.add(path)
            raise
        for places in (self.places, self.keys):
            for old in [each for each in places if each[: len(path)] == path]:
                del places[old]
            for end in range(1, len(path)):
                places.setdefault(path[:end], change.place)
        _set(self.value, path, read.value)
        self.places |= {path + inner: change.place for inner in read.places}
        self.keys |= {path + inner: change.place for inner in ((), *read.keys)}

    def take_away(self, path: Path) -> None:
        """Only in the end, so that the items of a list keep their numbers until then."""
        above = value_at(self.value, path[:-1])
        if path[-1] not in (above if isinstance(above, dict) else range(len(above or ()))):
            nearest = nearest_name(str(path[-1]), above if isinstance(above, dict) else ())
            expected = "" if nearest else "a key that the goal file has"
            text = f"there is no {dotted(path)} to take away"
            raise UnclearError(Complaint(text=text, expected=expected, nearest=nearest))
        self.gone.add(path)

    def document(self) -> Document:
        return Document(
            value=pruned(self.value, self.gone),
            places=_kept(self.places, self.gone),
            keys=_kept(self.keys, self.gone),
            problems=tuple(self.problems),
            dropped=frozenset(self.dropped),
        )


def _path(root: Value, rest: tuple[Part, ...]) -> Path:
    """The path that is meant: of the keys that are there the longest, or a new one.

    Raises: UnclearError where nothing can be there, or a new name is all too like one that is there.
    """
    path: Path = ()
    value = root
    while rest:
        key: str | int
        if isinstance(value, list):
            key, rest = _item(value, rest[0], path), rest[1:]
        elif value is None or isinstance(value, dict):
            key, rest = _key(root, path, value or {}, rest)
        else:
            raise unclear(f"{dotted(path)} holds no keys", f"{dotted(path)}= with a value for all of it")
        path = (*path, key)
        value = value_at(root, path)
    if path[0] == "scenarios":
        raise unclear("a scenario does not change the scenarios", "another key of the goal file")
    return path


def _item(items: list[Value], part: Part, path: Path) -> int:
    """An item by its number, counted from 1."""
    said = part.text.strip()
    if said.isascii() and said.isdigit() and 0 < int(said[:9]) <= len(items):
        return int(said) - 1
    most = f"a number from 1 to {len(items)}" if items else f"{dotted(path)}= with a value for all of it"
    raise unclear(f"{dotted(path)} has no item {quoted(said)}", most)


def _key(root: Value, path: Path, block: Mapping[str, Value], rest: tuple[Part, ...]) -> tuple[str, tuple[Part, ...]]:
    """The key of a block that comes next, and the parts after it."""
    if found := _known(block, rest):
        return found
    name, after = rest[0].text if rest[0].quoted else rest[0].text.strip(), rest[1:]
    if not name.strip():
        raise unclear("a part of the key is empty", "a key such as resources.money")
    if _has_fixed_keys(root, path):  # which ones, its shape tells
        return name, after
    nearest = nearest_name(name, block)
    if after:
        names = ", ".join([*block][:12])
        expected = "" if nearest else f"one of {names}" if names else "a name that the goal file has"
    elif nearest and not rest[0].quoted:
        expected = "a name that is there, or quotes around a new one"
    else:
        return name, after
    raise UnclearError(
        Complaint(text=f"there is no {quoted(name)} under {dotted(path)}", expected=expected, nearest=nearest)
    )


def _known(block: Mapping[str, Value], rest: tuple[Part, ...]) -> tuple[str, tuple[Part, ...]] | None:
    """The longest key that the parts begin with, letter for letter or else as names compare."""
    if rest[0].quoted:
        return (rest[0].text, rest[1:]) if rest[0].text in block else None
    bare = next((n for n, part in enumerate(rest) if part.quoted), len(rest))
    names = [(n, ".".join(part.text for part in rest[:n]).strip()) for n in range(bare, 0, -1)]
    alike = {folded(key): key for key in block}
    for known in ({key: key for key in block}, alike):
        for n, name in names:
            if (said := name if known is not alike else folded(name)) in known:
                return known[said], rest[n:]
    return None


def _has_fixed_keys(root: Value, path: Path) -> bool:
    """Whether the goal file says which keys a block can have; otherwise they are names."""
    if path == ("traffic",) and kind_of_traffic(value_at(root, path)) != TABLE:
        return False
    return tuple("*" if n == 1 else part for n, part in enumerate(path)) in SHAPES


def _read(text: str) -> Document:
    """The value and what is in it, as if the goal file had it behind a key."""
    if len(text.splitlines()) > 1:
        raise unclear("the value has several lines", "a value on one line")
    read = read_document(f"value: {text}", file="")
    if read.problems or not isinstance(read.value, dict):
        raise UnclearError(*(Complaint(text=each.text, expected=each.expected) for each in read.problems))
    return Document(
        value=read.value.get("value"),
        places={path[1:]: place for path, place in read.places.items() if path},
        keys={path[1:]: place for path, place in read.keys.items()},
    )


def _set(block: Value, path: Path, value: Value) -> None:
    """Put a value into a block, at a path that leads through keys, and items that are there."""
    first, *further = path
    if isinstance(block, list) and isinstance(first, int):
        if further:
            _set(block[first], tuple(further), value)
        else:
            block[first] = value
    elif isinstance(block, dict) and isinstance(first, str):
        if further:
            if block.get(first) is None:
                block[first] = {}
            _set(block[first], tuple(further), value)
        else:
            block[first] = value


def _kept(places: Mapping[Path, Place], gone: Collection[Path]) -> dict[Path, Place]:
    """The places of what is still there, with the items of lists numbered anew."""
    if not gone:
        return dict(places)
    return {
        tuple(
            part - sum((*path[:at], n) in gone for n in range(part)) if isinstance(part, int) else part
            for at, part in enumerate(path)
        ): place
        for path, place in places.items()
        if not any(path[:end] in gone for end in range(1, len(path) + 1))
    }
