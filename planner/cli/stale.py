"""Pictures that an earlier plan left in a folder, and that the plan of today does not have."""

from collections.abc import Collection
from contextlib import suppress
from itertools import chain
from pathlib import Path

import typer

from planner.report.pictures.files import ENDINGS, LONGEST_HEAD, NAMES, is_own
from planner.text import visible


def remove_stale(folder: Path, kept: Collection[Path]) -> None:
    """Remove the pictures that we wrote under our own names, and say so; what else is there stays, and what cannot be removed.

    Args: kept: those of today's plan.
    """
    old = [name for name in NAMES if folder / f"{name}.svg" not in kept and is_own(name, _head(folder / f"{name}.svg"))]
    if gone := sum(map(_removed, chain(*(_paths(folder, name) for name in old)))):
        typer.echo(f"removed {gone} pictures of an earlier plan from {visible(str(folder))}", err=True)


def _paths(folder: Path, name: str) -> list[Path]:
    """Pixels first: without the lines beside them nobody could tell whose they are."""
    return [folder / f"{name}{ending}" for ending in reversed(ENDINGS)]


def _head(path: Path) -> str:
    with suppress(OSError), path.open(encoding="utf-8", errors="replace") as file:
        return file.read(LONGEST_HEAD)
    return ""


def _removed(path: Path) -> bool:
    with suppress(OSError):
        path.unlink()
        return True
    return False
