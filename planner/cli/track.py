"""The `track` command."""

from functools import partial
from pathlib import Path
from typing import Annotated

from planner.cli.exits import exit_on_error
from planner.cli.options import Actuals, Efforts, GoalFile, Lang, PlanFile, To, day_of, file_of
from planner.cli.outputs import deliver_document, keep_apart
from planner.words.language import speaking


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
        from planner.planfile.read import read_plan
        from planner.report.track_document import track_document
        from planner.report.track_json import render_track_json
        from planner.tracking.track import track as tracked

        found = follow(goal_file, read_plan(plan), actuals=actuals, effort=effort)
        keep_inputs(found.goal, markdown, json, besides=(plan, actuals, effort))
        with speaking(lang):
            result = tracked(found.goal, found.history, found.made, to=day, then=found.then)
            deliver_document(track_document(result), partial(render_track_json, result), markdown=markdown, json=json)
