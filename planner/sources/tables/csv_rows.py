"""CSV text as rows and lines, counted alike wherever it is read."""

import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader

LINE_END = re.compile(r"\r\n|\n|\r")  # as csv counts lines; str.splitlines knows more ends than that


def csv_rows(text: str, delimiter: str) -> "Reader":
    """The rows of a text one by one, with `line_num`, the line on which the last one ended.

    Raises: csv.Error, on the way, where quotation marks do not match.
    """
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
