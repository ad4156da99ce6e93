"""The comparison as markdown."""

import pytest
from report_comparisons import COMPARISONS
from report_plans import HOSTILE
from report_snapshots import MarkdownFile
from syrupy.assertion import SnapshotAssertion

from planner.report.markdown_whatif import render_markdown_comparison


@pytest.mark.parametrize("name", COMPARISONS)
def test_whole_text(name: str, snapshot: SnapshotAssertion) -> None:
    assert render_markdown_comparison(COMPARISONS[name]()) == snapshot.use_extension(MarkdownFile)


def test_no_name_is_obeyed() -> None:
    text = render_markdown_comparison(COMPARISONS["hostile"]())
    assert "<script>" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert HOSTILE[1] not in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len({line.count(" | ") for line in rows}) == 1, "no name makes a column of its own"
