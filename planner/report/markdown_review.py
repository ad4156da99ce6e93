"""Which of the logged work paid, as a document to send to someone."""

from collections.abc import Iterable, Iterator

from planner.model.review import Review
from planner.report.escape import markdown
from planner.report.markdown_table import table
from planner.report.review_rows import DO, RANKED, SERVED, rankings, week_heading, week_table
from planner.report.review_sentences import aside_sentences, basis, heading, sentences, served_sentences


def render_markdown_review(review: Review) -> str:
    """The review as blocks with one empty line between them."""
    return "\n\n".join(_blocks(review)) + "\n"


def _blocks(review: Review) -> Iterator[str]:
    yield f"# {markdown(heading(review))}"
    yield markdown(basis(review))
    if review.standings:
        yield f"## {RANKED()}"
    for _, ranking in rankings(review):
        rows = [[f"**{row.verdict}**", *map(markdown, row[1:])] for row in ranking.rows]
        yield table(list(ranking.titles), rows, "llrrrrrr")
    if said := (*sentences(review), *aside_sentences(review)):
        yield f"## {DO()}"
        yield _items(said)
    if served := served_sentences(review):
        yield f"## {SERVED()}"
        yield _items(served)
    for weeks in review.weeks:
        found = week_table(weeks)
        yield f"## {week_heading(weeks)}"
        yield table([markdown(title) for title in found.titles], found.rows, "l" + "r" * len(weeks.activities))
    if review.left_out:
        yield _items(review.left_out)


def _items(texts: Iterable[str]) -> str:
    return "\n".join(f"- {markdown(text)}" for text in texts)
