"""The page in a real Chromium: what a reader sees, by eye, by keyboard and on paper."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from browsers import LAPTOP, MARKS, PHONE, TABLET
from report_curves import shown
from report_pages import PAGES, page
from report_plans import HOSTILE, large

from planner.report.page.html import render_html
from planner.text import visible

pytestmark = MARKS


def many() -> str:
    """A page with so many leaves that its tree is closed at first."""
    return render_html(page(*shown(large(leaves=120))))


@dataclass
class Opened:
    """A page in the browser, and what it did."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


Open = Callable[..., Opened]


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Open]:
    contexts = []

    def open_page(name: str = "", size: tuple[int, int] = LAPTOP, html: str = "", **options: Any) -> Opened:
        (tmp_path / "plan.html").write_text(html or render_html(PAGES[name]()), encoding="utf-8")
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        found = Opened(context.new_page())
        found.page.on("request", lambda request: found.requests.append(request.url))
        found.page.on("console", lambda message: found.complaints.append(message.text))
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        found.page.on("dialog", lambda dialog: found.complaints.append(dialog.message))
        found.page.goto((tmp_path / "plan.html").as_uri())
        return found

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", list(PAGES))
def test_nothing_but_the_file_is_asked_for_and_nothing_goes_wrong(opened: Open, name: str) -> None:
    found = opened(name)
    assert [url for url in found.requests if not url.endswith("/plan.html")] == []
    assert len(found.requests) == 1
    assert found.complaints == []


def test_the_policy_lets_nothing_out(opened: Open) -> None:
    found = opened("designed")
    found.page.evaluate("""() => {
        const image = new Image(); image.src = "https://example.org/a.png"; document.body.append(image);
        const style = document.createElement("style"); style.textContent = "body{color:red}"; document.body.append(style);
        return fetch("https://example.org/").catch(() => null);
    }""")
    assert len(found.complaints) >= 3
    assert all("Content Security Policy" in each or "Refused" in each for each in found.complaints[:3])
    assert found.page.evaluate("getComputedStyle(document.body).color") != "rgb(255, 0, 0)"


@pytest.mark.parametrize("size", [PHONE, TABLET, LAPTOP])
@pytest.mark.parametrize("name", ["designed", "hostile", "chinese", "large"])
def test_every_part_is_seen_and_nothing_scrolls_sideways(opened: Open, name: str, size: tuple[int, int]) -> None:
    shows = opened(name, size).page
    assert shows.evaluate("document.documentElement.scrollWidth") <= size[0]
    sections = shows.locator("section")
    assert sections.count() >= 10
    for each in sections.all():
        assert each.is_visible()
        assert each.locator("h2").is_visible()
    for figure in shows.locator("figure").all():
        pictures = [each for each in figure.locator("svg").all() if each.is_visible()]
        assert len(pictures) == 1
        box = pictures[0].bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert box["width"] > 250


@pytest.mark.parametrize("size", [PHONE, LAPTOP])
@pytest.mark.parametrize("name", ["designed", "within_reach", "chinese"])
def test_the_first_screen_has_target_answer_picture_and_bar(opened: Open, name: str, size: tuple[int, int]) -> None:
    shows = opened(name, size).page
    for what in ("h1", ".chance", ".hero figure svg:visible >> nth=0", ".bar svg:visible", ".bar figcaption"):
        box = shows.locator(what).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= size[1], what


@pytest.mark.parametrize("size", [PHONE, TABLET, LAPTOP])
@pytest.mark.parametrize("name", ["designed", "within_reach", "chinese", "returning_branch"])
def test_words_in_pictures_are_large_enough_and_do_not_lie_on_each_other(
    opened: Open, name: str, size: tuple[int, int]
) -> None:
    shows = opened(name, size).page
    found = shows.evaluate("""() => [...document.querySelectorAll("svg")].filter((one) => one.getBoundingClientRect().width).map((one) => ({
        id: one.id,
        scale: one.getBoundingClientRect().width / one.viewBox.baseVal.width,
        words: [...one.querySelectorAll("text")].map((text) => { const b = text.getBBox();
            return {box: {x: b.x, y: b.y, width: b.width, height: b.height}, text: text.textContent}; }),
        frame: one.viewBox.baseVal.width,
    }))""")
    for picture in found:
        assert not picture["words"] or 12 * picture["scale"] >= 11, picture["id"]
        boxes = [(each["box"], each["text"]) for each in picture["words"] if each["text"]]
        for n, (one, said) in enumerate(boxes):
            assert one["x"] >= -2, said
            assert one["x"] + one["width"] <= picture["frame"] + 2, said
            for other, too in boxes[n + 1 :]:
                across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
                down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
                assert across <= 1 or down <= 4, (picture["id"], said, too)


def test_the_tree_opens_by_keyboard(opened: Open) -> None:
    shows = opened("large").page
    summaries = shows.locator("#branches summary")
    first = summaries.nth(0)
    first.focus()
    assert shows.evaluate("document.activeElement.closest('details').open")
    shows.keyboard.press("Enter")
    assert not shows.evaluate("document.activeElement.closest('details').open")
    shows.keyboard.press("ArrowRight")
    shows.keyboard.press("ArrowDown")
    assert shows.evaluate("document.activeElement.querySelector('.name').textContent") == "new"
    shows.keyboard.press("ArrowLeft")
    shows.keyboard.press("ArrowLeft")
    assert shows.evaluate("document.activeElement.querySelector('.name').textContent") == "all"
    shows.keyboard.press("Tab")
    assert shows.evaluate("document.activeElement.tagName") == "SUMMARY"
    button = shows.locator("#open-all")
    button.focus()
    shows.keyboard.press("Enter")
    states = shows.evaluate("[...document.querySelectorAll('#branches details')].map((one) => one.open)")
    assert len(set(states)) == 1


