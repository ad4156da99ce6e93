from collections.abc import Callable
from pathlib import Path

import pytest

from planner.errors import InputError, Place
from planner.sources.source import read_table
from planner.sources.tables.table import TextTable


@pytest.fixture
def table_of(tmp_path: Path) -> Callable[[str], TextTable]:
    """A table from a file's text, called t.csv."""

    def made(text: str) -> TextTable:
        path = tmp_path / "t.csv"
        path.write_bytes(text.encode())
        table = read_table(path, shown="t.csv", said=Place(file="goal.yaml"))
        if table.wrong:
            raise InputError(table.wrong)
        return table

    return made
