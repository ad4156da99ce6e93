"""Headings, column names and fixed phrases; one that several formats show reads the same in all of them."""

from planner.model.plan import Start

TREE = "Where it comes from, and where it has to come from"
LEVERS = "Where extra effort pays, best first"
STEPS = "Next steps"
TRIALS = "Worth a test"
RESOURCES = "Resources"
ANSWERS = "Four questions"
CHECKPOINTS = "By the week"
FRONTIER = "What more or less would bring"
REALLOCATED = "What to stop or cut, and what that frees"
FLOORS = "Least totals that the goal insists on"
ASSUMED = "Assumed, not known"
RISKS = "Risks"

NODES = "Where it comes from"
SEASON = "Season and trend"
DAYS = "Days that move it"
BACKTEST = "Looking back"
REPAIRED = "Not taken as they stand"
WARNINGS = "Warnings"

NOW, FORECAST, TARGET, PLAN, ROOM = "now", "forecast", "target", "plan", "room"
LEVER, BRANCH, UNIT, WHY = "lever", "branch", "unit", "why"
VERDICT, DRIVES, EXTRA, RANGE = "verdict", "drives", "extra", "80 % range"
LIKELY = "(80 %)"
CHANGE, OFF = "change", "off"
NEXT, FURTHER, MORE_TAKES, FULL = "next bring", "further ones take", "more takes", "at its limit"
WHEN, WHO, WHAT = "from", "who", "what"
RESOURCE, LIMIT, LEFT, MORE = "resource", "limit", "left", "more would bring"
DAY, ON_PLAN, WORRY = "to", "on plan", "worry below"
SCALE, CHANCE, MEAN = "x as much", "chance", "brings"
PART, ALONE = "of the limits", "alone"
EVIDENCE, PLACE = "evidence", "from"

NO_LEVER = "no lever"
NO_LIMIT = "no limit"
NOBODY = "-"
NO_STEPS = "No effort has to change."
NO_LEVERS = "No lever is known for this traffic."
NONE_TO_PAY = "No lever is known that these resources could pay for."


def now(start: Start) -> str:
    """The column of effort that a plan starts from."""
    return "least" if start == "fresh" else NOW


def more_assumptions(count: int) -> str:
    """The line for what a short report leaves out."""
    return f"{count} more {'stands' if count == 1 else 'stand'} in the Markdown and the JSON report."
