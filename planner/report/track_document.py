"""Where a plan stands, as a report: the answer first, then the tree, why, and the effort."""

from collections.abc import Iterator

from planner.model.track import CauseTrack, EffortTrack, NodeTrack, Status, Track
from planner.report import labels
from planner.report.document import Bar, Document, Grid, Head, Items, Part, Prose, Row, Section, Weight, prose
from planner.report.folding import hang
from planner.report.sentences import folded_row, name, unit
from planner.words.dates import short_day
from planner.words.figures import amount, apart, change, days, exact, percent, sessions, short_percent, signed, span
from planner.words.language import say
from planner.words.names import metric_count
from planner.words.phrases import flowing, series

MOST_LEAVES = 40
MOST_PARTS = 4  # of a cause that are named
LESS_LIKELY = 0.1  # of a chance: lower by more than this since it was planned, and planning anew is proposed
CLOSE = 0.005  # of what was expected: closer is the same


def track_document(track: Track) -> Document:
    """The report on a plan within its period."""
    return Document(
        title=_title(track),
        lead=(Prose(text=track.made.reading), *prose(_answer(track)), _bar(track)),
        sections=(
            Section(heading=say("Branch by branch"), parts=_tree(track)),
            Section(heading=say("Why it is off"), parts=_causes(track)),
            Section(heading=say("Effort"), parts=(_efforts(track),)),
            Section(heading=labels.WARNINGS(), parts=(Items(texts=track.warnings),)),
        ),
    )


def _title(track: Track) -> str:
    what = say("{goal}, plan {number}", goal=name(track.made.text), number=track.made.number)
    if not track.left:
        return say("{plan}: the period is over", plan=what)
    gone, whole = exact(track.over.days), days(track.made.period.days)
    return say("{plan}: {gone} of {whole} gone", plan=what, gone=gone, whole=whole)


def _count(track: Track, figure: str) -> str:
    return metric_count(figure, track.made.metric)


def _answer(track: Track) -> Iterator[str]:
    node, made = track.branch, track.made
    came = say(
        "{count} came by {day}; the plan expected {expected} by then (80 %: {range}).",
        count=_count(track, exact(round(node.actual))),
        day=short_day(track.over.end, made.period),
        expected=sessions(node.expected),
        range=span(node.low, node.high),
    )
    yield flowing((came, _off(node)))
    if not track.left:
        met = node.actual >= node.target
        text = (
            say("The target of {target} is reached.", target=exact(node.target))
            if met
            else say(
                "The target of {target} is missed by {count}.",
                target=exact(node.target),
                count=exact(node.target - round(node.actual)),
            )
        )
        yield say("{text} The plan gave it {chance}.", text=text, chance=percent(made.chance))
        return
    yield flowing((
        say(
            "If it goes on as planned, {end} come in all (80 %: {range}).",
            end=sessions(node.projected.mean),
            range=span(node.projected.p10, node.projected.p90),
        ),
        say(
            "Chance of {target}: {chance} (when planned {before}).",
            target=exact(node.target),
            chance=percent(node.chance),
            before=percent(made.chance),
        ),
    ))  # fmt: skip
    yield _needed(track)
    if node.chance < made.chance - LESS_LIKELY:
        yield say("`planner replan` plans the {days} that are left anew.", days=days(track.left))


def _off(node: NodeTrack) -> str:
    """How far what came is from what was expected, and whether that is more than chance."""
    if (pace := node.pace) is None:
        return ""
    off = pace - 1
    if abs(off) < CLOSE:
        return say("That is as expected.")
    more, less = say("That is {part} more", part=apart(off)), say("That is {part} less", part=apart(off))
    why = say("more than chance explains") if node.status in ("ahead", "behind") else say("which may be chance")
    return say("{off}, {why}.", off=more if off > 0 else less, why=why)


def _needed(track: Track) -> str:
    """What every day that is left has to bring."""
    node = track.branch
    missing = node.target - node.actual
    if missing <= 0:
        return say("The target is reached already.")
    return say(
        "The target takes {needed} a day from here; so far it was {rate} a day.",
        needed=sessions(missing / track.left),
        rate=sessions(node.actual / track.over.days),
    )


def _bar(track: Track) -> Bar:
    node = track.branch
    return Bar(
        parts=(node.actual, max(node.projected.mean - node.actual, 0.0)),
        whole=max(node.target, node.projected.mean),
        text=say(
            "{actual} → {end}, target {target}",
            actual=exact(round(node.actual)),
            end=sessions(node.projected.mean) if track.left else exact(round(node.actual)),
            target=exact(node.target),
        ),
    )


def status_name(status: Status | None) -> str:
    """The status in a word."""
    names: dict[Status | None, str] = {
        "ahead": say("ahead", about="of a branch"),
        "high": say("high", about="of a branch"),
        "on plan": say("in range"),
        "low": say("low", about="of a branch"),
        "behind": say("behind", about="of a branch"),
        None: say("not planned"),
    }
    return names[status]


