"""The `init` command."""

import os
import shlex
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.asking import answer, asked, can_ask
from planner.cli.exits import exit_on_error
from planner.cli.options import output
from planner.cli.readings import Columns, Covers, Dates, Decimals, Encoding, Metric, TableNumber, said_of_tables
from planner.text import visible

if TYPE_CHECKING:
    from planner.model.first_goal import FirstGoal
    from planner.model.goal import Goal, Table
    from planner.model.history import History
    from planner.sources.first.at_hand import AtHand

USUAL_TARGET = "+20% next month"
SCHEMA = "goal.schema.json"


def init(
    exports: Annotated[
        list[str],
        typer.Argument(
            metavar="EXPORT...", help="Exports of analytics and ads tools, or tables of your own.", show_default=False
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            parser=output,
            help="The goal file to write, goal.yaml if not given; - is standard output.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the goal file if it is there.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; as without a terminal.")] = False,
    target: Annotated[
        str | None, typer.Option(metavar="TEXT", help=f'The target; "{USUAL_TARGET}" if not given.', show_default=False)
    ] = None,
    dates: Dates = "",
    decimals: Decimals = "",
    encoding: Encoding = "",
    table: TableNumber = "",
    covers: Covers = "",
    column: Columns = None,
    metric: Metric = "sessions",
) -> None:
    """Write a first goal file for exports of your analytics tool.

    Asks for the target, money and hours on a terminal; Enter takes what stands in brackets.
    """
    ways = said_of_tables(dates, decimals, covers, column or (), encoding=encoding, table=table)
    with exit_on_error():
        from planner.cli.write import is_standard_output, print_whole, write_whole
        from planner.planning.first_goal import Wanted, first_goal
        from planner.report.goal_file import render_goal_file

        out = out or Path("goal.yaml")
        to_output = is_standard_output(out)
        if not to_output:
            _keep(out, exports, force=force)
        asking = can_ask() and not yes and not to_output
        today = date.today()
        hand = _read(exports, ways, metric, today, asking=asking)
        folder = "." if to_output else str(out.parent)
        wanted = Wanted(
            target=target or USUAL_TARGET, resources=(), folder=folder, shown=shlex.quote("goal.yaml" if to_output else str(out)),
            schema=_schema(Path(folder)), today=today,
        )  # fmt: skip
        if asking:
            wanted = asked(wanted, hand, target=target)
        first, history = first_goal(hand, wanted)
        text = render_goal_file(first)
        goal = _checked(text, history, today, file=str(out), blamed="--target" if target else exports[0])
        if to_output:
            print_whole(text)
        else:
            write_whole({out: text})
        _tell(first, goal, hand, history, to_output=to_output)


def _tell(first: "FirstGoal", goal: "Goal", hand: "AtHand", history: "History", *, to_output: bool) -> None:
    """Say what was read, what was left out, and what comes next; nothing on standard output where the goal file goes there."""
    from planner.planning.aim import aim_of
    from planner.report.first_summary import summary_lines

    for left in hand.left:
        typer.echo(f"left out  {left.problems[0].place}: {visible(left.problems[0].text)}", err=True)
    spent = [(each.file, each.days) for each in hand.spent]
    for line in summary_lines(first, history, file=hand.traffic.source.files[0], spent=spent, notes=hand.notes):
        typer.echo(line, err=to_output)
    typer.echo(f"target    {visible(aim_of(goal, history).reading)}", err=to_output)
    if not to_output:
        typer.echo(f"next      planner plan {visible(first.shown)}")


def _keep(out: Path, exports: Sequence[str], *, force: bool) -> None:
    """Raises: InputError where a file is in the way, and nobody said that it may go."""
    from planner.cli.write import same_file
    from planner.errors import InputError, Place, Problem

    place = Place(file=str(out))
    if any(same_file(out, Path(export)) for export in exports):
        raise InputError(
            [
                Problem(
                    place=place,
                    text="this is one of the exports and is not overwritten",
                    expected="another name, with --out",
                )
            ]
        )
    if not force and os.path.lexists(out) and not (out.exists() and not out.is_file()):
        raise InputError(
            [
                Problem(
                    place=place,
                    text="this file is there already",
                    expected="--force to replace it, or another name with --out",
                )
            ]
        )


def _read(exports: Sequence[str], ways: "Table", metric: str, today: date, *, asking: bool) -> "AtHand":
    """What the exports are, with every open reading settled. Raises: InputError where one stays open."""
    from planner.errors import InputError
    from planner.sources.first.at_hand import at_hand

    files = tuple({os.path.realpath(name): name for name in reversed(exports)}.values())[::-1]
    while True:
        hand = at_hand(files, ways, metric=metric, today=today)
        question = hand.question
        if question is None or (question.key == "covers" and not asking):
            return hand
        if not asking:
            raise InputError([question.problem])
        ways = replace(ways, **{question.key: answer(question)})  # type: ignore[arg-type]


def _schema(folder: Path) -> str:
    """Where the JSON Schema is, if it lies in the folder or in one of the two above."""
    return next((above + SCHEMA for above in ("", "../", "../../") if (folder / (above + SCHEMA)).is_file()), "")


def _checked(text: str, history: "History", today: date, *, file: str, blamed: str) -> "Goal":
    """The goal in the text. Args: blamed: for a target that does not fit. Raises: InputError for what is wrong with it."""
    from planner.errors import InputError, Place
    from planner.goalfile.read import parse_goal
    from planner.planning.checks import find_problems

    goal, problems = parse_goal(text, file=file, today=today)
    if goal is not None:
        line = goal.place("target").line
        problems += find_problems(goal, history)
        problems = tuple(
            replace(each, place=Place(file=blamed)) if each.place.line == line else each for each in problems
        )
    if goal is None or problems:
        raise InputError(problems)
    return goal
