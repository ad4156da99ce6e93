"""A workbook as a spreadsheet would show it: read back, its formulas worked out anew."""

import io
import re
from typing import Any

import openpyxl

CELL = r"(?:'?([A-Za-z ]+)'?!)?\$?([A-Z]+)\$?(\d+)"


class Book:
    """A workbook read back: the formulas, the values that stand beside them, and what the formulas come to."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.formulas = openpyxl.load_workbook(io.BytesIO(data))
        self.values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)

    def rows(self, sheet: str) -> list[list[Any]]:
        return [list(row) for row in self.values[sheet].iter_rows(values_only=True)]

    def column(self, sheet: str, head: str) -> list[Any]:
        rows = self.rows(sheet)
        at = rows[0].index(head)
        return [row[at] for row in rows[1:]]

    def at(self, sheet: str, name: str) -> Any:
        """What a cell comes to, its formula worked out anew, and so on down."""
        value = self.formulas[sheet][name].value
        return self.worked(sheet, value[1:]) if self.formulas[sheet][name].data_type == "f" else value

    def worked(self, sheet: str, formula: str) -> Any:
        """SUM of cells and ranges, IF a cell is empty, and +, - and * of cells."""
        if found := re.fullmatch(rf'IF\({CELL}="","",(.*)\)', formula):
            name = f"{found[2]}{found[3]}"
            return "" if self.at(found[1] or sheet, name) in (None, "") else self.worked(sheet, found[4])
        plain = re.sub(r"SUM\(([^()]*)\)", lambda found: repr(self.total(sheet, found[1])), formula)
        plain = re.sub(CELL, lambda found: f"({self.at(found[1] or sheet, found[2] + found[3]) or 0!r})", plain)
        assert re.fullmatch(r"[\d.e()+*-]+", plain), formula
        return eval(plain)  # noqa: S307 - figures and signs alone

    def total(self, sheet: str, cells: str) -> float:
        found = 0.0
        for part in cells.split(","):
            named = re.fullmatch(rf"{CELL}(?::([A-Z]+\d+))?", part)
            assert named, part
            where, first = named[1] or sheet, named[2] + named[3]
            block = self.formulas[where][f"{first}:{named[4]}"] if named[4] else ((self.formulas[where][first],),)
            found += sum(self.at(where, each.coordinate) or 0 for row in block for each in row)
        return found

    def every(self, kind: str) -> list[tuple[str, Any]]:
        return [(one.title, each) for one in self.formulas for row in one.iter_rows() for each in row if each.data_type == kind]  # fmt: skip
