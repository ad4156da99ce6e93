"""The page as `planner plan --html` writes it, what if and all, in a real Chromium."""

import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsers import LAPTOP, MARKS, PHONE, TABLET
from cli_run import EXAMPLES, planner
from report_plans import HOSTILE

from planner.text import visible

pytestmark = MARKS

Show = Callable[..., Any]
SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60))))"


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''").replace("\n", " ") + "'"


def hostile() -> str:
    """A goal whose branches, levers, resources and owners are all called badly."""
    bad = (*HOSTILE, "ערוץ עברי", "x" * 300, "word " * 60)
    names = list(dict.fromkeys(" ".join(visible(each).split()) for each in bad))
    counts = ", ".join(f"{quoted(name)}: {900 - 20 * n}" for n, name in enumerate(names))
    levers = "".join(
        f"  {quoted(name)}: {{drives: {{level 2: {quoted(name)}}}, uses: {quoted(names[n % 2])}, max: {60 + n}, owner: {quoted('o' * 90)}, "
        "expect: {at: 30, sessions: 100..400}}\n"
        for n, name in enumerate(names)
    )
    given = ", ".join(f"{quoted(name)}: {1000 - 900 * n}" for n, name in enumerate(names[:2]))
    return (
        f"target: 2x\nperiod: 2026-12\nas_of: 2026-11-30\ntraffic:\n  new: {{{counts}}}\n  returning: {{{counts}}}\n"
        f"resources: {{{given}}}\nlevers:\n{levers}"
    )


@functools.cache
def html(name: str, lang: str) -> str:
    source = EXAMPLES / name / "goal.yaml"
    done = planner("plan", source, "--html", "-", "--lang", lang)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Show]:
    contexts = []

    def made(name: str, size: tuple[int, int] = LAPTOP, lang: str = "en") -> Any:
        if name == "hostile":
            (tmp_path / "goal.yaml").write_text(hostile(), encoding="utf-8")
            done = planner("plan", tmp_path / "goal.yaml", "--html", tmp_path / "plan.html", "--lang", lang)
            assert done.returncode == 0, done.stderr
        else:
            (tmp_path / "plan.html").write_text(html(name, lang), encoding="utf-8")
        contexts.append(browser.new_context(viewport={"width": size[0], "height": size[1]}))
        page = contexts[-1].new_page()
        page.goto((tmp_path / "plan.html").as_uri())
        return page

    yield made
    for context in contexts:
        context.close()


@pytest.mark.parametrize("size", [PHONE, TABLET, LAPTOP])
@pytest.mark.parametrize(
    ("name", "lang"), [("judgement", "en"), ("triple", "zh"), ("hostile", "en"), ("hostile", "zh")]
)
def test_every_slider_is_in_reach_and_nothing_scrolls_sideways(
    show: Show, name: str, lang: str, size: tuple[int, int]
) -> None:
    page = show(name, size, lang)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    inputs = page.locator("#whatif input")
    assert inputs.count() >= 8
    for box in (each.bounding_box() for each in inputs.all()):
        assert 0 <= box["x"] < box["x"] + box["width"] <= size[0]
    for slider in page.locator("#whatif input[type=range]").all():
        assert slider.bounding_box()["width"] >= (150 if size == PHONE else 60)
    wide = page.evaluate(
        "[...document.querySelectorAll('#whatif .whatif-wide, #whatif fieldset')].filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    )
    assert wide == 0


@pytest.mark.parametrize("size", [PHONE, LAPTOP])
def test_the_answer_stays_in_sight_while_a_slider_is_moved(show: Show, size: tuple[int, int]) -> None:
    page = show("judgement", size)
    slider = page.locator("#whatif-most-1")
    slider.evaluate("one => one.scrollIntoView({block: 'center', behavior: 'instant'})")
    before = page.locator('[data-whatif="mean"]').inner_text()
    slider.focus()
    page.keyboard.press("Home")
    page.evaluate(SETTLED)
    assert page.locator('[data-whatif="mean"]').inner_text() != before
    for name in ("mean", "low", "chance"):
        box = page.locator(f'[data-whatif="{name}"]').bounding_box()
        assert 0 <= box["y"] < box["y"] + box["height"] <= size[1] / 2, name


def test_a_number_box_shows_what_it_has_room_for(show: Show) -> None:
    page = show("triple")
    shown = page.locator("#whatif input[type=number]").evaluate_all("all => all.map((one) => one.value)")
    assert max(map(len, shown)) <= 8, shown
    clipped = page.locator("#whatif input[type=number]").evaluate_all(
        "all => all.filter((one) => one.scrollWidth > one.clientWidth).length"
    )
    assert clipped == 0


def test_what_if_is_printed_once_it_says_something_else(show: Show) -> None:
    page = show("judgement")
    page.emulate_media(media="print")
    assert page.locator("#whatif").is_hidden(), "the plan above says it all"
    page.emulate_media(media="screen")
    page.locator("#whatif-resources-0").focus()
    page.keyboard.press("ArrowLeft")
    page.evaluate(SETTLED)
    page.emulate_media(media="print")
    assert page.locator('[data-whatif="mean"]').is_visible()
    for controls in ("input[type=range]", "button", "textarea", "input[type=checkbox]"):
        assert not any(each.is_visible() for each in page.locator(f"#whatif {controls}").all()), controls
    limit = page.locator('[data-of="resources"] input[type=number]').first
    assert limit.is_visible(), "which limits these figures are of"
    assert limit.evaluate("one => getComputedStyle(one).borderTopWidth") == "0px"


@pytest.mark.parametrize("name", ["judgement", "triple", "team", "export", "chinese"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_example_is_small_alone_and_seen_within_a_second(show: Show, name: str, lang: str) -> None:
    text = html(name, lang)
    assert len(text.encode()) < 1_500_000
    page = show(name, LAPTOP, lang)
    assert page.evaluate("performance.getEntriesByType('resource').length") == 0
    assert 0 < page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd") < 1000


def test_a_name_written_from_the_right_leaves_the_figures_beside_it_in_their_order(show: Show) -> None:
    page = show("hostile")
    cell = page.locator("#steps td:has-text('ערוץ')").first
    left = cell.evaluate("""(cell) => {
        const range = document.createRange(), walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), node = walker.nextNode();
        const at = (piece) => { const k = node.data.indexOf(piece); range.setStart(node, k); range.setEnd(node, k + piece.length);
            return range.getBoundingClientRect().left; };
        return [at("ערוץ"), at("0 "), at("→")];
    }""")
    assert left == sorted(left)


def test_every_control_is_reached_and_seen_by_keyboard(show: Show) -> None:
    page = show("judgement")
    wanted = page.evaluate("""[...document.querySelectorAll('a[href], button, summary, input, textarea')]
        .filter((one) => one.checkVisibility() && !one.disabled).length""")
    seen = set()
    for _ in range(wanted + 2):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
        assert page.evaluate(
            "document.activeElement === document.body || getComputedStyle(document.activeElement).outlineStyle !== 'none'"
        )
    assert len(seen) >= wanted
