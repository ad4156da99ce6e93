"""Levers that need or exclude each other. Names compare as `folded` does; of two that exclude each other, one has to say so."""

from collections.abc import Iterator, Mapping
from itertools import islice

from planner.errors import quoted
from planner.goalfile.complaint import Complaint, unknown
from planner.goalfile.shapes import LeverShape
from planner.model.goal import Path
from planner.text import folded

MOST = 200
"""Levers that are looked at together; no goal has more."""

Levers = Mapping[str, LeverShape]
Names = dict[str, tuple[str, ...]]


def needed(levers: Levers) -> Names:
    """The levers that each one needs, as they are called themselves; names of no other lever are left out."""
    by_fold = {folded(name): name for name in levers}
    return {name: _meant(name, lever.needs, by_fold) for name, lever in levers.items()}


def excluded(levers: Levers) -> Names:
    """The levers that each one excludes, whichever of the two says so, in the order of the file."""
    by_fold = {folded(name): name for name in levers}
    found: dict[str, set[str]] = {name: set() for name in levers}
    for name, lever in levers.items():
        for other in _meant(name, lever.excludes, by_fold):
            found[name].add(other)
            found[other].add(name)
    order = {name: n for n, name in enumerate(levers)}
    return {name: tuple(sorted(others, key=order.__getitem__)) for name, others in found.items()}


def _meant(name: str, said: tuple[str, ...] | None, by_fold: Mapping[str, str]) -> tuple[str, ...]:
    names = (by_fold.get(folded(each), name) for each in said or ())
    return tuple(dict.fromkeys(each for each in names if each != name))


def misnamed(levers: Levers) -> Iterator[Complaint]:
    """Names under `needs` and `excludes` that are no other lever's."""
    known = set(map(folded, levers))
    for name, lever in levers.items():
        for key, said in (("needs", lever.needs), ("excludes", lever.excludes)):
            for n, each in enumerate(said or ()):
                at = ("levers", name, key, n)
                if folded(each) == folded(name):
                    yield Complaint(at=at, text=f"{quoted(name)} {key} itself", expected="the name of another lever")
                elif folded(each) not in known:
                    yield unknown(at, each, (other for other in levers if other != name), "lever")


def contradictions(levers: Levers) -> Iterator[Complaint]:
    """Levers that can never be used for what they need, and those that have to be used and cannot."""
    few = dict(islice(levers.items(), MOST))
    needs, apart = needed(few), excluded(few)
    for name, lever in few.items():
        yield from _never(name, needs, apart)
        if not _must(lever):
            continue
        for other in needs[name]:
            if _barred(few[other]):
                text = f"{quoted(name)} has to be used, and needs {quoted(other)}, which cannot be used"
                expected = "a min of 0 for the one, or a max above 0 for the other"
                yield Complaint(at=("levers", name, "needs"), text=text, expected=expected)
        for other in _later(name, apart[name], few):
            if _must(few[other]):
                text = f"{quoted(name)} and {quoted(other)} exclude each other, and both have to be used"
                yield Complaint(at=_where_said(name, other, few), text=text, expected="a min of 0 for one of the two")


def _never(name: str, needs: Names, apart: Names) -> Iterator[Complaint]:
    """At most one complaint: about the first two that the lever needs, directly or not, and that exclude each other or it."""
    reach = dict.fromkeys((name,))
    for each in (todo := [name]):
        new = [other for other in needs[each] if other not in reach]
        reach |= dict.fromkeys(new)
        todo += new
    one, other = next(((one, other) for one in reach for other in apart[one] if other in reach), (None, ""))
    if one is None:
        return
    needed_too = f"needs {quoted(other)}" if one == name else f"needs {quoted(one)} and {quoted(other)}"
    text = f"{quoted(name)} can never be used: it {needed_too}, and one excludes the other"
    yield Complaint(at=("levers", name, "needs"), text=text, expected="levers that can be used together")


def _must(lever: LeverShape) -> bool:
    """Whether the plan has to use it; where it is kept and `now` is not said, only its history knows."""
    return bool(lever.now if lever.keep else lever.min)


def _barred(lever: LeverShape) -> bool:
    return (lever.now if lever.keep else lever.max) == 0


def _later(name: str, others: tuple[str, ...], levers: Levers) -> Iterator[str]:
    """Those of the others that the file has after the lever, so that a pair is looked at once."""
    order = {each: n for n, each in enumerate(levers)}
    return (other for other in others if order[other] > order[name])


def _where_said(name: str, other: str, levers: Levers) -> Path:
    says = folded(other) in map(folded, levers[name].excludes or ())
    return ("levers", name if says else other, "excludes")
