"""How far the forecast and the plan go towards the target."""

from planner.model.plan import Plan
from planner.report.charts.palette import colour
from planner.report.charts.svg import drawing, line, tag
from planner.report.headline import bar_text
from planner.words.language import say

HIGH = 30.0  # px
THICK = 12.0


def bar_chart(plan: Plan, *, name: str, width: float) -> str:
    """From none to the target, or beyond it: what comes anyway full, what the plan adds lighter, its 80 % range as a line below."""
    whole = max(plan.target, plan.outcome.p90, plan.forecast.mean, 1.0)

    def at(value: float) -> float:
        return 1 + max(0.0, value) / whole * (width - 2)

    alone = at(min(plan.forecast.mean, plan.outcome.mean))
    planned, target = at(plan.outcome.mean), at(plan.target)
    top = 4.0
    low, high, below = at(plan.outcome.p10), at(plan.outcome.p90), top + THICK + 6
    return drawing(
        name,
        say("How far it goes: {figures}", figures=bar_text(plan)),
        say("The forecast is the dark part, what the plan adds the light one, the dashed line the target; the thin line is the plan's 80 % range."),
        width=width,
        height=HIGH,
        inside=(
            tag("rect", x=1, y=top, width=width - 2, height=THICK, rx=2, fill=colour("card"), stroke=colour("rule")),
            tag("rect", x=1, y=top, width=alone - 1, height=THICK, rx=2, fill=colour("alone")),
            tag("rect", x=alone, y=top, width=max(planned - alone, 0), height=THICK, fill=colour("plan"), fill_opacity=0.55),
            line(planned, top, planned, top + THICK, shade="plan", width=3),
            line(low, below, high, below, shade="plan", width=1.5),
            line(low, below - 3, low, below + 3, shade="plan", width=1.5),
            line(high, below - 3, high, below + 3, shade="plan", width=1.5),
            line(target, 0, target, HIGH, shade="target", width=2, dashes="5 3"),
        ),
    )  # fmt: skip
