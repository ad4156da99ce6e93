"""Untrusted text made harmless: names come from analytics exports, and so from whoever wrote a campaign link."""

import re
import unicodedata
from functools import lru_cache

# C0 and C1 controls, the bidirectional overrides and isolates, zero-width characters, line and paragraph separators.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]")


def visible(text: str) -> str:
    """The text on one line with every control, bidirectional and zero-width character replaced.

    Tabs and line breaks become a space, the others U+FFFD, so that no name can move the cursor, colour the
    terminal, reorder a line or break a table row.
    """
    return _UNSAFE.sub(lambda found: " " if found.group() in "\t\n\r\u2028\u2029\u202f" else "\ufffd", text)


@lru_cache(maxsize=10_000)
def folded(text: str) -> str:
    """The text as names are compared: compatibility forms, case and the kind and number of separators do not count."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.split(r"[\s_\-/]+", plain.strip()))


def cells(text: str) -> int:
    """How many terminal columns the text takes: two for a wide (Chinese, Japanese, Korean) character, none for a combining one."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in visible(text)
    )
