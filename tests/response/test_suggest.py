from planning_goals import TRAFFIC, loaded

from planner.response.suggest import suggested_levers


def test_every_channel_has_its_levers_or_a_reason() -> None:
    levers, ruled_out = suggested_levers(*loaded("target: 2x\n" + TRAFFIC))
    assert {lever.drives for lever in levers} == {
        (("channel", (name,)),) for name in ("organic search", "paid search", "organic social", "email")
    }
    assert [line.partition(":")[0] for line in ruled_out] == ["Direct"]


def test_a_channel_stands_where_its_deepest_name_does() -> None:
    goal, history = loaded("target: 2x\ntraffic: {email: {email: 10, seo: 5}}\n")
    assert {lever.drives for lever in suggested_levers(goal, history)[0]} == {
        ((history.levels[1], (name,)),) for name in ("email", "seo")
    }


def test_resources_that_are_not_listed_rule_levers_out() -> None:
    levers, ruled_out = suggested_levers(*loaded("target: 2x\nresources: {Budget: 5}\n" + TRAFFIC))
    assert {lever.uses for lever in levers} == {(("Budget", 1.0),)}
    assert "Email: campaign mails takes hours, which `resources` does not list" in ruled_out
