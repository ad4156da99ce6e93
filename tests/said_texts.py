"""Every text that the program says, read off its source."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

PACKAGE = Path(__file__).parents[1] / "planner"


class Said(NamedTuple):
    """One text where it is said."""

    where: str
    text: str
    """As the catalogue has it."""
    holes: frozenset[str] | None
    """That are filled where it is said; None where that is done later."""


class Loose(NamedTuple):
    """What is said without being a literal."""

    where: str


def said(source: str, file: str) -> Iterator[Said | Loose]:
    """Every `say("…")` and `partial(say, "…")` of a source."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        if _is(node.func, "say"):
            first, later = node.args[:1], False
        elif _is(node.func, "partial") and node.args and _is(node.args[0], "say"):
            first, later = node.args[1:2], True
        else:
            continue
        where = f"{file}:{node.lineno}"
        keywords = {each.arg: each.value for each in node.keywords}
        about = keywords.pop("about", ast.Constant(""))
        literal = (
            first and isinstance(first[0], ast.Constant) and isinstance(about, ast.Constant) and None not in keywords
        )
        if not literal or not isinstance(first[0].value, str):
            yield Loose(where)
            continue
        text = first[0].value + (f" | {about.value}" if about.value else "")
        yield Said(where, text, None if later else frozenset(filter(None, keywords)))


def all_said() -> Iterator[Said | Loose]:
    """Those of the whole program, room by room."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name != "language.py":
            yield from said(path.read_text(encoding="utf-8"), str(path.relative_to(PACKAGE.parent)))


def holes(text: str) -> frozenset[str]:
    """The names of the holes in a text."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _is(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
