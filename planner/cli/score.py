"""The `score` command."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.exits import exit_on_error
from planner.cli.options import Lang, file_of
from planner.cli.outputs import deliver_document, keep_apart
from planner.words.language import speaking


def score(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder with plans and their goal files.")],
    markdown: Annotated[Path | None, file_of("the report", "markdown")] = None,
    json: Annotated[Path | None, file_of("the report", "JSON")] = None,
    lang: Lang = "en",
) -> None:
    """Set past plans against what happened: were the chances right?

    Every plan in DIR and the folders below it is looked at, beside the goal file that it names or the only one there; what came is read from that
    goal's traffic.
    """
    keep_apart(markdown=markdown, json=json)
    with exit_on_error():
        from planner.cli.past_plans import past_plans
        from planner.report.score_document import score_document
        from planner.report.score_json import render_score_json
        from planner.tracking.score import score as scored

        with speaking(lang):
            found = past_plans(folder)
            result = scored(found.followed, unfinished=found.unfinished, problems=found.problems)
            deliver_document(score_document(result), partial(render_score_json, result), markdown=markdown, json=json)
