"""The `inspect` command."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.exits import exit_on_error
from planner.cli.options import output
from planner.cli.outputs import deliver
from planner.cli.readings import Columns, Covers, Dates, Decimals, Encoding, Metric, TableNumber, said_of_tables

if TYPE_CHECKING:
    from planner.errors import Problem
    from planner.model.inspection import Inspection


def inspect(
    exports: Annotated[list[Path], typer.Argument(metavar="EXPORT...", help="Files to look at.", show_default=False)],
    dates: Dates = "",
    decimals: Decimals = "",
    encoding: Encoding = "",
    table: TableNumber = "",
    covers: Covers = "",
    column: Columns = None,
    metric: Metric = "sessions",
    json: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", parser=output, help="Write what was read as JSON; - is standard output.", show_default=False
        ),
    ] = None,
) -> None:
    """Show what is read of an export, and what is odd about it."""
    with exit_on_error():
        from datetime import date

        from planner.cli.progress import shown_progress
        from planner.errors import InputError
        from planner.planning.inspected import inspect_file
        from planner.report.terminal_inspect import render_inspections

        source = said_of_tables(dates, decimals, covers, column or (), encoding=encoding, table=table)
        _keep(exports, json)
        with shown_progress("Reading the tables") as watch:
            found = [inspect_file(each, source, metric=metric, today=date.today(), watch=watch) for each in exports]
        deliver(_texts(found, json), lambda width, color: render_inspections(found, width=width, color=color))
        if wrong := [problem for each in found for problem in _asked(each)]:
            raise InputError(wrong)


def _keep(exports: list[Path], json: Path | None) -> None:
    """Raises: BadParameter for an output that would replace one of the files."""
    from planner.cli.write import is_standard_output, same_file

    if json is not None and not is_standard_output(json) and any(same_file(json, each) for each in exports):
        raise typer.BadParameter("this is one of the files to look at, and is not overwritten", param_hint="--json")


def _texts(found: "list[Inspection]", json: Path | None) -> dict[Path, str]:
    """The file asked for."""
    if json is None:
        return {}
    from planner.report.inspect_json import render_inspect_json

    return {json: render_inspect_json(found)}


def _asked(seen: "Inspection") -> "list[Problem]":
    """Why a file is no traffic; keys of a goal file become options."""
    from planner.sources.first.open_readings import as_option

    return [as_option(problem) for problem in seen.problems]
