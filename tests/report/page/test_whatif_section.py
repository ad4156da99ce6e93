import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from cli_run import EXAMPLES
from whatif_goals import random_goal
from whatif_pages import data_of, page_of

from planner.report.page.whatif_section import whatif_section
from planner.words.language import speaking

HOSTILE = """
target: +10%
period: 2026-12
as_of: 2026-11-30
traffic: {"<b>&\\"'": 9000, "</script>": 4000}
resources: {"<i>": 5000}
levers:
  "</script><script>alert(1)</script>\u202e":
    uses: "<i>"
    max: 4000
    expect: {at: 1000, sessions: 300..900}
"""


class Tags(HTMLParser):
    """Elements that are open, and all attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.attributes += [name for name, _ in attrs]
        if tag not in ("input", "rect", "br", "link", "meta"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list) -> None:  # noqa: ARG002 - as the parser calls it
        self.attributes += [name for name, _ in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", ["judgement", "triple", "hostile"])
def test_the_markup_is_whole_and_holds_no_styles_or_handlers(name: str, tmp_path: Path) -> None:
    folder = EXAMPLES / name if name != "hostile" else tmp_path
    text = HOSTILE if name == "hostile" else (folder / "goal.yaml").read_text(encoding="utf-8")
    section = whatif_section(page_of(text, folder)[0])
    tags = Tags()
    tags.feed(section.html)
    assert not tags.open
    assert not [each for each in tags.attributes if each.startswith("on") or each in ("style", "src", "href")]
    for part in (section.html, section.data):
        assert "<script" not in part
        assert "</script" not in part
    assert "\u202e" not in section.html
    assert "</" not in section.script
    assert not re.search(r"https?:|innerHTML|eval\(|fetch\(|XMLHttp|import\(", section.script + section.style)


def test_the_data_is_json_of_finite_numbers_and_small(tmp_path: Path) -> None:
    sizes = {}
    for levers in (4, 12, 40):
        page, _ = page_of(random_goal(8, levers=levers).replace("draws: 400", "draws: 1000"), tmp_path)
        text = whatif_section(page).data
        assert json.loads(text)["levers"][0]["name"] == "lever 0"
        sizes[levers] = len(text)
    assert sizes[12] < 250_000
    assert sizes[40] < 900_000


def test_many_draws_are_thinned_and_the_chance_stays(tmp_path: Path) -> None:
    page, plan = page_of(random_goal(5, levers=6).replace("draws: 400", "draws: 20000"), tmp_path)
    assert len(page.usual) == 2000
    text = whatif_section(page).data
    assert len(text) < 250_000
    assert page.chance == plan.chance


def test_a_lever_that_is_kept_can_be_let_go(tmp_path: Path) -> None:
    text = (EXAMPLES / "judgement" / "goal.yaml").read_text(encoding="utf-8")
    page, _ = page_of(text.replace("    max: 9000\n", "    max: 9000\n    keep: true\n"), tmp_path)
    lever = page.levers[0]
    assert lever.kept
    assert lever.keepable
    assert (lever.effort[0], lever.effort[-1], lever.planned) == (0, 9000, 3000)
    assert not page.levers[3].keepable  # nothing says its effort today


def test_a_tree_too_large_for_a_page_is_cut(tmp_path: Path) -> None:
    leaves = ", ".join(f"page {n}: {n + 50}" for n in range(900))
    text = f"target: +10%\nperiod: 2026-12\nas_of: 2026-11-30\ntraffic: {{new: {{{leaves}}}, returning: {{email: 900}}}}\nresources: {{money: 100}}\n"
    text += "levers: {ads: {uses: money, max: 500, expect: {at: 100, sessions: 100..300}}}\n"
    page, plan = page_of(text, tmp_path)
    assert [(node.name, len(node.leaves)) for node in page.tree] == [
        ("all", 0),
        ("new", 900),
        ("returning", 0),
        ("email", 1),
    ]
    assert page.tree[0].target == plan.target
    assert len(data_of(page)["tree"]) == 4


def test_texts_are_in_the_language_that_is_spoken(tmp_path: Path) -> None:
    page, _ = page_of(random_goal(5, levers=2), tmp_path)
    with speaking("zh"):
        assert "summary" in data_of(page)["texts"]
    for text in data_of(page)["texts"].values():
        assert text == text.strip()
