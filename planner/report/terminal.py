"""The plan in a terminal: the answer first, then the tree, then what to do, then what it rests on."""

from collections.abc import Iterator

from planner.model.plan import Plan
from planner.report import labels, sentences
from planner.report.answers import answers
from planner.report.effort_sentences import freed, moved
from planner.report.headline import bar_text, headline
from planner.report.quality_rows import floor_sentences, quality_title
from planner.report.risks import risks
from planner.report.terminal_frontier import frontier_lines
from planner.report.terminal_layout import Column, Line, Span, painted, paragraph, table
from planner.report.terminal_parts import checkpoint_lines, lever_lines, resource_lines, step_lines, tree_lines
from planner.report.terminal_quality import quality_lines
from planner.text import cells
from planner.words.language import say

NARROWEST = 40
MOST_ASSUMPTIONS = 8
_BULLET = (Column(), Column(least=10, wrap=True, gap=1))


def render_terminal(plan: Plan, *, width: int, color: bool) -> str:
    """The report in lines of at most `width` cells.

    Without colour there are no control codes at all, and nothing is lost: colour only repeats what the words say.
    """
    width = max(width, NARROWEST)
    return painted(_lines(plan, width), width, color=color)


def _lines(plan: Plan, width: int) -> Iterator[Line]:
    yield from _headline(plan, width)
    for heading, lines in (
        (labels.TREE(), tree_lines(plan, width)),
        (labels.LEVERS(), lever_lines(plan, width)),
        (labels.STEPS(), step_lines(plan, width)),
        (labels.TRIALS(), _bullets(sentences.trials(plan), width)),
        (labels.RESOURCES(), resource_lines(plan, width)),
        (labels.REALLOCATED(), _reallocated(plan, width)),
        (labels.FRONTIER(), frontier_lines(plan, width)),
        (labels.FLOORS(), _bullets(floor_sentences(plan), width)),
        (quality_title(plan), quality_lines(plan, width)),
        (labels.ANSWERS(), _answers(plan, width)),
        (labels.CHECKPOINTS(), checkpoint_lines(plan, width)),
        (labels.RISKS(), _bullets(risks(plan), width)),
        (labels.ASSUMED(), _assumed(plan, width)),
    ):
        if body := list(lines):
            yield from ([], *paragraph(heading, width, style="bold", indent=0), *body)
    if plan.levers:
        yield []
        yield from paragraph(sentences.certificate(plan), width, style="dim", indent=0)


def _headline(plan: Plan, width: int) -> Iterator[Line]:
    head = headline(plan)
    yield from paragraph(head.title, width, style="bold", indent=0)
    if head.reading != head.title:
        yield from paragraph(head.reading, width, indent=0)
    yield []
    yield from paragraph(head.alone, width)
    yield from paragraph(head.plan, width)
    yield from paragraph(head.chance, width, style="bold")
    yield from paragraph(head.risk, width)
    yield from paragraph(head.take, width)
    yield []
    yield _bar(plan, width)


def _bar(plan: Plan, width: int) -> Line:
    """How far the forecast and the plan go towards the target; the figures beside it say the same."""
    text = bar_text(plan)
    size = max(4, min(60, width - 6 - cells(text)))
    whole = max(plan.target, plan.outcome.mean, plan.forecast.mean, 1.0)
    alone = round(size * min(plan.forecast.mean, plan.outcome.mean) / whole)
    planned = round(size * plan.outcome.mean / whole) - alone
    rest = size - alone - planned
    return [
        Span("  ▕"),
        Span("█" * alone, "cyan"),
        Span("▒" * planned, "green"),
        Span("░" * rest, "dim"),
        Span(f"▏ {text}"),
    ]


def _answers(plan: Plan, width: int) -> Iterator[Line]:
    for question, text in answers(plan):
        yield from paragraph(question, width)
        yield from paragraph(text, width, indent=4)


def _reallocated(plan: Plan, width: int) -> Iterator[Line]:
    yield from _bullets(freed(plan), width)
    yield from paragraph(moved(plan), width)


def _assumed(plan: Plan, width: int) -> Iterator[Line]:
    shown = [
        say("{assumption} – {source}", assumption=each.text.rstrip("."), source=sentences.origin(each))
        for each in plan.assumptions[:MOST_ASSUMPTIONS]
    ]
    if (more := len(plan.assumptions) - len(shown)) > 0:
        shown.append(labels.more_assumptions(more))
    return _bullets(tuple(shown), width)


def _bullets(texts: tuple[str, ...], width: int) -> Iterator[Line]:
    return table([(Span("-"), Span(text)) for text in texts], _BULLET, width)
