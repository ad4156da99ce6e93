"""Names from outside, made harmless."""

import pytest
from report_plans import HOSTILE

from planner.report.escape import clipped, markdown, mermaid
from planner.text import cells


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Organic Search", "Organic Search"),
        ("<script>", r"\<script\>"),
        ("a | b", "a &#124; b"),
        ("[red]", r"\[red\]"),
        ("=1+1", r"\=1+1"),
        ("a\nb", "a b"),
        ("\u202egnp", "\ufffdgnp"),
        ("\x1b[31m", "\ufffd\\[31m"),
        ("a_b *c* `d`", r"a\_b \*c\* \`d\`"),
        ("&lt;", "&amp;lt;"),
        ("- item", r"\- item"),
        ("12. item", r"12\. item"),
        ("1.56 money", "1.56 money"),
        ("# heading", r"\# heading"),
        ("#12", r"\#&#8288;12"),
        ("@octocat", "@&#8288;octocat"),
        ("me@example.com", "me@&#8288;example.com"),
        ("https://evil.example", "https:&#8288;//evil.example"),
        ("www.evil.example", "www&#8288;.evil.example"),
        ("GH-12", "GH&#8288;-12"),
        ("$x$", r"\$x\$"),
        ("搜索 🚀", "搜索 🚀"),
    ],
)
def test_markdown(name: str, text: str) -> None:
    assert markdown(name) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Organic Search", "Organic Search"),
        ('say "hi"', "say #34;hi#34;"),
        ("a[b](c){d}", "a#91;b#93;#40;c#41;#123;d#125;"),
        ("#quot;", "#35;quot#59;"),
        ("%%{init}%%", "#37;#37;#123;init#125;#37;#37;"),
        ("搜索", "搜索"),
    ],
)
def test_mermaid(name: str, text: str) -> None:
    assert mermaid(name) == text


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("most", [1, 2, 10, 48])
def test_clipped_names_keep_within_their_columns(name: str, most: int) -> None:
    text = clipped(name, most)
    assert cells(text) <= most
    assert text.isprintable()


def test_clipped_names_say_that_something_is_missing() -> None:
    assert clipped("x" * 300, 5) == "xxxx…"
    assert clipped("搜索引擎", 6) == "搜索…"
    assert clipped("short", 5) == "short"
    assert clipped("  a \t b ", 9) == "a b"
