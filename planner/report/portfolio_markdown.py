"""The summary of many goals as markdown."""

from collections.abc import Sequence

from planner.model.outcome import Division, Outcome, Totals
from planner.report.escape import markdown
from planner.report.markdown_table import table
from planner.report.portfolio_rows import division_sentences, more_problems, more_rows, sentences, shown, titles
from planner.words.language import say

_ALIGNS = "lrrrrrrlr"


def render_portfolio_markdown(
    totals: Totals, neediest: Sequence[Outcome], bad: Sequence[Outcome], *, division: Division | None = None
) -> str:
    """What all goals come to, those least likely to be met first, and those without a plan.

    Args: neediest, bad: as many as are to be shown; division: of what the goals have together.
    """
    parts = [f"# {say('Portfolio')}", "\n".join(f"- {markdown(each)}" for each in sentences(totals))]
    if division is not None:
        parts.append(f"## {say('Shared resources')}")
        parts.append("\n".join(f"- {markdown(each)}" for each in division_sentences(division)))
    if neediest:
        parts.append(f"## {say('Goals, the least likely first')}")
        parts.append(table(titles(), [[markdown(cell) for cell in shown(row)] for row in neediest], _ALIGNS))
        if (more := totals.planned - len(neediest)) > 0:
            parts.append(more_rows(more))
    if bad:
        parts.append(f"## {say('Goals without a plan')}")
        parts.append("\n".join(_problem(row) for row in bad))
        if (more := totals.problems - len(bad)) > 0:
            parts.append(more_problems(more))
    return "\n\n".join(parts) + "\n"


def _problem(row: Outcome) -> str:
    lines = [markdown(line.strip()) for line in row.problem.split("\n") if not line.startswith("  |")]
    return "\n".join((f"- {lines[0]}", *(f"  {line}" for line in lines[1:])))
