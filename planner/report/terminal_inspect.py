"""What was read of a file, in a terminal: what it is, how it was read, its columns, days and totals, then what is odd about it."""

from collections.abc import Iterator, Sequence

from planner.model.inspection import BranchTotal, Inspection, Totals
from planner.report.escape import clipped
from planner.report.inspect_words import (
    MOST_NAMES,
    content,
    findings,
    gaps,
    headline,
    lacking,
    reading,
    serves,
    unlike,
    use,
)
from planner.report.sentences import name
from planner.report.sparkline import sparkline, weeks_in_a_bar
from planner.report.terminal_layout import Column, Line, Span, headed, painted, paragraph, spare, table
from planner.words.dates import period_name
from planner.words.figures import amount, counted, exact, share

NARROWEST, WIDEST = 40, 120
ROOMY = 60
"""Cells of a line from which on examples are shown."""
MOST_BRANCHES = 15
MOST_COLUMNS = 40
MOST_TABLES = 12
MOST_CAMPAIGNS = 15
MOST_BARS = 40
LEAST_BARS = 8
LONGEST_NAME = 200
_RIGHT = Column(right=True)
_LABELS = (Column(), Column(least=10, wrap=True))
_BULLET = (Column(), Column(least=10, wrap=True, gap=1))
_FIT = 10
"""Cells that names give way to."""


def render_inspections(inspections: Sequence[Inspection], *, width: int, color: bool) -> str:
    """The files one after the other, in lines of at most `width` cells; colour only repeats what the words say."""
    width = min(max(width, NARROWEST), WIDEST)
    texts = [painted(_lines(each, width), width, color=color) for each in inspections]
    return "\n".join(texts)


def _lines(seen: Inspection, width: int) -> Iterator[Line]:
    yield from paragraph(headline(seen), width, style="bold", indent=0)
    if how := list(reading(seen)):
        yield from _headed("How it was read", table([(Span(a, "dim"), Span(b)) for a, b in how], _LABELS, width), width)
    if len(seen.tables) > 1:
        yield from _headed("Tables in the file", _tables(seen, width), width)
    if seen.columns:
        yield from _headed("Columns", _columns(seen, width), width)
    if seen.days is not None and (lines := list(gaps(seen.days))):
        yield from _headed("Days", _paragraphs(lines, width), width)
    if seen.totals is not None:
        yield from _headed(_title(seen.totals), _totals(seen.totals, width), width)
    if seen.ads is not None:
        yield from _headed("Ads", _ads(seen, width), width)
    if seen.left_out:
        yield from _headed("Not used", _bullets([clipped(line, 400) for line in seen.left_out], width), width)
    if seen.findings:
        yield from _headed("Findings", _bullets(list(findings(seen)), width), width)
    if seen.missing:
        yield from _headed("Not in this table", _bullets([lacking(*each) for each in seen.missing], width), width)


def _headed(title: str, lines: Iterator[Line] | Sequence[Line], width: int) -> Iterator[Line]:
    yield from ([], *paragraph(title, width, style="bold", indent=0), *lines)


def _paragraphs(texts: Sequence[str], width: int) -> Iterator[Line]:
    for text in texts:
        yield from paragraph(text, width)


def _bullets(texts: Sequence[str], width: int) -> Iterator[Line]:
    return table([(Span("-"), Span(text)) for text in texts], _BULLET, width)


def _tables(seen: Inspection, width: int) -> Iterator[Line]:
    """The tables of the file, the one that was read marked."""
    shown = [each for each in seen.tables if each.number == seen.number or each.number <= MOST_TABLES]
    rows = []
    for each in shown:
        names = ", ".join(clipped(column, 40) or "(no name)" for column in each.columns[:MOST_NAMES])
        more = f" and {len(each.columns) - MOST_NAMES} more" if len(each.columns) > MOST_NAMES else ""
        mark = "→" if each.number == seen.number else ""
        days = period_name(each.days) if each.days else ""
        rows.append([Span(mark), Span(str(each.number)), Span(names + more), Span(exact(each.rows)), Span(days)])
    columns = (
        Column(),
        Column(right=True, gap=1),
        Column(least=_FIT, wrap=True),
        _RIGHT,
        Column(least=_FIT, wrap=True),
    )
    yield from table(headed(("", "", "columns", "rows", "days"), rows), columns, width)
    if len(shown) < len(seen.tables):
        yield from paragraph(f"… {exact(len(seen.tables) - len(shown))} more", width)


