from collections.abc import Callable
from pathlib import Path

import pytest

from planner.errors import Place
from planner.sources.csv_file import read_table
from planner.sources.table import CsvTable


@pytest.fixture
def table_of(tmp_path: Path) -> Callable[[str], CsvTable]:
    """A table from a file's text, called t.csv."""

    def made(text: str) -> CsvTable:
        path = tmp_path / "t.csv"
        path.write_bytes(text.encode())
        return read_table(path, shown="t.csv", said=Place(file="goal.yaml"))

    return made
