"""What is odd about a table of traffic, each as a fact with its place or days, how much it touches and what to do."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from planner.errors import InputError
from planner.model.arrays import Array, Ints
from planner.model.channels import channel_group
from planner.model.history import History
from planner.model.inspection import Finding
from planner.sources.exports.kept import CUT
from planner.sources.exports.layout import Layout
from planner.sources.exports.measures import DEFAULT
from planner.sources.exports.tools import Export
from planner.sources.tables.cells import read_amounts
from planner.sources.tables.names import role_of
from planner.sources.tables.table import TextTable
from planner.sources.tables.totals import total_rows
from planner.text import folded, visible
from planner.words.figures import exact, listed

FEWEST = 100.0  # sessions: shares of less are chance
MANY = 0.05  # of the traffic: so much without a known source is worth a word
MOST_DIRECT = 0.501  # of the traffic: more is seldom people who type an address
WIDEST = 40  # characters of a name in a sentence
FEW = 3  # names in a sentence
_TOP = 2**14  # characters of a file, at either end, where a tool says how it counted
_SAMPLED = re.compile(
    r"\bsampled\b|\bsampling\b|\bbased on [\d.,]+ ?% of|\bthreshold(?:ing|s|ed)?\b|stichprobe|échantillon|muestre[oa]|amostra|抽样|阈值",
    re.IGNORECASE,
)
_WITHHELD = frozenset(("(data not available)", "(other)", "(redacted)", "(low volume)"))
_UNKNOWN = frozenset(
    (
        "(not set)",
        "not set",
        "(none)",
        "unassigned",
        "(unassigned)",
        "unknown",
        "(unknown)",
        "未分配",
        "未指定",
        "nicht zugewiesen",
        "non attribué",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What there is to look at."""

    table: TextTable
    """The table that was read, with all its rows."""
    export: Export
    layout: Layout
    history: History
    metric: str
    chosen: bool = False
    """Whether somebody said which column is counted."""
    today: date

    @property
    def total(self) -> float:
        return float(np.nansum(self.history.sessions))


Check = Callable[[Seen], Iterator[Finding]]


def table_findings(seen: Seen) -> Iterator[Finding]:
    """What the table's columns, names and rows tell."""
    for check in CHECKS:
        yield from check(seen)


