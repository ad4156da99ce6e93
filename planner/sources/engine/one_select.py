"""A query from a goal file: one SELECT, that can stand within another."""

import re

from planner.errors import Place
from planner.sources.engine.complaint import refused

EXPECTED = "one SELECT, or WITH … SELECT"
# Comments, strings (also E'…' with backslashes and $tag$…$tag$), quoted names; what is left of a quotation mark is one never closed.
_TOKEN = re.compile(
    r"""(?P<comment>--[^\n]*|/\*.*?\*/)|(?P<blank>\s+)|(?P<quoted>\b[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`"""
    r"""|(?P<tag>\$(?:[^\W\d]\w*)?\$).*?(?P=tag))|(?P<open>['"`]|/\*)|(?P<word>\w+)|(?P<sign>.)""",
    re.DOTALL,
)


def one_select(query: str, said: Place) -> str:
    """The query without its closing semicolon.

    The database itself refuses what gets past this: every query is asked for within a SELECT of ours, one statement at a time, read-only.
    Raises: InputError where it is empty, several statements, no SELECT, or where parentheses or quotation marks do not match.
    """
    tokens = [found for found in _TOKEN.finditer(query) if found.lastgroup not in ("comment", "blank")]
    texts = [found.group() for found in tokens]
    while texts and texts[-1] == ";":
        texts.pop()
    if not texts:
        raise refused(said, "the query is empty", expected=EXPECTED)
    if ";" in texts:
        raise refused(said, "the query is several statements", expected=EXPECTED)
    if any(found["open"] for found in tokens) or "\0" in query:
        raise refused(said, "a quotation mark or a comment in the query is not closed", expected=EXPECTED)
    first = next((text for text in texts if text != "("), "(")
    if first.lower() not in ("select", "with"):
        raise refused(said, f"the query begins with {first[:40]!r}", expected=EXPECTED)
    if not _balanced(texts):
        raise refused(said, "the parentheses in the query do not match", expected=EXPECTED)
    return query[: tokens[len(texts) - 1].end()]


def _balanced(texts: list[str]) -> bool:
    depth = 0
    for text in texts:
        depth += (text == "(") - (text == ")")
        if depth < 0:
            return False
    return depth == 0
