"""Files with the same columns: one table of traffic where they can be read together, else the best of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planner.errors import InputError, Place, Problem
from planner.sources.first.candidates import Candidate, Reader
from planner.sources.first.left import Left, unread
from planner.sources.first.open_readings import as_option, says_no_days
from planner.text import visible
from planner.words.figures import counted


def candidates(reader: Reader, group: Sequence[str], left: list[Left], *, alone: bool) -> Iterator[Candidate]:
    """The traffic of files with the same columns: all together, else the best of them by itself."""
    if not group:
        return
    try:
        yield reader.traffic(group, covers=reader.ways.covers if alone else None)
        return
    except InputError as error:
        if len(group) == 1:
            left.append(unread(group[0], error))
            return
        together = error
    if says_no_days(together):
        left += [_dayless(file) for file in group if reader.named(file) is None]
        group = [file for file in group if reader.named(file) is not None]
        if group:
            yield from candidates(reader, group, left, alone=False)
        return
    single: dict[str, Candidate] = {}
    for file in group:
        try:
            single[file] = reader.traffic([file], covers=None)
        except InputError as error:
            left.append(unread(file, error))
    if not single:
        return
    best = max(single, key=lambda file: (single[file].worth, single[file].read.found.last))
    yield single[best]
    left += [_apart(each, single[best], together) for file, each in single.items() if file != best]


def _dayless(file: str) -> Left:
    text = "this table says no days, and neither does its name; together with others it would count as the same days"
    expected = "a name with its month, as in traffic-2026-08.csv, a column of dates, or this file alone with --covers"
    return Left(file=file, problems=(Problem(place=Place(file=file), text=text, expected=expected),))


def _apart(left: Candidate, best: Candidate, together: InputError) -> Left:
    """Why files with the same columns are not one table, and what is lost with one of them."""
    file, other = left.read.ways.files[0], best.read.ways.files[0]
    why = as_option(together.problems[0])
    own, span = left.read.found.span, best.read.found.span
    both = max((min(own.end, span.end) - max(own.start, span.start)).days + 1, 0)
    lost = own.days - both
    text = f"with {visible(other)}, which has more days, it makes no table ({visible(why.place.brief)}: {why.text})"
    text += f"; {counted(lost, 'day')} that only it has are not read" if lost > 0 else ""
    return Left(file=file, problems=(replace(why, place=Place(file=file), text=text),))
