"""The `serve` command."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.exits import exit_on_error
from planner.cli.options import Fresh, GoalFile, Lang, OnlyNew, Seed, start_of
from planner.words.language import say, speaking

if TYPE_CHECKING:
    from planner.model.plan import Start


def serve(
    goal_file: GoalFile,
    port: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=65535,
            metavar="N",
            help="The port to listen on; else 8765 or the next free one.",
            show_default=False,
        ),
    ] = None,
    browser: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    fresh: Fresh = False,
    only_new: OnlyNew = False,
    seed: Seed = None,
    lang: Lang = "en",
) -> None:
    """Show the plan as a page on this machine, kept as its files are."""
    start = start_of(fresh=fresh, only_new=only_new)
    with exit_on_error():
        _need_server()
        import gc
        import os
        import sys
        from contextlib import suppress

        gc.enable()  # many plans, not one
        with suppress(KeyboardInterrupt), speaking(lang):
            _serve(goal_file, port, browser, seed, start)
        sys.stdout.flush()
        os._exit(0)  # a plan in the making is not waited for


def _serve(goal_file: Path, port: int | None, browser: bool, seed: int | None, start: "Start") -> None:
    """Until somebody interrupts."""
    from planner.cli.serving.keeper import Keeper
    from planner.cli.serving.listen import listening, serve_until_stopped
    from planner.text import visible

    with listening(port) as at:
        address = f"http://127.0.0.1:{at.getsockname()[1]}/"
        typer.echo(say("{file} is shown on {address} (Ctrl-C ends it)", file=visible(str(goal_file)), address=address))
        if browser:
            import webbrowser

            webbrowser.open(address)
        serve_until_stopped(Keeper(goal_file, seed=seed, start=start), at)


def _need_server() -> None:
    """Raises: InputError where the libraries of a server are missing."""
    from importlib.util import find_spec

    from planner.errors import InputError, Place, Problem

    if missing := [name for name in ("starlette", "uvicorn") if find_spec(name) is None]:
        text = f"a page on this machine needs libraries that are not installed: {', '.join(missing)}"
        raise InputError(
            [Problem(place=Place(file="planner serve"), text=text, expected="pip install 'planner[serve]'")]
        )
