"""The forecast as markdown, whole, and that GitHub's tables hold whatever a name says."""

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from report_outlooks import OUTLOOKS, example, hostile, node, parent
from report_plans import HOSTILE
from report_snapshots import MarkdownFile
from syrupy.assertion import SnapshotAssertion

from planner.report.outlook_markdown import render_forecast_markdown
from planner.report.terminal_forecast import render_forecast


@pytest.mark.parametrize("name", OUTLOOKS)
def test_whole_text(name: str, snapshot: SnapshotAssertion) -> None:
    assert render_forecast_markdown(OUTLOOKS[name]()) == snapshot.use_extension(MarkdownFile)


@pytest.mark.parametrize("name", OUTLOOKS)
def test_clean_lines_and_tables(name: str) -> None:
    text = render_forecast_markdown(OUTLOOKS[name]())
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
    assert "\n\n\n" not in text
    for block in text.split("\n\n"):
        if block.startswith("|"):
            assert len({line.count("|") for line in block.splitlines()}) == 1


@pytest.mark.parametrize("name", [name for name in OUTLOOKS if name != "hostile"])
def test_the_sections_are_the_terminals(name: str) -> None:
    headings = [line for line in render_forecast_markdown(OUTLOOKS[name]()).splitlines() if line.startswith("#")]
    shown = render_forecast(OUTLOOKS[name](), width=120, color=False).splitlines()
    assert [line.lstrip("# ") for line in headings] == [line for line in shown if line and not line.startswith(" ")]


def test_hostile_names_make_nothing_but_text() -> None:
    """As a reader of GitHub's dialect sees it: no tag, link or emphasis, and of code the bars alone."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = reader.parse(render_forecast_markdown(hostile()))
    inside = [inner for token in tokens for inner in token.children or ()]
    assert {inner.type for inner in inside} <= {"text", "text_special", "strong_open", "strong_close", "code_inline"}
    assert all(set(inner.content) <= set(" ▁▂▃▄▅▆▇█│") for inner in inside if inner.type == "code_inline")
    blocks = {token.type.removesuffix("_open") for token in tokens if token.type.endswith("_open")}
    assert blocks == {"heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td", "bullet_list", "list_item"}
    assert not any(token.type in ("fence", "html_block") for token in tokens)


def test_hostile_names_read_as_they_were_written() -> None:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = reader.parse(render_forecast_markdown(hostile()))
    shown = [
        "".join(inner.content for inner in token.children or ()).strip("\N{EM SPACE}")
        for token in tokens
        if token.type == "inline"
    ]
    for name in ("<script>alert(1)</script>", 'say "hi" | 50 %', "=1+1", "1. `code` *bold* _it_ ~~no~~ &amp; \\| $x$"):
        assert name in HOSTILE
        assert name in shown


def test_many_leaves_are_folded() -> None:
    root = parent("all", *(node(f"channel {n}", 1000 - n, 1000 - n, off=0.1) for n in range(64)))
    rows = [line for line in render_forecast_markdown(replace(example(), root=root)).splitlines() if line[:1] == "|"]
    assert len(rows) == 2 + 1 + 60 + 1
    assert rows[-1].startswith("| &emsp;… 4 more")
    assert "–" not in rows[-1]
