"""The table that a goal file names: in files, one or several, or in a database."""

from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import InputError, Place
from planner.model.goal import Goal, Table
from planner.sources.exports.chosen import chosen_table
from planner.sources.large import is_large
from planner.sources.tables.csv_file import read_tables
from planner.sources.tables.dated import DAYS, with_days
from planner.sources.tables.named_days import named_days
from planner.sources.tables.table import TextTable, joined

if TYPE_CHECKING:
    from planner.sources.engine.facts import Watch


def read_source(goal: Goal, source: Table, key: str, watch: "Watch | None" = None) -> TextTable:
    """The table of a source; several files with the same columns are one table.

    Large files and databases are summed by day and branch where they are.
    Args: key: where the goal file says it, `traffic` or `effort`; watch: called with the share done while something large is read.
    Raises: InputError where it cannot be read.
    """
    if source.url:
        from planner.sources.summed import summed_database

        return summed_database(goal, source, key, said=goal.place(key, "url"), watch=watch)
    folder, said = Path(goal.file).parent, goal.place(key, "file")
    alone = len(source.files) == 1
    return joined([_file(folder / name, goal, source, key, said, alone=alone, watch=watch) for name in source.files])


def read_table(path: Path, *, shown: str, said: Place, encoding: str = "", number: str = "") -> TextTable:
    """The table of a file, the best one or the one of that number from the top.

    Args: path, shown, said, encoding: see `read_tables`.
    Raises: InputError where there is none.
    """
    return chosen_table(read_tables(path, shown=shown, said=said, encoding=encoding), number, said)


def _file(
    path: Path, goal: Goal, source: Table, key: str, said: Place, *, alone: bool, watch: "Watch | None"
) -> TextTable:
    """The table of a file; one of several, whose titles or name alone say its days, has them in a column."""
    if is_large(path):
        from planner.sources.summed import summed_file

        return summed_file(path, goal, source, key, shown=str(path), said=said, watch=watch)
    table = read_table(path, shown=str(path), said=said, encoding=source.encoding, number=source.table)
    if alone or table.wrong:
        return table
    try:
        dated, at = with_days(table, dict(source.columns), source.covers)
    except InputError:
        if (days := named_days(path.name, goal.as_of)) is None:
            raise
        dated, at = with_days(table, dict(source.columns), days)
    return dated if at == len(table.header) and dated.header[at] == DAYS else table
