from collections.abc import Callable

import pytest

from planner.errors import InputError
from planner.sources.tables.table import TextTable

TableOf = Callable[[str], TextTable]


def test_places_hold_after_quoted_line_breaks(table_of: TableOf) -> None:
    table = table_of('date,note\n2026-11-01,"a\nb"\n2026-11-02,c\n')
    assert str(table.place(1, 1)) == "t.csv:4:12"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_hold_with_any_line_end(table_of: TableOf, end: str) -> None:
    place = table_of(f"date,sessions{end}2026-11-01,1{end}{end}2026-11-02,x{end}").place(1, 1)
    assert (place.line, place.column, place.source) == (4, 12, "2026-11-02,x")


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\x0b", "\x0c", "\x1c"])
def test_no_other_character_ends_a_line(table_of: TableOf, mark: str) -> None:
    place = table_of(f"date,note\n2026-11-01,a{mark}b\n2026-11-02,c\n").place(1, 1)
    assert (place.line, place.column, place.source) == (3, 12, "2026-11-02,c")


def test_an_empty_cell_is_pointed_at_behind_its_delimiter(table_of: TableOf) -> None:
    assert str(table_of("date,a,b\n2026-11-01,,1\n").place(0, 1)) == "t.csv:2:12"


def test_a_name_of_two_columns_is_of_no_use(table_of: TableOf) -> None:
    table = table_of("date,Sessions,sessions\n2026-11-01,1,2\n")
    assert table.find("date") == 0
    with pytest.raises(InputError) as caught:
        table.find("sessions")
    assert str(caught.value) == (
        "t.csv:1:15: 2 columns are named 'sessions'\n  | date,Sessions,sessions\n  |               ^\n"
        "  expected a different name for each"
    )
