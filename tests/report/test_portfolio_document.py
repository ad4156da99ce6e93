"""The report on many goals, whole, and that problems stand as they were told."""

from dataclasses import replace
from functools import reduce

import pytest
from report_snapshots import MarkdownFile, TextFile
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from planner.model.outcome import Division, Outcome, SharedUse, Totals
from planner.portfolio.outcome import with_goal
from planner.report.document import Document
from planner.report.document_markdown import render_document_markdown
from planner.report.portfolio_document import portfolio_document
from planner.report.terminal_document import render_document

PROBLEM = "sites/bad.yaml:2:9: there is no file <b>\x1b[31m\n  | traffic: {file: <b>}\n  |                 ^"
GOALS = tuple(
    Outcome(
        file=f"sites/{name}.yaml", plan=f"sites/{name}.yaml.json", metric="sessions", target=40_000, forecast=30_000.0,
        expected=39_000.0, low=31_000.0, high=48_000.0, chance=chance, scale=scale, even=scale, shares=(("money", 4000.0),), lever=lever, verdict="more", extra=900.0,
        warnings=warnings,
    )
    for name, chance, scale, lever, warnings in (
        ("alpine", 0.02, None, "newsletter", 0), ("harbour", 0.497, 1.02, "a lever whose name goes on and on and on", 2), ("meadow", 0.9, 0.7, "search ads", 0),
    )
)  # fmt: skip
BAD = Outcome(file="sites/bad.yaml", plan="", problem=PROBLEM)
DIVISION = Division(
    resources=(SharedUse(name="money", amount=12_000.0, used=11_500.0, next_unit=0.4),), goals=3, gap=1e-6, weighted=True
)  # fmt: skip


def document() -> Document:
    totals = reduce(with_goal, (*GOALS, BAD, BAD), Totals())
    return portfolio_document(totals, GOALS[:2], (BAD,), division=DIVISION)


def test_totals_are_those_of_the_goals_that_are_planned() -> None:
    totals = reduce(with_goal, (*GOALS, BAD, BAD), Totals())
    assert (totals.goals, totals.planned, totals.problems, totals.warned) == (5, 3, 2, 1)
    assert (totals.met, totals.likely, totals.hopeless) == (2, 1, 1)
    assert (totals.target, totals.forecast, totals.expected) == (120_000, 90_000.0, 117_000.0)


@pytest.mark.parametrize("width", [50, 80, 120])
def test_whole_text(width: int, snapshot: SnapshotAssertion) -> None:
    text = render_document(document(), width=width, color=False)
    assert text == snapshot.use_extension(TextFile)
    assert max(map(cell_len, text.splitlines())) <= width


def test_whole_markdown(snapshot: SnapshotAssertion) -> None:
    assert render_document_markdown(document()) == snapshot.use_extension(MarkdownFile)


def test_one_goal_has_nothing_to_divide() -> None:
    one = portfolio_document(reduce(with_goal, GOALS[:1], Totals()), GOALS[:1], (), division=replace(DIVISION, goals=1))
    assert "There is one goal, so there is nothing to divide." in render_document(one, width=120, color=False)


def test_a_problem_stands_as_it_was_told_and_is_harmless() -> None:
    for text in (render_document(document(), width=120, color=True), render_document_markdown(document())):
        assert "\x1b[31m" not in text
        assert "  | traffic: {file: <b>}\n" in text
    assert "\n\n    sites/bad.yaml:2:9:" in render_document_markdown(document())  # code, in which nothing is obeyed
