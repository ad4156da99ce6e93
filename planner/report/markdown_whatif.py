"""Several plans side by side as a document to send to someone."""

from collections.abc import Iterator, Sequence

from planner.model.comparison import Compared
from planner.report import labels
from planner.report.compared_rows import WHOLE, Figure, Section, legend, new_warnings, scenario_name, sections, summary
from planner.report.escape import markdown
from planner.report.headline import title
from planner.report.markdown_table import table
from planner.words.language import say

WIDEST_NAME = 80


def render_markdown_comparison(compared: Sequence[Compared]) -> str:
    """The comparison as blocks with one empty line between them; differences to the first plan stand in parentheses."""
    return "\n\n".join(_blocks(compared)) + "\n"


def _blocks(compared: Sequence[Compared]) -> Iterator[str]:
    yield f"# {markdown(title(compared[0].plan))}"
    yield markdown(summary(compared))
    yield "\n".join(_item(f"**{markdown(scenario)}**", said) for scenario, said in legend(compared))
    for section in sections(compared, WHOLE):
        if section.heading:
            yield f"## {section.heading}"
        yield _table(compared, section)
    if warnings := [_item(markdown(names), text) for names, text in new_warnings(compared)]:
        yield f"## {labels.WARNINGS()}"
        yield "\n".join(warnings)


def _item(what: str, text: str) -> str:
    """An item of a list. Args: what: already harmless."""
    return "- " + say("{what}: {text}", what=what, text=markdown(text))


def _table(compared: Sequence[Compared], section: Section) -> str:
    rows = [
        [
            ("&emsp;" if row.under else "") + markdown(row.label),
            *map(_cell, row.figures),
        ]
        for row in section.rows
    ]
    return table(
        ["", *(markdown(scenario_name(each, WIDEST_NAME)) for each in compared)], rows, "l" + "r" * len(compared)
    )


def _cell(figure: Figure) -> str:
    return say("{figure} ({change})", figure=figure.text, change=figure.change) if figure.change else figure.text