def test_everything_that_can_be_used_can_be_reached_and_seen_by_keyboard(opened: Open) -> None:
    shows = opened("designed").page
    wanted = shows.evaluate("document.querySelectorAll('a[href], button:not([hidden]), summary').length")
    seen = set()
    for _ in range(wanted + 3):
        shows.keyboard.press("Tab")
        seen.add(
            shows.evaluate(
                "(() => {const e = document.activeElement; return [...document.querySelectorAll('*')].indexOf(e)})()"
            )
        )
        assert shows.evaluate(
            "document.activeElement === document.body || getComputedStyle(document.activeElement).outlineStyle !== 'none'"
        )
    assert len(seen) >= wanted


CONTRAST = """() => {
    const parts = (color) => color.match(/[\\d.]+/g).map(Number);
    const light = (color) => parts(color).slice(0, 3).map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
    const ground = (one) => { for (; one; one = one.parentElement) { const c = getComputedStyle(one).backgroundColor;
        if ((parts(c)[3] ?? 1) > 0) return c; } return "rgb(255,255,255)"; };
    const worst = [];
    for (const one of document.querySelectorAll("body *")) {
        if (![...one.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) || !one.getClientRects().length) continue;
        const inSvg = one.closest("svg");
        if (one.closest("title, desc, script, style")) continue;
        const style = getComputedStyle(one);
        const pair = [light(inSvg ? style.fill : style.color), light(ground(inSvg ? inSvg.parentElement : one))].sort((a, b) => b - a);
        worst.push([(pair[0] + 0.05) / (pair[1] + 0.05), one.tagName, one.textContent.slice(0, 40)]);
    }
    return worst.sort((a, b) => a[0] - b[0]).slice(0, 5);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out(opened: Open, scheme: str) -> None:
    shows = opened("designed", color_scheme=scheme).page
    ratio, *what = shows.evaluate(CONTRAST)[0]
    assert ratio >= 4.5, what
    dark = shows.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 27)"
    assert dark == (scheme == "dark")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_reader_may_choose_light_or_dark(opened: Open, scheme: str) -> None:
    shows = opened("designed", color_scheme=scheme).page
    before = shows.evaluate("getComputedStyle(document.body).backgroundColor")
    shows.locator("#theme").focus()
    shows.keyboard.press("Enter")
    assert shows.evaluate("getComputedStyle(document.body).backgroundColor") != before
    assert shows.locator("#theme").get_attribute("aria-pressed") == ("true" if scheme == "light" else "false")
    assert shows.evaluate(CONTRAST)[0][0] >= 4.5


@pytest.mark.parametrize("name", list(PAGES))
def test_hostile_names_are_shown_as_text(opened: Open, name: str) -> None:
    if name != "hostile":
        return
    for size in (PHONE, LAPTOP):
        found = opened(name, size)
        shows = found.page
        assert found.complaints == []
        assert shows.locator("script").count() == 1
        text = re.sub(r"\s+", " ", shows.locator("body").inner_text())
        for each in HOSTILE:
            assert " ".join(visible(each).split())[:30] in text
        assert shows.evaluate("document.title").startswith("<script>alert(1)</script>")
        assert "\u202e" not in shows.content()


@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_all_is_open_and_light(opened: Open, scripts: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    shows = opened(html=many(), java_script_enabled=scripts, color_scheme="dark").page
    pdf = shows.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") >= 5
    assert re.search(rb"/MediaBox \[0 0 59[45]\.?\d* 84[12]", pdf), "A4"
    shows.emulate_media(media="print", color_scheme="dark")
    assert shows.locator("nav").is_hidden()
    assert shows.locator("#theme").is_hidden()
    if scripts:
        assert shows.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert shows.evaluate("document.querySelectorAll('details:not([open])').length") > 0, (
            "closed again after printing"
        )
    leaf = shows.locator("#branches details:not([open]) li").first
    box = leaf.bounding_box()
    assert box is not None
    assert box["height"] > 5
    for each in shows.locator("section").all():
        assert each.is_visible()


def test_the_page_is_whole_without_scripts(opened: Open) -> None:
    shows = opened(html=many(), java_script_enabled=False).page
    assert shows.locator("#theme").is_hidden()
    assert shows.locator("#open-all").is_hidden()
    before = shows.locator("#branches .row:visible").count()
    shows.locator("#branches summary").nth(1).click()
    assert shows.locator("#branches .row:visible").count() > before


def test_what_a_mark_says_is_shown_at_the_pointer(opened: Open) -> None:
    shows = opened("designed").page
    shows.locator("#burnup-wide [data-tip]").first.hover()
    assert shows.locator(".tip").is_visible()
    assert shows.locator(".tip").inner_text() == shows.locator("#burnup-wide [data-tip]").first.get_attribute(
        "data-tip"
    )


def test_names_and_roles_for_screen_readers(opened: Open) -> None:
    shows = opened("designed").page
    tree = shows.locator("body").aria_snapshot()
    for said in (
        "banner",
        "navigation",
        "main",
        "contentinfo",
        'heading "Where it comes from',
        "region",
        'img "From now to the target',
        "table",
    ):
        assert said in tree, said
    assert re.search(r'img "Chance of 90,000', tree)
    row = shows.locator("#branches .row.leaf").first.inner_text()
    assert "now" in shows.locator("#branches .row.leaf .label").first.text_content()
    assert row


def test_a_thousand_leaves_are_shown_within_a_second(opened: Open) -> None:
    shows = opened(html=render_html(page(*shown(large(leaves=1000, levers=40))))).page
    painted = shows.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    assert 0 < painted < 1000
