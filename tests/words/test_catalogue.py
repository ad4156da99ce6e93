"""Every text that is said has a translation, and no translation is of a text that nobody says."""

import ast
import re
from collections.abc import Iterator
from itertools import chain

import pytest
import yaml
from said_texts import PACKAGE, Loose, Said, all_said, holes, said

from planner.response.playbook import FALLBACK, read_playbook

ENTRY = re.compile(r'^"((?:[^"\\]|\\.)*)": "', flags=re.MULTILINE)
SENTENCE = re.compile(r"\b[a-z]{2,} [a-z]{2,}\b")
SAID_ELSEWHERE = {"as it stands"}
"""Names that others give, and which are said by their own text."""
ENUMERATED = {
    "test first",
    "only new",
    "all told",
    "failed resource",
    "failed minimum",
    "failed pairs",
    "one changed",
    "on plan",
    "too early",
}
ENGLISH = {"first_summary.py", "goal_file.py", "inspect_words.py", "terminal_inspect.py"}
"""About files and goal files, which stay English."""
MARKUP = re.compile("[<>]|=\"|'none'|@media|img-src")
"""Pieces of pages and styles; what a whole page says in Chinese is tested with the page."""


@pytest.fixture(scope="module")
def text() -> str:
    return (PACKAGE / "words" / "zh.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def catalogue(text: str) -> dict[str, str]:
    found: dict[str, str] = yaml.safe_load(text)
    return found


def in_source() -> list[Said]:
    return [each for each in all_said() if isinstance(each, Said)]


def in_playbook() -> Iterator[str]:
    book = read_playbook()
    yield from (*book.plays, FALLBACK, *book.reasons.values())
    for play in chain(*book.plays.values(), book.fallback):
        yield from (play.name, play.unit, play.action)
        yield from (source for figure, source in play.sources if figure != "uses")


def test_only_literals_are_said() -> None:
    assert [each.where for each in all_said() if isinstance(each, Loose)] == []


def test_holes_are_filled_by_name() -> None:
    wrong = [each for each in in_source() if each.holes is not None and each.holes != holes(each.text.split(" | ")[0])]
    assert wrong == []


def test_every_text_that_is_said_is_translated(catalogue: dict[str, str]) -> None:
    assert [each for each in in_source() if each.text not in catalogue] == []
    assert [each for each in in_playbook() if each not in catalogue] == []


def test_nothing_else_is_translated(catalogue: dict[str, str], text: str) -> None:
    known = {each.text for each in in_source()} | set(in_playbook())
    assert [each for each in catalogue if each not in known] == []
    assert len(ENTRY.findall(text)) == len(catalogue)  # none is there twice


def test_translations_have_the_same_holes(catalogue: dict[str, str]) -> None:
    said_in_source = {each.text for each in in_source()}
    assert [
        english for english in catalogue if english in said_in_source and holes(english.split(" | ")[0]) != holes(catalogue[english])
    ] == []  # fmt: skip


def test_translations_are_chinese_and_have_chinese_punctuation(catalogue: dict[str, str]) -> None:
    written = {english: re.sub(r"\{\w+\}", "□", chinese) for english, chinese in catalogue.items()}
    assert [
        c for c in written.values() if re.search(r"[\u4e00-\u9fff] ?[,;:!?()]|[,;:!?()] ?[\u4e00-\u9fff]|的的", c)
    ] == []
    assert [
        c for c in written.values() if re.search(r"[\u4e00-\u9fff] +[\u4e00-\u9fff]|[\u4e00-\u9fff][A-Za-z0-9`]", c)
    ] == []


@pytest.mark.parametrize(
    ("source", "loose", "texts"),
    [
        ('say("a {b}", b=1)', 0, {"a {b}"}),
        ('partial(say, "a {b}")', 0, {"a {b}"}),
        ('say("from", about="a day")', 0, {"from | a day"}),
        ("say(text)", 1, set()),
        ('say(f"a {b}")', 1, set()),
        ('say("a {b}", **more)', 1, set()),
        ("partial(say, text)", 1, set()),
    ],
)
def test_the_walk_sees_what_is_said(source: str, loose: int, texts: set[str]) -> None:
    found = list(said(source, "x.py"))
    assert sum(isinstance(each, Loose) for each in found) == loose
    assert {each.text for each in found if isinstance(each, Said)} == texts


def loose_sentences(source: str) -> Iterator[str]:
    """Literals with a blank between two words that are neither said nor docstrings."""
    tree = ast.parse(source)
    aside = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("say", "partial"):
            aside |= {id(each) for each in ast.walk(node) if isinstance(each, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            yield from [node.value] if SENTENCE.search(node.value) else []


@pytest.mark.parametrize("room", ["report", "report/charts", "report/page", "words"])
def test_no_sentence_is_shown_without_being_said(room: str) -> None:
    found = {
        (path.name, each)
        for path in (PACKAGE / room).glob("*.py")
        if path.name not in ENGLISH
        for each in loose_sentences(path.read_text(encoding="utf-8"))
        if each not in SAID_ELSEWHERE | ENUMERATED and not MARKUP.search(each)
    }
    assert found == set()


def test_a_sentence_that_is_not_said_is_seen() -> None:
    source = '"""A room."""\nx = f"{y} brings nothing at all"\nz = say("it rains today")\n'
    assert list(loose_sentences(source)) == [" brings nothing at all"]
