"""Any tree line by line: which leaves are shown, how the others fold, and the marks that show where a line hangs."""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
Below = Callable[[T], tuple[T, ...]]
"""The children of a node."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hung(Generic[T]):
    """One line of a tree."""

    guides: str
    """Tree-drawing characters, three for each level below the root."""
    nodes: tuple[T, ...]
    """One, or those that are folded into the line."""
    folded: bool = False
    count: int = 1
    """How many leaves the line stands for, where it is folded."""


def hang(
    root: T, *, below: Below[T], size: Callable[[T], float], most: int, rest: Below[T] = lambda _: ()
) -> Iterator[Hung[T]]:
    """The tree, parents first; beyond so many leaves only the largest, the others of each branch folded into one line.

    Args: rest: parts of a node that hang last, under leaves too, and are never folded.
    """
    shown = {id(leaf) for leaf in sorted(ends(root, below), key=size)[::-1][:most]}
    return _hung(root, shown, below, rest, own="", under="")


def ends(node: T, below: Below[T]) -> Iterator[T]:
    """The nodes at or below this one that are not split further."""
    if not (children := below(node)):
        yield node
    for child in children:
        yield from ends(child, below)


def _hung(node: T, shown: Set[int], below: Below[T], rest: Below[T], *, own: str, under: str) -> Iterator[Hung[T]]:
    """The line of `node`, which hangs on `own`, and the lines under it, which begin with `under`."""
    yield Hung(guides=own, nodes=(node,))
    kept, folded, count = [], [], 0
    for child in below(node):
        inside = [id(leaf) for leaf in ends(child, below)]
        if shown.isdisjoint(inside):
            folded.append(child)
            count += len(inside)
        else:
            kept.append(child)
    loose = rest(node)
    left = len(kept) + bool(folded) + len(loose)
    for child in kept:
        left -= 1
        further = under + ("│  " if left else "   ")
        yield from _hung(child, shown, below, rest, own=under + _guide(left), under=further)
    if folded:
        yield Hung(guides=under + _guide(len(loose)), nodes=tuple(folded), folded=True, count=count)
    for child in loose:
        yield Hung(guides=under + _guide(0), nodes=(child,))


def _guide(left: int) -> str:
    return "├─ " if left else "└─ "
