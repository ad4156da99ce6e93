"""Text as YAML scalars and comments, whatever it holds."""

import unicodedata

from planner.text import cells, visible

LONGEST_KEY = 1000
"""Characters of a key on one line; YAML takes 1,024 at most."""
_WORDS = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(text: str, *, flow: bool = True) -> str:
    """The text plain, where every reader of YAML takes it for just that text, else in double quotes on one line.

    Args: flow: whether it may stand between braces or brackets.
    """
    if _is_plain(text, "" if flow else ",;'%"):
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def key(text: str, indent: str = "") -> str:
    """The text as a key with its colon; a long one on a line of its own. Args: indent: of the line."""
    found = scalar(text, flow=False)
    return f"{found}:" if len(found) <= LONGEST_KEY else f"? {found}\n{indent}:"


def remark(text: str, most: int = 0) -> str:
    """The text within a comment: on one line, with nothing that YAML does not allow. Args: most: columns; 0 for any number."""
    shown = visible(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    if not most or cells(shown) <= most:
        return shown
    while cells(shown) >= most:
        shown = shown[:-1]
    return f"{shown}…"


def _is_plain(text: str, more: str) -> bool:
    if not text or not text[0].isalpha() or text != text.strip() or text.casefold() in _WORDS:
        return False
    return visible(text) == text and all(
        character in f" ._-/(){more}" or unicodedata.category(character)[0] in "LN" for character in text
    )


def _escaped(character: str) -> str:
    if (known := _ESCAPES.get(character)) is not None:
        return known
    if visible(character) == character and character not in "\ufffe\uffff":
        return character
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
