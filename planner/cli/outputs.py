"""Reports on their way out: to the files asked for, to standard output, or else to the terminal."""

import os
import sys
from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from planner.cli.terminal import terminal
from planner.cli.write import Content, folder_made, is_standard_output, print_whole, same_file, write_whole

if TYPE_CHECKING:
    from planner.report.document import Document

T = TypeVar("T")


def keep_apart(**reports: Path | None) -> None:
    """Args: reports: by the name of their option. Raises: BadParameter where two of them would go to the same place."""
    asked = [(option, path) for option, path in reports.items() if path is not None]
    for (one, path), (other, there) in combinations(asked, 2):
        if (is_standard_output(path) and is_standard_output(there)) or same_file(path, there):
            raise typer.BadParameter(f"--{one} and --{other} cannot both go to the same place")


def seen_from(document: Path, folder: Path) -> str:
    """The way to a folder from where a document is, or from here where it goes to standard output, with / between its parts."""
    start = Path() if is_standard_output(document) else document.parent
    try:
        return Path(os.path.relpath(os.path.realpath(folder), os.path.realpath(start))).as_posix()
    except ValueError:  # another drive
        return folder.absolute().as_posix()


def contents(result: T, *asked: tuple[Path | None, Callable[[T], Content]]) -> dict[Path, Content]:
    """The content of every file asked for. Args: asked: each with what makes its content of the result."""
    return {path: render(result) for path, render in asked if path is not None}


def deliver(
    files: Mapping[Path, Content],
    shown: Callable[[int, bool], str],
    *,
    folder: Path | None = None,
    pictures: Mapping[Path, Content] | None = None,
) -> None:
    """Write every content to its file; print the one for standard output, or where there is none what a terminal shows.

    Args: shown: the report for so many columns, in colour or not; folder: made for the pictures where it is not there.
    Raises: InputError for a file that cannot be written, BadParameter for one that a picture would replace; then nothing is written or printed.
    """
    drawn = pictures or {}
    on_disk = {path: content for path, content in files.items() if not is_standard_output(path)}
    with folder_made(folder):
        for path in on_disk:
            if any(same_file(path, picture) for picture in drawn):
                raise typer.BadParameter(f"{path} would be replaced by a picture of --charts")
        write_whole({**on_disk, **drawn})
    if len(on_disk) < len(files):
        print_whole(next(content for path, content in files.items() if path not in on_disk))
    else:
        sys.stdout.write(shown(*terminal()))
    for path in on_disk:
        typer.echo(f"wrote {path}", err=True)
    if drawn:
        typer.echo(f"wrote {len(drawn)} pictures into {folder}", err=True)


def deliver_document(
    document: "Document", as_json: Callable[[], str], *, markdown: Path | None, json: Path | None
) -> None:
    """`deliver` a report as markdown, as JSON, or else to the terminal."""
    from planner.report.document_markdown import render_document_markdown
    from planner.report.terminal_document import render_document

    files = contents(document, (markdown, render_document_markdown), (json, lambda _: as_json()))
    deliver(files, lambda width, color: render_document(document, width=width, color=color))
