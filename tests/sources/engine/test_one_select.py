import pytest
from engines import SAID

from planner.errors import InputError
from planner.sources.engine.one_select import one_select


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("SELECT 1", "SELECT 1"),
        ("  select 1 ; ; ", "  select 1"),
        ("SELECT ';' -- ; not the end\n;", "SELECT ';'"),
        (
            "/* ; */ WITH x AS (SELECT ';''') SELECT \";\" FROM x;",
            "/* ; */ WITH x AS (SELECT ';''') SELECT \";\" FROM x",
        ),
        ("SELECT $tag$ ; ) $tag$, E'\\'; )', `;`", "SELECT $tag$ ; ) $tag$, E'\\'; )', `;`"),
        ("((SELECT 1))", "((SELECT 1))"),
        ("SELECT a$b, c$d$ FROM t", "SELECT a$b, c$d$ FROM t"),
    ],
)
def test_one_select(query: str, kept: str) -> None:
    assert one_select(query, SAID) == kept


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("", "is empty"),
        (" ; -- nothing", "is empty"),
        ("SELECT 1; SELECT 2", "several statements"),
        ("SELECT 1) x; --", "several statements|parentheses"),
        ("SELECT 1) AS a, (SELECT 2", "parentheses"),
        ("SELECT (1", "parentheses"),
        ("SELECT 'x", "not closed"),
        ("SELECT 1 /* x", "not closed"),
        ("SELECT $a$ x", "not closed"),
        ("SELECT 1 " + "/* $a$ ' " * 100_000, "not closed"),  # at once
        ("SELECT '\0'", "not closed"),
        ("delete from t", "begins with 'delete'"),
        ("EXPLAIN SELECT 1", "begins with 'EXPLAIN'"),
        ("SET x = 1", "begins with 'SET'"),
    ],
)
def test_anything_else(query: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        one_select(query, SAID)
