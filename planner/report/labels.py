"""Headings, column names and fixed phrases; one that several formats show reads the same in all of them."""

TREE = "Where it comes from, and where it has to come from"
LEVERS = "Where extra effort pays, best first"
STEPS = "Next steps"
RESOURCES = "Resources"
ANSWERS = "Four questions"
CHECKPOINTS = "By the week"
FRONTIER = "What more or less would bring"
ASSUMED = "Assumed, not known"
RISKS = "Risks"

NOW, FORECAST, TARGET, PLAN, ROOM = "now", "forecast", "target", "plan", "room"
LEVER, BRANCH, UNIT, WHY = "lever", "branch", "unit", "why"
VERDICT, DRIVES, EXTRA, RANGE = "verdict", "drives", "extra", "80 % range"
LIKELY = "(80 %)"
NEXT, FURTHER, MORE_TAKES, FULL = "next bring", "further ones take", "more takes", "at its limit"
WHEN, WHO, WHAT = "from", "who", "what"
RESOURCE, LIMIT, LEFT, MORE = "resource", "limit", "left", "more would bring"
DAY, ON_PLAN, WORRY = "to", "on plan", "worry below"
SCALE, CHANCE, MEAN = "x as much", "chance", "brings"
EVIDENCE, PLACE = "evidence", "from"

NO_LEVER = "no lever"
NO_LIMIT = "no limit"
NOBODY = "-"
NO_STEPS = "No effort has to change."
NO_LEVERS = "No lever is known for this traffic."
NONE_TO_PAY = "No lever is known that these resources could pay for."


def more_assumptions(count: int) -> str:
    """The line for what a short report leaves out."""
    return f"{count} more {'stands' if count == 1 else 'stand'} in the Markdown and the JSON report."
