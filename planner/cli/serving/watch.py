"""What a plan was made of, so that a change of it is seen."""

import glob
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

Stamp = tuple[object, ...]
"""Of files as they are at a moment; another one once any of them, or the day that periods count from, is another."""


def stamp(paths: Iterable[Path]) -> Stamp:
    """Args: paths: files, or patterns of their names."""
    return (date.today(), *((str(path), *map(_stamp, _named(path))) for path in paths))


def _named(path: Path) -> list[str]:
    if os.path.lexists(path):
        return [str(path)]
    return sorted(glob.glob(str(path), recursive=True))


def _stamp(path: str) -> object:
    try:
        found = os.stat(path)
    except OSError:
        return path
    return path, found.st_ino, found.st_size, found.st_mtime_ns
