"""The `score` command."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.exits import exit_on_error
from planner.cli.options import Lang, file_of
from planner.cli.outputs import contents, deliver, keep_apart
from planner.words.language import speaking

if TYPE_CHECKING:
    from planner.model.score import Score


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
        from planner.tracking.score import score as scored

        with speaking(lang):
            found = past_plans(folder)
            result = scored(found.followed, unfinished=found.unfinished, problems=found.problems)
            deliver(
                contents(result, (markdown, _markdown), (json, _json)),
                lambda width, color: _report(result, width, color),
            )


def _markdown(result: "Score") -> str:
    from planner.report.document_markdown import render_document_markdown
    from planner.report.score_document import score_document

    return render_document_markdown(score_document(result))


def _json(result: "Score") -> str:
    from planner.report.score_json import render_score_json

    return render_score_json(result)


def _report(result: "Score", width: int, color: bool) -> str:
    from planner.report.score_document import score_document
    from planner.report.terminal_document import render_document

    return render_document(score_document(result), width=width, color=color)
