"""Files written whole or not at all."""

import os
import tempfile
from pathlib import Path

from planner.errors import InputError, Place, Problem


def write_whole(texts: dict[Path, str]) -> None:
    """Write every text to its file: first all to temporary files beside them, then each renamed into place.

    Raises: InputError for the first file that cannot be written; then none is touched.
    """
    ready: list[tuple[str, Path]] = []
    try:
        for path, text in texts.items():
            try:
                ready.append((_temporary(path, text), path))
            except OSError as error:
                problem = Problem(place=Place(file=str(path)), text=f"cannot be written: {error.strerror}")
                raise InputError([problem]) from None
        while ready:
            temporary, path = ready.pop()
            os.replace(temporary, path)
    finally:
        for temporary, _ in ready:
            os.unlink(temporary)


def _temporary(path: Path, text: str) -> str:
    if path.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    os.chmod(name, path.stat().st_mode if path.exists() else 0o666 & ~_umask())
    return name


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
