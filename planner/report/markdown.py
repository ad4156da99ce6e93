"""The plan as a document to send to someone, in the Markdown that GitHub shows."""

from collections.abc import Iterable, Iterator, Mapping

from planner.model.lever_plan import LeverPlan
from planner.model.plan import Plan
from planner.report import labels, sentences
from planner.report.answers import answers
from planner.report.effort_sentences import freed, moved
from planner.report.escape import clipped, markdown
from planner.report.frontier_rows import frontier_of, frontier_sentences
from planner.report.headline import headline
from planner.report.markdown_table import table
from planner.report.mermaid import MOST_NODES, chart
from planner.report.quality_rows import (
    floor_sentences,
    quality_rows,
    quality_sentences,
    quality_title,
    rate_title,
)
from planner.report.resource_rows import ALIGNS, resource_header, resource_rows
from planner.report.risks import risks
from planner.report.rows import TreeRow, changed, ranked, steps, tree_rows
from planner.words.dates import short_day
from planner.words.figures import amount, exact, sessions, signed, span
from planner.words.language import say
from planner.words.phrases import flowing, listed, series

MOST_LEAVES = 60
WIDEST_NAME = 80


def render_markdown(plan: Plan, pictures: Mapping[str, str] | None = None) -> str:
    """The report as blocks with one empty line between them; the same plan gives the same bytes.

    Args: pictures: Markdown that shows those of a section, by its heading; "" for the top.
    """
    return "\n\n".join(_blocks(plan, pictures or {})) + "\n"


def _blocks(plan: Plan, pictures: Mapping[str, str]) -> Iterator[str]:
    head = headline(plan)
    yield f"# {markdown(head.title)}"
    if head.reading != head.title:
        yield markdown(head.reading)
    yield from (markdown(text) for text in (head.alone, head.plan) if text)
    yield " ".join(filter(None, (f"**{markdown(head.chance)}**", markdown(head.risk), markdown(head.take))))
    yield from filter(None, [pictures.get("")])
    for heading, blocks in (
        (labels.TREE(), _tree(plan)),
        (labels.LEVERS(), _levers(plan)),
        (labels.STEPS(), _steps(plan)),
        (labels.TRIALS(), _listed(sentences.trials(plan))),
        (labels.RESOURCES(), _resources(plan)),
        (labels.REALLOCATED(), _reallocated(plan)),
        (labels.FRONTIER(), _frontier(plan)),
        (labels.FLOORS(), _listed(floor_sentences(plan))),
        (markdown(quality_title(plan)), _quality(plan)),
        (labels.ANSWERS(), _answers(plan)),
        (labels.CHECKPOINTS(), _checkpoints(plan)),
        (labels.RISKS(), _listed(risks(plan))),
        (labels.ASSUMED(), _assumed(plan)),
    ):
        if body := list(blocks):
            yield f"## {heading}"
            yield from filter(None, [pictures.get(heading)])
            yield from body
    if plan.levers:
        yield markdown(sentences.certificate(plan))


def _name(text: str) -> str:
    return markdown(clipped(text, WIDEST_NAME))


def _tree(plan: Plan) -> Iterator[str]:
    header = (
        labels.BRANCH(), labels.NOW(), labels.FORECAST(), labels.TARGET(), labels.PLAN(), labels.RANGE(), labels.ROOM(), labels.LEVER(),
    )  # fmt: skip
    rows = tree_rows(plan.tree, MOST_LEAVES)
    yield table(header, [_tree_row(row) for row in rows], "lrrrrlrl")
    if sum(1 for _ in plan.tree.walk()) <= MOST_NODES:
        yield f"```mermaid\n{chart(plan.tree)}\n```"


def _tree_row(row: TreeRow) -> list[str]:
    name = markdown(sentences.folded_row(row.count)) if row.kind == "folded" else _name(row.name)
    name = "&emsp;" * row.depth + (f"**{name}**" if row.kind == "branch" else name)
    if row.kind == "unassigned":
        return [name, "", "", exact(row.target), "", "", "", labels.NO_LEVER()]
    figures = [exact(row.now), sessions(row.forecast), exact(row.target), sessions(row.plan)]
    likely = span(*row.likely) if row.likely else ""
    return [name, *figures, likely, signed(row.room), series([_name(lever) for lever in row.levers[:3]])]


