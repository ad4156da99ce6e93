"""Arguments and options that commands share."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.models import OptionInfo

from planner.words.language import Language

if TYPE_CHECKING:
    from planner.model.plan import Start

GoalFile = Annotated[Path, typer.Argument(metavar="GOAL.yaml", help="The goal file.", show_default=False)]

Seed = Annotated[
    int | None,
    typer.Option(min=0, metavar="N", help="Seed of the draws, in place of the goal file's.", show_default=False),
]

Lang = Annotated[Language, typer.Option(help="The language of the report.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Plan as if nothing were spent today.")]
OnlyNew = Annotated[bool, typer.Option("--only-new", help="Keep today's effort and place only what is on top of it.")]


def start_of(*, fresh: bool, only_new: bool) -> "Start":
    """What a plan starts from. Raises: BadParameter for two answers to that."""
    if fresh and only_new:
        raise typer.BadParameter("--fresh and --only-new contradict each other")
    return "fresh" if fresh else "only new" if only_new else "today"


def output(text: str) -> Path:
    """The path that an option names. Raises: BadParameter for none, which a path would take for the folder itself."""
    if not text.strip():
        raise typer.BadParameter("the name of the file is empty; - is standard output")
    return Path(text)


def folder(text: str) -> Path:
    """The folder that an option names. Raises: BadParameter for none, and for standard output, which is none."""
    if not text.strip() or text == "-":
        raise typer.BadParameter("it takes the name of a folder")
    return Path(text)


def folder_of(help_text: str) -> OptionInfo:
    """An option that names the folder to write something into."""
    found: OptionInfo = typer.Option(metavar="DIR", parser=folder, help=help_text, show_default=False)
    return found


def file_of(what: str, kind: str) -> OptionInfo:
    """An option that names the file to write something to. Args: what: the plan; kind: markdown, JSON."""
    found: OptionInfo = typer.Option(
        metavar="FILE", parser=output, help=f"Write {what} as {kind}; - is standard output.", show_default=False
    )
    return found


PlanFile = Annotated[
    Path,
    typer.Option(
        "--plan", metavar="PLAN.json", help="The plan, as `planner plan --json` wrote it.", show_default=False
    ),
]
Actuals = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        parser=output,
        help="A table of what came, in place of the goal's own traffic from the plan's first day on.",
        show_default=False,
    ),
]
Efforts = Annotated[
    Path | None,
    typer.Option(
        "--effort",
        metavar="FILE",
        parser=output,
        help="A table of what was spent, in place of the goal's own effort from the plan's first day on.",
        show_default=False,
    ),
]
To = Annotated[
    str | None,
    typer.Option("--to", metavar="DATE", help="The last day to look at, as in 2026-12-14.", show_default=False),
]


def day_of(text: str | None) -> date | None:
    """The day of an option. Raises: BadParameter for what is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date like 2026-12-14") from None
