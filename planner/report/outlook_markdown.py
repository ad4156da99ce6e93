"""What would happen anyway as a document to send to someone, in the Markdown that GitHub shows."""

from collections.abc import Iterator

from planner.model.outlook import Outlook
from planner.report import labels
from planner.report.escape import clipped, markdown
from planner.report.markdown_table import table
from planner.report.outlook_rows import OutlookRow, outlook_rows, sections
from planner.report.outlook_sentences import answer, legend, title
from planner.report.sentences import folded_row
from planner.report.sparkline import BETWEEN, sparkline, weeks_in_a_bar
from planner.words.figures import change, error, exact, sessions, span
from planner.words.language import say

MOST_LEAVES = 60
WIDEST_NAME = 80
MOST_BARS = 30


def render_forecast_markdown(outlook: Outlook) -> str:
    """The report as blocks with one empty line between them; the same outlook gives the same bytes."""
    return "\n\n".join(_blocks(outlook)) + "\n"


def _blocks(outlook: Outlook) -> Iterator[str]:
    yield f"# {markdown(title(outlook))}"
    yield markdown(answer(outlook))
    yield f"## {labels.NODES()}"
    yield from _tree(outlook)
    for section in sections(outlook):
        yield f"## {markdown(section.heading)}"
        if section.listed:
            yield "\n".join(f"- {markdown(text)}" for text in section.texts)
        else:
            yield from map(markdown, section.texts)


def _tree(outlook: Outlook) -> Iterator[str]:
    weeks = weeks_in_a_bar(len(outlook.root.history), len(outlook.root.ahead), MOST_BARS)
    figures = labels.NOW(), labels.FORECAST(), labels.RANGE(), labels.CHANGE(), labels.OFF()
    header = (labels.BRANCH(), *figures, say("weeks"))
    rows = list(outlook_rows(outlook.root, MOST_LEAVES))
    yield table(header, [_row(row, weeks, outlook.period.days) for row in rows], "lrrlrrl")
    yield markdown(say("{legend}.", legend=legend(outlook, weeks, off=any(row.off is not None for row in rows))))


def _row(row: OutlookRow, weeks: int, days: int) -> list[str]:
    name = markdown(folded_row(row.count) if row.kind == "folded" else clipped(row.name, WIDEST_NAME))
    drawn = sparkline(row.history, row.ahead, weeks, days=days)
    return [
        "&emsp;" * row.depth + (f"**{name}**" if row.kind == "branch" else name),
        exact(row.now),
        sessions(row.forecast),
        span(*row.likely) if row.likely else "",
        "" if row.change is None else change(row.change),
        "" if row.off is None else error(row.off),
        f"`{drawn.history}{BETWEEN}{drawn.ahead}`",
    ]
