"""Every report in Chinese, whole, and what holds for all of them."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import chinese_reports
import pytest
from report_comparisons import COMPARISONS
from report_curves import CURVES
from report_outlooks import OUTLOOKS
from report_plans import PLANS, SECTIONS
from report_snapshots import MarkdownFile, TextFile
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from planner.planning.proportional import in_proportion
from planner.report.markdown import render_markdown
from planner.report.markdown_whatif import render_markdown_comparison
from planner.report.outlook_json import forecast_document
from planner.report.outlook_markdown import render_forecast_markdown
from planner.report.plan_json import plan_document
from planner.report.terminal import render_terminal
from planner.report.terminal_compare import render_split
from planner.report.terminal_curves import render_curves
from planner.report.terminal_forecast import render_forecast
from planner.report.terminal_whatif import render_comparison
from planner.text import cells
from planner.words.language import Language, speaking

EXAMPLES = ("chinese", "team", "triple", "judgement")
Shown = Callable[[str, int], str]
TERMINAL: dict[str, Shown] = {
    "plan": lambda example, width: render_terminal(chinese_reports.plan(example), width=width, color=False),
    "forecast": lambda example, width: render_forecast(chinese_reports.outlook(example), width=width, color=False),
    "response": lambda example, width: render_curves(*chinese_reports.curves(example), width=width, color=False),
    "whatif": lambda example, width: render_comparison(chinese_reports.compared(example), width=width, color=False),
    "tree": lambda example, width: render_split(
        chinese_reports.plan(example), in_proportion(chinese_reports.plan(example)), width=width, color=False
    ),
}
MARKDOWN: dict[str, Callable[[str], str]] = {
    "plan": lambda example: render_markdown(chinese_reports.plan(example)),
    "forecast": lambda example: render_forecast_markdown(chinese_reports.outlook(example)),
    "whatif": lambda example: render_markdown_comparison(chinese_reports.compared(example)),
}
MADE_UP: dict[str, Callable[[int], str]] = {
    **{f"plan {n}": lambda width, p=p: render_terminal(p(), width=width, color=False) for n, p in {**PLANS, **SECTIONS}.items()},
    **{f"forecast {n}": lambda width, p=p: render_forecast(p(), width=width, color=False) for n, p in OUTLOOKS.items()},
    **{f"response {n}": lambda width, p=p: render_curves(*p(), width=width, color=False) for n, p in CURVES.items()},
    **{f"whatif {n}": lambda width, p=p: render_comparison(p(), width=width, color=False) for n, p in COMPARISONS.items()},
}  # fmt: skip
HAN = "\u4e00-\u9fff"


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    with speaking("zh"):
        yield


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("command", TERMINAL)
@pytest.mark.parametrize("example", ["chinese", "team"])
def test_whole_text(example: str, command: str, width: int, snapshot: SnapshotAssertion) -> None:
    assert TERMINAL[command](example, width) == snapshot.use_extension(TextFile)


def test_whole_text_of_levers_from_the_playbook(snapshot: SnapshotAssertion) -> None:
    assert TERMINAL["plan"]("triple", 80) == snapshot.use_extension(TextFile)


@pytest.mark.parametrize("command", MARKDOWN)
@pytest.mark.parametrize("example", ["chinese", "team"])
def test_whole_markdown(example: str, command: str, snapshot: SnapshotAssertion) -> None:
    assert MARKDOWN[command](example) == snapshot.use_extension(MarkdownFile)


@pytest.mark.parametrize("width", [40, 60, 72, 80, 100, 104, 120])
@pytest.mark.parametrize("command", TERMINAL)
@pytest.mark.parametrize("example", EXAMPLES)
def test_no_line_is_wider_than_asked_for(example: str, command: str, width: int) -> None:
    text = TERMINAL[command](example, width)
    assert {line for line in text.splitlines() if max(cell_len(line), cells(line)) > width} == set()


@pytest.mark.parametrize("width", [40, 61, 80, 119])
@pytest.mark.parametrize("name", MADE_UP)
def test_no_line_of_a_made_up_report_is_wider_either(name: str, width: int) -> None:
    text = MADE_UP[name](width)
    assert {line for line in text.splitlines() if cell_len(line) > width} == set()


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("command", TERMINAL)
def test_no_line_begins_or_ends_where_chinese_does_not_break(command: str, width: int) -> None:
    lines = [line.strip() for line in TERMINAL[command]("chinese", width).splitlines()]
    assert [line for line in lines if re.match("[，。；：）”、％]", line)] == []
    assert [line for line in lines if re.search("[（“]$", line)] == []


def test_no_english_is_left() -> None:
    """But for keys of the goal file, and publications, which the assumptions cite."""
    text = render_markdown(chinese_reports.plan("chinese")).partition("## 假设")[0]
    ours = {"mermaid", "flowchart", "LR", "br", "emsp", "goal", "yaml"}
    assert set(re.findall(r"[A-Za-z]{2,}", re.sub(r"`.*?`", "", text))) <= ours


@pytest.mark.parametrize("example", EXAMPLES)
def test_chinese_has_its_own_punctuation_and_blanks(example: str) -> None:
    for text in (MARKDOWN["plan"](example), MARKDOWN["forecast"](example), TERMINAL["response"](example, 120)):
        assert re.findall(rf"[{HAN}] ?[,;!?] ?[{HAN}]|[{HAN}]\. |的的|[，。；：、] [{HAN}]", text) == []
        said = [line for line in text.splitlines() if line.endswith("。")]
        assert [
            line for line in said if re.search(rf"[{HAN}][A-Za-z0-9+]|[A-Za-z0-9%][{HAN}]", _without_dates(line))
        ] == []


def _without_dates(line: str) -> str:
    return re.sub(r"\d+年|\d+月|\d+日|第\d季度", "", line)


@pytest.mark.parametrize("example", EXAMPLES)
def test_documents_have_the_same_figures_in_every_language(example: str) -> None:
    found = {}
    for language in ("en", "zh"):
        with speaking(language):
            plan, outlook = chinese_reports.plan(example, language), chinese_reports.outlook(example, language)
            found[language] = [plan_document(plan), forecast_document(outlook)]
    assert [_shape(each) for each in found["en"]] == [_shape(each) for each in found["zh"]]
    assert all("language" not in each for each in found["en"])
    assert all(each["language"] == "zh" for each in found["zh"])


ENUMS = ("verdict", "evidence", "source", "kind", "start", "basis", "cadence", "schema")


def _shape(it: Any) -> Any:
    """The same without its texts, but with what programs compare."""
    if isinstance(it, dict):
        named = {key: value for key, value in it.items() if key in ENUMS}
        rest = [_shape(value) for key, value in it.items() if key not in ("language", *ENUMS)]
        return named, rest
    return [_shape(each) for each in it] if isinstance(it, list) else None if isinstance(it, str) else it


def test_texts_of_documents_are_chinese() -> None:
    document = plan_document(chinese_reports.plan("chinese"))
    assert document["goal"]["reading"].endswith("= 2026年12月 78,740 次会话")
    assert document["tree"]["name"] == "all"  # a key
    assert document["assumptions"][0]["text"] == "所填数字为 2026年11月的会话"
    assert document["levers"][0]["why"] == "依据您的估计"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_plan_of_levers_from_the_playbook_is_the_same_plan(language: Language) -> None:
    names = [lever.name for lever in chinese_reports.plan("triple", language).levers]
    assert ("自然搜索：文章" in names) == (language == "zh")
    assert ("Organic Search: articles" in names) == (language == "en")
