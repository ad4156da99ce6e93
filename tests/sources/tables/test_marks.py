from collections.abc import Callable
from dataclasses import replace

import pytest

from planner.errors import InputError
from planner.sources.tables.marks import decimal_mark, table_language
from planner.sources.tables.table import TextTable, Ways

TableOf = Callable[[str], TextTable]
KEY = (
    '  expected `decimals: ","` where a comma stands before the decimals, or `decimals: "."`, '
    "under the same key of the goal file as the file"
)


def column(name: str, *cells: str) -> str:
    return f"day;{name}\n" + "".join(f"2026-11-{day:02};{cell}\n" for day, cell in enumerate(cells, 1))


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        (column("sessions", "1", "20"), "."),
        (column("sessions", "1,5", "2,25"), ","),
        (column("sessions", "1.5", "2.25"), "."),
        (column("sessions", "1.234", "2.345", "3.456", "99"), ","),  # only from 1,000 on
        (column("sessions", "1 234,56"), ","),
        (column("Sitzungen", "1.234"), ","),  # the language
        (column("会话数", "1,234"), "."),
        ("day;sessions;rate\n2026-11-01;1.234;0,5\n2026-11-02;2.345;0,4\n", ","),  # the column beside
        ('day,sessions\n2026-11-01,"1,234"\n', "."),  # a comma within a cell of a table with commas between
    ],
)
def test_what_tells(table_of: TableOf, text: str, mark: str) -> None:
    assert decimal_mark(table_of(text), 1) == mark


@pytest.mark.parametrize(
    "text",
    [
        column("sessions", "1.234", "2.345"),
        column("sessions", "1,234", "2,345"),
        column("Sitzungen", "1,234"),  # a language says decimals, a count says thousands
        column("会话数", "1.234"),
        "day;sessions;rate\n2026-11-01;1.234;0.5\n2026-11-02;2.345;0.4\n",
        "day;Sitzungen;rate\n2026-11-01;1.234;0.5\n2026-11-02;2.345;0.4\n",
    ],
)
def test_two_readings_are_asked_about(table_of: TableOf, text: str) -> None:
    with pytest.raises(InputError, match=r"may be 1,234 or 1\.234"):
        decimal_mark(table_of(text), 1)


def test_the_question_names_the_first_such_cell_and_the_key(table_of: TableOf) -> None:
    with pytest.raises(InputError) as caught:
        decimal_mark(table_of(column("sessions", "12", "9.876", "1.234")), 1)
    assert str(caught.value) == (
        f"t.csv:3:12: '9.876' may be 9,876 or 9.876\n  | 2026-11-02;9.876\n  |            ^\n{KEY}"
    )


def test_the_key_settles_it(table_of: TableOf) -> None:
    table = table_of(column("sessions", "1.234"))
    assert decimal_mark(replace(table, ways=Ways(decimals=",")), 1) == ","
    assert decimal_mark(replace(table, ways=Ways(decimals=".")), 1) == "."


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (("Date", "Sessions"), "en"), (("Datum", "Sitzungen", "Channel"), "de"), (("Fecha", "Sesiones"), "es"), (("Date", "Utilisateurs"), "fr"),
        (("Data", "Sessões"), "pt"), (("日期", "会话数"), "zh"), (("Giorno", "Utenti"), "it"), (("Дата", "Визиты"), "ru"), (("x", "y"), ""),
    ],
)  # fmt: skip
def test_languages(header: tuple[str, ...], language: str) -> None:
    assert table_language(header) == language
