"""What would happen anyway, in a terminal: the answer, the tree with its weeks, then what the forecast rests on."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

from planner.model.outlook import Outlook
from planner.report import labels
from planner.report.escape import clipped
from planner.report.outlook_rows import OutlookRow, outlook_rows, sections
from planner.report.outlook_sentences import answer, legend, title
from planner.report.sentences import folded_row
from planner.report.sparkline import BETWEEN, sparkline, weeks_in_a_bar
from planner.report.terminal_layout import Column, Line, Span, headed, painted, paragraph, spare, table
from planner.words.figures import change, error, exact, sessions, short, span

NARROWEST, WIDEST = 40, 120
MOST_LEAVES = 40
MOST_BARS = 60


Figure = Literal["now", "forecast", "range", "change", "off"]
_TITLES: dict[Figure, partial[str]] = {
    "now": labels.NOW,
    "forecast": labels.FORECAST,
    "range": labels.RANGE,
    "change": labels.CHANGE,
    "off": labels.OFF,
}


class _Layout(NamedTuple):
    """What of a line is shown."""

    whole: bool
    """31,180; else 31.2k."""
    figures: tuple[Figure, ...]
    bars: int
    """Cells at least, or the next layout is tried."""


_LAYOUTS = (
    _Layout(whole=True, figures=("now", "forecast", "range", "change", "off"), bars=24),
    _Layout(whole=True, figures=("now", "forecast", "range", "change"), bars=10),
    _Layout(whole=False, figures=("now", "forecast", "range", "change"), bars=8),
    _Layout(whole=False, figures=("forecast", "range", "change"), bars=8),
    _Layout(whole=False, figures=("forecast", "change"), bars=6),
    _Layout(whole=False, figures=("forecast", "change"), bars=0),
)  # from the roomiest on
_NAME = 10
"""Cells of a name that are not cut for the sake of figures."""
_RIGHT = Column(right=True)
_BARS = (_RIGHT, Column(gap=0), Column(gap=0))
_BULLET = (Column(), Column(least=10, wrap=True, gap=1))


def render_forecast(outlook: Outlook, *, width: int, color: bool) -> str:
    """The outlook in lines of at most `width` cells; colour only repeats what the words say."""
    width = min(max(width, NARROWEST), WIDEST)
    return painted(_lines(outlook, width), width, color=color)


def _lines(outlook: Outlook, width: int) -> Iterator[Line]:
    yield from paragraph(title(outlook), width, style="bold", indent=0)
    yield from ([], *paragraph(answer(outlook), width))
    yield from ([], *paragraph(labels.NODES(), width, style="bold", indent=0), *_tree(outlook, width))
    for section in sections(outlook):
        body = (_bullets if section.listed else _paragraphs)(section.texts, width)
        yield from ([], *paragraph(section.heading, width, style="bold", indent=0), *body)


def _paragraphs(texts: Sequence[str], width: int) -> Iterator[Line]:
    for text in texts:
        yield from paragraph(text, width)


def _bullets(texts: Sequence[str], width: int) -> Iterator[Line]:
    return table([(Span("-"), Span(text)) for text in texts], _BULLET, width)


def _tree(outlook: Outlook, width: int) -> Iterator[Line]:
    """Every branch with what it brings now and would bring, beside its weeks; first what those bars mean."""
    found = list(outlook_rows(outlook.root, MOST_LEAVES))
    columns = (Column(least=max(len(row.guides) for row in found) + _NAME), *[_RIGHT] * len(_TITLES))
    titles = ("", *(title() for title in _TITLES.values()))
    for layout in _LAYOUTS:
        rows = headed(titles, [_figures(row, layout) for row in found])
        beside = layout.bars + _BARS[0].gap if layout.bars else 0
        if (free := spare(rows, columns, width - beside)) >= 0:
            break
    if not layout.bars:
        yield from table(rows, columns, width)
        return
    weeks = weeks_in_a_bar(len(outlook.root.history), len(outlook.root.ahead), min(MOST_BARS, layout.bars + free))
    yield from paragraph(legend(outlook, weeks, off=bool(rows[0][-1].text)), width)
    bars = [[Span("")] * len(_BARS), *(_bars(row, weeks, outlook.period.days) for row in found)]
    yield from table([(*row, *each) for row, each in zip(rows, bars, strict=True)], (*columns, *_BARS), width)


def _figures(row: OutlookRow, layout: _Layout) -> list[Span]:
    """The name and the figures of a line."""
    count, rough = (exact, sessions) if layout.whole else (short, short)
    likely = "" if row.likely is None else span(*row.likely) if layout.whole else "–".join(map(short, row.likely))
    figures: dict[Figure, str] = {
        "now": count(row.now),
        "forecast": rough(row.forecast),
        "range": likely,
        "change": "" if row.change is None else change(row.change),
        "off": "" if row.off is None else error(row.off),
    }
    name = folded_row(row.count) if row.kind == "folded" else clipped(row.name, 200)
    style = {"folded": "dim", "branch": "bold", "leaf": ""}[row.kind]
    shown = [text if what in layout.figures else "" for what, text in figures.items()]
    return [Span(text, style) for text in (row.guides + name, *shown)]


def _bars(row: OutlookRow, weeks: int, days: int) -> list[Span]:
    """The weeks of a line. Args: days: of the period."""
    drawn = sparkline(row.history, row.ahead, weeks, days=days)
    return [
        Span(drawn.history, "dim" if row.kind == "folded" else ""),
        Span(BETWEEN, "dim"),
        Span(drawn.ahead, "cyan"),
    ]
