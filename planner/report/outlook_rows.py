"""What every renderer of a forecast shows, in the order in which it shows it: the rows of its tree, then its sections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from planner.model.outlook import Outlook, OutlookNode
from planner.report import labels
from planner.report.escape import clipped
from planner.report.folding import Hung, hang
from planner.report.outlook_backtest import looking_back
from planner.report.outlook_days import moved, repaired, taken_out
from planner.report.outlook_sentences import season, trend
from planner.words.language import say

LONGEST_WARNING = 400
WHOLE = "all"
"""Name of the root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlookRow:
    """One line of the tree, with the marks that show where it hangs."""

    guides: str
    """Tree-drawing characters, three for each level below the root."""
    name: str
    kind: Literal["branch", "leaf", "folded"]
    now: int
    forecast: float
    likely: tuple[float, float] | None
    """80 % range; None for a row that stands for several leaves, whose ranges do not add up."""
    off: float | None
    """[-] mean error in the past, where it is known; of several leaves there is none."""
    history: tuple[float | None, ...]
    ahead: tuple[float, ...]
    """As in `OutlookNode`; of several leaves a week is known where all of them are."""
    count: int = 1
    """How many leaves the row stands for."""

    @property
    def depth(self) -> int:
        return len(self.guides) // 3

    @property
    def change(self) -> float | None:
        """[-] from now to the forecast; None where there is nothing now."""
        return self.forecast / self.now - 1 if self.now > 0 else None


def outlook_rows(root: OutlookNode, most_leaves: int) -> Iterator[OutlookRow]:
    """The tree, parents first; beyond so many leaves only the largest, the others of each branch folded into one row."""
    return map(_row, hang(root, below=lambda node: node.children, size=_size, most=most_leaves))


def _size(leaf: OutlookNode) -> float:
    return max(leaf.now, leaf.forecast.mean)


def _row(line: Hung[OutlookNode]) -> OutlookRow:
    first, *others = line.nodes
    alone = not others
    return OutlookRow(
        guides=line.guides,
        name=say("all") if first.name == WHOLE and not line.guides else first.name,
        kind="folded" if line.folded else "branch" if first.children else "leaf",
        now=sum(node.now for node in line.nodes),
        forecast=sum(node.forecast.mean for node in line.nodes),
        likely=(first.forecast.p10, first.forecast.p90) if alone else None,
        off=first.backtest.off if alone and first.backtest else None,
        history=tuple(_sum(week) for week in zip(*(node.history for node in line.nodes), strict=True)),
        ahead=tuple(sum(week) for week in zip(*(node.ahead for node in line.nodes), strict=True)),
        count=line.count,
    )


def _sum(week: Sequence[float | None]) -> float | None:
    known = [value for value in week if value is not None]
    return sum(known) if len(known) == len(week) else None


class Section(NamedTuple):
    """What follows the tree, under a heading."""

    heading: str
    texts: tuple[str, ...]
    listed: bool = True
    """Whether each text is an item of a list, and not a paragraph."""


def sections(outlook: Outlook) -> Iterator[Section]:
    """What the forecast rests on; a section without anything to say is left out."""
    for section in (
        Section(labels.SEASON(), (season(outlook), trend(outlook)), listed=False),
        Section(_days(outlook), moved(outlook)),
        Section(labels.BACKTEST(), (looking_back(outlook),), listed=False),
        Section(labels.REPAIRED(), (*taken_out(outlook), *repaired(outlook))),
        Section(labels.WARNINGS(), tuple(clipped(text, LONGEST_WARNING) for text in outlook.warnings)),
    ):
        if texts := tuple(filter(None, section.texts)):
            yield section._replace(texts=texts)


def _days(outlook: Outlook) -> str:
    """What moves the forecast, and whose holidays are meant."""
    country = clipped(outlook.goal.country, 12) if any(one.kind == "holiday" for one in outlook.moved) else ""
    return say("Days that move it (holidays of {country})", country=country) if country else labels.DAYS()
