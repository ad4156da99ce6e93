"""Numbers in columns of text, as DuckDB's SQL reads them."""

import re

from planner.sources.engine import quoted
from planner.sources.engine.grouping import Summed

BLANKS = " \u00a0\u202f\u2009"  # what stands for a blank between groups of digits


def number_in_text(cell: str, decimal: str, thousands: str) -> Summed:
    """The number in a cell of text; neither 'inf' nor 'nan' is one, and an empty cell is none and no mistake.

    Args: cell: an expression; decimal: the mark before the decimals, '.' or ','; thousands: the one between groups of three digits, or ''.
    """
    # Nearly all cells are plain numbers; a regular expression for each would take longer than reading the file.
    plain = cell if decimal == "." else f"CASE WHEN NOT contains({cell}, '.') THEN replace({cell}, ',', '.') END"
    number = exact(f"TRY_CAST({plain} AS DOUBLE)")
    if thousands:
        marks = f"[{re.escape(BLANKS if thousands == ' ' else thousands)}]"
        grouped = quoted.literal(rf"\s*[+-]?\d{{1,3}}({marks}\d{{3}})+({re.escape(decimal)}\d*)?\s*")
        bare = f"replace(regexp_replace({cell}, {quoted.literal(marks)}, '', 'g'), {quoted.literal(decimal)}, '.')"
        number = f"coalesce({number}, CASE WHEN regexp_full_match({cell}, {grouped}) THEN {exact(f'TRY_CAST({bare} AS DOUBLE)')} END)"
    return Summed(number=number, filled=f"nullif(trim({cell}), '')")


def exact(number: str) -> str:
    """A float as a number to nine decimals, NULL where it is none, not finite or 1e29 and more.

    Sums of these come out the same in whatever order the threads add them up, as sums of floats do not.
    """
    return f"TRY_CAST({number} AS DECIMAL(38, 9))"
