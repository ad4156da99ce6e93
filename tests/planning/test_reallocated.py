import pytest
from planning_goals import TRAFFIC, planned

GOAL = f"""
target: +10%
period: 2026-12
{TRAFFIC}
resources: {{money: 5000}}
levers:
  strong: {{drives: {{channel: email}}, uses: money, now: 1000, max: 5000, expect: {{at: 1000, sessions: 900..1100}}, doubling: 1.8}}
  weak: {{drives: {{channel: paid search}}, uses: money, now: 4000, max: 5000, expect: {{at: 4000, sessions: 90..110}}, doubling: 1.1}}
"""


def test_what_is_freed_is_apart_from_what_is_new() -> None:
    plan = planned(GOAL)
    found = plan.reallocated
    assert found is not None
    (freed,) = found.freed
    strong, weak = plan.levers
    assert (freed.lever, freed.now, freed.planned) == ("weak", 4000, weak.planned)
    assert dict(freed.uses) == {"money": pytest.approx(weak.now - weak.planned)}
    assert freed.lost.mean == pytest.approx(-weak.extra.mean)
    assert freed.lost.p10 == pytest.approx(-weak.extra.p90)
    assert dict(found.added)["money"] == pytest.approx(strong.planned + weak.planned - 5000, abs=1e-6)
    assert found.brought == pytest.approx(strong.extra.mean)


def test_nothing_is_said_where_nothing_is_taken_back() -> None:
    assert planned(GOAL.replace("money: 5000", "money: 10000")).reallocated is None
