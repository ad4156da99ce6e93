"""Files that may be the traffic of a first goal: how each is read, and how much it says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from planner.errors import InputError, Place
from planner.model.goal import TRAFFIC_ROLES, Goal, Table, Target
from planner.model.history import History
from planner.model.period import Period
from planner.sources.exports.hits import visits
from planner.sources.exports.measures import COUNTS
from planner.sources.exports.tools import export_of
from planner.sources.first.open_readings import Settled, says_no_days, settled
from planner.sources.large import is_large
from planner.sources.source import read_source
from planner.sources.tables.columns import find_role
from planner.sources.tables.dated import DAYS, with_days
from planner.sources.tables.dayless import assumed_days
from planner.sources.tables.named_days import named_days
from planner.sources.tables.names import role_of
from planner.sources.tables.table import TextTable
from planner.sources.traffic import read_traffic
from planner.text import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads files as tables, as the options say."""

    ways: Table
    metric: str
    today: date

    def table(self, files: Sequence[str], key: str) -> TextTable:
        """Raises: InputError where they are no tables, or not of the same columns."""
        source = replace(self.ways, files=tuple(files), covers=None, columns=self._columns(TRAFFIC_ROLES))
        stand_in = Goal(
            target=Target(text="1x", kind="multiple", amount=1), traffic=source, metric=self.metric, as_of=self.today,
            effort=source, file="goal.yaml", places={(): Place(file=files[0])},
        )  # fmt: skip
        return read_source(stand_in, source, key)

    def traffic(self, files: Sequence[str], *, covers: Period | None) -> "Candidate":
        """Raises: InputError where they are no traffic, whatever is said of them."""
        table = self.table(files, "traffic")
        ways = replace(self.ways, files=tuple(files), covers=covers, columns=self._columns(TRAFFIC_ROLES))
        named = {file: days for file in files if (days := self.named(file))}
        days = self.ways.covers or (named.get(files[0]) if len(files) == 1 else None) or assumed_days(table, self.today)

        def reading(ways: Table) -> Settled[History]:
            return settled(lambda ways: read_traffic(table, ways, metric=self.metric, until=None)[0], ways, days=days)

        read = reading(ways)
        if self.ways.covers and _asks_days(read):  # the option is the answer
            read = reading(read.ways)
        if len(files) == 1:
            if named and _asks_days(read) and covers is None:  # the name is the answer
                return Candidate(table=table, read=reading(read.ways), named=tuple(named.items()))
            return Candidate(table=table, read=read)
        if read.question and _asks_days(read):  # one stretch of days for several files would count them as one
            raise InputError([read.question.problem])
        return Candidate(table=table, read=read, named=tuple(named.items()) if DAYS in table.header else ())

    def named(self, file: str) -> Period | None:
        """The days that the name alone of a file says."""
        days = None if is_large(Path(file)) else named_days(file, self.today)
        if days is None or self.ways.covers is not None:
            return None
        try:
            with_days(self.table([file], "traffic"), dict(self._columns(TRAFFIC_ROLES)), None)
        except InputError as error:
            return days if says_no_days(error) else None
        return None

    def _columns(self, roles: Sequence[str]) -> tuple[tuple[str, str], ...]:
        return tuple((role, name) for role, name in self.ways.columns if role in roles)


def _asks_days(read: Settled[History]) -> bool:
    return read.question is not None and read.question.key == "covers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Files that can be read as traffic."""

    table: TextTable
    read: Settled[History]
    named: tuple[tuple[str, Period], ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the table has a column of visits."""
        roles = {role_of(name) for name in self.table.header}
        return bool(roles & set(COUNTS)) or "sessions" in dict(self.read.ways.columns) or visits(self.table) is not None

    @property
    def may_be_effort(self) -> bool:
        """Whether the table has nothing but columns named for channels side by side, which might be activities as well."""
        levels = {folded(level) for level in self.read.found.levels}
        return not self.counts and "channel" in levels and find_role(self.table, "channel", {}) is None

    @property
    def worth(self) -> tuple[int, ...]:
        """How much it says of the site's visits by branch and day."""
        history = self.read.found
        levels = {folded(level) for level in history.levels}
        return (
            self.counts,
            export_of(self.table).carries == "traffic",
            any(role_of(name) == "sessions" for name in self.table.header),
            "channel" in levels,
            "visitor" in levels,
            not history.counts_only,
            history.span.days,
        )
