"""A picture of the page made to stand alone: its own paper and colours, light and dark, and no need of the page's."""

import re

from planner.report.charts.palette import SHADES
from planner.report.charts.svg import alone

MARGIN = 12  # px
_FRAME = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)" width="[\d.]+" height="[\d.]+"')
_SHADE = re.compile(r"var\(--[a-z]+,(#[0-9a-f]{6})\)")
_TIPPED = re.compile(r'<g data-tip="([^"]*)">')


def standalone(picture: str) -> str:
    """A picture as `planner.report.charts` draws them, with paper behind it and a margin; where a viewer knows of dark, it is dark there."""
    framed = _FRAME.sub(lambda found: _frame(*map(float, found.groups())), picture, count=1)
    paper = f'<rect x="{-MARGIN}" y="{-MARGIN}" width="100%" height="100%" fill="{SHADES["paper"].light}"/>'
    plain = _TIPPED.sub(r"<g><title>\1</title>", _SHADE.sub(r"\1", framed))
    return alone(plain.replace("</desc>", f"</desc><style>{_dark()}</style>{paper}", 1))


def _frame(width: float, height: float) -> str:
    wide, high = f"{width + 2 * MARGIN:g}", f"{height + 2 * MARGIN:g}"
    return f'viewBox="{-MARGIN} {-MARGIN} {wide} {high}" width="{wide}" height="{high}"'


def _dark() -> str:
    """Attributes say the light colours, so that a viewer without styles shows them."""
    rules = (
        f'[{what}="{shade.light}"]{{{what}:{shade.dark}}}' for shade in SHADES.values() for what in ("fill", "stroke")
    )
    return f"@media (prefers-color-scheme:dark){{{''.join(rules)}}}"
