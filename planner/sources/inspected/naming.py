"""Names from outside within the sentences of findings."""

from collections.abc import Sequence

from planner.text import visible
from planner.words.figures import exact
from planner.words.phrases import listed

WIDEST = 40  # characters of a name in a sentence
FEW = 3  # names in a sentence


def short(text: str, most: int = WIDEST) -> str:
    """A name from outside, short enough for a sentence."""
    line = " ".join(visible(text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def quoted(text: str) -> str:
    """The same in quotes, so that it cannot be taken for the sentence's own words."""
    return f"'{short(text)}'"


def several(names: Sequence[str]) -> str:
    """The first few, and how many more."""
    shown = [quoted(name) for name in names[:FEW]]
    return listed([*shown, *([f"{exact(len(names) - FEW)} more"] if len(names) > FEW else [])])