def short(text: str, most: int = WIDEST) -> str:
    """A name from outside, short enough for a sentence."""
    line = " ".join(visible(text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def quoted(text: str) -> str:
    """The same in quotes, so that it cannot be taken for the sentence's own words."""
    return f"'{short(text)}'"


def several(names: list[str]) -> str:
    """The first few, and how many more."""
    shown = [quoted(name) for name in names[:FEW]]
    return listed([*shown, *([f"{exact(len(names) - FEW)} more"] if len(names) > FEW else [])])


def _stands_in(seen: Seen) -> Iterator[Finding]:
    """Something else than sessions is counted."""
    at = seen.layout.count_at
    if at >= len(seen.table.header) or seen.chosen or folded(seen.metric) != DEFAULT:
        return
    name, role = seen.table.header[at], role_of(seen.table.header[at])
    if role == "clicks" and seen.export.carries == "search":
        text = f"{quoted(name)} are clicks on one search engine's results, not sessions: they are part of organic search, and nothing of the rest"
        yield Finding(
            kind="clicks",
            text=text,
            advice="Plan the whole site with an export of its analytics, or set `metric: clicks` to plan clicks",
        )
    elif role == "clicks":
        yield Finding(
            kind="clicks",
            text=f"{quoted(name)} are clicks, not sessions",
            advice="Export sessions, or set `metric:` to what it counts",
        )
    elif role == "users":
        text = f"{quoted(name)} are counted in place of sessions: who comes on two days is counted on both, so sums of days are above the people of a month"
        yield Finding(kind="users", text=text, advice="Export sessions (visits) instead")
    elif role == "views":
        text = f"{quoted(name)} are counted in place of sessions: a visit has several"
        yield Finding(
            kind="views",
            text=text,
            advice="Export sessions (visits) instead, or set `metric: views` if views are what the goal is about",
        )


def _fractions(seen: Seen) -> Iterator[Finding]:
    """Most figures are no whole numbers."""
    amounts = counts_of(seen)
    known = amounts[~np.isnan(amounts) & (amounts > 0)]
    parts = known[known != np.round(known)]
    if len(known) and len(parts) > 0.5 * len(known):
        text = f"{exact(len(parts))} of {exact(len(known))} figures are no whole numbers, as counts are; they may be averages, shares or estimates"
        yield Finding(kind="fractions", text=text, advice="Name the column of counts with `columns: {sessions: …}`")


def counts_of(seen: Seen) -> Array:
    """(n_rows,) of the layout's table, NaN where a cell is empty."""
    try:
        return read_amounts(seen.layout.table, seen.layout.count_at, what=seen.metric)[0]
    except InputError:
        return np.zeros(0)


def _cut(seen: Seen) -> Iterator[Finding]:
    """The one row of totals says more than the rows add up to."""
    at = seen.layout.count_at
    if at >= len(seen.table.header):
        return
    rows = np.flatnonzero(total_rows(seen.table, [n for n in range(len(seen.table.header)) if n != at]))
    if len(rows) != 1:
        return
    said = float(np.nansum(_cells(seen.table, at, rows)))
    missing = said - seen.total
    if missing > CUT * said:
        text = f"Its row of totals says {exact(said)} {seen.metric}, its rows add up to {exact(seen.total)}: rows were not exported, or are counted in several"
        advice = "Export all rows, or with fewer dimensions"
        yield Finding(
            kind="cut",
            text=text,
            advice=advice,
            sessions=missing,
            place=str(seen.table.place(int(rows[0]), at)),
        )


def _cells(table: TextTable, at: int, rows: Ints) -> Array:
    try:
        return read_amounts(table.only(rows), at, what="")[0]
    except InputError:
        return np.zeros(0)


def _sampled(seen: Seen) -> Iterator[Finding]:
    """The tool says that it did not count everything."""
    lines = list(seen.table.above)
    if seen.table.texts:
        text = seen.table.texts[0].text
        lines += [line for line in text[-_TOP:].splitlines()[-5:] if line.startswith("#")]
    said = next((line for line in lines if _SAMPLED.search(line)), "")
    if said:
        advice = "Export a shorter stretch or fewer dimensions, until the report is of all data"
        yield Finding(
            kind="sampled",
            text=f'The report says that it is not of all data: "{short(said.lstrip("# "), 3 * WIDEST)}"',
            advice=advice,
        )
    for level, names in _levels(seen):
        group = seen.history.levels[level].casefold() == "channel"  # where (other) is what fits no channel's rule
        held = [name for name in names if name.casefold() in _WITHHELD and not (group and channel_group(name))]
        if held and (part := _share(seen, level, held)) > 0.01:
            touched = part * seen.total
            text = f"{several(held)} under {short(seen.history.levels[level])} is what the tool did not tell apart"
            yield Finding(
                kind="withheld",
                text=text,
                advice="Export with fewer dimensions, or shorter stretches, so that every row has its name",
                branches=tuple(held),
                sessions=touched,
            )


def _unknown(seen: Seen) -> Iterator[Finding]:
    """Much has no known source, or visitors of no known kind."""
    for level, names in _levels(seen):
        what = seen.history.levels[level]
        if seen.total < FEWEST:
            return
        unknown = [name for name in names if name.strip().casefold() in _UNKNOWN or channel_group(name) == "Unassigned"]
        if unknown and (part := _share(seen, level, unknown)) > MANY:
            advice = "No lever can bring visits of an unknown source: tag campaign links (utm_source, utm_medium), or give them a name with `channels:`"
            if what.casefold() == "visitor":
                advice = (
                    "The tool could not tell new from returning there; the forecast keeps them as a branch of their own"
                )
            text = f"{several(unknown)} under {short(what)}: nobody knows what these visits are"
            yield Finding(
                kind="unassigned",
                text=text,
                advice=advice,
                branches=tuple(unknown),
                sessions=part * seen.total,
            )
        direct = [name for name in names if channel_group(name) == "Direct"]
        if direct and (part := _share(seen, level, direct)) > MOST_DIRECT:
            text = f"{several(direct)} is more than half: much of it is usually visits whose source got lost, as from apps, mails and documents"
            advice = "Tag the links in mails, apps and documents; no lever drives direct visits by itself"
            yield Finding(kind="direct", text=text, advice=advice, branches=tuple(direct), sessions=part * seen.total)


def _levels(seen: Seen) -> Iterator[tuple[int, list[str]]]:
    """The names on each level of the tree."""
    for level in range(len(seen.history.levels)):
        yield level, sorted({leaf[level] for leaf in seen.history.leaves if level < len(leaf)})


def _share(seen: Seen, level: int, names: list[str]) -> float:
    """How much of the traffic branches have."""
    wanted = set(names)
    at = [n for n, leaf in enumerate(seen.history.leaves) if level < len(leaf) and leaf[level] in wanted]
    return float(np.nansum(seen.history.sessions[at])) / max(seen.total, 1e-9)


def _spelled(seen: Seen) -> Iterator[Finding]:
    """One branch under two names."""
    for level, names in _levels(seen):
        alike: dict[str, list[str]] = defaultdict(list)
        for name in names:
            if key := _letters(name):
                alike[key].append(name)
        for same in alike.values():
            if len(same) < 2:
                continue
            smallest = min(_share(seen, level, [name]) for name in same)
            text = f"{several(same)} under {short(seen.history.levels[level])} look like one and the same"
            yield Finding(
                kind="spelling", text=text, advice="Give them one name, in the file or with `channels:`", branches=tuple(same), sessions=smallest * seen.total
            )  # fmt: skip


def _letters(name: str) -> str:
    """Its letters and digits alone."""
    return "".join(each for each in unicodedata.normalize("NFKC", name).casefold() if each.isalnum())


CHECKS: tuple[Check, ...] = (_stands_in, _fractions, _cut, _sampled, _unknown, _spelled)