def _columns(seen: Inspection, width: int) -> Iterator[Line]:
    rows = [
        [
            Span(clipped(each.name, LONGEST_NAME) or "(no name)"),
            Span(
                use(each, unread=seen.totals is None),
                ""
                if each.use in ("days", "counted", "branch", "makes channel", "part of the count", "measure")
                else "dim",
            ),
            Span(content(each)),
            Span(", ".join(clipped(cell, 40) for cell in each.examples), "dim"),
        ]
        for each in seen.columns[:MOST_COLUMNS]
    ]
    if width < ROOMY:
        rows = [[*row[:3], Span("")] for row in rows]
    columns = (
        Column(least=8),
        Column(least=12, wrap=True),
        Column(least=9, wrap=True),
        Column(least=_FIT if width >= ROOMY else 0),
    )
    yield from table(headed(("column", "taken for", "holds", "such as"), rows), columns, width)
    if len(seen.columns) > MOST_COLUMNS:
        yield from paragraph(f"… {counted(len(seen.columns) - MOST_COLUMNS, 'more column')}", width)


def _title(totals: Totals) -> str:
    what = name(totals.metric)
    return f"{what[:1].upper()}{what[1:]}{f', counted in {name(totals.column)}' if totals.column and totals.column.casefold() != what.casefold() else ''}"


def _totals(totals: Totals, width: int) -> Iterator[Line]:
    """The whole, then every level, each branch with its share, the last full month and its weeks."""
    month = period_name(totals.month) if totals.month else ""
    whole = totals.whole
    rows = [_branch("all", whole, whole, "bold")]
    drawn: list[BranchTotal | None] = [whole]
    for level in totals.levels:
        rows.append([Span(f"by {name(level.level)}", "dim"), *[Span("")] * 4])
        drawn.append(None)
        branches, left = unlike(level, MOST_BRANCHES)
        for each in branches:
            rows.append(_branch(f"  {clipped(each.name, LONGEST_NAME)}", each, whole, ""))
            drawn.append(each)
        if left:
            rows.append([Span(f"  … {exact(left)} more", "dim"), *[Span("")] * 4])
            drawn.append(None)
    columns = (Column(least=_FIT + 2), *[_RIGHT] * 4)
    lined = headed(("", "total", "share", month, "share" if month else ""), rows)
    free = spare(lined, columns, width) - 2
    most = min(MOST_BARS, free)
    if len(whole.weeks) < 2 or most < LEAST_BARS:
        yield from table(lined, columns, width)
        return
    weeks = weeks_in_a_bar(len(whole.weeks), 0, most)
    bars = ["", *(sparkline(each.weeks, (), weeks, days=7).history if each else "" for each in drawn)]
    title = "by week" if weeks == 1 else f"{weeks} weeks a bar"
    bars[0] = title if len(title) <= most else ""
    yield from table(
        [(*row, Span(bar, "dim" if n == 0 else "")) for n, (row, bar) in enumerate(zip(lined, bars, strict=True))],
        (*columns, Column()),
        width,
    )


def _branch(label: str, each: BranchTotal, whole: BranchTotal, style: str) -> list[Span]:
    month = "" if each.month is None else exact(each.month)
    of_month = "" if each.month is None or not whole.month else share(each.month, whole.month)
    alone = each is whole
    return [
        Span(label, style),
        Span(exact(each.total)),
        Span("" if alone else share(each.total, whole.total)),
        Span(month),
        Span("" if alone else of_month),
    ]


def _ads(seen: Inspection, width: int) -> Iterator[Line]:
    """Cost, clicks and impressions by campaign, and whether the report can serve as effort."""
    ads = seen.ads
    if ads is None:
        return
    rows = [[Span("all", "bold"), *(Span(amount(each)) for each in ads.totals)]]
    rows += [
        [Span(f"  {clipped(each.name, LONGEST_NAME) or '(no name)'}"), *(Span(amount(each_)) for each_ in each.amounts)]
        for each in ads.campaigns[:MOST_CAMPAIGNS]
    ]
    if len(ads.campaigns) > MOST_CAMPAIGNS:
        rows.append(
            [Span(f"  … {exact(len(ads.campaigns) - MOST_CAMPAIGNS)} more", "dim"), *[Span("")] * len(ads.totals)]
        )
    columns = (Column(least=_FIT + 2), *[_RIGHT] * len(ads.totals))
    yield from table(headed(("", *ads.measures), rows), columns, width)
    yield from paragraph(serves(ads), width)
