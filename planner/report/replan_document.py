"""A plan made anew, beside the old one, as a report: what it brings, what changes, and what is left."""

from collections.abc import Iterator

from planner.model.made import MadeNode
from planner.model.replanned import LeverChange, Replanned, ResourceLeft
from planner.report import labels
from planner.report.document import Document, Grid, Head, Items, Prose, Row, Section, prose
from planner.report.rows import TreeRow, tree_rows
from planner.report.sentences import folded_row, name, unit
from planner.words.dates import short_day
from planner.words.figures import amount, days, exact, percent, sessions, signed, span
from planner.words.language import say
from planner.words.names import metric_count

MOST_LEAVES = 40
SAME = 0.005  # of an effort: a smaller change is none


def replan_document(found: Replanned) -> Document:
    """The report on the change from one plan to the next."""
    made = found.made
    return Document(
        title=say(
            "{goal}, plan {number}: {days} left",
            goal=name(made.text),
            number=found.plan.number,
            days=days(found.left.days),
        ),
        lead=(Prose(text=found.plan.reading), *prose(_answer(found))),
        sections=(
            Section(heading=say("What changes"), parts=(_levers(found), *prose(_notes(found)))),
            Section(heading=say("What is left"), parts=(_resources(found),)),
            Section(heading=labels.TREE(), parts=(_tree(found),)),
            Section(heading=labels.WARNINGS(), parts=(Items(texts=_warnings(found)),)),
        ),
    )


def _answer(found: Replanned) -> Iterator[str]:
    target, outcome = found.made.target, found.plan.outcome
    missing = target - found.actual
    came = metric_count(exact(round(found.actual)), found.made.metric)
    day = short_day(found.over.end, found.made.period)
    if missing > 0:
        yield say("{count} came by {day}; {missing} are missing.", count=came, day=day, missing=exact(round(missing)))
    else:
        yield say(
            "{count} came by {day}; the target of {target} is reached.", count=came, day=day, target=exact(target)
        )
    yield say(
        "As scheduled, {end} come in all (80 %: {range}); chance of {target}: {chance}.",
        end=sessions(found.before.mean),
        range=span(found.before.p10, found.before.p90),
        target=exact(target),
        chance=percent(found.chance_before),
    )
    if found.kept:
        yield say("No other use of what is left is clearly better; the efforts that were scheduled stay.")
        return
    yield say(
        "With the efforts below, {end} (80 %: {range}); chance: {chance}.",
        end=sessions(outcome.mean),
        range=span(outcome.p10, outcome.p90),
        chance=percent(found.plan.chance),
    )


def _levers(found: Replanned) -> Grid:
    heads = (
        Head(title="", kind="name"),
        Head(title=say("plan {number}", number=found.made.number), spare=1),
        Head(title=say("spent")),
        Head(title=say("scheduled")),
        Head(title=say("now", about="of a plan")),
        Head(title="", kind="words", spare=3),
        Head(title=say("brings")),
        Head(title=say("(80 %)"), spare=2),
        Head(title="", kind="words"),
    )
    order = sorted(found.levers, key=lambda each: -abs(each.extra.mean))
    return Grid(heads=heads, rows=tuple(Row(cells=_lever(each, told=found.told)) for each in order))


def _lever(each: LeverChange, *, told: bool) -> tuple[str, ...]:
    moved = abs(each.planned - each.scheduled) > SAME * max(each.scheduled, each.planned)
    return (
        each.name,
        amount(each.before),
        amount(each.spent) if told else say("not told"),
        amount(each.scheduled),
        amount(each.planned),
        unit(each.unit),
        signed(each.extra.mean) if moved else "",
        span(each.extra.p10, each.extra.p90) if moved else "",
        say("too late") if each.dropped else "" if moved else say("as scheduled"),
    )


def _notes(found: Replanned) -> Iterator[str]:
    """What the columns mean, and which levers are too late."""
    end = short_day(found.made.period.end, found.made.period)
    yield say(
        "Scheduled: the old plan's effort for the days that are left, cut alike where what is left does not pay for it. Now: what this plan has in its place. Brings: against what was scheduled."
    )
    for each in found.levers:
        if each.dropped:
            yield say(
                "{lever}: only {share} of its effect would come by {day}, so no more of it is planned.",
                lever=name(each.name),
                share=percent(each.in_time),
                day=end,
            )


def _resources(found: Replanned) -> Grid:
    heads = (
        Head(title="", kind="name"),
        Head(title=say("there is")),
        Head(title=say("planned")),
        Head(title="", kind="words"),
    )
    return Grid(heads=heads, rows=tuple(Row(cells=_resource(each)) for each in found.resources))


def _resource(each: ResourceLeft) -> tuple[str, ...]:
    gone = ""
    if each.gone > SAME * max(each.amount or 0.0, 1.0):
        gone = say("{amount} that were not used are gone", amount=amount(each.gone))
    return (each.name, "" if each.amount is None else amount(each.amount), amount(each.planned), gone)


def _tree(found: Replanned) -> Grid:
    """What every branch was to bring and is to bring now."""
    before = {node.key: node for node in found.made.tree.walk()}
    heads = (
        Head(title="", kind="name"),
        Head(title=say("target, plan {number}", number=found.made.number)),
        Head(title=say("plan {number}", number=found.plan.number)),
        Head(title=say("expected, plan {number}", number=found.made.number), spare=1),
        Head(title=say("plan {number}", number=found.plan.number), spare=1),
    )
    lines = tree_rows(found.plan.tree, MOST_LEAVES)
    return Grid(heads=heads, rows=tuple(_branch(row, before) for row in lines))


def _branch(row: TreeRow, before: dict[tuple[tuple[str, str], ...], MadeNode]) -> Row:
    old = None if row.key is None else before.get(row.key)
    return Row(
        cells=(
            folded_row(row.count) if row.kind == "folded" else row.name,
            "" if old is None else exact(old.target),
            exact(row.target),
            "" if old is None else sessions(old.expected),
            sessions(row.plan),
        ),
        guides=row.guides,
        weight="strong" if row.kind == "branch" else "faint" if row.kind == "folded" else "plain",
    )


def _warnings(found: Replanned) -> tuple[str, ...]:
    untold = () if found.told else (say("No table tells what effort was spent; the plan's is taken for it."),)
    return (*untold, *found.warnings, *found.plan.warnings)
