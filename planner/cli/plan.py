"""The `plan` command."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from planner.cli.exits import exit_on_error
from planner.cli.options import Fresh, GoalFile, Lang, OnlyNew, Seed, file_of, folder_of, start_of
from planner.cli.outputs import contents, deliver, keep_apart
from planner.words.language import speaking

if TYPE_CHECKING:
    from planner.cli.page import Whole
    from planner.model.page import Page
    from planner.model.plan import Plan
    from planner.report.pictures.files import Picture


def plan(
    goal_file: GoalFile,
    markdown: Annotated[Path | None, file_of("the plan", "markdown")] = None,
    json: Annotated[Path | None, file_of("the plan", "JSON")] = None,
    html: Annotated[Path | None, file_of("the plan", "one HTML page")] = None,
    xlsx: Annotated[Path | None, file_of("the plan", "a workbook")] = None,
    calendar: Annotated[Path | None, file_of("checkpoints and next steps", "a calendar (.ics)")] = None,
    charts: Annotated[
        Path | None, folder_of("Write the pictures as SVG and PNG into this folder; the markdown plan shows them.")
    ] = None,
    fresh: Fresh = False,
    only_new: OnlyNew = False,
    seed: Seed = None,
    lang: Lang = "en",
) -> None:
    """Turn a goal file into a plan of sub-targets and effort."""
    keep_apart(markdown=markdown, json=json, html=html, xlsx=xlsx, calendar=calendar, charts=charts)
    start = start_of(fresh=fresh, only_new=only_new)
    with exit_on_error():
        from planner.cli.load import keep_inputs, load
        from planner.planning.make_plan import plan_of
        from planner.planning.worked import worked_out

        goal, history = load(goal_file, seed=seed)
        keep_inputs(goal, markdown, json, html, xlsx, calendar)
        with speaking(lang):
            worked = worked_out(goal, history, start=start)
            result = plan_of(worked)
            page = None
            if html or charts:  # they take more than the plan
                from planner.cli.page import whole_page

                page = whole_page(result, worked, goal)
            drawn = _pictures(page.page) if page and charts else ()
            files = contents(
                result,
                (markdown, lambda plan: _markdown(plan, drawn, markdown, charts)),
                (json, _json),
                (html, lambda _: _html(page)),
                (xlsx, _xlsx),
                (calendar, _calendar),
            )
            pictures = _files(drawn, charts)
            keep_inputs(goal, *pictures)
            deliver(files, lambda width, color: _report(result, width, color), folder=charts, pictures=pictures)
            if charts:
                from planner.cli.stale import remove_stale

                remove_stale(charts, pictures)


def _pictures(page: "Page") -> "tuple[Picture, ...]":
    from planner.report.pictures.files import pictures_of

    return pictures_of(page)


def _files(drawn: "tuple[Picture, ...]", charts: Path | None) -> dict[Path, str | bytes]:
    if charts is None:
        return {}
    from planner.report.pictures.files import picture_files

    return {charts / name: content for name, content in picture_files(drawn).items()}


def _markdown(result: "Plan", drawn: "tuple[Picture, ...]", markdown: Path | None, charts: Path | None) -> str:
    from planner.report.markdown import render_markdown

    if markdown is None or charts is None:
        return render_markdown(result)
    from planner.cli.outputs import seen_from
    from planner.report.pictures.files import shown_in_markdown

    return render_markdown(result, shown_in_markdown(drawn, seen_from(markdown, charts)))


def _json(result: "Plan") -> str:
    from planner.report.plan_json import render_json

    return render_json(result)


def _html(page: "Whole | None") -> str:
    from planner.report.page.html import render_html

    return render_html(*page) if page else ""


def _xlsx(result: "Plan") -> bytes:
    from planner.report.workbook.book import render_xlsx

    return render_xlsx(result)


def _calendar(result: "Plan") -> str:
    from planner.report.calendar import render_calendar

    return render_calendar(result)


def _report(result: "Plan", width: int, color: bool) -> str:
    """The terminal report."""
    from planner.report.terminal import render_terminal

    return render_terminal(result, width=width, color=color)
