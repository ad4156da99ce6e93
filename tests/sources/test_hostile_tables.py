"""Tables that are made to break or to stall whoever reads them; each is read, or refused, within seconds."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from planner.errors import InputError, Place
from planner.model.goal import Table
from planner.sources.effort import read_effort
from planner.sources.exports.chosen import chosen_table
from planner.sources.inspected.inspected import look_at
from planner.sources.tables.cells import read_amounts
from planner.sources.tables.csv_file import tables_in
from planner.sources.tables.names import role_of, short_name
from planner.sources.tables.numerals import looks_like_figure, number
from planner.sources.tables.table import TextTable
from planner.sources.traffic import read_traffic

TableOf = Callable[[str], TextTable]
MANY = 50_000


@pytest.mark.parametrize("cell", ["1" + " " * MANY + "x", "-" + " " * MANY + "1", "a" + " " * MANY + "b", "a (" * MANY])
def test_long_cells_are_told_at_once(cell: str) -> None:
    assert number(cell) != number(cell)
    assert not looks_like_figure(cell) or cell[0] == "1"
    assert role_of(cell) == ""
    assert short_name(cell)


def test_a_name_with_braces_is_only_a_name(table_of: TableOf) -> None:
    table = table_of("date,cost ({0.__class__})\n2026-11-01,x\n")
    _, problems = read_amounts(table, 1, what=table.header[1])
    assert [problem.text for problem in problems] == ["'x' is not a number of cost ({0.__class__})"]


def test_a_complaint_repeats_no_whole_page(table_of: TableOf) -> None:
    table = table_of(f"date,sessions\n2026-11-01,{'x' * MANY}\n")
    with pytest.raises(InputError) as caught:
        read_traffic(table, Table(), metric="sessions", until=None)
    assert len(str(caught.value)) < 500
    wide = table_of(",".join(f"column {n}" for n in range(MANY)) + "\n" + ",".join("1" * MANY) + "\n")
    assert len(wide.no_column("campaign").expected) < 500


def test_numbers_of_thousands_of_digits(table_of: TableOf, tmp_path: Path) -> None:
    long = "1" * 5000  # more than Python makes a number of
    with pytest.raises(InputError, match="date"):
        read_effort(table_of(f"year,month,ads\n2026,{long},1\n"), Table(), levers=["ads"], until=None)
    with pytest.raises(InputError, match="has no table"):
        chosen_table(tables_in("a,b\n1,2\n\nc\n", shown="t.csv"), long, Place(file="goal.yaml"))


def test_a_file_of_thousands_of_tables(tmp_path: Path) -> None:
    tables = tables_in("# no rows\ndate,sessions\n" * 5_000, shown="t.csv")
    assert tables[-1].wrong[0].place.line == 10_000
    path = tmp_path / "t.csv"
    path.write_text("".join(f"# {n}\ndate,sessions\n2026-11-01,{n}\n" for n in range(2_000)))
    inspection, _ = look_at(path, Table(), metric="sessions", today=date(2026, 12, 1))
    assert (len(inspection.tables), inspection.tables[-1].line) == (2_000, 5_999)


def test_a_file_of_remarks(tmp_path: Path) -> None:
    text = "".join(f"# {n} January 2026 to {n} March 2026\n" for n in range(MANY)) + "date,sessions\n2026-11-01,1\n"
    assert tables_in(text, shown="t.csv")[0].rows == 1
