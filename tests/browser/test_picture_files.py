"""A picture as a file of its own, in a real Chromium: light or dark as the reader's system is."""

from pathlib import Path
from typing import Any

import pytest
from browsers import MARKS
from report_pages import PAGES

from planner.report.charts.palette import SHADES
from planner.report.pictures.files import pictures_of

pytestmark = MARKS


def rgb(color: str) -> str:
    return f"rgb({', '.join(str(int(color[n : n + 2], 16)) for n in (1, 3, 5))})"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark(browser: Any, tmp_path: Path, scheme: str) -> None:
    shades = {name: rgb(getattr(shade, scheme)) for name, shade in SHADES.items()}
    for picture in pictures_of(PAGES["designed"]()):
        (tmp_path / "one.svg").write_text(picture.svg, encoding="utf-8")
        page = browser.new_page(color_scheme=scheme)
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto((tmp_path / "one.svg").as_uri())
        assert page.evaluate("getComputedStyle(document.querySelector('rect')).fill") == shades["paper"]
        fills = page.evaluate("[...document.querySelectorAll('text')].map((one) => getComputedStyle(one).fill)")
        assert set(fills) <= {shades[name] for name in ("ink", "muted", "plan", "target")}
        assert len(asked) == 1
        page.close()
