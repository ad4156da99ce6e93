"""The served page in a real Chromium: it loads itself when there is another, and keeps what the reader chose."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsers import MARKS
from served import Server, serving

pytest.importorskip("uvicorn", reason="the libraries of a server are not installed")
pytestmark = MARKS

GOAL = "target: 2x\nas_of: 2026-11-30\ntraffic: {new: {email: 100, organic search: 900}, returning: {direct: 50}}\n"
WAIT = 30_000  # ms


@pytest.fixture
def goal(tmp_path: Path) -> Path:
    (tmp_path / "goal.yaml").write_text(GOAL, encoding="utf-8")
    return tmp_path / "goal.yaml"


@pytest.fixture
def server(goal: Path) -> Iterator[Server]:
    with serving(goal) as found:
        yield found


@pytest.fixture
def shows(browser: Any, server: Server) -> Iterator[Any]:
    page = browser.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(f"http://localhost:{server.port}/")
    page.wait_for_selector("#plan", timeout=WAIT)
    yield page
    page.close()


def test_a_page_loads_itself_and_keeps_what_was_chosen(shows: Any, goal: Path) -> None:
    shows.locator("#theme").click()
    theme = shows.evaluate("document.documentElement.dataset.theme")
    shows.locator("details.data summary").first.click()
    goal.write_text(GOAL.replace("2x", "3x"), encoding="utf-8")
    shows.wait_for_selector("h1:has-text('3,255')", timeout=WAIT)
    assert shows.evaluate("document.documentElement.dataset.theme") == theme
    assert shows.locator("details.data").first.get_attribute("open") is not None
    assert shows.complaints == []


def test_a_complaint_is_seen_and_goes_away(shows: Any, goal: Path) -> None:
    goal.write_text(GOAL + "trafic: 1\n", encoding="utf-8")
    shows.wait_for_selector("#live [role=alert]", timeout=WAIT)
    assert "goal.yaml:4:1: unknown key 'trafic'" in shows.locator("#live pre").inner_text()
    assert shows.locator("#plan").is_visible()
    assert shows.evaluate("document.documentElement.scrollWidth <= innerWidth")
    goal.write_text(GOAL, encoding="utf-8")
    shows.wait_for_selector("#live [role=alert]", state="detached", timeout=WAIT)
    assert shows.complaints == []


LEVERS = """\
resources: {hours: 50}
levers:
  newsletter: {drives: {channel: email}, uses: hours, now: 5, max: 40, expect: {at: 10, sessions: 100..300}}
"""


def test_what_is_asked_stays_while_the_plan_does(browser: Any, goal: Path) -> None:
    goal.write_text(GOAL + LEVERS, encoding="utf-8")
    with serving(goal) as server:
        page = browser.new_page()
        page.goto(f"http://localhost:{server.port}/")
        page.wait_for_selector("#plan", timeout=WAIT)
        page.locator('[data-of="resources"] input[type=number]').fill("20")
        page.locator('[data-whatif="keep"]').check()
        changes = page.locator('[data-whatif="changes"]:has-text("2 values differ")')
        changes.wait_for(timeout=WAIT)
        answer = page.locator('[data-whatif="mean"]').inner_text()
        goal.write_text(GOAL + LEVERS + "trafic: 1\n", encoding="utf-8")
        page.wait_for_selector("#live [role=alert]", timeout=WAIT)
        changes.wait_for(timeout=WAIT)
        assert page.locator("#whatif-resources-0").input_value() == "20"
        assert page.locator('[data-whatif="keep"]').is_checked()
        assert page.locator('[data-whatif="mean"]').inner_text() == answer
        goal.write_text(GOAL.replace("2x", "3x") + LEVERS, encoding="utf-8")
        page.wait_for_selector("h1:has-text('3,255')", timeout=WAIT)
        page.locator('[data-whatif="changes"]:has-text("These are the values")').wait_for(timeout=WAIT)
        page.close()


def test_a_complaint_is_read_whole_on_a_phone(browser: Any, goal: Path) -> None:
    goal.write_text(GOAL + "trafic: 1\n", encoding="utf-8")
    with serving(goal) as server:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(f"http://localhost:{server.port}/")
        page.wait_for_selector("#live [role=alert]", timeout=WAIT)
        assert page.locator("#live pre").evaluate("one => one.scrollWidth <= one.clientWidth")
        page.close()


def test_a_goal_file_is_broken_and_mended_while_somebody_reads_in_chinese(browser: Any, goal: Path) -> None:
    with serving(goal, "--lang", "zh") as server:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"http://localhost:{server.port}/")
        page.wait_for_selector("h1:has-text('2,170 次会话')", timeout=WAIT)
        goal.write_text(GOAL.replace("2x", "2y"), encoding="utf-8")
        page.wait_for_selector("#live-wrong:has-text('以下是上一份计划')", timeout=WAIT)
        assert "goal.yaml:1:9" in page.locator("#live pre").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        goal.write_text(GOAL.replace("2x", "3x"), encoding="utf-8")
        page.wait_for_selector("h1:has-text('3,255 次会话')", timeout=WAIT)
        assert page.locator("#live [role=alert]").count() == 0
        assert complaints == []
        page.close()


def test_a_server_that_ended_is_told(shows: Any, server: Server) -> None:
    server.interrupted()
    shows.wait_for_selector("#live-gone:visible", timeout=WAIT)
    assert shows.locator("#plan").is_visible()


def test_another_sites_page_gets_nothing(browser: Any, server: Server, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto("about:blank")
    read = page.evaluate(
        "url => fetch(url).then((answer) => answer.text()).catch(() => 'refused')", f"http://127.0.0.1:{server.port}/"
    )
    assert read == "refused"
    page.set_content(f'<iframe src="http://127.0.0.1:{server.port}/"></iframe>')
    page.wait_for_timeout(500)
    assert all("newsletter" not in frame.content() and "organic" not in frame.content() for frame in page.frames)
    page.close()
