"""Comparisons made by hand for the tests of the renderers; the figures are invented."""

from collections.abc import Sequence
from dataclasses import replace

from report_plans import (
    HOSTILE,
    around,
    below_forecast,
    chinese,
    example,
    hostile,
    odds,
    returning_branch,
    unlimited,
    within_reach,
)

from planner.model.comparison import Compared
from planner.model.goal import Scenario
from planner.model.plan import Plan


def beside(plan: Plan, *others: tuple[str, Sequence[tuple[str, str]], Plan]) -> tuple[Compared, ...]:
    """The plan as it stands, then the others under their names."""
    return (
        Compared(scenario=Scenario(name="as it stands", changes=()), plan=plan),
        *(Compared(scenario=Scenario(name=name, changes=tuple(said)), plan=other) for name, said, other in others),
    )


def more_money() -> Plan:
    """What 15,000 money would do."""
    plan = within_reach()
    ads, *rest = plan.levers
    money, hours = plan.resources
    return replace(
        plan,
        outcome=around(46_812, 42_020, 51_930),
        chance=0.231,
        levers=(replace(ads, planned=9000.0, extra=around(6_210, 4_300, 8_100)), *rest),
        resources=(replace(money, amount=15_000.0, used=10_600.0, left=4_400.0), hours),
        needed=replace(plan.needed, scale=1.34),
        warnings=("search ads: 9,000 money are 1.7 times the most that was ever spent",),
    )


def without_ads() -> Plan:
    """A lever fewer, and one that is not there otherwise."""
    plan = within_reach()
    _, letter, *rest = plan.levers
    return replace(
        plan,
        outcome=around(39_400, 35_100, 43_950),
        chance=0.004,
        levers=(letter, replace(rest[0], name="podcast ads", unit="episode"), *rest[1:]),
        resources=(replace(plan.resources[1], name="studio days"),),
        needed=replace(plan.needed, scale=None, reachable=41_200.0),
    )


def two() -> tuple[Compared, ...]:
    return beside(
        within_reach(),
        ("money 15000", [("resources.money", "15000")], more_money()),
        ("no search ads", [("levers.search ads", ""), ("resources.studio days", "12")], without_ads()),
    )


def many() -> tuple[Compared, ...]:
    first, one, other = two()
    again = [
        replace(each, scenario=replace(each.scenario, name=f"{each.scenario.name}, {n} weeks later than thought"))
        for n in (2, 3, 4)
        for each in (one, other)
    ]
    return (first, one, *again)


def unlike() -> tuple[Compared, ...]:
    """Other targets, periods, branches and what is counted."""
    return beside(
        within_reach(),
        ("no limits", [("resources", "")], unlimited()),
        ("less", [("target", "-10%")], below_forecast()),
        ("returning", [("target", "double returning visitors by the end of March")], returning_branch()),
        ("out of reach", [("target", "3x")], replace(example(), metric="visits")),
    )


def in_chinese() -> tuple[Compared, ...]:
    plan = chinese()
    better = replace(
        plan, chance=0.31, outcome=around(61_800, 55_000, 69_000), needed=replace(plan.needed, even=odds(1.2, 预算=1.0))
    )
    return beside(plan, ("预算增加到八万元并且多招一名编辑", [("resources.预算", "8万")], better))


def evil() -> tuple[Compared, ...]:
    plan = hostile()
    return beside(
        plan,
        *(
            (name, [(name, HOSTILE[n - 1])], replace(plan, warnings=(HOSTILE[0] * 2, name)))
            for n, name in enumerate(HOSTILE)
        ),
    )


COMPARISONS = {
    "two": two,
    "many": many,
    "unlike": unlike,
    "chinese": in_chinese,
    "hostile": evil,
}
