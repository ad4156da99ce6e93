"""A first goal file as YAML with comments for somebody who has never seen one."""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from planner.model.first_goal import FirstBranch, FirstGoal, FirstLever
from planner.model.goal import Table, Where
from planner.model.period import Period, months_from
from planner.report.yaml_text import key, remark, scalar
from planner.text import cells
from planner.words.dates import period_name
from planner.words.figures import amount, counted, exact, share
from planner.words.phrases import listed

WIDE = 110  # columns of a line of comment
AT = 36  # the column at which comments behind values begin
NAME = 40  # columns of a branch's name in the table of sessions
_BRACKETS = re.compile(r" \([^()]*\)")
FEW = 8  # names that a line lists


def render_goal_file(first: FirstGoal) -> str:
    """The text of the goal file."""
    parts = (
        _top(first),
        _target(first),
        _sessions(first),
        _traffic(first),
        _effort(first),
        _resources(first),
        _levers(first),
        _end(first),
    )
    return "\n\n".join("\n".join(part) for lines in parts if (part := list(lines))) + "\n"


def _top(first: FirstGoal) -> Iterator[str]:
    if first.schema:
        yield f"# yaml-language-server: $schema={remark(first.schema)}"
    names = [name.rpartition("/")[2] for name in first.traffic.files]
    yield from _remark(
        f"A traffic goal, as `planner init` wrote it from {_names(names)}. All that follows a # is for people to read."
    )
    yield from _remark(f"Change what does not fit, then run: planner plan {first.shown}")


def _target(first: FirstGoal) -> Iterator[str]:
    yield _line(f"target: {scalar(first.target, flow=False)}", "or 90000, 3x, double email by June, …")
    last = first.span.end
    month = months_from(last.replace(day=1), 1)
    before = month.start - timedelta(days=1)
    if "next month" in first.target and last != month.end and first.span.start <= before:
        after, this = period_name(months_from(month.end + timedelta(days=1), 1)), period_name(month)
        yield from _remark(
            f"next month is {after}, for the data reaches into {this}; with `as_of: {before}` it is {this}."
        )
    if first.metric != "sessions":
        yield _line(f"metric: {scalar(first.metric, flow=False)}", "the column that is counted")


def _sessions(first: FirstGoal) -> Iterator[str]:
    month = first.base == months_from(first.base.start, 1)
    name = period_name(first.base)
    yield from _remark(
        f"{first.metric[:1].upper()}{first.metric[1:]} in {name}{', the last full month' if month and first.span != first.base else ''}, which the target is compared with:"
    )
    whole = FirstBranch(name="the whole site", depth=0, sessions=first.sessions)
    rows = [(_name(branch), branch.sessions) for branch in (whole, *first.branches)]
    width = max(cells(label) for label, _ in rows)
    digits = max(8, *(len(exact(count)) for _, count in rows))
    for label, count in rows:
        yield f"#   {label}{' ' * (width - cells(label))}  {exact(count):>{digits}}  {share(count, first.sessions):>8}".rstrip()
    if first.counts:
        yield from _remark(first.counts + ".")


def _name(branch: FirstBranch) -> str:
    indent = "  " * branch.depth
    return indent + (f"{branch.hidden} smaller ones" if branch.hidden else remark(branch.name, NAME - len(indent)))


def _traffic(first: FirstGoal) -> Iterator[str]:
    yield "traffic:"
    yield from _table(first.traffic, first.alone, assumed=first.assumed, named=dict(first.named))


def _effort(first: FirstGoal) -> Iterator[str]:
    if first.effort is None:
        return
    yield _line("effort:", "what was spent by day, week or month: today's effort, and what it brings, are read from it")
    yield from _table(first.effort, (), assumed=False, named={})
    if first.apart:
        yield from _remark(
            f"Not in it: {_names(first.apart)}, for a goal has one table of effort, and of the others only the latest sum is told here. To use them by day, put all into one table with columns date, lever and amount."
        )


def _table(table: Table, alone: Sequence[str], *, assumed: bool, named: Mapping[str, Period]) -> Iterator[str]:
    """The keys of a table, those alone that its reading needs. Args: named: days of files that their names say."""
    only = "as only one reading makes sense"
    if len(table.files) == 1:
        yield f"  file: {scalar(table.files[0], flow=False)}"
    else:
        yield _line("  file:", "one table in several files")
        for name in table.files:
            said = f"{period_name(named[name])}, by the file's name" if name in named else ""
            yield _line(f"    - {scalar(name, flow=False)}", said)
    if table.by:
        yield _line(f"  by: [{', '.join(map(scalar, table.by))}]", "the levels of the tree, from the whole site down")
    if table.columns:
        yield _line("  columns:", "which column is what")
        yield from (f"    {role}: {scalar(name, flow=False)}" for role, name in table.columns)
    if table.covers is not None:
        said = (
            "ASSUMED, for the table does not say its days: put in the right ones"
            if assumed
            else "the days of the table, by the file's name"
            if named
            else "the days of the table"
        )
        yield _line(f"  covers: {_days(table.covers)}", said)
    if table.dates:
        yield _line(f"  dates: {table.dates}", only if "dates" in alone else "the order in its dates")
    if table.decimals:
        yield _line(
            f'  decimals: "{table.decimals}"',
            only if "decimals" in alone else "what stands before decimals in its figures",
        )
    if table.table:
        yield _line(f"  table: {scalar(table.table)}", "which table of the file, from the top")
    if table.encoding:
        yield _line(f"  encoding: {scalar(table.encoding)}", "of the file")


def _days(period: Period) -> str:
    return f"{period.start:%Y-%m}" if period == months_from(period.start, 1) else str(period)


