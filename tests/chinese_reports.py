"""Examples planned and forecast where Chinese is spoken, once each."""

from functools import cache

from cli_run import EXAMPLES

from planner.cli.cases import load_cases
from planner.goalfile.read import read_goal
from planner.goalfile.scenarios import said_scenarios
from planner.model.comparison import Compared
from planner.model.goal import Goal
from planner.model.history import History
from planner.model.lever_curve import LeverCurve
from planner.model.outlook import Outlook
from planner.model.plan import Plan
from planner.planning.curves import lever_curves
from planner.planning.make_plan import make_plan
from planner.planning.outlook import make_outlook
from planner.planning.whatif import make_comparison
from planner.sources.read import read_history
from planner.words.language import Language, speaking

SCENARIOS = {
    "chinese": (["resources.预算=80000"], ["人手翻倍: resources.工时=400; target=3.5万"]),
    "team": (["target=2x"], ["more money: resources.money=15000", "likely: risk=chance"]),
    "triple": (["target=1.1x"], []),
    "judgement": (["target=2x"], ["cautious: risk=cautious"]),
}


def given(example: str) -> tuple[Goal, History]:
    goal = read_goal(EXAMPLES / example / "goal.yaml")
    return goal, read_history(goal)


@cache
def plan(example: str, language: Language = "zh") -> Plan:
    with speaking(language):
        return make_plan(*given(example))


@cache
def outlook(example: str, language: Language = "zh") -> Outlook:
    with speaking(language):
        return make_outlook(*given(example))


@cache
def curves(example: str) -> tuple[Plan, tuple[LeverCurve, ...]]:
    with speaking("zh"):
        return lever_curves(*given(example))


@cache
def compared(example: str) -> tuple[Compared, ...]:
    sets, scenarios = SCENARIOS[example]
    cases = load_cases(EXAMPLES / example / "goal.yaml", *said_scenarios(sets, scenarios))
    with speaking("zh"):
        return make_comparison(cases)
