"""A report as a document to send to someone, in the Markdown that GitHub shows."""

from collections.abc import Iterator

from planner.report.document import Bar, Complaint, Document, Grid, Head, Items, Part, Row, kept_sections
from planner.report.escape import clipped, markdown
from planner.report.markdown_table import table
from planner.text import visible

WIDEST_NAME = 80  # columns of a name from outside


def render_document_markdown(document: Document) -> str:
    """The report as blocks with one empty line between them; the same report gives the same bytes."""
    return "\n\n".join(_blocks(document)) + "\n"


def _blocks(document: Document) -> Iterator[str]:
    yield f"# {markdown(document.title)}"
    for part in document.lead:
        yield from _part(part)
    for section in kept_sections(document.sections):
        yield f"## {markdown(section.heading)}"
        for part in section.parts:
            yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    if isinstance(part, Grid):
        if part.rows:
            yield table(
                [markdown(head.title) for head in part.heads],
                [_row(row, part.heads) for row in part.rows],
                "".join("r" if head.kind in ("figure", "named") else "l" for head in part.heads),
            )
    elif isinstance(part, Items):
        if part.texts:
            yield "\n".join(f"- {markdown(text)}" for text in part.texts)
    elif isinstance(part, Bar):
        yield markdown(part.text)
    elif isinstance(part, Complaint):
        yield "\n".join(f"    {visible(line)}" for line in part.text.split("\n"))
    else:
        yield f"**{markdown(part.text)}**" if part.strong else markdown(part.text)


def _row(row: Row, heads: tuple[Head, ...]) -> list[str]:
    cells = [
        markdown(clipped(cell, WIDEST_NAME) if head.kind == "name" else cell)
        for cell, head in zip(row.cells, heads, strict=True)
    ]
    first = f"**{cells[0]}**" if row.weight == "strong" and cells[0] else cells[0]
    return ["&emsp;" * (len(row.guides) // 3) + first, *cells[1:]]
