"""Headings, column names and fixed phrases; one that several formats show reads the same in all of them.

Each is said when it is called, in the language that is spoken then.
"""

from functools import partial

from planner.model.lever_plan import Verdict
from planner.model.plan import Start
from planner.model.response import Evidence
from planner.model.tree import PART as PART_OF
from planner.model.tree import UNASSIGNED, WITHIN_REACH, Node
from planner.words.language import say

TREE = partial(say, "Where it comes from, and where it has to come from")
LEVERS = partial(say, "Where extra effort pays, best first")
STEPS = partial(say, "Next steps")
TRIALS = partial(say, "Worth a test")
RESOURCES = partial(say, "Resources")
ANSWERS = partial(say, "Four questions")
CHECKPOINTS = partial(say, "By the week")
FRONTIER = partial(say, "What more or less would bring")
REALLOCATED = partial(say, "What to stop or cut, and what that frees")
FLOORS = partial(say, "Least totals that the goal insists on")
ASSUMED = partial(say, "Assumed, not known")
RISKS = partial(say, "Risks")

NODES = partial(say, "Where it comes from")
SEASON = partial(say, "Season and trend")
DAYS = partial(say, "Days that move it")
BACKTEST = partial(say, "Looking back")
REPAIRED = partial(say, "Not taken as they stand")
WARNINGS = partial(say, "Warnings")

NOW = partial(say, "now")
FORECAST = partial(say, "forecast")
TARGET = partial(say, "target")
PLAN = partial(say, "plan")
ROOM = partial(say, "room")
LEVER = partial(say, "lever")
BRANCH = partial(say, "branch")
UNIT = partial(say, "unit")
WHY = partial(say, "why")
VERDICT = partial(say, "verdict")
DRIVES = partial(say, "drives")
EXTRA = partial(say, "extra")
RANGE = partial(say, "80 % range")
LIKELY = partial(say, "(80 %)")
CHANGE = partial(say, "change")
OFF = partial(say, "off")
NEXT = partial(say, "next bring")
FURTHER = partial(say, "further ones take")
MORE_TAKES = partial(say, "more takes")
FULL = partial(say, "at its limit")
WHEN = partial(say, "from", about="a day")
WHO = partial(say, "who")
WHAT = partial(say, "what")
RESOURCE = partial(say, "resource")
LIMIT = partial(say, "limit")
LEFT = partial(say, "left")
MORE = partial(say, "more would bring")
DAY = partial(say, "to", about="a day")
ON_PLAN = partial(say, "on plan")
WORRY = partial(say, "worry below")
SCALE = partial(say, "x as much")
CHANCE = partial(say, "chance")
MEAN = partial(say, "brings")
PART = partial(say, "of the limits")
EVIDENCE = partial(say, "evidence")
PLACE = partial(say, "from", about="a source")

NO_LEVER = partial(say, "no lever")
NO_LIMIT = partial(say, "no limit")
NOBODY = "-"
NO_STEPS = partial(say, "No effort has to change.")
NO_LEVERS = partial(say, "No lever is known for this traffic.")
NONE_TO_PAY = partial(say, "No lever is known that these resources could pay for.")

_VERDICTS: dict[Verdict, partial[str]] = {
    "start": partial(say, "start"),
    "more": partial(say, "more"),
    "less": partial(say, "less"),
    "stop": partial(say, "stop"),
    "keep": partial(say, "keep"),
    "test first": partial(say, "test first"),
}
_SOURCES: dict[Evidence, partial[str]] = {
    "history": partial(say, "history"),
    "judgement": partial(say, "judgement"),
    "playbook": partial(say, "playbook"),
}
_OURS = {
    "all": partial(say, "all"),
    WITHIN_REACH: partial(say, "within reach"),
    UNASSIGNED: partial(say, "unassigned"),
}
"""Nodes of the tree that no name from outside stands for."""


def branch(node: Node) -> str:
    """The name of a branch: the root and the parts of a target are called by us."""
    return branch_name(node.name, node.key)


def branch_name(name: str, key: tuple[tuple[str, str], ...]) -> str:
    """The same of a branch that is no node of a plan."""
    ours = _OURS.get(name) if not key or key[-1][0] == PART_OF else None
    return ours() if ours else name


def now(start: Start) -> str:
    """The column of effort that a plan starts from."""
    return say("least") if start == "fresh" else NOW()


def alone(resource: str) -> str:
    """The column of what more of a resource brings by itself."""
    return say("{resource} alone", resource=resource)


def verdict(found: Verdict) -> str:
    """What to do with a lever, in one or two words."""
    return _VERDICTS[found]()


def source(found: Evidence) -> str:
    """What something is known from, in a word."""
    return _SOURCES[found]()


def more_assumptions(count: int) -> str:
    """The line for what a short report leaves out."""
    if count == 1:
        return say("1 more stands in the Markdown and the JSON report.")
    return say("{count} more stand in the Markdown and the JSON report.", count=count)