def _tree(track: Track) -> tuple[Part, ...]:
    ending = bool(track.left)
    heads = (
        Head(title="", kind="name"),
        Head(title=say("so far")),
        Head(title=say("expected")),
        Head(title=say("(80 %)"), spare=2),
        Head(title=say("pace")),
        Head(title=""),
        Head(title=say("at the end") if ending else ""),
        Head(title=say("(80 %)") if ending else "", spare=3),
        Head(title=labels.TARGET()),
        Head(title=say("chance") if ending else "", spare=1),
    )
    lines = hang(track.tree, below=lambda node: node.children, size=lambda node: node.actual, most=MOST_LEAVES)
    rows = []
    for line in lines:
        node = line.nodes[0]
        if line.folded:
            rows.append(Row(cells=_folded(line.nodes, line.count), guides=line.guides, weight="faint"))
        else:
            weight: Weight = "strong" if node.children else "plain"
            rows.append(Row(cells=_figures(node, ending=ending), guides=line.guides, weight=weight))
    rows += [Row(cells=_unknown(node, ending=ending), weight="faint") for node in track.unknown]
    seen = {node.status for node in track.tree.walk()}
    return (Grid(heads=heads, rows=tuple(rows)), *prose((_legend(seen),)))


def _figures(node: NodeTrack, *, ending: bool) -> tuple[str, ...]:
    return (
        labels.branch_name(node.name, node.key),
        exact(round(node.actual)),
        sessions(node.expected),
        span(node.low, node.high),
        "" if node.pace is None else change(node.pace - 1),
        status_name(node.status),
        sessions(node.projected.mean) if ending else "",
        span(node.projected.p10, node.projected.p90) if ending else "",
        exact(node.target),
        short_percent(node.chance) if ending else "",
    )


def _folded(nodes: tuple[NodeTrack, ...], count: int) -> tuple[str, ...]:
    expected, actual = sum(node.expected for node in nodes), sum(node.actual for node in nodes)
    return (
        folded_row(count),
        exact(round(actual)),
        sessions(expected),
        "",
        change(actual / expected - 1) if expected > 0 else "",
        "",
        sessions(sum(node.projected.mean for node in nodes)),
        "",
        exact(sum(node.target for node in nodes)),
        "",
    )


def _unknown(node: NodeTrack, *, ending: bool) -> tuple[str, ...]:
    end = sessions(node.projected.mean) if ending else ""
    place = " / ".join(value for _, value in node.key)
    return (place, exact(round(node.actual)), "", "", "", status_name(None), end, "", "", "")


def _legend(seen: set[Status | None]) -> str:
    real = say("Behind and ahead: by more than chance, all branches considered.") if seen & {"ahead", "behind"} else ""
    few = (
        say("Low and high: outside the 80 % range, as one branch in five is by chance.")
        if seen & {"low", "high"}
        else ""
    )
    return flowing((real, few))


def _causes(track: Track) -> tuple[Part, ...]:
    heads = (Head(title="", kind="words"), Head(title=say("so far")), Head(title="", kind="words"))
    rows = [
        Row(cells=(_cause(each), signed(each.sessions), _parts(each)))
        for each in sorted(track.causes, key=lambda each: -abs(each.sessions))
    ]
    off = track.branch.actual - track.branch.expected
    total = Row(cells=(say("actual less expected"), signed(off), ""), weight="strong")
    return (Grid(heads=heads, rows=(*rows, total)), *prose((_guessed(track),)))


def _cause(cause: CauseTrack) -> str:
    return {
        "demand": say("demand, other than forecast"),
        "effort": say("effort, other than planned"),
        "response": say("effort brought other than its curve"),
        "new": say("branches not in the plan"),
    }[cause.kind]


def _parts(cause: CauseTrack) -> str:
    named = [say("{name} {count}", name=name(part), count=signed(count)) for part, count in cause.parts[:MOST_PARTS]]
    return series(named) if len(cause.parts) > 1 or cause.kind != "demand" else ""


def _guessed(track: Track) -> str:
    """What demand holds that nobody can tell apart from it."""
    spent = {lever.name for lever in track.levers if lever.spent != 0 or lever.due > 0}
    unlearned = [one.name for one in track.brought if one.found is None and one.name in spent]
    if not unlearned:
        return ""
    return say(
        "History tells little or nothing of what {levers} bring; most of what they brought other than estimated counts as demand.",
        levers=series([name(each) for each in unlearned[:MOST_PARTS]]),
    )


def _efforts(track: Track) -> Grid:
    heads = (
        Head(title="", kind="name"),
        Head(title=say("planned"), spare=1),
        Head(title=say("due by now")),
        Head(title=say("spent")),
        Head(title="", kind="figure"),
        Head(title="", kind="words"),
    )
    rows = [Row(cells=_effort(each)) for each in track.levers]
    rows += [Row(cells=_effort(each), weight="strong") for each in track.resources]
    return Grid(heads=heads, rows=tuple(rows))


def _effort(each: EffortTrack) -> tuple[str, ...]:
    told = each.spent is not None
    off = "" if not told or each.due <= 0 else change((each.spent or 0.0) / each.due - 1)
    spent = amount(each.spent or 0.0) if told else say("not told")
    what = "" if each.unit == each.name else unit(each.unit)
    return (each.name, amount(each.planned), amount(each.due), spent, off, what)
