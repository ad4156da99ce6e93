"""What goals of a portfolio have in common, settled before any of them is planned: the table of all sites, what they teach each other,
and who gets how much of what they share."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from planner.cli.many.ledger import Ledger
from planner.cli.many.work import Run, parts_all, taught_all
from planner.cli.progress import shown_progress
from planner.model.goal import Counts, Goal, Table, Target
from planner.model.outcome import Division
from planner.model.portfolio import Portfolio
from planner.portfolio.engine import Engine
from planner.portfolio.fingerprint import seen
from planner.portfolio.pooled import beliefs, pools_of
from planner.portfolio.shared import shares_of
from planner.portfolio.unit import Asked
from planner.sources.sites import Sites, sum_sites
from planner.version import __version__

TRAFFIC = ".traffic.parquet"
"""The sums of all sites, in the folder that is written to."""
_NOTE = "traffic"

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The goals with all that the portfolio has decided."""

    asked: tuple[Asked, ...]
    run: Run
    division: Division | None = None


def settled(portfolio: Portfolio, asked: Sequence[Asked], run: Run, on: Engine, ledger: Ledger) -> Settled:
    """Everything that the goals have in common. Raises: InputError where it cannot be settled."""
    places = [(each.name, portfolio.place("resources", each.name)) for each in portfolio.resources]
    places.append(("traffic", portfolio.place("traffic")))
    options = replace(run.options, places=tuple(places))
    if portfolio.traffic is not None:
        sites, mark = _summed(portfolio, portfolio.traffic, Path(run.out) / TRAFFIC, ledger)
        run, options = replace(run, common=mark), replace(options, sites=sites)
    run = replace(run, options=options)
    if portfolio.learn_together:
        asked = _taught(asked, run, on)
    division = None
    if portfolio.resources:
        asked, division = _divided(portfolio, asked, run, on)
    return Settled(asked=tuple(asked), run=run, division=division)


def _summed(portfolio: Portfolio, table: Table, path: Path, ledger: Ledger) -> tuple[Sites, str]:
    """The sums of all sites, of an earlier run where the table has not changed, and what stands for them."""
    on_server = "://" in table.url
    names = [table.url] if table.url and not on_server else table.files
    files = (os.path.join(os.path.dirname(portfolio.file), name) for name in names)
    day = date.today() if on_server else None  # a database on a server does not tell whether it has changed
    mark = repr((__version__, table, portfolio.site, day, *seen(files)))
    goal = Goal(
        target=Target(text="", kind="multiple", amount=1.0),
        traffic=Counts(rows=()),
        as_of=date.min,
        file=portfolio.file,
    )
    said = portfolio.place("traffic", "url" if table.url else "file")
    if ledger.note(_NOTE) == mark and path.is_file():
        sites = _known(ledger, path, table)
        if sites is not None:
            return sites, mark
    with shown_progress("Summing the table of all sites") as watch:
        part = path.with_suffix(".tmp")
        try:
            sites = sum_sites(goal, table, portfolio.site, part, said=said, watch=watch)
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
    sites = replace(sites, path=str(path))
    ledger.take_note(f"{_NOTE} columns", "\n".join((sites.shown, "\t".join(sites.keys), "\t".join(sites.sums))))
    ledger.take_note(_NOTE, mark)
    return sites, mark


def _known(ledger: Ledger, path: Path, table: Table) -> Sites | None:
    """The sums that an earlier run has left."""
    lines = ledger.note(f"{_NOTE} columns").split("\n")
    if len(lines) != 3:
        return None
    shown, keys, sums = lines
    return Sites(path=str(path), shown=shown, keys=tuple(keys.split("\t")), sums=tuple(sums.split("\t")), source=table)


def _taught(asked: Sequence[Asked], run: Run, on: Engine) -> list[Asked]:
    """The goals with what all others teach each."""
    found = dict(_mapped("Learning from all goals", on, partial(taught_all, run), asked, lambda one: (one, ())))
    pools = pools_of(lesson for one in asked for lesson in found[one])
    return [replace(one, beliefs=beliefs(pools, found[one])) for one in asked]


def _divided(portfolio: Portfolio, asked: Sequence[Asked], run: Run, on: Engine) -> tuple[list[Asked], Division]:
    """The goals with their shares; one that cannot be planned gets none, and says why when it is."""
    work = partial(parts_all, run, portfolio.resources)
    found = dict(_mapped("Looking at what all goals could do", on, work, asked, lambda one: (one, None)))
    parts = {one.name: part for one in asked if (part := found[one]) is not None}
    shares = shares_of(parts, {one.name: one.weight for one in asked if one.name in parts}, portfolio)
    none = tuple((each.name, 0.0) for each in portfolio.resources)
    return [replace(one, shares=shares.by_goal.get(one.name, none)) for one in asked], shares.division


def _mapped(
    what: str, on: Engine, work: Callable[[Sequence[Asked]], Sequence[R]], asked: Sequence[Asked], lost: Callable[[Asked], R]
) -> Iterator[R]:  # fmt: skip
    with shown_progress(what) as watch:
        for n, result in enumerate(on.map(work, asked, lost=lost), start=1):
            watch(n / len(asked))
            yield result
