"""Files as DuckDB reads them: what stands for them after FROM."""

import codecs
import glob
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from planner.errors import Place, nearest_name
from planner.sources.engine import quoted
from planner.sources.engine.complaint import refused
from planner.sources.engine.sources import CsvFile, ParquetFiles

PIECE = 2**20  # characters of a file that are rewritten at a time
_DIRECT = {"utf-8", "utf-8-sig", "ascii"}


def parquet_paths(source: ParquetFiles, said: Place) -> list[Path]:
    """The files that are meant, sorted. Raises: InputError where there are none."""
    if source.path.is_file():
        return [source.path]
    found = sorted(Path(name) for name in glob.glob(str(source.path), recursive=True) if Path(name).is_file())
    if not found:
        raise missing(source.path, source.shown, said)
    return found


def parquet_from(paths: list[Path]) -> str:
    """Every name is escaped, for DuckDB takes brackets and stars in one for a pattern."""
    names = ", ".join(quoted.literal(glob.escape(str(path))) for path in paths)
    return f"read_parquet([{names}], union_by_name = {'true' if len(paths) > 1 else 'false'})"


@contextmanager
def utf8_path(source: CsvFile, said: Place) -> Iterator[Path]:
    """The file, or a temporary copy of it in UTF-8. Raises: InputError where it is not there, or not in the encoding that is said."""
    if not source.path.is_file():
        raise missing(source.path, source.shown, said)
    try:
        encoding = codecs.lookup(source.encoding).name
    except LookupError:
        raise refused(said, f"there is no encoding {source.encoding!r}", expected="utf-8, utf-16, cp1252 …") from None
    if encoding in _DIRECT:
        yield source.path
        return
    with TemporaryDirectory(prefix="planner-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy.csv"
        _rewrite(source, copy, said)
        yield copy


def csv_from(source: CsvFile, path: Path) -> str:
    """Every column as text; nothing is guessed."""
    columns = ", ".join(f"{quoted.literal(name)}: 'VARCHAR'" for name in source.names)
    return (
        f"read_csv({quoted.literal(glob.escape(str(path)))}, columns = {{{columns}}}, auto_detect = false, header = false, "
        f"skip = {int(source.skip)}, delim = {quoted.literal(source.delimiter)}, quote = '\"', escape = '\"')"
    )


def missing(path: Path, shown: str, said: Place) -> Exception:
    """The complaint that a file is not there."""
    folder = path.parent
    near = nearest_name(path.name, [other.name for other in folder.iterdir()]) if folder.is_dir() else ""
    what = f"{shown} is a folder, not a file" if path.is_dir() else f"there is no file {shown}"
    return refused(said, what, nearest=near if near != path.name else "")


def _rewrite(source: CsvFile, copy: Path, said: Place) -> None:
    try:
        with (
            source.path.open(encoding=source.encoding, newline="") as old,
            copy.open("w", encoding="utf-8", newline="") as new,
        ):
            while piece := old.read(PIECE):
                new.write(piece)
    except UnicodeError:
        raise refused(said, f"{source.shown} is not {source.encoding} text") from None
    except OSError as error:
        raise refused(said, f"{source.shown} cannot be read: {error.strerror}") from None
