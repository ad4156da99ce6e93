"""The four questions, answered from the figures."""

from dataclasses import replace

from report_plans import LEVERS, branch, example, flat, fresh, leaf, leaf_goal, lever, only_new, rooted, unassigned

from planner.model.plan import Plan
from planner.report.answers import answers


def asked(plan: Plan) -> list[str]:
    return [answer.text for answer in answers(plan)]


def test_the_four_answers() -> None:
    assert asked(example()) == [
        "64 % from new visitors and 36 % from returning visitors. Organic Search 39 %, Direct 29 %, Paid Search 14 %, the other 3 together 18 %.",
        "At their limits the levers add 5,720 to the 11,300 forecast (51 % of it), most of it in Email; the plan uses 2,310 of it.",
        "Paid Search through search ads (+5,590, a further session takes 1.56 money); then Organic Search and Organic Social through "
        "comparison pages (+2,100, 100 further sessions take 0.727 page).",
        "Stop banner ads, now 1,100 money (brings nothing we can see). Display brings under 1 % of the traffic and no lever moves it.",
    ]  # fmt: skip


def test_answers_without_a_visitor_level_say_so() -> None:
    plan = example()
    tree = replace(plan.tree, children=(*plan.tree.children[0].children, *plan.tree.children[1].children))
    today, room, best, _ = asked(replace(plan, tree=tree, new=None, returning=None))
    assert today.startswith("Organic Search 39 %")
    assert (
        room
        == "The traffic is not split into new and returning visitors, so this cannot be told. On the whole site the levers could add 39,800."
    )
    assert best.startswith(
        "The traffic is not split into new and returning visitors, so this cannot be told. Of all channels: Paid Search and Direct through"
    )


def test_answers_with_nothing_to_say_say_that() -> None:
    assert asked(flat()) == [
        "The traffic is one figure, not split by visitor or channel.",
        "The traffic is not split into new and returning visitors, so this cannot be told. On the whole site no lever adds anything.",
        "The traffic is not split into new and returning visitors, so this cannot be told. Of all channels: no lever moves them.",
        "Nothing that these figures show.",
    ]
    idle = replace(example(), levers=(lever("newsletter", "keep", now=12, planned=12, most=30),))
    assert asked(idle)[2] == "The plan raises no lever there."


def test_a_returning_side_without_room() -> None:
    plan = example()
    assert plan.returning is not None
    none = replace(plan, returning=replace(plan.returning, room=0))
    assert asked(none)[1] == "None that these levers can use: 11,300 are forecast, and no lever adds to them."


def test_no_traffic_at_all_yet() -> None:
    assert (
        asked(replace(example(), tree=replace(example().tree, now=0)))[0] == "There was none in the comparison period."
    )


def test_a_leaf_that_cannot_reach_its_goal_is_a_channel_like_any_other() -> None:
    today, room, best, _ = asked(leaf_goal())
    assert today == "Organic Search 64 %, Paid Search 23 %, Email 13 %."
    assert "the levers could add 4,620" in room
    assert "Email through newsletter (+4,620, at its limit)" in best


def test_figures_that_differ_by_rounding_are_the_same_everywhere() -> None:
    """What is used is never more than the room, and what a lever brings to its only channel is all that it brings."""
    email = leaf("Email", 2_300, 2_400, 4_000, 3_431, 1_022, "newsletter")
    tree = rooted(branch("all", branch("new", email), branch("returning", email)), "visitor", "channel")
    plan = replace(example(), tree=tree, new=tree.children[0], returning=tree.children[1])
    letter = replace(LEVERS[1], extra=replace(LEVERS[1].extra, mean=1_032.6))
    _, room, best, _ = asked(replace(plan, levers=(letter,)))
    assert "the levers add 1,020 to" in room
    assert "the plan uses 1,020 of it" in room
    assert "(+1,030, " in best


def test_traffic_by_visitor_alone() -> None:
    tree = rooted(
        branch("all", leaf("new", 60, 60, 60, 60, 0), leaf("returning", 40, 40, 40, 40, 0), unassigned(9)), "visitor"
    )
    plan = replace(example(), tree=tree, new=tree.children[0], returning=tree.children[1], levers=())
    assert asked(plan)[0] == "60 % from new visitors and 40 % from returning visitors."


def test_what_is_dropped_depends_on_what_the_plan_starts_from() -> None:
    assert asked(fresh())[3].startswith(
        "A plan from nothing drops nothing; this one does without banner ads. Display brings"
    )
    many = tuple(lever(f"lever {n}", "keep", now=0, planned=0, most=9) for n in range(5))
    assert asked(replace(fresh(), levers=many))[3].startswith(
        "A plan from nothing drops nothing; this one does without 5 levers."
    )
    assert asked(replace(fresh(), levers=LEVERS[:3]))[3].startswith("Display brings")
    assert asked(only_new())[3].startswith("No lever, as this plan keeps today's effort. Display brings")
