"""The `replan` command."""

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.exits import exit_on_error
from planner.cli.options import Actuals, Efforts, GoalFile, Lang, PlanFile, To, day_of
from planner.cli.terminal import terminal
from planner.cli.write import write_whole
from planner.words.language import speaking


def replan(
    goal_file: GoalFile,
    plan: PlanFile,
    actuals: Actuals = None,
    effort: Efforts = None,
    to: To = None,
    left: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=AMOUNT",
            help="How much of a resource is left, in place of what follows from the plan and what was spent.",
            show_default=False,
        ),
    ] = None,
    lang: Lang = "en",
) -> None:
    """Plan the days and resources that are left anew.

    Writes plan.2.json and plan.2.md beside plan.json, and plan.2.diff.md with what changes; numbers count on, and nothing is overwritten.
    """
    day, said = day_of(to), _amounts(left or ())
    with exit_on_error():
        from dataclasses import replace

        from planner.cli.followed import follow
        from planner.errors import InputError, Place, Problem
        from planner.planfile.read import read_plan
        from planner.report.document_markdown import render_document_markdown
        from planner.report.markdown import render_markdown
        from planner.report.plan_json import render_json
        from planner.report.replan_document import replan_document
        from planner.report.terminal_document import render_document
        from planner.tracking.replan import replan as replanned

        found = follow(goal_file, read_plan(plan), actuals=actuals, effort=effort)
        _known(said, found.made.resources, plan)
        with speaking(lang):
            result = replanned(found.goal, found.history, found.made, to=day, then=found.then, left=said)
            if result is None:
                text = f"the plan's period is over on {found.made.period.end}: nothing is left to plan"
                raise InputError(
                    [Problem(place=Place(file=str(plan)), text=text, expected="planner track, to look back")]
                )
            stem = _stem(plan, found.made.number)
            number = _next(plan.parent, stem, found.made.number)
            result = replace(result, plan=replace(result.plan, number=number))
            change = replan_document(result)
            contents = {
                "json": render_json(result.plan),
                "md": render_markdown(result.plan),
                "diff.md": render_document_markdown(change),
            }
            files = {plan.parent / f"{stem}.{number}.{end}": content for end, content in contents.items()}
            write_whole(files)
            width, color = terminal()
            sys.stdout.write(render_document(change, width=width, color=color))
        for path in files:
            typer.echo(f"wrote {path}", err=True)


def _amounts(texts: list[str] | tuple[()]) -> dict[str, float]:
    """Raises: BadParameter for what is no amount."""
    found = {}
    for text in texts:
        name, sign, figure = text.rpartition("=")
        try:
            found[name.strip()] = float(figure.replace(",", ""))
        except ValueError:
            sign = ""
        if not sign or not 0 <= found[name.strip()] < float("inf"):
            raise typer.BadParameter(f"{text!r} is not like 'writer hours=80'")
    return found


def _known(said: dict[str, float], resources: tuple[tuple[str, float], ...] | None, plan: Path) -> None:
    """Raises: InputError for a resource that the plan has not."""
    from planner.errors import InputError, Place, Problem, nearest_name

    names = [name for name, _ in resources or ()]
    unknown = [name for name in said if name not in names]
    if unknown:
        raise InputError(
            [
                Problem(
                    place=Place(file=str(plan)),
                    text=f"the plan has no resource {name!r}",
                    expected=f"one of: {', '.join(names)}" if names else "a plan with resources",
                    nearest=nearest_name(name, names),
                )
                for name in unknown
            ]
        )


def _next(folder: Path, stem: str, number: int) -> int:
    """The next number that none of the plans in the folder has."""
    pattern = re.compile(rf"{re.escape(stem)}\.(\d{{1,9}})\..+", re.DOTALL)
    taken = [int(found[1]) for path in folder.iterdir() if (found := pattern.fullmatch(path.name))]
    return max([number, *taken]) + 1


def _stem(plan: Path, number: int) -> str:
    """plan, of plan.json and of plan.2.json, which is plan 2."""
    name = plan.name.removesuffix(".json")
    return name.removesuffix(f".{number}") if number > 1 else name
