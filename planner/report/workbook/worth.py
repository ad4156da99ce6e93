"""What sessions are worth in other measures, branch by branch."""

from planner.model.plan import Plan
from planner.model.quality import Quality, Rate
from planner.report import labels
from planner.report.workbook.paper import SESSIONS, SIGNED, TOP, Paper, Style, cell
from planner.report.workbook.tree import DEEPEST_INDENT
from planner.words.figures import percentage
from planner.words.language import say
from planner.words.names import metric_name

FORECAST, PLANNED = 5, 6  # columns
LARGE = 1_000  # of a measure over the whole site: its figures are told without decimals


def write_worth(paper: Paper, plan: Plan) -> None:
    """One table a measure, one row a branch, parents first."""
    row = 0
    for quality in plan.quality:
        row = _measure(paper, quality, row) + 1
    paper.frozen(0, 1)
    paper.sheet.set_landscape()


def _measure(paper: Paper, quality: Quality, row: int) -> int:
    """Returns: the row behind it."""
    header = (
        metric_name(quality.measure), say("per session"), percentage("10"), percentage("90"), labels.NOW(), labels.FORECAST(), labels.PLAN(),
        say("plan less forecast"),
    )  # fmt: skip
    paper.head(row, header, right=range(1, len(header)))
    for at, rate in enumerate(quality.rates, start=row + 1):
        _branch(paper, at, rate, whole=abs(quality.rates[0].plan) >= LARGE)
    return row + 1 + len(quality.rates)


def _branch(paper: Paper, row: int, rate: Rate, *, whole: bool) -> None:
    depth = min(len(rate.branch), DEEPEST_INDENT)
    name = rate.branch[-1] if rate.branch else say("all")
    paper.text(row, 0, name, {**TOP, "align": "left", "indent": depth})
    each: Style = {**TOP, "num_format": "#,##0.00" if abs(rate.rate.mean) >= 1 else "0.0000"}
    for column, value in enumerate((rate.rate.mean, rate.rate.p10, rate.rate.p90), start=1):
        paper.number(row, column, round(value, 6), each)
    style: Style = SESSIONS if whole else {**TOP, "num_format": "#,##0.0"}
    now, forecast, planned = (round(value, 3) for value in (rate.now, rate.forecast, rate.plan))
    for column, value in enumerate((now, forecast, planned), start=FORECAST - 1):
        paper.number(row, column, value, style)
    signed: Style = SIGNED if whole else {**TOP, "num_format": "+#,##0.0;-#,##0.0;0"}
    paper.formula(row, PLANNED + 1, f"{cell(row, PLANNED)}-{cell(row, FORECAST)}", planned - forecast, signed)