def _levers(plan: Plan) -> Iterator[str]:
    if not plan.levers:
        yield sentences.no_levers(plan)
        return
    header = (
        labels.VERDICT(), labels.LEVER(), labels.DRIVES(), labels.now(plan.start), labels.PLAN(), labels.UNIT(), labels.EXTRA(),
        labels.RANGE(), labels.NEXT(), labels.FURTHER(), labels.WHY(),
    )  # fmt: skip
    yield table(header, [_lever_row(lever) for lever in ranked(plan.levers)], "lllrrlrllll")


def _lever_row(lever: LeverPlan) -> list[str]:
    moves = changed(lever)
    return [
        labels.verdict(lever.verdict),
        f"**{_name(lever.name)}**",
        _name(lever.drives),
        amount(lever.now),
        amount(lever.planned),
        _name(sentences.unit(lever.unit)),
        signed(lever.extra.mean) if moves else "",
        span(lever.extra.p10, lever.extra.p90) if moves else "",
        sentences.next_brings(lever),
        markdown(sentences.price(lever)),
        markdown(sentences.about(lever)),
    ]


def _steps(plan: Plan) -> Iterator[str]:
    todo = steps(plan)
    if not plan.levers:
        return
    if not todo:
        yield labels.NO_STEPS()
        return
    rows = [
        [
            short_day(step.day, plan.period),
            _name(step.lever.owner) or labels.NOBODY,
            markdown(sentences.task(step.lever)),
        ]
        for step in todo
    ]
    yield table((labels.WHEN(), labels.WHO(), labels.WHAT()), rows, "lll")


def _resources(plan: Plan) -> Iterator[str]:
    if rows := [[_name(name), *figures, markdown(more)] for name, *figures, more in resource_rows(plan)]:
        yield table(resource_header(plan), rows, ALIGNS)
    yield from (markdown(left) for left in map(sentences.left_over, plan.resources) if left)


def _answers(plan: Plan) -> Iterator[str]:
    for question, text in answers(plan):
        yield f"**{question}**\n{markdown(text)}"


def _checkpoints(plan: Plan) -> Iterator[str]:
    rows = [[short_day(p.day, plan.period), sessions(p.expected), sessions(p.worry)] for p in plan.checkpoints]
    if rows:
        yield table((labels.DAY(), labels.ON_PLAN(), labels.WORRY()), rows, "lrr")


def _reallocated(plan: Plan) -> Iterator[str]:
    yield from _listed(freed(plan))
    if said := moved(plan):
        yield markdown(said)


def _frontier(plan: Plan) -> Iterator[str]:
    found = frontier_of(plan)
    rows = [
        [
            row.scale,
            markdown(listed([sentences.several(each, what) for each, what in zip(row.resources, found.resources, strict=True)])),
            sessions(row.mean),
            row.likely,
            row.chance,
            *(say("{mean} ({chance})", mean=mean, chance=chance) if mean else "" for mean, chance in row.alone),
        ]
        for row in found.rows
    ]  # fmt: skip
    if rows:
        alone = [labels.alone(_name(what)) for what in found.alone]
        header = (found.scale, say("resources"), labels.MEAN(), labels.RANGE(), labels.CHANCE(), *alone)
        yield table(header, rows, "rlrlr" + "r" * len(alone))
    if said := frontier_sentences(plan):
        yield markdown(flowing(said))


def _quality(plan: Plan) -> Iterator[str]:
    for quality in plan.quality:
        rows = [
            ["&emsp;" * row.depth + _name(row.name), row.rate, row.likely, row.now, row.forecast, row.plan]
            for row in quality_rows(quality, MOST_LEAVES)
        ]
        rates = markdown(rate_title(plan, quality))
        header = (_name(quality.measure), rates, labels.RANGE(), labels.NOW(), labels.FORECAST(), labels.PLAN())
        yield table(header, rows, "lrrrrr")
        yield markdown(flowing(quality_sentences(plan, quality, MOST_LEAVES)))


def _assumed(plan: Plan) -> Iterator[str]:
    rows = [[markdown(a.text), labels.source(a.source), markdown(sentences.place(a.where))] for a in plan.assumptions]
    if rows:
        yield table((labels.WHAT(), labels.EVIDENCE(), labels.PLACE()), rows, "lll")


def _listed(texts: Iterable[str]) -> Iterator[str]:
    if lines := [f"- {markdown(text)}" for text in texts]:
        yield "\n".join(lines)
