"""One sheet to write on: text that stays text, figures, and formulas with the value that they have."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from planner.report.json_text import significant
from planner.text import cells, visible

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_000  # characters of a cell: Excel takes 32,767
DIGITS = 10  # significant ones, as in the JSON plan: effort at a limit of 40 is worked out as 39.99999999999999
LINE = 15  # points high
NARROWEST, WIDEST = 7, 60  # columns of text
NEVER = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
"""What XML cannot say."""
STEERS = ("=", "+", "-", "@", "'")
"""What a text must not begin with, or Excel would take it for a formula once somebody edits the cell."""

Style = Mapping[str, object]
Key = tuple[tuple[str, object], ...]
"""A style, as formats are kept by it."""
TITLE: Style = {"bold": True, "font_size": 15}
STRONG: Style = {"bold": True}
QUIET: Style = {"font_color": "#5A626D"}
HEAD: Style = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}
WRAPPED: Style = {"text_wrap": True, "valign": "top"}
TOP: Style = {"valign": "top"}
APART: Style = {**TOP, "align": "left", "indent": 1}
"""Text beside a figure, which ends where the text begins."""
CHANCE: Style = {"num_format": '[<0.01]"< 1 %";[>0.99]"> 99 %";0 %', "valign": "top"}
SESSIONS: Style = {"num_format": "#,##0", "valign": "top"}
SIGNED: Style = {"num_format": "+#,##0;-#,##0;0", "valign": "top"}
DAY: Style = {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}
GIVEN: Style = {"font_color": "#0072B2", "valign": "top"}
"""Figures that a reader may change: the formulas follow."""


def amount_style(*values: float) -> Style:
    """Effort and resources: with decimals only below 100, and where there are any."""
    written = [significant(value, DIGITS) for value in values]
    whole = all(abs(value) >= 100 or value == round(value) for value in written)
    return {"num_format": "#,##0" if whole else "#,##0.00##"}


class Paper:
    """A sheet; rows and columns count from 0."""

    def __init__(self, book: "Workbook", name: str, formats: "dict[Key, Format]") -> None:
        self._book, self._formats = book, formats
        self.sheet: Worksheet = book.add_worksheet(name)
        self.name = name
        self._widths: dict[int, int] = {}
        self._wrapped: list[tuple[int, int, str]] = []
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&L&A&R&P / &N")

    def text(self, row: int, column: int, text: str, style: Style = TOP, *, measured: bool = True) -> None:
        """Text as it is, never a formula, a link or a number. Args: measured: whether the column should be as wide as it."""
        plain = visible(text)[:LONGEST].translate(NEVER)
        if not plain:
            return
        quoted = {"quote_prefix": True} if plain.startswith(STEERS) else {}
        self.sheet.write_string(row, column, plain, self._format({**style, **quoted}))
        if measured:
            self._widen(column, cells(plain))
            if style.get("text_wrap"):
                self._wrapped.append((row, column, plain))

    def wide(self, row: int, columns: tuple[int, int], text: str, style: Style = WRAPPED) -> None:
        """Text over several columns, on as many lines as it takes. Args: columns: the first and the last; as wide as `fixed` made them."""
        first, last = columns
        self.sheet.merge_range(row, first, row, last, "", self._format(style))
        self.text(row, first, text, style, measured=False)
        room = sum(self._widths.get(column, NARROWEST) for column in range(first, last + 1))
        self.sheet.set_row(row, LINE * -(-cells(visible(text)) // room) + 2)

    def fixed(self, *widths: int) -> None:
        """So wide at least are the first columns."""
        self._widths.update(enumerate(widths))

    def number(self, row: int, column: int, value: float, style: Style = SESSIONS) -> None:
        """A figure."""
        self.sheet.write_number(row, column, significant(value, DIGITS), self._format(style))
        self._widen(column, len(f"{value:,.1f}"))

    def day(self, row: int, column: int, day: date) -> None:
        """A day."""
        self.sheet.write_datetime(row, column, day, self._format(DAY))
        self._widen(column, 10)

    def formula(self, row: int, column: int, formula: str, value: float | str, style: Style = SESSIONS) -> None:
        """A formula. Args: value: what it comes to, for whoever does not calculate."""
        self.sheet.write_formula(row, column, f"={formula}", self._format(style), value)
        if not isinstance(value, str):
            self._widen(column, len(f"{value:,.1f}"))

    def blank(self, row: int, column: int, style: Style) -> None:
        """A cell to fill in."""
        self.sheet.write_blank(row, column, None, self._format(style))

    def head(self, row: int, labels: Sequence[str], right: Sequence[int] = ()) -> None:
        """The names of columns. Args: right: those that stand over figures."""
        for column, label in enumerate(labels):
            apart = {"align": "left", "indent": 1} if column - 1 in right else {}
            self.text(
                row, column, label, {**HEAD, "align": "right"} if column in right else {**HEAD, **apart}, measured=False
            )
            self._widen(column, max(map(cells, visible(label).split()), default=0))
            self._wrapped.append((row, column, visible(label)))

    def frozen(self, row: int, column: int) -> None:
        """What is above the row and left of the column stays in sight, and on every printed page."""
        self.sheet.freeze_panes(row, column)
        if row:
            self.sheet.repeat_rows(row - 1)

    def done(self) -> None:
        """Give every column the width that its cells take, and every row the height; not every program finds the height by itself."""
        widths = {column: min(max(width, NARROWEST), WIDEST) for column, width in self._widths.items()}
        for column, width in widths.items():
            self.sheet.set_column(column, column, width + 2)
        heights: dict[int, int] = {}
        for row, column, text in self._wrapped:
            heights[row] = max(heights.get(row, 1), lines(text, widths.get(column, NARROWEST)))
        for row, height in heights.items():
            if height > 1:
                self.sheet.set_row(row, LINE * height)

    def _widen(self, column: int, width: int) -> None:
        self._widths[column] = max(self._widths.get(column, 0), width)

    def _format(self, style: Style) -> "Format":
        key = tuple(sorted(style.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(style))
        return self._formats[key]


def lines(text: str, width: int) -> int:
    """How many lines a text takes. Args: width: columns of text."""
    found, used = 1, 0
    for word in map(cells, text.split()):
        if used and used + 1 + word <= width:
            used += 1 + word
            continue
        found += (used > 0) + (word - 1) // width
        used = (word - 1) % width + 1
    return found


def cell(row: int, column: int, *, sheet: str = "") -> str:
    """The name of a cell, as formulas have it. Args: sheet: as `quoted` gives it, where it is another one."""
    name: str = xl_rowcol_to_cell(row, column)
    return f"{sheet}!{name}" if sheet else name
