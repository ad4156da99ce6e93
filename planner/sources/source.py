"""The table that a goal file names: in files, one or several, or in a database."""

from pathlib import Path

from planner.errors import Place
from planner.model.goal import Goal, Table
from planner.sources.chosen import chosen_table
from planner.sources.csv_file import read_tables
from planner.sources.dated import DAYS, with_days
from planner.sources.table import TextTable, joined


def read_source(goal: Goal, source: Table, key: str) -> TextTable:
    """The table of a source; several files with the same columns are one table.

    Args: key: where the goal file says it, `traffic` or `effort`.
    Raises: InputError where it cannot be read.
    """
    folder, said = Path(goal.file).parent, goal.place(key, "file")
    return joined([_file(folder / name, source, said, alone=len(source.files) == 1) for name in source.files])


def read_table(path: Path, *, shown: str, said: Place, encoding: str = "", number: str = "") -> TextTable:
    """The table of a file, the best one or the one of that number from the top.

    Args: path, shown, said, encoding: see `read_tables`.
    Raises: InputError where there is none.
    """
    return chosen_table(read_tables(path, shown=shown, said=said, encoding=encoding), number, said)


def _file(path: Path, source: Table, said: Place, *, alone: bool) -> TextTable:
    """The table of a file; one of several, whose titles alone say its days, has them in a column."""
    table = read_table(path, shown=str(path), said=said, encoding=source.encoding, number=source.table)
    if alone or table.wrong:
        return table
    dated, at = with_days(table, dict(source.columns), source.covers)
    return dated if at == len(table.header) and dated.header[at] == DAYS else table
