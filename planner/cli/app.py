"""The command line as a whole."""

import os
import sys
from typing import Annotated

import typer

from planner.cli.check import check
from planner.cli.exits import exit_on_error
from planner.cli.forecast import forecast
from planner.cli.init import init
from planner.cli.inspect import inspect
from planner.cli.plan import plan
from planner.cli.portfolio import portfolio
from planner.cli.replan import replan
from planner.cli.response import response
from planner.cli.review import review
from planner.cli.schema import schema
from planner.cli.score import score
from planner.cli.serve import serve
from planner.cli.track import track
from planner.cli.tree import tree
from planner.cli.whatif import whatif
from planner.version import __version__

app = typer.Typer(
    name="planner",
    help="Take a traffic goal apart: where it can come from, what effort brings, and how likely it is.",
    epilog="Example: planner plan examples/triple/goal.yaml",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: rich would take three times as long to show it
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(epilog="Example: planner inspect export.csv")(inspect)
app.command(epilog="Example: planner init traffic.csv")(init)
app.command(epilog="Example: planner plan goal.yaml --html plan.html --json plan.json")(plan)
app.command(epilog="Example: planner portfolio sites --out plans")(portfolio)
app.command(epilog="Example: planner serve goal.yaml --open")(serve)
app.command(epilog="Example: planner forecast goal.yaml")(forecast)
app.command(epilog="Example: planner response goal.yaml")(response)
app.command(epilog="Example: planner whatif goal.yaml --set resources.money=15000")(whatif)
app.command(epilog="Example: planner tree goal.yaml --compare")(tree)
app.command(epilog="Example: planner track goal.yaml --plan plan.json")(track)
app.command(epilog="Example: planner replan goal.yaml --plan plan.json")(replan)
app.command(epilog="Example: planner score plans")(score)
app.command(epilog="Example: planner review log.csv --goal goal.yaml --week 2026-W48")(review)
app.command(epilog="Example: planner check goal.yaml")(check)
app.command(epilog="Example: planner schema > goal.schema.json")(schema)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"planner {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


def run() -> None:
    """Run the command line of this process."""
    # The arrays are small: threads of a linear-algebra library would only cost their start. Set before numpy loads.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Looking for plugins of pydantic would read what is known of every package installed, for none that a goal file needs.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console that lacks a character shows another, and does not fail
            stream.reconfigure(errors="replace")
    with exit_on_error():  # help and version print too
        app(prog_name="planner")
