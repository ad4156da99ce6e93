"""A run over all goals: who is asked, what is there already, the engine, the ledger, and in the end the summaries."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from planner.cli.many.engines import engine
from planner.cli.many.ledger import AT_ONCE, FILE, Ledger, opened
from planner.cli.many.stop import Gentle, InterruptedRunError, stoppable
from planner.cli.many.summaries import MARKDOWN, write_tables
from planner.cli.many.together import settled
from planner.cli.many.work import Done, Job, Run, done_all, lost
from planner.cli.progress import shown_progress
from planner.cli.write import write_whole
from planner.errors import InputError, Place, Problem
from planner.goalfile.portfolio import is_portfolio, read_portfolio
from planner.model.outcome import Division, Outcome, Totals
from planner.model.portfolio import Portfolio
from planner.portfolio.goal_files import PORTFOLIO, goal_files, member_files, plan_names, site_name
from planner.portfolio.unit import Asked, Options
from planner.report.document_markdown import render_document_markdown
from planner.report.portfolio_document import portfolio_document

SHOWN, IN_MARKDOWN = 20, 200  # rows of the terminal's table, and of the markdown's
BAD_SHOWN, BAD_IN_MARKDOWN = 10, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a run came to."""

    totals: Totals
    neediest: tuple[Outcome, ...]
    bad: tuple[Outcome, ...]
    division: Division | None
    """Of what the goals have together."""
    written: int
    kept: int
    """Plans of an earlier run that still stand."""
    left_behind: int


def run_all(
    where: Sequence[str], out: Path, options: Options, *, engine_name: str, jobs: int | None, again: bool
) -> Summary:
    """Plan all goals of folders or patterns into `out`.

    Raises: InputError where there is none, or where `out` is no folder for this; InterruptedRunError.
    """
    portfolio, asked = _asked(where)
    with stoppable() as stop, engine(engine_name, jobs=jobs, goals=len(asked)) as found:
        on = Gentle(found, stop)
        _prepare(out)
        with opened(out) as ledger:
            run = Run(options=options, out=str(out.absolute()), here=os.getcwd(), again=again)
            counts = _Counts(goals=len(asked))
            try:
                division = None
                if portfolio is not None:
                    ready = settled(portfolio, asked, run, on, ledger)
                    asked, run, division = ready.asked, ready.run, ready.division
                with shown_progress(f"Planning {len(asked):,} goals") as watch:
                    for done in on.map(partial(done_all, run), _jobs(asked, ledger), lost=lost):
                        ledger.record(done)
                        watch(counts.add(done))
            except KeyboardInterrupt:
                pass
            stopped = counts.done < len(asked)
            ledger.save()
            if stopped:
                raise InterruptedRunError(
                    f"stopped: {counts.done:,} of {len(asked):,} goals are done and stay; the same command goes on from there"
                )
            names = tuple(each.name for each in division.resources) if division else ()
            totals = write_tables(out, ledger.rows(), names)
            neediest, bad = ledger.neediest(IN_MARKDOWN), ledger.bad(BAD_IN_MARKDOWN)
            told = portfolio_document(totals, neediest, bad, division=division)
            write_whole({out / MARKDOWN: render_document_markdown(told)})
            return Summary(
                totals=totals, neediest=neediest[:SHOWN], bad=bad[:BAD_SHOWN], division=division, written=counts.written,
                kept=counts.kept, left_behind=ledger.left_behind(),
            )  # fmt: skip


@dataclass(slots=True)
class _Counts:
    """How far a run is."""

    goals: int
    done: int = 0
    written: int = 0
    kept: int = 0

    def add(self, done: Done) -> float:
        """Returns: the share that is done."""
        self.done += 1
        self.kept += done.outcome is None
        self.written += done.after is not None
        return self.done / self.goals


def _asked(where: Sequence[str]) -> tuple[Portfolio | None, tuple[Asked, ...]]:
    """The goals that are meant, and the portfolio file that says so, where one does. Raises: InputError where there are none."""
    shared = {each: file for each in where if (file := _shares(each))}
    if shared and len(where) > 1:
        text = "what goals share holds for all that are given: it cannot be joined with other paths"
        raise InputError([Problem(place=Place(file=each), text=text, expected="this one alone") for each in shared])
    if shared:
        return _members(shared[where[0]])
    found = {each: goal_files(each) for each in where}
    if missing := [each for each, (_, files) in found.items() if not files]:
        raise InputError(map(_nothing, missing))
    root = os.path.commonpath([os.path.abspath(root) for root, _ in found.values()])
    files = sorted({file for _, files in found.values() for file in files})
    return None, tuple(Asked(file=each, name=name) for each, name in plan_names(Path(root), files))


def _members(file: str) -> tuple[Portfolio, tuple[Asked, ...]]:
    """A portfolio file with its goals. Raises: InputError with all that is wrong with it."""
    portfolio = read_portfolio(file)
    members = member_files(portfolio)
    names = plan_names(Path(file).parent, members)
    return portfolio, tuple(
        Asked(file=each, name=name, site=site_name(each, members[each]), weight=members[each].weight)
        for each, name in names
    )


def _shares(where: str) -> str:
    """The portfolio file that a path is, or a folder holds; nothing where it is none."""
    file = os.path.join(where, PORTFOLIO) if os.path.isdir(where) else where
    return file if os.path.isfile(file) and (os.path.basename(file) == PORTFOLIO or is_portfolio(file)) else ""


def _nothing(where: str) -> Problem:
    text = "there is no goal file here" if os.path.isdir(where) else "there is no such file, and no goal file fits"
    expected = "a folder with goal files (.yaml), or a pattern such as 'sites/*/goal.yaml'"
    return Problem(place=Place(file=where), text=text, expected=expected)


def _jobs(asked: Sequence[Asked], ledger: Ledger) -> Iterator[Job]:
    rest = iter(asked)
    while some := tuple(islice(rest, AT_ONCE)):
        before = ledger.before(each.name for each in some)
        yield from (Job(asked=each, before=before.get(each.name)) for each in some)


def _prepare(out: Path) -> None:
    """The folder to write into is there. Raises: InputError where it cannot be, or where something else lives."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        strange = not (out / FILE).exists() and any(out.iterdir())
    except OSError as error:
        text = f"this folder cannot be written to: {error.strerror or error}"
        raise InputError([Problem(place=Place(file=str(out)), text=text)]) from None
    if strange:
        text = "this folder holds something else"
        raise InputError(
            [
                Problem(
                    place=Place(file=str(out)), text=text, expected="a new or empty folder, or that of an earlier run"
                )
            ]
        )
