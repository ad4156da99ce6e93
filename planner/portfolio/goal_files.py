"""Which files are the goals of a portfolio, and what their plans are called."""

import glob
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from planner.errors import InputError, Problem, nearest_name
from planner.model.portfolio import Member, Portfolio

ENDINGS = (".yaml", ".yml")
PORTFOLIO = "portfolio.yaml"
"""The file of a folder that says what its goals share; no goal itself."""


def goal_files(where: str) -> tuple[Path, tuple[str, ...]]:
    """The folder that names are told from, and every goal file in a folder and those below it, of a pattern, or the one of that name.

    Hidden files and folders are left out, and so is `portfolio.yaml`. Returns: the files in order, each once; none where there is none.
    """
    if os.path.isdir(where):
        return Path(where), tuple(sorted(_within(where)))
    if os.path.exists(where) or not glob.has_magic(where):
        return Path(where).parent, (where,) if os.path.isfile(where) else ()
    found = (file for file in glob.iglob(where, recursive=True) if os.path.isfile(file) and not _is_portfolio(file))
    return Path(_plain_part(where)), tuple(sorted(set(found)))


def member_files(portfolio: Portfolio) -> dict[str, Member]:
    """Every goal file of a portfolio, in order, with the last that is said of it.

    Raises: InputError with a problem for everything that names no goal file.
    """
    folder = os.path.dirname(portfolio.file)
    found: dict[str, Member] = {}
    problems = []
    for n, member in enumerate(portfolio.members):
        _, files = goal_files(os.path.join(folder, member.file))
        found |= {os.path.normpath(file): member for file in files}
        if not files:
            place = portfolio.place("goals", n, "file")
            near = nearest_name(os.path.basename(member.file), _beside(folder, member.file))
            text = f"there is no goal file {member.file}"
            problems.append(
                Problem(place=place, text=text, expected="a goal file, a folder of them, or a pattern", nearest=near)
            )
    if problems:
        raise InputError(problems)
    return dict(sorted(found.items()))


def _beside(folder: str, file: str) -> list[str]:
    """The names of files where one is looked for."""
    where = os.path.dirname(os.path.join(folder, file)) or "."
    return os.listdir(where) if os.path.isdir(where) and not glob.has_magic(file) else []


def site_name(file: str, member: Member) -> str:
    """What the table of all sites calls a goal."""
    return member.site or Path(file).stem


def _within(folder: str) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.lower().endswith(ENDINGS) and not name.startswith(".") and not _is_portfolio(name):
                yield os.path.join(here, name)


def _is_portfolio(file: str) -> bool:
    return os.path.basename(file) == PORTFOLIO


def _plain_part(pattern: str) -> str:
    """The folders of a pattern before the first that stands for several."""
    parts = Path(pattern).parts
    plain = next((n for n, part in enumerate(parts) if glob.has_magic(part)), len(parts))
    return str(Path(*parts[:plain])) if plain else "."


def plan_names(root: Path, files: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(file, name of its plan's JSON): the goal file's whole path from the root, so that no two are alike whatever else is there.

    A file outside the root is called by its own name in a folder of its own.
    """
    for file in files:
        way = os.path.relpath(file, root)
        if way.split(os.sep)[0] == os.pardir:
            folder, own = os.path.split(os.path.abspath(file))
            way = os.path.join(f"outside-{hashlib.sha256(folder.encode()).hexdigest()[:12]}", own)
        yield file, f"{Path(way).as_posix()}.json"
