"""What would happen anyway, in a terminal: the answer, the tree with its weeks, then what the forecast rests on."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planner.model.outlook import Outlook, OutlookNode
from planner.report import labels
from planner.report.escape import clipped
from planner.report.folding import Hung, hang
from planner.report.outlook_days import moved, repaired
from planner.report.outlook_sentences import answer, looking_back, season, title, trend
from planner.report.sentences import folded_row
from planner.report.sparkline import BETWEEN, sparkline, weeks_in_a_bar
from planner.report.terminal_layout import Column, Line, Span, headed, painted, paragraph, spare, table
from planner.words.figures import change, counted, error, exact, sessions, short, span

NARROWEST, WIDEST = 40, 120
MOST_LEAVES = 40
MOST_BARS = 60
LONGEST_WARNING = 400


class _Layout(NamedTuple):
    """What of a line is shown."""

    whole: bool
    """31,180; else 31.2k."""
    figures: tuple[str, ...]
    bars: int
    """Cells at least, or the next layout is tried."""


_LAYOUTS = (
    _Layout(whole=True, figures=(labels.NOW, labels.FORECAST, labels.RANGE, labels.CHANGE, labels.OFF), bars=24),
    _Layout(whole=True, figures=(labels.NOW, labels.FORECAST, labels.RANGE, labels.CHANGE), bars=10),
    _Layout(whole=False, figures=(labels.NOW, labels.FORECAST, labels.RANGE, labels.CHANGE), bars=8),
    _Layout(whole=False, figures=(labels.FORECAST, labels.RANGE, labels.CHANGE), bars=8),
    _Layout(whole=False, figures=(labels.FORECAST, labels.CHANGE), bars=6),
    _Layout(whole=False, figures=(labels.FORECAST, labels.CHANGE), bars=0),
)  # from the roomiest on
_NAME = 10
"""Cells of a name that are not cut for the sake of figures."""
_FIGURES = _LAYOUTS[0].figures
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
    for heading, lines in (
        (labels.NODES, _tree(outlook, width)),
        (labels.SEASON, _paragraphs((season(outlook), trend(outlook)), width)),
        (_days(outlook), _bullets(moved(outlook), width)),
        (labels.BACKTEST, _paragraphs((looking_back(outlook),), width)),
        (labels.REPAIRED, _bullets(repaired(outlook), width)),
        (labels.WARNINGS, _bullets([clipped(text, LONGEST_WARNING) for text in outlook.warnings], width)),
    ):
        if body := list(lines):
            yield from ([], *paragraph(heading, width, style="bold", indent=0), *body)


def _days(outlook: Outlook) -> str:
    """What moves the forecast, and whose holidays are meant."""
    country = clipped(outlook.goal.country, 12) if any(one.kind == "holiday" for one in outlook.moved) else ""
    return f"{labels.DAYS} (holidays of {country})" if country else labels.DAYS


def _paragraphs(texts: Sequence[str], width: int) -> Iterator[Line]:
    for text in texts:
        yield from paragraph(text, width)


def _bullets(texts: Sequence[str], width: int) -> Iterator[Line]:
    return table([(Span("-"), Span(text)) for text in texts], _BULLET, width)


def _tree(outlook: Outlook, width: int) -> Iterator[Line]:
    """Every branch with what it brings now and would bring, beside its weeks; first what those bars mean."""
    found = list(hang(outlook.root, below=_below, size=_size, most=MOST_LEAVES))
    columns = (Column(least=max(len(line.guides) for line in found) + _NAME), *[_RIGHT] * len(_FIGURES))
    for layout in _LAYOUTS:
        rows = headed(("", *_FIGURES), [_figures(line, layout) for line in found])
        beside = layout.bars + _BARS[0].gap if layout.bars else 0
        if (free := spare(rows, columns, width - beside)) >= 0:
            break
    if not layout.bars:
        yield from table(rows, columns, width)
        return
    weeks = weeks_in_a_bar(len(outlook.root.history), len(outlook.root.ahead), min(MOST_BARS, layout.bars + free))
    legend = f"▃▅█ history {BETWEEN} forecast, {counted(weeks, 'week')} a bar, from 0 to the row's highest"
    off = f"; {labels.OFF}: its mean error in the past" if rows[0][-1].text else ""
    yield from paragraph(legend + off, width)
    bars = [[Span("")] * len(_BARS), *(_bars(line, weeks) for line in found)]
    yield from table([(*row, *each) for row, each in zip(rows, bars, strict=True)], (*columns, *_BARS), width)


def _below(node: OutlookNode) -> tuple[OutlookNode, ...]:
    return node.children


def _size(leaf: OutlookNode) -> float:
    return max(leaf.now, leaf.forecast.mean)


def _figures(line: Hung[OutlookNode], layout: _Layout) -> list[Span]:
    """The name and the figures of a line; ranges and errors of several leaves do not add up, so theirs have none."""
    count, rough = (exact, sessions) if layout.whole else (short, short)
    now, mean = sum(node.now for node in line.nodes), sum(node.forecast.mean for node in line.nodes)
    figures = {
        labels.NOW: count(now),
        labels.FORECAST: rough(mean),
        labels.CHANGE: change(mean / now - 1) if now > 0 else "",
    }
    if len(line.nodes) == 1:
        (node,) = line.nodes
        likely = node.forecast.p10, node.forecast.p90
        figures[labels.RANGE] = span(*likely) if layout.whole else "–".join(map(short, likely))
        figures[labels.OFF] = error(node.backtest.off) if node.backtest else ""
    name = folded_row(line.count) if line.folded else clipped(line.nodes[0].name, 200)
    style = "dim" if line.folded else "bold" if line.nodes[0].children else ""
    shown = [figures.get(title, "") if title in layout.figures else "" for title in _FIGURES]
    return [Span(text, style) for text in (line.guides + name, *shown)]


def _bars(line: Hung[OutlookNode], weeks: int) -> list[Span]:
    """The weeks of a line; of several leaves together a week is known where all of them are."""
    history = [_sum(week) for week in zip(*(node.history for node in line.nodes), strict=True)]
    ahead = [sum(week) for week in zip(*(node.ahead for node in line.nodes), strict=True)]
    drawn = sparkline(history, ahead, weeks)
    return [Span(drawn.history, "dim" if line.folded else ""), Span(BETWEEN, "dim"), Span(drawn.ahead, "cyan")]


def _sum(week: Sequence[float | None]) -> float | None:
    known = [value for value in week if value is not None]
    return sum(known) if len(known) == len(week) else None
