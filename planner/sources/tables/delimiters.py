"""What separates the cells of a text."""

import csv
from collections import Counter
from contextlib import suppress
from itertools import islice

from planner.sources.tables.csv_rows import csv_rows
from planner.sources.tables.names import role_of

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 2**15  # characters
_LINES = 60


def delimiter_of(text: str) -> str:
    """The delimiter by which most lines have the same number of cells and most names of columns are known.

    A first line `sep=;`, as spreadsheets write and read it, says it.
    """
    first = text[:100].split("\n", 1)[0].strip().lower()
    if first.startswith("sep=") and len(first) == 5:
        return first[-1]
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r"), 0)]
    found = [delimiter for delimiter in DELIMITERS if delimiter in sample]
    return max(found, key=lambda delimiter: _fitness(sample, delimiter), default=DELIMITERS[0])


def _fitness(sample: str, delimiter: str) -> tuple[int, int]:
    """How many cells of the sample are known names, and how many cells the lines of the usual width have together."""
    rows: list[list[str]] = []
    with suppress(csv.Error):
        for row in islice(csv_rows(sample, delimiter), _LINES):
            rows.append(row)  # noqa: PERF402 - what was read before an error counts too
    wide = [row for row in rows if len(row) > 1]
    known = max((sum(bool(role_of(cell)) for cell in row) for row in wide), default=0)
    widths = Counter(map(len, wide))
    return known, max((width * count for width, count in widths.items()), default=0)
