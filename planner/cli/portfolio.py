"""The `portfolio` command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.exits import BAD_INPUT, exit_on_error
from planner.cli.many.stop import InterruptedRunError
from planner.cli.options import Fresh, Lang, OnlyNew, Seed, folder, start_of
from planner.words.language import speaking

INTERRUPTED = 130


def portfolio(
    goals: Annotated[
        list[str],
        typer.Argument(
            metavar="DIR_OR_GLOB",
            help="A folder of goal files (and those below it), a pattern such as 'sites/*/goal.yaml', or a portfolio.yaml; several of the first two.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR", parser=folder, help="The folder to write plans and summaries into.", show_default=False
        ),
    ],
    markdown: Annotated[bool, typer.Option("--markdown", help="Write every plan as markdown too.")] = False,
    engine: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="pool: processes of this machine. dask:ADDRESS: a Dask cluster; dask: one made here."
        ),
    ] = "pool",
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="Processes on this machine; one a core if not given.", show_default=False
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Plan every goal again, also where nothing has changed.")
    ] = False,
    fresh: Fresh = False,
    only_new: OnlyNew = False,
    seed: Seed = None,
    lang: Lang = "en",
) -> None:
    """Plan many goals at once, and sum them up."""
    start = start_of(fresh=fresh, only_new=only_new)
    with exit_on_error(), _stopped():
        from planner.cli.many.run import run_all
        from planner.cli.terminal import terminal
        from planner.portfolio.unit import Options
        from planner.report.portfolio_document import portfolio_document
        from planner.report.terminal_document import render_document
        from planner.words.figures import counted

        options = Options(seed=seed, start=start, language=lang, markdown=markdown)
        with speaking(lang):
            found = run_all(goals, out, options, engine_name=engine, jobs=jobs, again=again)
            document = portfolio_document(found.totals, found.neediest, found.bad, division=found.division)
            width, color = terminal()
            typer.echo(render_document(document, width=width, color=color), nl=False)
        typer.echo(f"wrote {counted(found.written, 'plan')} and summary.csv, .parquet and .md into {out}", err=True)
        if found.kept:
            typer.echo(
                f"kept {counted(found.kept, 'plan')} of an earlier run, where nothing has changed (--again plans them again)",
                err=True,
            )
        if found.left_behind:
            typer.echo(
                f"{counted(found.left_behind, 'plan')} of earlier runs stay, of goals that are not among these",
                err=True,
            )
        if found.totals.problems:
            raise typer.Exit(BAD_INPUT)


@contextmanager
def _stopped() -> Iterator[None]:
    """Where somebody stops it, one line and an exit code that says so."""
    try:
        yield
    except InterruptedRunError as stop:
        text = str(stop)
    except KeyboardInterrupt:
        text = "stopped; what is done stays, and the same command goes on from there"
    else:
        return
    typer.echo(f"\n{text}", err=True)
    raise typer.Exit(INTERRUPTED)
