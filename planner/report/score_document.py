"""Past plans against what happened, as a report."""

from collections.abc import Iterator

from planner.model.response import Evidence
from planner.model.score import PlanScore, Score
from planner.report import labels
from planner.report.document import Document, Grid, Head, Items, Part, Row, Section, prose
from planner.words.dates import period_name
from planner.words.figures import (
    change,
    exact,
    percent,
    percentage,
    plain,
    rate,
    sessions,
    share,
    short_percent,
    span,
)
from planner.words.language import say
from planner.words.phrases import flowing

FEW = 10  # plans: of fewer a reliability table says little
MOST_ROWS = 40


def score_document(found: Score) -> Document:
    """The report on plans whose period is over."""
    return Document(
        title=_title(found),
        lead=prose(_answer(found)),
        sections=(
            Section(heading=say("Were the chances right"), parts=_reliability(found)),
            Section(heading=say("Plan by plan"), parts=(_plans(found), *prose(_anew(found)))),
            Section(heading=say("What was assumed of the levers"), parts=_assumptions(found)),
            Section(heading=say("Which sources to trust"), parts=_sources(found)),
            Section(heading=say("Not over yet"), parts=(Items(texts=found.open),)),
            Section(heading=labels.WARNINGS(), parts=(Items(texts=found.problems),)),
        ),
    )


def _title(found: Score) -> str:
    if found.counted == 1:
        return say("1 plan against what happened")
    return say("{count} plans against what happened", count=exact(found.counted))


def _answer(found: Score) -> Iterator[str]:
    counted_plans = [plan for plan in found.plans if plan.counts]
    if found.brier is None or found.baseline is None:
        yield say("No plan's period is over, so there is nothing to judge by.")
        return
    reached = sum(plan.reached for plan in counted_plans)
    said = sum(plan.made.chance for plan in counted_plans)
    yield say(
        "{reached} of {count} targets were reached; by the chances given, {said} were to be expected.",
        reached=exact(reached),
        count=exact(found.counted),
        said=plain(said, 1),
    )
    yield say(
        "The 80 % ranges held what came in {held} of {count}.", held=exact(found.held), count=exact(found.counted)
    )
    yield flowing((
        say("Brier score {score} (0 is best, saying 50 % every time scores 0.25).", score=plain(found.brier, 3)),
        say("Few plans: their chances cannot be judged yet.") if found.counted < FEW else "",
    ))  # fmt: skip
    if found.demand is not None:
        yield say("Demand came {off} against the forecasts, on average.", off=change(found.demand))


def _reliability(found: Score) -> tuple[Part, ...]:
    heads = (
        Head(title=say("chance given"), kind="words"),
        Head(title=say("plans")),
        Head(title=say("on average")),
        Head(title=say("reached")),
        Head(title=say("(80 %)")),
    )
    rows = [
        Row(
            cells=(
                percentage(f"{each.low * 100:.0f}–{each.high * 100:.0f}"),
                exact(each.plans),
                percent(each.said),
                share(each.came, 1.0),
                percentage(f"{each.likely[0] * 100:.0f}–{each.likely[1] * 100:.0f}"),
            )
        )
        for each in found.bins
    ]
    return (Grid(heads=heads, rows=tuple(rows)),)


def _plans(found: Score) -> Grid:
    heads = (
        Head(title="", kind="name"),
        Head(title=say("plan"), spare=3),
        Head(title="", kind="words", spare=4),
        Head(title=say("target")),
        Head(title=say("expected")),
        Head(title=say("(80 %)"), spare=2),
        Head(title=say("chance")),
        Head(title=say("came")),
        Head(title="", kind="words", spare=1),
    )
    return Grid(heads=heads, rows=tuple(_plan(plan) for plan in found.plans[-MOST_ROWS:]))


def _anew(found: Score) -> Iterator[str]:
    """Why fewer plans are judged than listed."""
    if found.counted < len(found.plans):
        yield say("Of several plans for one goal and period only the first is counted; the others are listed.")


def _plan(plan: PlanScore) -> Row:
    made = plan.made
    said = say("reached") if plan.reached else say("missed")
    return Row(
        cells=(
            plan.file,
            exact(made.number),
            period_name(made.period),
            exact(made.target),
            sessions(made.outcome.mean),
            span(made.outcome.p10, made.outcome.p90),
            short_percent(made.chance),
            exact(round(plan.actual)),
            said,
        ),
        weight="plain" if plan.counts else "faint",
    )


def evidence_name(kind: Evidence) -> str:
    """Where a figure came from, in a word or two."""
    return {"history": say("history"), "judgement": say("your estimates"), "playbook": say("usual figures")}[kind]


def _assumptions(found: Score) -> tuple[Part, ...]:
    heads = (
        Head(title="", kind="name"),
        Head(title="", kind="words", spare=2),
        Head(title=say("assumed")),
        Head(title=say("found")),
        Head(title=say("(80 %)"), spare=1),
        Head(title="", kind="words"),
    )
    rows = [
        Row(
            cells=(
                one.lever,
                one.plan,
                sessions(one.assumed),
                sessions(one.found),
                span(one.low, one.high),
                evidence_name(one.evidence),
            )
        )
        for one in found.assumptions[:MOST_ROWS]
    ]
    note = say(
        "Sessions that effort brought in the period, beyond what effort as it was would have. Assumed: by the plan's curve, at the effort that was spent; found: by what all history tells now. Levers whose history says little are not listed."
    )
    return (Grid(heads=heads, rows=tuple(rows)), *(prose((note,)) if rows else ()))


def _sources(found: Score) -> tuple[Part, ...]:
    heads = (
        Head(title="", kind="words"),
        Head(title=say("levers")),
        Head(title=say("brought, over what was said (80 %)")),
        Head(title=say("within what was found"), spare=1),
    )
    rows = [
        Row(
            cells=(
                evidence_name(each.evidence),
                exact(each.levers),
                say("{low} to {high} times", low=rate(each.ratio.low), high=rate(each.ratio.high)),
                say("{some} of {all}", some=exact(each.held), all=exact(each.levers)),
            )
        )
        for each in found.sources
    ]
    advice = ""
    if found.estimates is not None:
        advice = say(
            "For the next goal file: `estimates: {low}..{high}`; its estimates are then taken for what such estimates brought.",
            low=f"{found.estimates.low:.2f}",
            high=f"{found.estimates.high:.2f}",
        )
    return (Grid(heads=heads, rows=tuple(rows)), *prose((advice,)))
