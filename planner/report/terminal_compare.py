"""The tree of sub-targets alone in a terminal, and beside it what a split in proportion to today's traffic would ask for."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from planner.model.comparison import Share
from planner.model.plan import Plan
from planner.report import labels, sentences
from planner.report.escape import clipped
from planner.report.folding import Hung, hang
from planner.report.headline import headline
from planner.report.sentences import several
from planner.report.terminal_layout import Column, Line, Span, fits, headed, painted, paragraph, table
from planner.report.terminal_parts import MOST_LEAVES, tree_lines
from planner.words.figures import exact, others, sessions, share, short, short_signed, signed
from planner.words.language import say
from planner.words.phrases import flowing, listed

NARROWEST = 40
MOST_NAMED = 3
"""Branches named in the sentence."""


class _Layout(NamedTuple):
    """How figures are written, and which columns are left out."""

    known: Callable[[float], str]
    rough: Callable[[float], str]
    more: Callable[[float], str]
    now: bool = True
    forecast: bool = True
    room: bool = True


_LAYOUTS = (
    _Layout(exact, sessions, signed),
    _Layout(exact, sessions, signed, now=False),
    _Layout(short, short, short_signed),
    _Layout(short, short, short_signed, now=False),
    _Layout(short, short, short_signed, now=False, forecast=False),
    _Layout(short, short, short_signed, now=False, forecast=False, room=False),
)


def render_tree(plan: Plan, *, width: int, color: bool) -> str:
    """What was asked, and the tree."""
    width = max(width, NARROWEST)
    return painted((*_head(plan, width), [], *tree_lines(plan, width)), width, color=color)


def render_split(plan: Plan, split: Share, *, width: int, color: bool) -> str:
    """What was asked, both splits of it, and what the one in proportion asks of branches that cannot bring it."""
    width = max(width, NARROWEST)
    said = paragraph(_sentence(plan, split), width, indent=0)
    return painted((*_head(plan, width), [], *_tree(split, width), [], *said), width, color=color)


def _head(plan: Plan, width: int) -> Iterator[Line]:
    head = headline(plan)
    yield from paragraph(head.title, width, style="bold", indent=0)
    if head.reading != head.title:
        yield from paragraph(head.reading, width, indent=0)


def _tree(split: Share, width: int) -> Iterator[Line]:
    hung = list(hang(split, below=_below, size=_size, most=MOST_LEAVES, rest=_rest))
    titles = ("", labels.NOW(), labels.FORECAST(), labels.ROOM(), labels.TARGET(), say("pro rata"), say("excess"))
    columns = (Column(least=max(len(each.guides) for each in hung) + 6), *[Column(right=True)] * 6)
    for layout in _LAYOUTS:
        rows = headed(titles, [_row(each, layout) for each in hung])
        if fits(rows, columns, width):
            break
    return table(rows, columns, width)


def _below(each: Share) -> tuple[Share, ...]:
    return each.children


def _rest(each: Share) -> tuple[Share, ...]:
    """The part of the target that has no lever, which a split in proportion does not know."""
    return tuple(Share(node=child, target=0, above=0, beyond=0) for child in each.node.children if child.unassigned)


def _size(leaf: Share) -> float:
    return max(leaf.node.now, leaf.node.target, leaf.target)


def _row(hung: Hung[Share], layout: _Layout) -> list[Span]:
    nodes = [each.node for each in hung.nodes]
    name = sentences.folded_row(hung.count) if hung.folded else clipped(labels.branch(nodes[0]), 200)
    target = layout.known(sum(node.target for node in nodes))
    if nodes[0].unassigned:
        return [Span(text, "yellow") for text in (hung.guides + name, "", "", "", target, "", "")]
    beyond = sum(each.beyond for each in hung.nodes)
    figures = (
        layout.known(sum(node.now for node in nodes)) if layout.now else "",
        layout.rough(sum(node.forecast for node in nodes)) if layout.forecast else "",
        layout.more(sum(node.room for node in nodes)) if layout.room else "",
        target,
        layout.known(sum(each.target for each in hung.nodes)),
        layout.known(beyond) if beyond else "",
    )
    style = "dim" if hung.folded else "bold" if hung.nodes[0].children else ""
    return [Span(text, style) for text in (hung.guides + name, *figures)]


def _sentence(plan: Plan, split: Share) -> str:
    """What the split in proportion asks for in vain, and what the split by levers says of the same sessions."""
    if split.above <= 0:
        return say("Split pro rata, in proportion to today's traffic, no branch is asked for more than its forecast.")
    asked = several(exact(split.above), plan.metric)
    if split.beyond <= 0:
        return say(
            "Split pro rata, in proportion to today's traffic, branches are asked for {count} above their forecasts, "
            "and levers can bring that much to each of them.",
            count=asked,
        )
    vain = say(
        "Split pro rata, in proportion to today's traffic, branches are asked for {count} above their forecasts; "
        "{beyond} of these ({share}) no lever there can bring: {branches}.",
        count=asked,
        beyond=exact(split.beyond),
        share=share(split.beyond, split.above),
        branches=_named(split),
    )
    return flowing([vain, _ours(plan)])


def _named(split: Share) -> str:
    """The leaves that are asked for most in vain, under the names of their branches."""
    short = sorted(_vain(split, ()), key=lambda pair: -pair[1])
    texts = [say("{branch} {count}", branch=path, count=exact(beyond)) for path, beyond in short[:MOST_NAMED]]
    if rest := short[MOST_NAMED:]:
        texts.append(say("{others} {count}", others=others(len(rest)), count=exact(sum(beyond for _, beyond in rest))))
    return listed(texts)


def _vain(each: Share, above: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    path = (*above, sentences.name(each.node.name)) if each.node.key else above
    if not each.children and each.beyond:
        yield " / ".join(path) or sentences.name(labels.branch(each.node)), each.beyond
    for child in each.children:
        yield from _vain(child, path)


def _ours(plan: Plan) -> str:
    if rest := plan.needed.unassigned:
        return say(
            "The split by levers shows {count} as unassigned instead of asking branches for them.", count=exact(rest)
        )
    return say("The split by levers leaves none of the target unassigned.")
