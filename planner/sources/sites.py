"""One table of many sites: read and summed once, and then handed out site by site."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from planner.errors import InputError, Place, Problem, nearest_name
from planner.model.goal import Floor, Goal, Table
from planner.sources.engine.facts import Watch
from planner.sources.engine.open import open_engine
from planner.sources.engine.saved import first_keys, save_groups, saved_rows
from planner.sources.engine.sources import Source
from planner.sources.exports.measures import is_measure
from planner.sources.summed import columns_used, database_source, file_source, sampled, summed_table, timed
from planner.sources.tables.table import TextTable
from planner.text import folded
from planner.words.figures import counted

FOUND = ("visitor", "channel")  # levels whose columns may be called otherwise
MOST_NAMED = 1000  # sites among which the nearest name is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """Where the sums of all sites are."""

    path: str
    """A Parquet file."""
    shown: str
    """The table that they were made of."""
    keys: tuple[str, ...]
    """Names of the columns that make days and branches, without that of the site."""
    sums: tuple[str, ...]
    source: Table
    """As the portfolio says it."""


def sum_sites(goal: Goal, source: Table, site: str, path: Path, *, said: Place, watch: Watch | None = None) -> Sites:
    """The sums of all sites by day and branch, in a file sorted by site. The table is read once, however many sites it has.

    Args: goal: whose file's folder the table is found from; site: the column that tells the sites apart; said: where the portfolio file
        names the table.
    Raises: InputError where it cannot be read, or has no such column.
    """
    if len(source.files) > 1:
        text = "the traffic of all sites is one table"
        raise InputError([Problem(place=said, text=text, expected="one file, or a pattern of Parquet files")])
    if source.url:
        table: Source = database_source(goal, source)
    else:
        file = Path(goal.file).parent / source.files[0]
        table = file_source(file, goal, source, "traffic", shown=str(file), said=said)
    with open_engine(table, said=said, saves=path) as engine:
        head = sampled(engine, said)
        at = head.find(site)
        if at is None:
            text, names = f"{engine.shown} has no column {site!r}", [name for name in head.header if name]
            raise InputError(
                [
                    Problem(
                        place=said, text=text, expected=f"one of: {', '.join(names)}", nearest=nearest_name(site, names)
                    )
                ]
            )
        if lacking := [name for name in source.by if folded(name) not in FOUND and head.find(name) is None]:
            known = ", ".join(name for name in head.header if name)
            raise InputError(
                Problem(
                    place=said,
                    text=f"{engine.shown} has no column {name!r}, which `by:` names",
                    expected=f"one of: {known}",
                    nearest=nearest_name(name, head.header),
                )
                for name in lacking
            )
        column = head.header[at]
        rest = replace(head, header=tuple(name if n != at else "" for n, name in enumerate(head.header)))
        keys, sums = columns_used(rest, _of_everything(goal, rest), source, "traffic")
        keys = [key for key in keys if key]
        save_groups(engine, [column, *keys], sums, path, days=timed(rest, source, keys), watch=watch)
        shown = engine.shown
    return Sites(path=str(path), shown=shown, keys=tuple(keys), sums=tuple(sums), source=source)


def _of_everything(goal: Goal, table: TextTable) -> Goal:
    """A goal that asks for every measure, for goals may ask for any."""
    measures = [name for at, name in enumerate(table.header) if name and is_measure(table, at)]
    return replace(goal, floors=tuple(Floor(measure=name, at_least=1.0) for name in measures))


def site_table(sites: Sites, site: str, *, said: Place) -> TextTable:
    """The table of one site, as if it had one of its own. Raises: InputError where there is no such site."""
    path = Path(sites.path)
    rows = saved_rows(path, site)
    if not rows:
        known = _names(path)
        rows = saved_rows(path, known[folded(site)]) if folded(site) in known else []
    if not rows:
        names = list(_names(path).values())[:MOST_NAMED]
        text = f"{sites.shown} has no site {site!r}"
        expected = (
            "the site's name in that table, under `site:` in the portfolio file, or a goal file that is called so"
        )
        raise InputError([Problem(place=said, text=text, expected=expected, nearest=nearest_name(site, names))])
    table = list(zip(*rows, strict=True))
    at = 1 + len(sites.keys)
    _refuse_unread(sites, site, table[at + len(sites.sums) : -1], said)
    keys = table[1:at]
    sums = [np.array(cells, dtype=np.float64) for cells in table[at : at + len(sites.sums)]]
    return summed_table(sites.shown, (*sites.keys, *sites.sums), keys, sums, sites.source, rows=int(sum(table[-1])))


def _refuse_unread(sites: Sites, site: str, unread: Sequence[Sequence[float]], said: Place) -> None:
    """Raises: InputError where cells of a sum are no numbers in a site's rows; other sites are none the worse for it."""
    counts = [(name, int(sum(cells))) for name, cells in zip(sites.sums, unread, strict=True)]
    if wrong := [(name, count) for name, count in counts if count]:
        raise InputError(
            Problem(
                place=said,
                text=f"{counted(count, 'cell')} of {name!r} in the rows of {site!r} in {sites.shown} {'is no number' if count == 1 else 'are no numbers'}",
                expected="numbers such as 1234 or 1,234; `decimals:` says the decimal mark",
                key="decimals",
            )
            for name, count in wrong
        )


@cache
def _names(path: Path) -> dict[str, str]:
    """The sites of a file by their names as they are compared."""
    return {folded(name): name for name in first_keys(path)}
