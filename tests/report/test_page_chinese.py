"""The page in Chinese, whole, with what if in it."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cli_run import EXAMPLES, planner
from html_read import Element, page_text, read
from report_snapshots import TextFile
from syrupy.assertion import SnapshotAssertion
from whatif_pages import in_node, script

NAMES = {"planner", "goal", "yaml", "JavaScript", "fresh", "only", "new", "AI", "Markdown", "JSON"}
"""Of programs, files, options and keys."""
SAID = ("aria-label", "data-tip", "data-label", "data-open", "data-close", "title", "alt", "placeholder")
FIGURE = re.compile(r"[+-]?\d[\d,.]*(?:–\d[\d,.]*)?%?|[<>]\d+%")
HAN = "\u4e00-\u9fff"


@cache
def page(example: str, language: str = "zh") -> Element:
    done = planner("plan", EXAMPLES / example / "goal.yaml", "--html", "-", "--lang", language)
    assert done.returncode == 0, done.stderr
    return read(done.stdout)


def data(example: str, language: str = "zh") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page(example, language).one(id="whatif-data").raw)
    return found


def texts(root: Element) -> Iterator[str]:
    """All that is read or heard, but for what the plan assumes, which cites publications."""
    yield from (root.one(part).text for part in ("header", "nav", "footer"))
    yield from (section.text for section in root.all("section") if section.attributes["id"] != "assumed")
    yield from (each.raw for name in ("title", "desc") for each in root.all(name))
    yield from (value for each in root.all() for key, value in each.attributes.items() if key in SAID)


def test_the_page_says_that_it_is_chinese() -> None:
    assert page("chinese").one("html").attributes["lang"] == "zh-Hans"


def test_the_whole_text(snapshot: SnapshotAssertion) -> None:
    assert page_text(page("chinese")) == snapshot(extension_class=TextFile)


def test_no_english_is_left() -> None:
    found = {word for text in texts(page("chinese")) for word in re.findall(r"[A-Za-z]{2,}", text)}
    assert found - NAMES == set()
    assert {
        word for text in data("chinese")["texts"].values() for word in re.findall(r"[A-Za-z]{2,}", _filled(text))
    } == set()


def _filled(text: str) -> str:
    return re.sub(r"\{\w+\}", "1", text)


@pytest.mark.parametrize("example", ["chinese", "triple", "team"])
def test_chinese_has_its_own_punctuation(example: str) -> None:
    for text in (*texts(page(example)), *map(_filled, data(example)["texts"].values())):
        assert re.findall(rf"[{HAN}] ?[,;!?] ?[{HAN}]|[{HAN}]\. |的的|[{HAN}]: ", text) == []


@pytest.mark.parametrize("example", ["chinese", "triple", "team"])
def test_figures_are_those_of_the_english_page(example: str) -> None:
    english, chinese = (list(figures(page(example, language))) for language in ("en", "zh"))
    assert len(chinese) > 100
    assert chinese == english
    first, second = data(example, "en"), data(example, "zh")
    assert first["texts"].keys() == second["texts"].keys()
    for key in ("target", "base", "usual", "need", "leaves", "mean"):
        assert first[key] == second[key]
    assert [lever["scores"] for lever in first["levers"]] == [lever["scores"] for lever in second["levers"]]


def test_the_script_fills_texts_as_the_program_does(tmp_path: Path) -> None:
    texts = data("chinese")["texts"]
    asked = [
        (texts["used"], {"used": "47,200", "amount": "60,000"}),
        (texts["unlimited"], {"used": "12"}),
        (texts["count"], {"figure": "5.6"}),
        (texts["short"], {"times": "1.4"}),
        (texts["enough"], {"part": "80%"}),
        (texts["failed resource"], {"resource": "工时"}),
        (texts["then"], {"sentence": texts["same"], "another": texts["takes"]}),
    ]
    code = script("figures.js") + "\nconst main = (given) => given.map(([text, holes]) => filled(text, holes));\n"
    assert in_node(code, asked, tmp_path) == [
        "使用 47,200，上限 60,000",
        "不限；计划使用 12",
        "5.6 次会话",
        "按均值，达成目标需要这些资源的 1.4 倍。",
        "按均值，用这些资源的 80% 就能达成目标。",
        "没有可行的计划：抓手所需的最低投入超出了现有的“工时”。",
        "当前取值与目标文件一致。这是按均值达成目标所需的最低投入。",
    ]


def figures(root: Element) -> Iterator[str]:
    """Every cell that is a figure."""
    for cell in root.all("td"):
        text = cell.text.replace(" %", "%").replace("under 1%", "<1%").replace("不到 1%", "<1%")
        if FIGURE.fullmatch(text):
            yield text
