"""The `review` command."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.exits import exit_on_error
from planner.cli.options import Lang, Seed, file_of
from planner.cli.outputs import deliver_document, keep_apart
from planner.cli.readings import Dates, Decimals, Encoding, TableNumber
from planner.cli.stretches import looked_at
from planner.cli.write import is_standard_output, same_file
from planner.words.language import speaking

if TYPE_CHECKING:
    from planner.model.activity_log import ActivityLog
    from planner.model.goal import Table
    from planner.model.period import Period
    from planner.model.review import Review


def review(
    log: Annotated[Path, typer.Argument(metavar="LOG", help="The activity log.", show_default=False)],
    goal: Annotated[
        Path | None, typer.Option(metavar="GOAL.yaml", help="The goal that the work was for.", show_default=False)
    ] = None,
    week: Annotated[
        str, typer.Option(metavar="WEEK", help="Look at one week, as in 2026-W48.", show_default=False)
    ] = "",
    since: Annotated[
        str, typer.Option("--from", metavar="DAY", help="Look at the days from this one on.", show_default=False)
    ] = "",
    until: Annotated[
        str, typer.Option("--to", metavar="DAY", help="Look at the days up to this one.", show_default=False)
    ] = "",
    activity: Annotated[
        str, typer.Option(metavar="COLUMN", help="The column that names the activity.", show_default=False)
    ] = "",
    result: Annotated[
        str, typer.Option(metavar="COLUMN", help="The column that says what came of it.", show_default=False)
    ] = "",
    lag: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=366,
            metavar="DAYS",
            help="Days until results are in, in place of each lever's.",
            show_default=False,
        ),
    ] = None,
    dates: Dates = "",
    decimals: Decimals = "",
    encoding: Encoding = "",
    table: TableNumber = "",
    markdown: Annotated[Path | None, file_of("the review", "markdown")] = None,
    json: Annotated[Path | None, file_of("the review", "JSON")] = None,
    seed: Seed = None,
    lang: Lang = "en",
) -> None:
    """Show which of the logged work paid: more, keep, stop or test.

    LOG is a table with a day, an activity, hours or money, and what came of it where that is known; or an export of Toggl, Clockify or
    Harvest. Activities are ranked by what their next unit of effort brings. With --goal, the hours that no goal explains are shown,
    and where the log has no results, the goal's curves say what its effort brings.
    """
    with exit_on_error():
        from planner.cli.readings import said_of_tables
        from planner.report.review_document import review_document
        from planner.report.review_json import render_review_json

        keep_apart(markdown=markdown, json=json)
        looked = looked_at(week, since, until)
        ways = said_of_tables(dates, decimals, "", (), encoding=encoding, table=table)
        with speaking(lang):
            read = _read(log, ways, activity, result)
            found = _reviewed(read, goal, looked, lag, seed, (log, markdown, json))
            deliver_document(review_document(found), partial(render_review_json, found), markdown=markdown, json=json)


def _read(log: Path, ways: "Table", activity: str, result: str) -> "ActivityLog":
    """Raises: InputError, whose questions name the options that answer them."""
    from planner.errors import InputError
    from planner.sources.first.open_readings import as_option
    from planner.sources.logged.read_log import read_log

    try:
        return read_log(log, ways, activity=activity, result=result)
    except InputError as error:
        raise InputError(map(as_option, error.problems)) from None


def _reviewed(
    read: "ActivityLog",
    goal_file: Path | None,
    looked: "Period | None",
    lag: float | None,
    seed: int | None,
    files: tuple[Path, Path | None, Path | None],
) -> "Review":
    """The review, and before it the goal, where there is one. Args: files: the log, and those to be written."""
    from planner.review.review import review as reviewed

    _keep(*files)
    if goal_file is None:
        return reviewed(read, looked=looked, lag=lag, seed=1 if seed is None else seed)
    from planner.cli.load import keep_inputs, load
    from planner.planning.margins import lever_margins

    goal, history = load(goal_file, seed=seed)
    keep_inputs(goal, *files[1:])
    goal, margins = lever_margins(goal, history)
    return reviewed(read, goal=goal, margins=margins, looked=looked, lag=lag, seed=goal.seed)


def _keep(log: Path, *outputs: Path | None) -> None:
    """Raises: BadParameter for an output that would replace the log."""
    if any(path is not None and not is_standard_output(path) and same_file(path, log) for path in outputs):
        raise typer.BadParameter("this is the log, and is not overwritten")
