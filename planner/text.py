"""Untrusted text made harmless: names come from analytics exports, and so from whoever wrote a campaign link."""

import re
import unicodedata
from functools import lru_cache

# By Unicode category: controls (Cc), format characters (Cf: bidirectional, zero-width, tags, soft hyphen), line and
# paragraph separators (Zl, Zp), surrogates (Cs). And what has a letter's or a mark's category but shows nothing: the
# combining grapheme joiner, the Hangul fillers, two Khmer vowels, variation selectors. U+FE0F stays: it makes an emoji
# of a sign, and no more. Private-use characters stay: a font shows them, and they steer nothing.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0e\uffa0\U000e0000-\U000e0fff]"
)
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT_RUN = re.compile(f"[{_RIGHT_TO_LEFT}](?:[{_RIGHT_TO_LEFT} ]*[{_RIGHT_TO_LEFT}])?")
_BLANKS = "\t\n\r\u2028\u2029\u202f"


def visible(text: str) -> str:
    """The text on one line with every character replaced that steers a terminal or cannot be seen.

    Tabs and line breaks become a space, the others U+FFFD, so that no name can move the cursor, colour the
    terminal, reorder a line, break a table row, or look like another name.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub(lambda found: " " if found.group() in _BLANKS else "\ufffd", text)


def isolated(text: str) -> str:
    """The text with every run of right-to-left letters kept to itself, so that the figures beside a Hebrew or Arabic name stay where they
    are written (first strong isolate and pop directional isolate, UAX 9). For pages and pictures, after `visible`."""
    return text if text.isascii() else _RIGHT_TO_LEFT_RUN.sub("\u2068\\g<0>\u2069", text)


@lru_cache(maxsize=10_000)
def folded(text: str) -> str:
    """The text as names are compared: compatibility forms, case and the kind and number of separators do not count."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.split(r"[\s_\-/]+", plain.strip()))


def cells(text: str) -> int:
    """How many terminal columns the text takes: two for a wide (Chinese, Japanese, Korean) character, none for a combining one."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(0 if _combines(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in visible(text))


def _combines(character: str) -> bool:
    """U+FE0F does not: it makes a sign of one column an emoji of two."""
    return unicodedata.category(character) in ("Mn", "Me") and character != "\ufe0f"
