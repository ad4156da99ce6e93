"""Takes a traffic goal apart: where it can come from, what effort brings, and how likely it is.

from planner import make_plan, read_goal, read_history, render_markdown

goal = read_goal("goal.yaml")
plan = make_plan(goal, read_history(goal))
print(render_markdown(plan))
"""

from importlib import import_module

from planner.version import __version__ as __version__

# Names are loaded on first use: `planner --help` must not wait for numpy.
_HOMES = {
    "Plan": "planner.model.plan",
    "PlannerError": "planner.errors",
    "InputError": "planner.errors",
    "make_page": "planner.planning.page",
    "make_plan": "planner.planning.make_plan",
    "read_goal": "planner.goalfile.read",
    "read_history": "planner.sources.read",
    "render_html": "planner.report.page.html",
    "render_json": "planner.report.plan_json",
    "render_markdown": "planner.report.markdown",
    "render_terminal": "planner.report.terminal",
}

__all__ = [
    "InputError",
    "Plan",
    "PlannerError",
    "make_page",
    "make_plan",
    "read_goal",
    "read_history",
    "render_html",
    "render_json",
    "render_markdown",
    "render_terminal",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
