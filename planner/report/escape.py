"""Names from outside, made harmless for each format: what a campaign link says is shown, never obeyed."""

import re

from planner.text import cells, visible

_JOINER = "&#8288;"
"""A word joiner, invisible. GitHub looks for links and mentions in the finished text, where a backslash is gone; none goes across this."""

_MARKDOWN = re.compile(r"(?i)[\\`*_\[\]<>~$&|]|#\w?|@(?=\w)|:(?=//)|\bwww(?=\.)|\bgh(?=-\d)")
_ENTITIES = {"&": "&amp;", "|": "&#124;"}
_LINE_START = re.compile(r"^(\d*)([-+=>:]|(?<=\d)[.)](?!\S))")
_MERMAID = re.compile(r"[!-/:-@\[-`{-~]")


def clipped(text: str, most: int) -> str:
    """The text on one line, harmless to a terminal, in at most so many columns; an ellipsis stands for what is cut."""
    line = " ".join(visible(text).split())
    if cells(line) <= most:
        return line
    end, used = 0, 1
    while (used := used + cells(line[end])) <= most:
        end += 1
    return line[:end].rstrip() + "…"


def markdown(text: str) -> str:
    """The text as GitHub's Markdown shows it letter for letter, in a paragraph or in a table cell."""
    return _LINE_START.sub(r"\1\\\2", _MARKDOWN.sub(_harmless, visible(text).strip()))


def _harmless(found: re.Match[str]) -> str:
    mark = found.group()
    if mark[0] == "#":
        return f"\\#{_JOINER}{mark[1]}" if mark[1:] else "\\#"
    if mark == "@" or len(mark) > 1 or mark == ":":
        return mark + _JOINER
    return _ENTITIES.get(mark, f"\\{mark}")


def mermaid(text: str) -> str:
    """The text for a quoted label of a Mermaid chart: all punctuation as the chart's own character codes."""
    return _MERMAID.sub(lambda found: f"#{ord(found.group())};", visible(text).strip())
