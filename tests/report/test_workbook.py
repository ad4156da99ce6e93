"""The workbook: its figures are the plan's, its formulas come to them, and no name is a formula."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from cli_run import EXAMPLES
from report_pages import PLANS
from report_plans import HOSTILE, branch, example, hostile, large, leaf, leaf_goal, lever, rooted
from workbooks import Book

from planner.goalfile.read import read_goal
from planner.model.plan import Plan
from planner.planning.make_plan import make_plan
from planner.report.plan_json import plan_document
from planner.report.rows import ranked
from planner.report.workbook.book import render_xlsx
from planner.report.workbook.paper import LINE, lines
from planner.sources.read import read_history
from planner.text import visible
from planner.words.language import speaking

SHEETS = ["Plan", "Tree", "Levers", "Resources", "By the week", "Frontier", "Worth", "Assumptions"]


def sheets(plan: Plan) -> list[str]:
    return [name for name in SHEETS if name != "Worth" or plan.quality]


def made(plan: Plan) -> Book:
    return Book(render_xlsx(plan))


def planned(example_name: str, start: Any = "today") -> Plan:
    goal = read_goal(EXAMPLES / example_name / "goal.yaml")
    return make_plan(goal, read_history(goal), start=start)


@pytest.mark.parametrize("name", list(PLANS))
def test_every_formula_comes_to_the_value_beside_it(name: str) -> None:
    book = made(PLANS[name]())
    assert book.formulas.sheetnames == sheets(PLANS[name]())
    formulas = book.every("f")
    assert formulas
    for sheet, each in formulas:
        beside = book.values[sheet][each.coordinate].value
        worked = book.at(sheet, each.coordinate)
        if worked == "":
            assert beside in (None, "")
        else:
            assert worked == pytest.approx(beside, rel=1e-9, abs=1e-6), (sheet, each.coordinate, each.value)


@pytest.mark.parametrize("name", ["example", "unlimited", "hostile", "large", "leaf_goal"])
def test_the_tree_is_the_plans(name: str) -> None:
    plan = PLANS[name]()
    book, nodes = made(plan), list(plan.tree.walk())
    assert book.column("Tree", "branch") == [visible(node.name)[:32_000] for node in nodes]
    for head, what in (
        ("now", "now"),
        ("forecast", "forecast"),
        ("target", "target"),
        ("plan", "expected"),
        ("room", "room"),
    ):
        found = book.column("Tree", head)
        for node, value in zip(nodes, found, strict=True):
            if not node.unassigned or what == "target":
                assert value == getattr(node, what)
    assert book.column("Tree", "target less forecast") == [node.target - node.forecast for node in nodes]


def test_a_branch_is_the_sum_of_those_below_it() -> None:
    book = made(example())
    sheet = book.formulas["Tree"]
    assert [sheet[f"B{row}"].value for row in (2, 3, 4)] == ["=SUM(B3,B8,B11)", "=SUM(B4:B7)", 11_800]
    assert sheet["D2"].value == "=SUM(D3,D8,D11)", "what no lever can bring is part of the target"
    assert sheet["G3"].value == "=D3-C3"
    assert [sheet.row_dimensions[row].outlineLevel for row in (2, 3, 4)] == [0, 1, 2]
    assert sheet.freeze_panes == "B2"


@pytest.mark.parametrize("example_name", ["triple", "judgement", "team", "chinese"])
def test_every_branch_of_a_real_plan_is_a_sum(example_name: str) -> None:
    plan = planned(example_name)
    sheet = made(plan).formulas["Tree"]
    for row, node in enumerate(plan.tree.walk(), start=2):
        if node.children:
            assert all(str(sheet[f"{column}{row}"].value).startswith("=SUM(") for column in "BCDEF"), node.name


def test_a_branch_of_very_many_is_still_right() -> None:
    small = [branch(f"b{n}", leaf(f"x{n}", n, n, n, n, n), leaf(f"y{n}", 1, 1, 1, 1, 1)) for n in range(600)]
    book = made(replace(example(), tree=rooted(branch("all", *small), "one", "two")))
    formula = book.formulas["Tree"]["B2"].value
    assert formula.count("SUM(") == 3
    assert len(formula) < 8192
    assert book.at("Tree", "B2") == book.values["Tree"]["B2"].value == sum(range(600)) + 600


@pytest.mark.parametrize("example_name", ["triple", "judgement", "team", "chinese"])
@pytest.mark.parametrize("start", ["today", "fresh", "only new"])
def test_levers_and_resources_are_those_of_the_json_plan(example_name: str, start: Any) -> None:
    plan = planned(example_name, start)
    document, book = plan_document(plan), made(plan)
    levers = {lever["name"]: lever for lever in document["levers"]}
    for row in range(2, len(plan.levers) + 2):
        found = levers[book.at("Levers", f"B{row}")]
        assert (book.at("Levers", f"E{row}"), book.at("Levers", f"F{row}")) == (found["now"], found["planned"])
        assert book.at("Levers", f"G{row}") == pytest.approx(found["planned"] - found["now"], rel=1e-8, abs=1e-4)
    for row, resource in enumerate(document["resources"], start=2):
        assert book.at("Resources", f"A{row}") == resource["name"]
        assert book.formulas["Resources"][f"D{row}"].value.startswith("=SUM(Levers!")
        assert book.at("Resources", f"C{row}") == pytest.approx(resource["now"], abs=1e-5)
        assert book.at("Resources", f"D{row}") == pytest.approx(resource["used"], abs=1e-5)
        if resource["amount"] is not None:
            assert book.at("Resources", f"E{row}") == pytest.approx(resource["left"], abs=1e-5)
    assert book.column("By the week", "on plan") == [point["expected"] for point in document["checkpoints"]]
    chances = [point["chance"] for point in document["frontier"]]
    assert book.column("Frontier", "chance")[: len(chances)] == chances
    assert book.column("Assumptions", "what")[: len(plan.assumptions)] == [a.text for a in plan.assumptions]


def test_what_a_lever_uses_is_its_effort_times_what_one_takes() -> None:
    book = made(example())
    names = [lever.name for lever in ranked(example().levers)]
    row = names.index("comparison pages") + 2
    sheet = book.formulas["Levers"]
    assert [each.value for each in sheet[1]][10:16] == [
        "money for one", "money, now", "money, plan", "writer hours for one", "writer hours, now", "writer hours, plan",
    ]  # fmt: skip
    assert [sheet[f"{column}{row}"].value for column in "KLM"] == [150, f"=E{row}*K{row}", f"=F{row}*K{row}"]
    assert book.at("Levers", f"M{row}") == 1200
    assert book.formulas["Resources"]["D2"].value == "=SUM(Levers!M2:M6)"
    assert book.formulas["Resources"]["E2"].value == "=B2-D2"


def test_the_first_sheet_says_the_plan() -> None:
    book = made(example())
    texts = [row[0] for row in book.rows("Plan") if isinstance(row[0], str)]
    assert texts[0] == "Triple traffic next month"
    assert any(text.startswith("Chance of 90,000") for text in texts)
    figures = {row[0]: row[1:6] for row in book.rows("Plan") if row[1] is not None}
    assert figures["plan"][0] == 44_600
    assert figures["plan"][4] == 0.0002
    assert figures["target"][0] == 90_000
    assert figures["target less plan"][0] == 45_400
    assert "Ana" in [row[1] for row in book.rows("Plan")]


def test_actual_figures_can_be_written_down() -> None:
    book = made(example())
    sheet = book.formulas["By the week"]
    assert sheet["E2"].value == '=IF(D2="","",D2-B2)'
    assert book.at("By the week", "E2") == ""
    sheet["D2"] = 9_000
    assert book.at("By the week", "E2") == 9_000 - sheet["B2"].value
    assert sheet["A2"].is_date


FORMULAS = ("=1+1", "+1", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://evil.example","x")', "\t=1", "\r=1", "'=1", "{=1}",
            "_x0041_", "http://evil.example", "mailto:a@b.example", "1e5", "\x00\x01\ud800\ufffe", "]]>&<x>")  # fmt: skip


def test_no_name_is_a_formula_or_a_link() -> None:
    plain = example()
    levers = tuple(
        lever(name, "more", unit=name, uses=((name, 1.0),), now=1, planned=2, most=3, why=name, drives=name, owner=name, action=name)
        for name in FORMULAS
    )  # fmt: skip
    tree = rooted(branch("=all", *(leaf(name, 1, 1, 1, 1, 1, name) for name in FORMULAS)), "level")
    resources = tuple(replace(plain.resources[0], name=name, reason=name) for name in FORMULAS)
    plan = replace(
        plain, levers=levers, tree=tree, resources=resources, reading="=1+1", metric="=2+2", trials=(), reallocated=None
    )
    for book in (made(plan), made(hostile())):
        for sheet, each in book.every("f"):
            assert re.fullmatch(
                r"""=(SUM\([A-Za-z\d:,!]+\)|[A-Z]+\d+[-*][A-Z]+\d+|IF\(D\d+="","",D\d+-B\d+\))""", each.value
            ), (sheet, each)
        assert not [each for _, each in book.every("s") if each.hyperlink]
        with zipfile.ZipFile(io.BytesIO(book.data)) as files:
            names = files.namelist()
            assert not [name for name in names if "external" in name or "vba" in name or "connection" in name]
            assert b"hyperlink" not in b"".join(files.read(name) for name in names)
    book = made(plan)
    assert book.column("Levers", "lever")[: len(FORMULAS)] == [
        visible(name).replace("\ufffe", "\ufffd") for name in FORMULAS
    ]
    quoted = {each.value for _, each in book.every("s") if each.quotePrefix}
    assert {"=1+1", "+1", "-2", "@SUM(A1)"} <= quoted


def test_hostile_names_are_there_as_text() -> None:
    book = made(hostile())
    text = "\n".join(str(each.value) for _, each in book.every("s"))
    for name in HOSTILE:
        assert visible(name)[:30] in text


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert render_xlsx(example()) == render_xlsx(example())


def test_how_it_prints() -> None:
    book = made(example())
    for sheet in book.formulas:
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert str(sheet.page_setup.paperSize) == "9"
    assert book.formulas["Levers"].print_title_rows == "$1:$1"


@pytest.mark.parametrize("plan", [leaf_goal, lambda: replace(example(), levers=(), resources=(), frontier=(), alone=(), trials=(), reallocated=None)])  # fmt: skip
def test_what_is_not_there_leaves_empty_sheets(plan: Callable[[], Plan]) -> None:
    assert made(plan()).formulas.sheetnames == sheets(plan())


def test_a_thousand_leaves() -> None:
    data = render_xlsx(large(leaves=1000, levers=40))
    assert len(data) < 300_000


def test_a_chinese_workbook_leaves_no_english_but_names() -> None:
    plan = PLANS["chinese"]()
    with speaking("zh"):
        book = Book(render_xlsx(plan))
    names = {resource.name for resource in plan.resources} | {lever.unit for lever in plan.levers}
    found = {
        value
        for sheet in book.values
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if isinstance(value, str)
    }
    assert {"全部", "未分配", "会话", "10%"} <= found
    assert not {"all", "unassigned", "sessions", "10 %", "judgement", "playbook", "history"} & found
    assert not {value for value in found - names if re.fullmatch(r"[a-z]+( [a-z]+)*", value)}


def test_rows_are_as_high_as_what_is_wrapped_in_them() -> None:
    book = Book(render_xlsx(example()))
    for name in ("Assumptions", "Levers", "Resources", "Tree"):
        sheet = book.formulas[name]
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.alignment.wrap_text:
                    wide = sheet.column_dimensions[cell.column_letter].width
                    assert len(cell.value) / wide <= (sheet.row_dimensions[cell.row].height or LINE) / LINE, cell.value


@pytest.mark.parametrize(
    ("text", "width", "count"),
    [
        ("", 5, 1),
        ("one", 5, 1),
        ("one two", 5, 2),
        ("one two", 7, 1),
        ("x" * 11, 5, 3),
        ("a " + "x" * 11, 5, 4),
        ("搜索广告", 5, 2),
    ],
)
def test_lines_that_a_text_takes(text: str, width: int, count: int) -> None:
    assert lines(text, width) == count


def test_branches_are_set_off_and_texts_stand_apart_from_figures() -> None:
    """An indent counts only where the alignment is said."""
    book = Book(render_xlsx(example()))
    tree = book.formulas["Tree"]
    indents = [row[0].alignment.indent for row in tree.iter_rows(min_row=2)]
    assert indents[:2] == [0, 1]
    assert max(indents) == 2
    for cell in (*(row[0] for row in tree.iter_rows(min_row=2)), *(row[9] for row in tree.iter_rows(min_row=2))):
        assert cell.value is None or cell.alignment.horizontal == "left"
    assert tree["J1"].alignment.indent == 1


def test_what_sessions_are_worth_has_a_sheet_where_there_is_another_measure() -> None:
    plan = example()
    book = Book(render_xlsx(plan))
    (quality,) = plan.quality
    rows = book.rows("Worth")
    assert rows[0] == ["conversions", "per session", "10 %", "90 %", "now", "forecast", "plan", "plan less forecast"]
    assert [row[0] for row in rows[1:]] == ["all", *(rate.branch[-1] for rate in quality.rates[1:])]
    for n, (row, rate) in enumerate(zip(rows[1:], quality.rates, strict=True), start=2):
        assert row[1:7] == pytest.approx(
            [rate.rate.mean, rate.rate.p10, rate.rate.p90, rate.now, rate.forecast, rate.plan], abs=1e-3
        )
        assert book.at("Worth", f"H{n}") == pytest.approx(row[7]) == pytest.approx(rate.plan - rate.forecast, abs=2e-3)
        assert book.formulas["Worth"][f"A{n}"].alignment.indent == len(rate.branch)
    assert "Worth" not in Book(render_xlsx(replace(plan, quality=()))).formulas.sheetnames
