"""A query from a goal file: one SELECT, that can stand within another."""

import re
from collections.abc import Iterator

from planner.errors import Place
from planner.sources.engine.complaint import refused

EXPECTED = "one SELECT, or WITH … SELECT"
# Comments, strings (also E'…' with backslashes and $tag$…$tag$), quoted names; what is left of a quotation mark is one never closed.
_TOKEN = re.compile(
    r"""(?P<comment>--[^\n]*|/\*.*?\*/)|(?P<blank>\s+)|(?P<quoted>\b[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`"""
    r"""|(?P<tag>\$(?:[^\W\d]\w*)?\$).*?(?P=tag))|(?P<open>['"`]|/\*|\$(?:[^\W\d]\w*)?\$)|(?P<word>\w[\w$]*)|(?P<sign>.)""",
    re.DOTALL,
)


def one_select(query: str, said: Place) -> str:
    """The query without its closing semicolon.

    The database itself refuses what gets past this: every query is asked for within a SELECT of ours, one statement at a time, read-only.
    Raises: InputError where it is empty, several statements, no SELECT, or where parentheses or quotation marks do not match.
    """
    tokens = list(_tokens(query, said))
    texts = [found.group() for found in tokens]
    while texts and texts[-1] == ";":
        texts.pop()
    if not texts:
        raise refused(said, "the query is empty", expected=EXPECTED)
    if ";" in texts:
        raise refused(said, "the query is several statements", expected=EXPECTED)
    first = next((text for text in texts if text != "("), "(")
    if first.lower() not in ("select", "with"):
        raise refused(said, f"the query begins with {first[:40]!r}", expected=EXPECTED)
    if not _balanced(texts):
        raise refused(said, "the parentheses in the query do not match", expected=EXPECTED)
    return query[: tokens[len(texts) - 1].end()]


def _tokens(query: str, said: Place) -> Iterator[re.Match[str]]:
    """All but comments and blanks. Raises: InputError at the first that is not closed: to look for the end of many would take long."""
    for found in _TOKEN.finditer(query):
        if found["open"] or "\0" in found.group():
            raise refused(said, "a quotation mark or a comment in the query is not closed", expected=EXPECTED)
        if found.lastgroup not in ("comment", "blank"):
            yield found


def _balanced(texts: list[str]) -> bool:
    depth = 0
    for text in texts:
        depth += (text == "(") - (text == ")")
        if depth < 0:
            return False
    return depth == 0
