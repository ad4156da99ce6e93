"""Rows that add up others, by what they are called."""

import re
from collections.abc import Sequence

import numpy as np

from planner.model.arrays import Bools
from planner.sources.tables.table import TextTable

_WORDS = (
    r"(?:grand |sub)?totals?|gesamt(?:summe|ergebnis|wert)?|summe|insgesamt|totales|total(?: g[eé]n[eé]ral| geral)|totaux|totais|totale|"
    r"总计|合计|总和|總計|合計|总数|当前汇总|汇总|全站|all days|sum|итого|итого и средние|totaal|eindtotaal|razem|suma|łącznie|сумма|всего|totalt|toplam|celkem|총계|합계"
)
_TOTAL = re.compile(rf"\s*(?:{_WORDS})\s*(?:[:：(（].*|(?<=\s)[\-–—]\s.*)?", re.IGNORECASE)  # total-wine.com is a site


def is_total(cell: str) -> bool:
    """Whether a cell says that its row adds up others: Total, Grand total, Total: Campaigns, Gesamt, 总计."""
    return bool(_TOTAL.fullmatch(cell))


def total_rows(table: TextTable, columns: Sequence[int]) -> Bools:
    """Rows that say in one of the columns that they add up others; a column where all do says nothing. Returns: (n_rows,)."""
    found = np.zeros(table.rows, dtype=np.bool_)
    for at in columns:
        words = {cell for cell in set(table.columns[at]) if is_total(cell)}
        if words and len(words) < len(set(table.columns[at])):
            found |= np.fromiter((cell in words for cell in table.columns[at]), dtype=np.bool_, count=table.rows)
    return found
