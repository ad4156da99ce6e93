"""Files written whole or not at all, and standard output."""

import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from planner.errors import InputError, Place, Problem

STANDARD_OUTPUT = Path("-")

Content = str | bytes
"""Of a file."""


def write_whole(contents: Mapping[Path, Content]) -> None:
    """Write every content to its file; text in UTF-8 and with \\n at the end of lines.

    All are first written to temporary files beside them; then each is renamed into place, which takes no time and no
    room, so that a file is either the old one or the whole new one. What is there and is no regular file (a pipe, a
    device) is written to. A link stays, and what it leads to is replaced.

    Raises: InputError for the first file that cannot be written; no temporary file is left behind. If that shows before
    the renaming, as it does for all but the rarest reasons, no file has changed.
    """
    ready: list[tuple[str, Path]] = []
    streams: list[tuple[Path, Content]] = []
    try:
        for path, content in contents.items():
            with _complaining(path):
                if _is_stream(path):
                    streams.append((path, content))
                else:
                    _prepare(path, content, ready)
        for path, content in streams:
            with _complaining(path):
                path.write_bytes(_bytes(content))
        while ready:
            temporary, path = ready[-1]
            with _complaining(path):
                os.replace(temporary, os.path.realpath(path))
            ready.pop()
    finally:
        for temporary, _ in ready:
            with suppress(OSError):
                os.unlink(temporary)


def print_whole(content: Content) -> None:
    """Write a content to standard output as it would be written to a file, whatever the console's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(_bytes(content))
    sys.stdout.buffer.flush()


def is_standard_output(path: Path) -> bool:
    """Whether a path is -, or another name of where standard output goes, such as /dev/stdout."""
    if path == STANDARD_OUTPUT:
        return True
    with suppress(OSError, ValueError):
        return os.path.samestat(os.stat(path), os.fstat(sys.stdout.fileno()))
    return False


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same file, one that is there or one that is yet to be written."""
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    with suppress(OSError, ValueError):
        return os.path.samefile(one, other)
    return False


@contextmanager
def folder_made(folder: Path | None) -> Iterator[None]:
    """The folder is there for what is written within; if that fails, one that was not there before is gone again.

    Raises: InputError where it cannot be made.
    """
    if folder is None or folder.is_dir():
        yield
        return
    with _complaining(folder):
        folder.mkdir()
    try:
        yield
    except BaseException:
        with suppress(OSError):
            folder.rmdir()
        raise


@contextmanager
def _complaining(path: Path) -> Iterator[None]:
    """Turns the system's refusal to write a file into a complaint about it."""
    try:
        yield
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError([Problem(place=Place(file=str(path)), text=f"cannot be written: {reason}")]) from None


def _is_stream(path: Path) -> bool:
    """Whether something is there that is not to be replaced. Raises: OSError for a folder, or what cannot be looked at."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(21, "it is a folder")
    return not stat.S_ISREG(mode)


def _bytes(content: Content) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _prepare(path: Path, content: Content, ready: list[tuple[str, Path]]) -> None:
    """Write the content to a temporary file in the folder of what `path` leads to, and add it to those that are ready."""
    target = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".planner-", suffix=".tmp")
    ready.append((name, path))
    with os.fdopen(handle, "wb") as file:
        file.write(_bytes(content))
    os.chmod(name, target.stat().st_mode if target.exists() else 0o666 & ~_umask())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
