"""A goal file's text cut where other values can stand, so that what is changed on a page is still the user's own file.

Comments, order and quotes stay. A database's url does not: a page is passed on.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import yaml

from planner.goalfile.complaint import UnclearError
from planner.goalfile.phrase import read_phrase
from planner.model.goal import NEXT_MONTH, Goal, Lever
from planner.model.period import Period
from planner.model.whatif_page import Pieces, Slot

LONGEST = 100_000
"""Characters of a goal file that a page repeats."""
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
LEFT_OUT = "# Left out of this page: the url of the database. Put it back under `url`.\n"
_LOGIN = re.compile(r"(?<=://)[^\s/@]*@")
_PLAIN = re.compile(r"[^\W\d_][\w ]*\w|[^\W\d_]")
_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """A stretch of the text that is replaced by pieces."""

    start: int
    end: int
    pieces: Pieces


def goal_pieces(text: str, goal: Goal, *, levers: Sequence[Lever], period: Period, resources: Sequence[str]) -> Pieces:
    """The text with a slot for the target, every resource, and every lever's `max` and `keep`.

    Args: text and the goal that was read from it without a problem; levers and resources: those of the plan, also where the file
        names none; period: that of the plan. Returns: nothing where the text is too long for a page, or its keys are in one pair of braces.
    """
    text = text.removeprefix("\ufeff")
    root = yaml.compose(text, Loader=_LOADER)
    if len(text) > LONGEST or not isinstance(root, yaml.MappingNode) or root.flow_style:
        return ()
    cuts = [*_target(root, text, goal, period), *_urls(root)]
    cuts += _resources(root, text, resources) if goal.resources is not None else []
    cuts += _levers(root, text, levers) if goal.levers else []
    found = _pieces(text, cuts)
    indent = " " * root.start_mark.column
    added: list[str | Slot] = []
    if goal.resources is None and resources:
        added += _new_resources(resources, indent)
    if not goal.levers and levers:
        added += _new_levers(levers, indent)
    if added and _ends_openly(text):
        return (*found, *([] if text.endswith("\n") else ["\n"]), *added)
    return found


def _pieces(text: str, cuts: Iterable[_Cut]) -> Pieces:
    found: list[str | Slot] = []
    at = 0
    for cut in sorted(cuts, key=lambda cut: (cut.start, cut.end)):
        found += [_harmless(text[at : cut.start]), *cut.pieces]
        at = cut.end
    return tuple(piece for piece in (*found, _harmless(text[at:])) if piece != "")


def _harmless(text: str) -> str:
    """Without logins in urls, which comments may hold."""
    return _LOGIN.sub("…@", text)


def _value(node: yaml.MappingNode | None, key: str) -> yaml.Node | None:
    pairs = node.value if node is not None else ()
    return next((value for name, value in pairs if name.value == key), None)


def _block(node: yaml.Node | None) -> yaml.MappingNode | None:
    return node if isinstance(node, yaml.MappingNode) else None


def _scalar(node: yaml.Node, text: str, key: str, *, after: str = "") -> _Cut:
    """A value in place of one that is there."""
    start, end = node.start_mark.index, node.end_mark.index
    if text[start:end].endswith("\n"):  # a block of text ends behind its line
        after = f"{after}\n"
    before = " " if start == end else ""
    return _Cut(start=start, end=end, pieces=(Slot(key=key, was=text[start:end], before=before, after=after),))


def _target(root: yaml.MappingNode, text: str, goal: Goal, period: Period) -> list[_Cut]:
    """A number; the branch that the words named, and the period where nothing else says it, stay."""
    node = _value(root, "target")
    if node is None or (words := target_words(goal)) is None:
        return []
    said = _value(root, "period") is not None or read_phrase(goal.target.text).period in (None, NEXT_MONTH)
    indent = " " * root.start_mark.column
    after = "" if said else f"\n{indent}period: {period.start}..{period.end}"
    cut = _scalar(node, text, "target", after=after)
    before, behind = words
    slot = Slot(key="target", was=_was(cut), before=before, after=behind + after)
    return [_Cut(start=cut.start, end=cut.end, pieces=(slot,))]


def target_words(goal: Goal) -> tuple[str, str] | None:
    """What to put before and after a number of sessions so that it is a target of the same branch; None where nothing will do."""
    if not goal.target.where:
        return "", ""
    names = [" and ".join(values) for _, values in goal.target.where]
    for words in (" ".join(names), *(" ".join(order) for order in (names[::-1],))):
        for before, after in (("reach ", f" {words} sessions"), (f"{words} ", ""), (f"{words}达到", "")):
            try:
                read = read_phrase(f"{before}12345{after}")
            except UnclearError:
                continue
            same = read.target.kind == "total" and read.target.amount == 12345 and read.period is None
            if same and read.target.where == goal.target.where:
                return _quoted_pair(before, after)
    return None


def _quoted_pair(before: str, after: str) -> tuple[str, str]:
    """Before and after, in quotes: branches have any names."""
    return json.dumps(before, ensure_ascii=False)[:-1], json.dumps(after, ensure_ascii=False)[1:]


def _was(cut: _Cut) -> str:
    slot = cut.pieces[0]
    return slot.was if isinstance(slot, Slot) else slot


def _resources(root: yaml.MappingNode, text: str, names: Sequence[str]) -> list[_Cut]:
    block = _block(_value(root, "resources"))
    found = ((n, _value(block, name)) for n, name in enumerate(names))
    return [_scalar(node, text, f"resource/{n}") for n, node in found if node is not None]


def _levers(root: yaml.MappingNode, text: str, levers: Sequence[Lever]) -> list[_Cut]:
    block = _block(_value(root, "levers"))
    cuts: list[_Cut] = []
    for n, lever in enumerate(levers):
        node = _value(block, lever.name)
        if node is None:
            continue
        if (inner := _block(node)) is None:  # a lever of which nothing is said
            at = node.start_mark.index
            slots = (
                Slot(key=f"max/{n}", before=" {max: ", after="}"),
                Slot(key=f"keep/{n}", before=" {keep: ", after="}"),
            )
            cuts.append(_Cut(start=at, end=node.end_mark.index, pieces=slots))
            continue
        for key in ("max", "keep"):
            value = _value(inner, key)
            cuts.append(_inserted(inner, key, f"{key}/{n}") if value is None else _scalar(value, text, f"{key}/{n}"))
    return cuts


def _inserted(block: yaml.MappingNode, key: str, name: str) -> _Cut:
    """A key before the first one of a block."""
    if block.flow_style:
        at = block.start_mark.index + 1
        slot = Slot(key=name, before=f"{key}: ", after=", " if block.value else "")
    else:
        at = block.value[0][0].start_mark.index
        slot = Slot(key=name, before=f"{key}: ", after="\n" + " " * block.value[0][0].start_mark.column)
    return _Cut(start=at, end=at, pieces=(slot,))


def _urls(root: yaml.MappingNode) -> list[_Cut]:
    """Databases are not named on a page."""
    tables = (_block(_value(root, key)) for key in ("traffic", "effort"))
    urls = [url for table in tables if (url := _value(table, "url")) is not None]
    cuts = []
    for url in urls:
        tail = "\n" if isinstance(url, yaml.ScalarNode) and url.style in ("|", ">") else ""
        cuts.append(_Cut(start=url.start_mark.index, end=url.end_mark.index, pieces=("null" + tail,)))
    return [_Cut(start=0, end=0, pieces=(LEFT_OUT,)), *cuts] if cuts else []


def _new_resources(names: Sequence[str], indent: str) -> list[str | Slot]:
    lines = [Slot(key=f"resource/{n}", before=f"{indent}  {_name(name)}: ", after="\n") for n, name in enumerate(names)]
    return [Slot(key="resources", before=f"{indent}resources:\n"), *lines]


def _new_levers(levers: Sequence[Lever], indent: str) -> list[str | Slot]:
    """The playbook's levers as a goal file says them."""
    found: list[str | Slot] = [Slot(key="levers", before=f"{indent}levers:\n")]
    for n, lever in enumerate(levers):
        found.append(Slot(key="levers", before="".join(f"{indent}{line}\n" for line in _lines(lever))))
        found += [Slot(key=f"{key}/{n}", before=f"{indent}    {key}: ", after="\n") for key in ("max", "keep")]
    return found


def _lines(lever: Lever) -> list[str]:
    drives = ", ".join(f"{_name(level)}: [{', '.join(map(_name, values))}]" for level, values in lever.drives)
    uses = ", ".join(f"{_name(name)}: {amount:.15g}" for name, amount in lever.uses)
    lines = [
        f"  {_name(lever.name)}:",
        f"    drives: {{{drives}}}",
        f"    uses: {{{uses}}}",
        f"    unit: {_name(lever.unit)}",
    ]
    lines += [f"    step: {lever.step:.15g}"] if lever.step is not None else []
    return [*lines, f"    action: {_name(lever.action)}"] if lever.action else lines


def _name(text: str) -> str:
    """A name as YAML reads it back letter for letter."""
    return text if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS else json.dumps(text, ensure_ascii=False)


def _ends_openly(text: str) -> bool:
    """Whether more keys can be written behind the last one."""
    return not any(line.startswith("...") for line in text.splitlines())
