"""What a plan was made from, in a few bytes: as long as they are the same, so is the plan."""

import glob
import hashlib
import os
from collections.abc import Iterable, Iterator

from planner.portfolio.unit import Asked, Options
from planner.version import __version__


def fingerprint(asked: Asked, options: Options, inputs: Iterable[str], *, clocked: bool, common: str = "") -> str:
    """Of the goal file's bytes, its tables' size and time, the planner and its options; none where the goal file cannot be read.

    Args: inputs: files, or patterns of them; clocked: whether the day counts too; common: what stands for all that the goals share.
    """
    try:
        with open(asked.file, "rb") as stream:
            said = hashlib.sha256(stream.read()).hexdigest()
    except (OSError, ValueError):
        return ""
    parts = [__version__, said, common, asked.file, asked.name]
    parts += [repr(asked.shares), repr(asked.beliefs), asked.site if options.sites else ""]
    parts += [repr(options.seed), options.start, options.language, repr(options.markdown)]
    parts += [str(options.today)] if clocked else []
    parts += seen(inputs)
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def seen(inputs: Iterable[str]) -> Iterator[str]:
    """Size and time of every file, by which to tell whether it has changed. Args: inputs: files, or patterns of them."""
    for each in inputs:
        files = sorted(glob.glob(each, recursive=True)) if not os.path.exists(each) else [each]
        for file in files or [each]:
            try:
                found = os.stat(file)
                yield f"{file} {found.st_size} {found.st_mtime_ns}"
            except (OSError, ValueError):
                yield f"{file} is not there"
