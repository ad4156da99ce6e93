import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.sources.tables.delimiters import DELIMITERS, delimiter_of

ROWS = "date,channel,sessions\n2026-11-01,Email,5\n2026-11-02,Email,6\n"


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_each(delimiter: str) -> None:
    assert delimiter_of(ROWS.replace(",", delimiter)) == delimiter


@pytest.mark.parametrize("line", ["sep=;\n", "SEP=;\r\n", "  sep=; \n"])
def test_a_first_line_says_it(line: str) -> None:
    assert delimiter_of(line + ROWS) == ";"


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("date;sessions\n2026-11-01;1,5\n2026-11-02;2,5\n", ";"),  # decimal commas
        ("date,name,sessions\n2026-11-01,a | b | c,1\n2026-11-02,a | b | c,2\n", ","),  # bars in names
        ("# one, two, three\n# four, five, six\ndate;sessions\n2026-11-01;5\n", ";"),  # commas in a preamble
        ('date,note,sessions\n2026-11-01,"a;b;c;d",1\n', ","),
        ("", ","),
    ],
)
def test_by_the_names_of_columns(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


def test_an_open_quotation_mark_does_not_hide_it() -> None:
    assert delimiter_of('date;note;sessions\n2026-11-01;a;1\n2026-11-02;"b;2\n') == ";"


@given(st.text(max_size=200))
def test_any_text_has_one(text: str) -> None:
    found = delimiter_of(text)
    assert found in DELIMITERS or (text.strip().lower().startswith("sep=") and len(found) == 1)
