"""The markdown report, whole, and that GitHub's tables and a chart hold whatever a name says."""

import re

import pytest
from markdown_it import MarkdownIt
from report_plans import HOSTILE, SECTIONS, fresh, hostile
from report_plans import PLANS as USUAL
from report_snapshots import MarkdownFile
from syrupy.assertion import SnapshotAssertion

from planner.report.markdown import render_markdown

PLANS = {**USUAL, **SECTIONS}


@pytest.mark.parametrize("name", PLANS)
def test_whole_text(name: str, snapshot: SnapshotAssertion) -> None:
    assert render_markdown(PLANS[name]()) == snapshot.use_extension(MarkdownFile)


@pytest.mark.parametrize("name", PLANS)
def test_every_row_of_a_table_has_as_many_cells(name: str) -> None:
    for block in render_markdown(PLANS[name]()).split("\n\n"):
        if block.startswith("|"):
            assert len({line.count("|") for line in block.splitlines()}) == 1


@pytest.mark.parametrize("name", PLANS)
def test_clean_lines(name: str) -> None:
    text = render_markdown(PLANS[name]())
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
    assert text.endswith((".\n", "|\n"))
    assert "\n\n\n" not in text


def test_same_plan_same_bytes() -> None:
    assert render_markdown(hostile()) == render_markdown(hostile())


def test_hostile_names_make_nothing_but_text() -> None:
    """As a reader of GitHub's dialect sees it: no tag, link, emphasis or code that the report did not put there."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = reader.parse(render_markdown(hostile()))
    kinds = {inner.type for token in tokens for inner in token.children or ()}
    assert kinds <= {"text", "text_special", "strong_open", "strong_close", "softbreak"}
    blocks = {token.type.removesuffix("_open") for token in tokens if token.type.endswith("_open")}
    assert blocks == {"heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td", "bullet_list", "list_item"}
    assert sum(token.type == "fence" for token in tokens) == 1


def test_hostile_names_read_as_they_were_written() -> None:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = reader.parse(render_markdown(hostile()))
    shown = ["".join(inner.content for inner in token.children or ()) for token in tokens if token.type == "inline"]
    for name in ("<script>alert(1)</script>", 'say "hi" | 50 %', "=1+1", "1. `code` *bold* _it_ ~~no~~ &amp; \\| $x$"):
        assert name in HOSTILE
        assert name in shown


def test_a_small_tree_is_drawn_and_a_large_one_is_not() -> None:
    assert "```mermaid" in render_markdown(PLANS["example"]())
    assert "```mermaid" not in render_markdown(PLANS["large"]())


@pytest.mark.parametrize("name", ["example", "chinese", "hostile", "flat"])
def test_the_chart_has_one_box_a_branch_and_nothing_else(name: str) -> None:
    plan = PLANS[name]()
    chart = render_markdown(plan).split("```mermaid\n")[1].split("\n```")[0].splitlines()
    nodes = list(plan.tree.walk())
    assert chart[0] == "flowchart LR"
    label = r'"(?:[^"#<>`%;\[\]{}]|#\d+;|<br/>)*"'
    assert sum(bool(re.fullmatch(rf"  n\d+\[{label}\]", line)) for line in chart) == len(nodes)
    assert sum(bool(re.fullmatch(r"  n\d+ (-->|-\.->) n\d+", line)) for line in chart) == len(nodes) - 1
    assert len(chart) == 2 * len(nodes)


def test_effort_of_a_plan_from_nothing_is_not_called_now() -> None:
    text = render_markdown(fresh())
    (levers,) = [line for line in text.splitlines() if line.startswith("| verdict")]
    (resources,) = [line for line in text.splitlines() if line.startswith("| resource ")]
    assert "| least |" in levers
    assert "| least |" in resources


def test_a_name_stands_in_every_new_section_as_it_was_written() -> None:
    """In a sentence, in a list and in a table cell."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    texts = [
        "".join(i.content for i in t.children or ())
        for t in reader.parse(render_markdown(hostile()))
        if t.type == "inline"
    ]
    code = "1. `code` *bold* _it_ ~~no~~ &amp; \\| $x$"
    for start in (
        f"Stop {code}: ",
        "All told the plan takes ",
        "With all else as it is",
        f"In {code} the plan brings",
        "At least 700 ",
    ):
        assert any(text.startswith(start) or start in text for text in texts)
    assert any(text == f"{code} alone" for text in texts)
