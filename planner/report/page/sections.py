"""The sections of a page, in the order in which somebody asks for them."""

from collections.abc import Iterable, Iterator

from planner.model.lever_plan import LeverPlan
from planner.model.page import Page
from planner.model.plan import Plan
from planner.report import labels, sentences
from planner.report.answers import answers
from planner.report.charts.effort import effort_groups
from planner.report.effort_sentences import freed, moved
from planner.report.escape import clipped
from planner.report.frontier_rows import frontier_of, frontier_sentences
from planner.report.page.blocks import Block, Bullets, Note, Part, Questions, table
from planner.report.page.cards import cards_of
from planner.report.page.figures import burnup_figure, effort_figure, frontier_figure, waterfall_figure
from planner.report.page.tree import tree_of
from planner.report.quality_rows import floor_sentences, quality_rows, quality_sentences, quality_title, rate_title
from planner.report.resource_rows import ALIGNS, resource_header, resource_rows
from planner.report.risks import risks
from planner.report.rows import changed, ranked, steps
from planner.words.dates import short_day
from planner.words.figures import amount, signed, span
from planner.words.language import say
from planner.words.phrases import flowing

MOST_BRANCHES = 60
"""Of a table of rates."""
WIDEST_NAME = 120
WIDEST_OWNER = 40


def parts_of(page: Page) -> tuple[Part, ...]:
    """Those that have something to say."""
    plan = page.plan
    found: tuple[tuple[str, str, Iterable[Block]], ...] = (
        ("tree", labels.TREE(), _tree(plan)),
        ("levers", labels.LEVERS(), _levers(plan)),
        ("curves", say("What each lever brings"), cards_of(page)),
        ("effort", say("Where effort moves"), _effort(plan)),
        ("stop", labels.REALLOCATED(), _reallocated(plan)),
        ("frontier", labels.FRONTIER(), _frontier(plan)),
        ("steps", labels.STEPS(), _steps(plan)),
        ("trials", labels.TRIALS(), _bullets(sentences.trials(plan))),
        ("weeks", labels.CHECKPOINTS(), (burnup_figure(page),) if plan.checkpoints else ()),
        ("floors", labels.FLOORS(), _bullets(floor_sentences(plan))),
        ("worth", quality_title(plan), _quality(plan)),
        ("questions", labels.ANSWERS(), _answers(plan)),
        ("risks", labels.RISKS(), _bullets(risks(plan))),
        ("assumed", labels.ASSUMED(), _assumed(plan)),
    )
    made = (Part(id=ident, heading=heading, blocks=tuple(blocks)) for ident, heading, blocks in found)
    return tuple(part for part in made if part.blocks)


def _name(text: str) -> str:
    return clipped(text, WIDEST_NAME)


def _tree(plan: Plan) -> Iterator[Block]:
    yield waterfall_figure(plan)
    yield tree_of(plan)


def _levers(plan: Plan) -> Iterator[Block]:
    if not plan.levers:
        yield Note(text=sentences.no_levers(plan))
        return
    header = (
        labels.VERDICT(), labels.LEVER(), labels.DRIVES(), f"{labels.now(plan.start)} → {labels.PLAN()}", labels.EXTRA(), labels.RANGE(),
        labels.NEXT(), labels.FURTHER(), labels.WHY(),
    )  # fmt: skip
    yield table(
        labels.LEVERS(), header, [_lever(lever) for lever in ranked(plan.levers)], "llllrrlll", stacked=True, key=1
    )
    yield Note(text=sentences.certificate(plan), quiet=True)


def _lever(lever: LeverPlan) -> list[str]:
    moves = changed(lever)
    return [
        labels.verdict(lever.verdict),
        _name(lever.name),
        _name(lever.drives),
        sentences.move(lever) if moves else sentences.counted(amount(lever.now), lever.unit),
        signed(lever.extra.mean) if moves else "",
        span(lever.extra.p10, lever.extra.p90) if moves else "",
        sentences.next_brings(lever),
        sentences.price(lever),
        sentences.about(lever),
    ]


def _effort(plan: Plan) -> Iterator[Block]:
    if effort_groups(plan):
        yield effort_figure(plan)
    if rows := [[_name(name), *figures] for name, *figures in resource_rows(plan)]:
        yield table(labels.RESOURCES(), resource_header(plan), rows, ALIGNS, stacked=True)
    yield from (Note(text=left) for left in map(sentences.left_over, plan.resources) if left)


def _reallocated(plan: Plan) -> Iterator[Block]:
    yield from _bullets(freed(plan))
    if said := moved(plan):
        yield Note(text=said)


def _frontier(plan: Plan) -> Iterator[Block]:
    if frontier_of(plan).rows:
        yield frontier_figure(plan)
    if said := frontier_sentences(plan):
        yield Note(text=flowing(said))


def _steps(plan: Plan) -> Iterator[Block]:
    if not plan.levers:
        return
    rows = [
        [
            short_day(step.day, plan.period),
            clipped(step.lever.owner, WIDEST_OWNER) or labels.NOBODY,
            sentences.task(step.lever),
        ]
        for step in steps(plan)
    ]
    if rows:
        yield table(labels.STEPS(), (labels.WHEN(), labels.WHO(), labels.WHAT()), rows, "lll")
    else:
        yield Note(text=labels.NO_STEPS())


def _quality(plan: Plan) -> Iterator[Block]:
    for quality in plan.quality:
        rows = [
            ["\u2003" * row.depth + _name(row.name), row.rate, row.likely, row.now, row.forecast, row.plan]
            for row in quality_rows(quality, MOST_BRANCHES)
        ]
        header = (
            _name(quality.measure), rate_title(plan, quality), labels.RANGE(), labels.NOW(), labels.FORECAST(), labels.PLAN(),
        )  # fmt: skip
        yield table(_name(quality.measure), header, rows, "lrrrrr", stacked=True)
        yield Note(text=flowing(quality_sentences(plan, quality, MOST_BRANCHES)))


def _answers(plan: Plan) -> Iterator[Block]:
    yield Questions(answers=tuple((answer.question, answer.text) for answer in answers(plan)))


def _assumed(plan: Plan) -> Iterator[Block]:
    rows = [[a.text, labels.source(a.source), sentences.place(a.where)] for a in plan.assumptions]
    if rows:
        yield table(labels.ASSUMED(), (labels.WHAT(), labels.EVIDENCE(), labels.PLACE()), rows, "lll", stacked=True)


def _bullets(texts: Iterable[str]) -> Iterator[Block]:
    if lines := tuple(texts):
        yield Bullets(texts=lines)
