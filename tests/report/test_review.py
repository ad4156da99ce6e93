"""A review in a terminal, as markdown and as JSON, whole, and what holds for every width."""

import json
import re

import pytest
from report_reviews import HOSTILE, REVIEWS, every_verdict, hostile
from report_snapshots import JsonFile, MarkdownFile, TextFile
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from planner.model.review import Review
from planner.report.document_markdown import render_document_markdown
from planner.report.review_document import review_document
from planner.report.review_json import render_review_json
from planner.report.terminal_document import render_document
from planner.words.language import speaking

COLOR_CODE = re.compile(r"\x1b\[[0-9;]*m")


def render_review(review: Review, *, width: int, color: bool) -> str:
    return render_document(review_document(review), width=width, color=color)


def render_markdown_review(review: Review) -> str:
    return render_document_markdown(review_document(review))


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", REVIEWS)
def test_whole_text(name: str, width: int, snapshot: SnapshotAssertion) -> None:
    assert render_review(REVIEWS[name](), width=width, color=False) == snapshot.use_extension(TextFile)


@pytest.mark.parametrize("name", ["every verdict", "by goal"])
def test_whole_text_in_chinese(name: str, snapshot: SnapshotAssertion) -> None:
    with speaking("zh"):
        assert render_review(REVIEWS[name](), width=80, color=False) == snapshot.use_extension(TextFile)


@pytest.mark.parametrize("name", REVIEWS)
def test_whole_markdown(name: str, snapshot: SnapshotAssertion) -> None:
    assert render_markdown_review(REVIEWS[name]()) == snapshot.use_extension(MarkdownFile)


def test_whole_json(snapshot: SnapshotAssertion) -> None:
    assert render_review_json(every_verdict()) == snapshot.use_extension(JsonFile)


@pytest.mark.parametrize("name", REVIEWS)
def test_no_line_is_wider_than_asked_for_in_either_language(name: str) -> None:
    for language in ("en", "zh"):
        with speaking(language):
            for width in (*range(40, 128, 3), 200):
                lines = render_review(REVIEWS[name](), width=width, color=False).splitlines()
                assert max(map(cell_len, lines)) <= width


def test_color_repeats_what_the_words_say() -> None:
    plain = render_review(every_verdict(), width=80, color=False)
    assert COLOR_CODE.sub("", render_review(every_verdict(), width=80, color=True)) == plain


def test_names_from_strangers_are_shown_and_never_obeyed() -> None:
    assert "\x1b" not in render_review(hostile(), width=120, color=False)
    text = render_markdown_review(hostile())
    assert "\x1b" not in text
    assert re.search(r"(?<!\\)<script", text) is None
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows if "script" in line} <= {
        line.count("|") for line in rows if "script" not in line
    }
    document = json.loads(render_review_json(hostile()))
    assert document["activities"][0]["name"] == HOSTILE
