"""Which pictures a plan has, what their files are called, and how a document shows them."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple
from urllib.parse import quote

from planner.model.page import Page
from planner.report import labels
from planner.report.charts.bar import bar_chart
from planner.report.charts.burnup import burnup_chart
from planner.report.charts.chance import chance_chart
from planner.report.charts.effort import effort_chart, effort_groups
from planner.report.charts.frontier import frontier_chart
from planner.report.charts.lever import lever_chart
from planner.report.charts.waterfall import waterfall_chart
from planner.report.curve_rows import no_curve
from planner.report.escape import clipped, markdown
from planner.report.frontier_rows import frontier_of
from planner.report.pictures.png import png
from planner.report.pictures.standalone import standalone
from planner.report.rows import ranked
from planner.report.sentences import name

WIDE = 720.0  # px
MOST_CURVES = 12
"""Levers with a picture, best first: a document with more is not read."""
WIDEST_TEXT = 400  # columns of the text in place of a picture
NAMES = ("chance", "bar", "way", *(f"lever-{n:02}" for n in range(1, MOST_CURVES + 1)), "effort", "frontier", "weeks")
"""Every name that a picture may have, without its ending."""
ENDINGS = (".svg", ".png")
LONGEST_HEAD = 1000
"""Characters at the start of a picture within which it says what it is."""
_SAID = re.compile(r"<title[^>]*>(.*?)</title><desc[^>]*>(.*?)</desc>")


class Picture(NamedTuple):
    """One picture of a plan."""

    file: str
    """Without its ending; never a name from outside."""
    heading: str
    """Of the section that it belongs to; empty for the top."""
    svg: str

    @property
    def said(self) -> str:
        """What there is to see, in words."""
        found = _SAID.search(self.svg)
        return clipped(" – ".join(map(unescape, found.groups())), WIDEST_TEXT) if found else ""


def pictures_of(page: Page) -> tuple[Picture, ...]:
    """Those that have something to show."""
    return tuple(Picture(file, heading, standalone(drawn)) for file, heading, drawn in _drawn(page))


def _drawn(page: Page) -> Iterator[tuple[str, str, str]]:
    plan = page.plan
    yield "chance", "", chance_chart(page, name="chance", width=WIDE)
    yield "bar", "", bar_chart(plan, name="bar", width=WIDE)
    yield "way", labels.TREE(), waterfall_chart(plan, name="way", width=WIDE)
    curves = {curve.lever.name: curve for curve in page.curves if not no_curve(curve)}
    levers = [lever.name for lever in ranked(plan.levers) if lever.name in curves]
    for n, lever in enumerate(levers[:MOST_CURVES], start=1):
        yield (
            f"lever-{n:02}",
            labels.LEVERS(),
            lever_chart(curves[lever], metric=name(plan.metric), ident=f"lever-{n:02}"),
        )
    if effort_groups(plan):
        yield "effort", labels.RESOURCES(), effort_chart(plan, ident="effort", width=WIDE)
    if frontier_of(plan).rows:
        yield "frontier", labels.FRONTIER(), frontier_chart(plan, ident="frontier", width=WIDE)
    if plan.checkpoints:
        yield "weeks", labels.CHECKPOINTS(), burnup_chart(page, ident="weeks", width=WIDE)


def picture_files(pictures: tuple[Picture, ...]) -> dict[str, str | bytes]:
    """Every file with its name."""
    files: dict[str, str | bytes] = {}
    for one in pictures:
        lines, pixels = ENDINGS
        files[f"{one.file}{lines}"] = one.svg
        files[f"{one.file}{pixels}"] = png(one.svg)
    return files


def is_own(file: str, head: str) -> bool:
    """Whether an SVG is one of ours. Args: file: its name without its ending; head: its start."""
    return head.startswith("<svg ") and f'aria-labelledby="{file}-title {file}-desc"' in head


def shown_in_markdown(pictures: tuple[Picture, ...], folder: str) -> Mapping[str, str]:
    """For the heading of every section, Markdown that shows its pictures: their pixels, which lead to what they are drawn of.

    Args: folder: where they are, as seen from the document, with / between its parts.
    """
    found: dict[str, list[str]] = {}
    for one in pictures:
        path = quote(f"{folder}/{one.file}" if folder != "." else one.file)
        found.setdefault(one.heading, []).append(f"[![{markdown(one.said)}]({path}.png)]({path}.svg)")
    return {heading: "\n".join(links) for heading, links in found.items()}
