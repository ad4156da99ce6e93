"""Reports on their way out: to the files asked for, to standard output, or else to the terminal."""

import sys
from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path
from typing import TypeVar

import typer

from planner.cli.terminal import terminal
from planner.cli.write import Content, is_standard_output, print_whole, same_file, write_whole

T = TypeVar("T")


def keep_apart(**reports: Path | None) -> None:
    """Args: reports: by the name of their option. Raises: BadParameter where two of them would go to the same place."""
    asked = [(option, path) for option, path in reports.items() if path is not None]
    for (one, path), (other, there) in combinations(asked, 2):
        if (is_standard_output(path) and is_standard_output(there)) or same_file(path, there):
            raise typer.BadParameter(f"--{one} and --{other} cannot both go to the same place")


def contents(result: T, *asked: tuple[Path | None, Callable[[T], Content]]) -> dict[Path, Content]:
    """The content of every file asked for. Args: asked: each with what makes its content of the result."""
    return {path: render(result) for path, render in asked if path is not None}


def deliver(files: Mapping[Path, Content], shown: Callable[[int, bool], str]) -> None:
    """Write every content to its file; print the one for standard output, or where there is none what a terminal shows.

    Args: shown: the report for so many columns, in colour or not.
    Raises: InputError for a file that cannot be written; then nothing is printed.
    """
    on_disk = {path: content for path, content in files.items() if not is_standard_output(path)}
    write_whole(on_disk)
    if len(on_disk) < len(files):
        print_whole(next(content for path, content in files.items() if path not in on_disk))
    else:
        sys.stdout.write(shown(*terminal()))
    for path in on_disk:
        typer.echo(f"wrote {path}", err=True)