def _resources(first: FirstGoal) -> Iterator[str]:
    if first.resources:
        yield _line("resources:", "what may be spent in the period, all levers together")
        yield from (f"  {key(name, '  ')} {_figure(size)}" for name, size in first.resources)
        return
    yield from _remark(
        "What may be spent in the period, all levers together. Without it the plan says what the target would take."
    )
    yield "# resources:"
    used = dict.fromkeys(name for lever in first.levers for name, _ in lever.uses)
    for name in used or ("money", "hours"):
        yield f"#   {key(name)} {'5000' if name == 'money' else '80'}"


def _levers(first: FirstGoal) -> Iterator[str]:
    yield from _remark(
        "What you could push, as the channels suggest; delete what you would never do, add what you would. `now` is what you do in a month today, `max` the most you could do: fill them in, and take away the # before them."
    )
    off = all(lever.lacks for lever in first.levers)
    yield "# levers:" if off else "levers:"
    for lever in first.levers:
        lines = "\n".join(_lever(lever, beside=first.effort is not None, limited=bool(first.resources))).split("\n")
        yield from (f"  # {line[2:]}" for line in lines) if lever.lacks else lines
    if first.unused:
        yield from _remark(
            f"{counted(first.unused, 'more name')} of the table of effort: the smallest have no lever here."
        )


def _lever(lever: FirstLever, *, beside: bool, limited: bool) -> Iterator[str]:
    """The lines of a lever.

    Args: beside: whether there is a table of effort, which says 0 for what it lacks; limited: whether there are resources, which a lever
    that says nothing would use.
    """
    said = (
        f"left out, for it takes {lever.lacks}: put in how much of it there is under resources" if lever.lacks else ""
    )
    yield _line(f"  {key(lever.name, '  ')}", said)
    if lever.drives:
        yield from _drives(lever.drives)
    else:
        yield _line("    # drives: …", "the branch that it brings sessions to; the whole site if not said")
    plain = len(lever.uses) == 1 and lever.uses[0][1] == 1
    if not lever.uses:
        if limited:
            yield _line("    uses: {}", "nothing, until you say what the table counts for it:")
            yield "    # uses: hours, or money, or {hours: 6, money: 50} for one article"
        else:
            said = "what does the table count for it? hours, money, or {hours: 6, money: 50} for one article"
            yield _line("    # uses: hours", said)
    elif plain:
        yield _line(
            f"    uses: {scalar(lever.uses[0][0], flow=False)}",
            "assumed: what the table counts for it" if lever.guessed else "",
        )
    else:
        each = ", ".join(f"{scalar(name)}: {_figure(size)}" for name, size in lever.uses)
        yield _line(f"    uses: {{{each}}}", f"what one {remark(lever.unit)} takes, roughly: put in your own figures")
        yield f"    unit: {scalar(lever.unit, flow=False)}"
        yield f"    step: {_figure(lever.step or 1)}"
    if lever.now is not None:
        yield _line(f"    now: {_figure(lever.now)}", remark(lever.now_of))
    elif not lever.from_table:
        yield _line("    # now: …", f"{_unit(lever)} a month today{', 0 if not said' if beside else ''}")
    yield _line("    # max: …", "the most you could do in a month")
    if lever.action:
        yield f"    action: {scalar(lever.action, flow=False)}"


def _drives(drives: Where) -> Iterator[str]:
    pairs = [f"{scalar(level)}: {_values(names)}" for level, names in drives]
    line = f"    drives: {{{', '.join(pairs)}}}"
    if len(line) <= WIDE:
        yield line
        return
    yield "    drives:"
    for level, names in drives:
        yield f"      {key(level, '      ')}"
        yield from (f"        - {scalar(name, flow=False)}" for name in names)


def _values(names: Sequence[str]) -> str:
    return scalar(names[0]) if len(names) == 1 else f"[{', '.join(map(scalar, names))}]"


def _unit(lever: FirstLever) -> str:
    return lever.unit if lever.unit in ("money", "hours") else "how many"


def _end(first: FirstGoal) -> Iterator[str]:
    for group, money, where in first.unplaced:
        yield from _remark(
            f"{amount(money)} money a month went to {remark(group)} ({where}), which no lever here has under `now`."
        )
    if first.small:
        yield from _remark(
            f"Next to nothing comes from {_names(first.small)}: what is done or paid for there is a candidate to drop."
        )
    if first.unknown:
        yield from _remark(
            f"No lever is usual for {_names(first.unknown)}: add your own, if there is something that you can do for it."
        )
    for channel, why in first.still:
        said = _BRACKETS.sub("", why)
        yield from _remark(f"No lever for {remark(channel)}: {said[:1].lower()}{said[1:]}.")
    if first.missing:
        tool = "" if first.tool == "a plain table" else f" (in {first.tool})"
        yield from _remark(f"What would make the plan better, and where it is{tool}:")
        for what, where in first.missing:
            yield from _remark(f"{what}: {where}", hanging=True)


def _names(names: Sequence[str]) -> str:
    more = [f"{len(names) - FEW} more"] if len(names) > FEW else []
    return listed([*(remark(name, NAME) for name in names[:FEW]), *more])


def _figure(value: float) -> str:
    return amount(value).replace(",", "")


def _line(text: str, comment: str) -> str:
    """A line of the file with a comment behind it."""
    last = text.rpartition("\n")[2]
    return f"{text}{' ' * max(AT - 2 - cells(last), 0)}  # {comment}" if comment else text


def _remark(text: str, *, hanging: bool = False) -> Iterator[str]:
    lead = "# - " if hanging else "# "
    yield from textwrap.wrap(
        remark(text),
        WIDE,
        initial_indent=lead,
        subsequent_indent="#   " if hanging else "# ",
        break_long_words=False,
        break_on_hyphens=False,
    )
