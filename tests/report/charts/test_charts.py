"""Every picture is drawn within its frame, and shows the figures of the plan."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from report_curves import curve
from report_pages import PAGES
from report_plans import HOSTILE, LEVERS, example, lever

from planner.model.lever_plan import LeverPlan
from planner.model.page import LIKELY_TOTALS, Page
from planner.report.charts import svg
from planner.report.charts.bar import bar_chart
from planner.report.charts.burnup import burnup_chart
from planner.report.charts.chance import chance_chart, reached
from planner.report.charts.effort import effort_chart, effort_groups
from planner.report.charts.frontier import frontier_chart, frontier_points, frontier_singles
from planner.report.charts.lever import lever_chart
from planner.report.charts.waterfall import goal_node, waterfall_chart, waterfall_steps
from planner.text import visible
from planner.words.figures import exact, percent, sessions

CHARTS: dict[str, Callable[[Page, float], str]] = {
    "chance": lambda page, width: chance_chart(page, name="x", width=width),
    "bar": lambda page, width: bar_chart(page.plan, name="x", width=width),
    "waterfall": lambda page, width: waterfall_chart(page.plan, name="x", width=width),
    "effort": lambda page, width: effort_chart(page.plan, ident="x", width=width),
    "frontier": lambda page, width: frontier_chart(page.plan, ident="x", width=width),
    "burnup": lambda page, width: burnup_chart(page, ident="x", width=width),
}


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314 - our own text


def drawn(chart: str, name: str, width: float = 720) -> ElementTree.Element:
    return parsed(CHARTS[chart](PAGES[name](), width))


def texts(picture: ElementTree.Element) -> list[str]:
    return ["".join(each.itertext()) for each in picture.iter("text")]


def within(picture: ElementTree.Element) -> None:
    """Every mark and every word lies within the frame."""
    _, _, wide, high = map(float, picture.attrib["viewBox"].split())
    for each in picture.iter():
        assert all(-1 <= float(each.attrib.get(key, 0)) <= wide + 1 for key in ("x", "cx", "x1", "x2")), each.attrib
        assert all(-1 <= float(each.attrib.get(key, 0)) <= high + 1 for key in ("y", "cy", "y1", "y2")), each.attrib
        for point in each.attrib.get("points", "").split():
            x, y = map(float, point.split(","))
            assert -1 <= x <= wide + 1
            assert -1 <= y <= high + 1
        assert float(each.attrib.get("width", 0)) >= 0
        assert float(each.attrib.get("font-size", 12)) >= 11
    for each in picture.iter("text"):
        text = "".join(each.itertext())
        size, x = svg.breadth(text), float(each.attrib["x"])
        left = x - {"start": 0, "middle": size / 2, "end": size}[each.attrib.get("text-anchor", "start")]
        assert left >= -10, text
        assert left + size <= wide + 10, text


@pytest.mark.parametrize("width", [358.0, 720.0])
@pytest.mark.parametrize("name", list(PAGES))
@pytest.mark.parametrize("chart", list(CHARTS))
def test_a_picture_stays_within_its_frame(chart: str, name: str, width: float) -> None:
    page = PAGES[name]()
    if (chart == "frontier" and not frontier_points(page.plan)) or (chart == "burnup" and not page.plan.checkpoints):
        return  # nothing to draw, and no section
    within(drawn(chart, name, width))


@pytest.mark.parametrize("name", ["example", "within_reach", "below_forecast", "unlimited"])
def test_full_dots_are_those_that_reach_the_target(name: str) -> None:
    page, picture = PAGES[name](), drawn("chance", name)
    dots = list(picture.iter("circle"))
    assert len(dots) == LIKELY_TOTALS
    full = [dot for dot in dots if "--plan" in dot.attrib["fill"]]
    assert len(full) == sum(total >= page.plan.target for total in page.outcome)
    (target,) = [each for each in picture.iter("line") if each.attrib.get("stroke-dasharray")]
    at = float(target.attrib["x1"])
    assert all((float(dot.attrib["cx"]) > at) == (dot in full) for dot in dots)
    assert str(len(full) or "none") in reached(page)
    assert percent(page.plan.chance) in "".join(picture.itertext())


@pytest.mark.parametrize("name", list(PAGES))
def test_the_steps_add_up_from_now_to_the_target(name: str) -> None:
    plan = PAGES[name]().plan
    first, *steps, last = waterfall_steps(plan)
    node = goal_node(plan)
    assert (first.after, last.after) == (node.now, node.target)
    assert first.after + sum(step.change for step in steps) == last.after
    for one, other in pairwise((first, *steps)):
        assert other.after - one.after == other.change
    assert len(steps) <= 12


def test_the_waterfall_of_a_branch_is_of_that_branch() -> None:
    plan = PAGES["returning_branch"]().plan
    assert goal_node(plan).name == "returning"
    assert waterfall_steps(plan)[0].after == plan.returning.now  # type: ignore[union-attr]


def test_of_many_branches_the_smallest_are_one_step() -> None:
    names = [step.name for step in waterfall_steps(PAGES["large"]().plan)]
    assert "32 other branches" in names


def test_the_waterfall_shows_what_no_lever_brings() -> None:
    shown = texts(drawn("waterfall", "example"))
    assert shown[shown.index("no lever") :][:2] == ["no lever", "+19,000"]
    assert exact(90_000) in shown


def test_effort_stands_under_its_resource() -> None:
    money, hours = effort_groups(example())
    assert (money.what, money.limit, money.planned) == ("money", 12_000, 9_512.4)
    assert {use.lever: (use.now, use.planned) for use in money.uses}["comparison pages"] == (0, 1200)
    assert {use.lever for use in hours.uses} == {"newsletter", "comparison pages"}
    shown = texts(drawn("effort", "example"))
    assert "3,000 → 7,912" in shown
    assert "money: 4,500 → 9,512 of 12,000" in shown


def test_effort_that_is_taken_back_is_dashed_and_one_row_stands_for_many_levers() -> None:
    assert len([each for each in drawn("effort", "example").iter("line") if each.attrib.get("stroke-dasharray")]) == 1
    many = replace(
        example(), levers=tuple(lever(f"lever {n}", "more", now=n, planned=2 * n, most=99) for n in range(40))
    )
    group = effort_groups(many)[0]
    assert len(group.uses) == 12
    assert group.uses[-1].lever == "28 others"
    assert sum(use.planned for use in group.uses) == sum(2 * n for n in range(40))


def test_a_lever_that_uses_nothing_has_its_own_unit() -> None:
    plan = replace(example(), levers=(lever("mails", "more", unit="mail", uses=(), now=2, planned=6, most=9),))
    (group,) = effort_groups(plan)
    assert (group.what, group.now, group.planned) == ("mail", 2, 6)


def test_the_frontier_names_the_chance_of_every_scale() -> None:
    shown = texts(drawn("frontier", "within_reach"))
    assert {"8 %", "21 %", "38 %", "68 %", "1 ×", "44,600", "target 50,000"} <= set(shown)


def test_the_checkpoints_are_marked() -> None:
    picture, plan = drawn("burnup", "example"), example()
    assert len(list(picture.iter("circle"))) == len(plan.checkpoints)
    tips = [each.attrib["data-tip"] for each in picture.iter("g")]
    for point, tip in zip(plan.checkpoints, tips, strict=True):
        assert sessions(point.expected) in tip
        assert sessions(point.worry) in tip
    assert {"7 Dec", "31 Dec", "target 90,000", "left alone"} <= set(texts(picture))


@pytest.mark.parametrize("of", LEVERS, ids=lambda each: each.name)
def test_a_curve_marks_now_and_the_plan(of: LeverPlan) -> None:
    picture = parsed(lever_chart(curve(of), metric="sessions", ident="x"))
    marks = ["paper" in each.attrib["fill"] for each in picture.iter("circle")]
    assert marks == ([True, False] if of.planned != of.now else [False])
    within(picture)


@pytest.mark.parametrize("chart", ["waterfall", "chance"])
def test_hostile_names_are_text(chart: str) -> None:
    picture = drawn(chart, "hostile")
    assert not list(picture.iter("script"))
    if chart == "waterfall":
        said = "".join(picture.itertext())
        assert sum(visible(name).split()[0][:10] in said for name in HOSTILE) >= 8


def test_a_picture_stands_alone() -> None:
    text = svg.alone(CHARTS["waterfall"](PAGES["example"](), 720))
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg" ')
    assert parsed(text).tag == "{http://www.w3.org/2000/svg}svg"
    assert text.count("var(--") == text.count(",#"), "every colour has one to fall back on"


@pytest.mark.parametrize("chart", ["waterfall", "effort"])
def test_on_a_phone_names_that_do_not_fit_beside_their_rows_stand_above_them(chart: str) -> None:
    levers = tuple(
        lever(f"organic search: articles of kind {n}", "more", now=n, planned=2 * n, most=99) for n in range(1, 4)
    )
    page = PAGES["large"]()
    page = replace(page, plan=replace(page.plan, levers=levers))
    names = (
        {each.name for each in levers}
        if chart == "effort"
        else {step.name for step in waterfall_steps(page.plan) if len(step.name) < 40}
    )
    narrow, wide = (parsed(CHARTS[chart](page, width)) for width in (358.0, 720.0))
    assert names <= set(texts(narrow))
    assert float(narrow.attrib["height"]) > float(wide.attrib["height"])


def test_the_frontier_draws_each_resource_alone_and_names_its_line() -> None:
    plan = example()
    singles = frontier_singles(plan)
    assert {one.resource for one in singles} == {"money", "writer hours"}
    picture = drawn("frontier", "example")
    broken = [each for each in picture.iter("polyline") if each.attrib.get("stroke-dasharray")]
    curves = [each for each in broken if len(each.attrib["points"].split()) > 2]
    assert len(curves) == len(singles) == len({each.attrib["stroke-dasharray"] for each in curves})
    assert len(broken) == 2 * len(curves), "each with a sample beside its name"
    assert {"money alone", "writer hours alone"} <= set(texts(picture))
    assert "money alone: 0.5 ×: " in "".join(picture.itertext())


def test_of_many_resources_alone_no_more_are_drawn_than_can_be_told_apart() -> None:
    plan = example()
    many = tuple(replace(plan.alone[0], resource=f"resource {n}") for n in range(7))
    given = tuple(replace(plan.goal.resources[0], name=one.resource) for one in many)  # type: ignore[index]
    several = replace(plan, alone=many, goal=replace(plan.goal, resources=given))
    assert len(frontier_singles(several)) == 3
    within(parsed(frontier_chart(several, ident="x", width=358)))


@pytest.mark.parametrize("width", [358.0, 720.0])
@pytest.mark.parametrize("name", ["example", "within_reach", "designed"])
def test_what_comes_anyway_is_named_below_both_lines(name: str, width: float) -> None:
    picture = drawn("burnup", name, width)
    (label,) = [each for each in picture.iter("text") if "left alone" in "".join(each.itertext())]
    left = float(label.attrib["x"]) - svg.breadth("left alone")
    for each in picture.iter("polyline"):
        points = [tuple(map(float, point.split(","))) for point in each.attrib["points"].split()]
        over = [y for x, y in points if left <= x <= float(label.attrib["x"])]
        assert all(y <= float(label.attrib["y"]) - 8 for y in over)
