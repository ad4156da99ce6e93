"""The `track` command."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from planner.cli.exits import exit_on_error
from planner.cli.options import Actuals, Efforts, GoalFile, Lang, PlanFile, To, day_of, file_of
from planner.cli.outputs import contents, deliver, keep_apart
from planner.words.language import speaking

if TYPE_CHECKING:
    from planner.model.track import Track


def track(
    goal_file: GoalFile,
    plan: PlanFile,
    actuals: Actuals = None,
    effort: Efforts = None,
    to: To = None,
    markdown: Annotated[Path | None, file_of("the report", "markdown")] = None,
    json: Annotated[Path | None, file_of("the report", "JSON")] = None,
    lang: Lang = "en",
) -> None:
    """Show where a plan stands within its period, and why.

    What came is read from the goal's own tables, as far as they go by now; or from --actuals and --effort.
    """
    keep_apart(markdown=markdown, json=json)
    day = day_of(to)
    with exit_on_error():
        from planner.cli.followed import follow
        from planner.cli.load import keep_inputs
        from planner.tracking.track import track as tracked

        found = follow(goal_file, plan, actuals=actuals, effort=effort)
        keep_inputs(found.goal, markdown, json, besides=(plan, actuals, effort))
        with speaking(lang):
            result = tracked(found.goal, found.history, found.made, to=day, then=found.then)
            deliver(
                contents(result, (markdown, _markdown), (json, _json)),
                lambda width, color: _report(result, width, color),
            )


def _markdown(result: "Track") -> str:
    from planner.report.document_markdown import render_document_markdown
    from planner.report.track_document import track_document

    return render_document_markdown(track_document(result))


def _json(result: "Track") -> str:
    from planner.report.track_json import render_track_json

    return render_track_json(result)


def _report(result: "Track", width: int, color: bool) -> str:
    from planner.report.terminal_document import render_document
    from planner.report.track_document import track_document

    return render_document(track_document(result), width=width, color=color)
