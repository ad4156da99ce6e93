"""SVG as text: elements with escaped attributes, and the frame around every picture."""

from collections.abc import Iterable
from html import escape
from typing import Literal

from planner.report.charts.palette import colour
from planner.report.escape import clipped
from planner.text import cells, isolated, visible

SIZE = 12.0
"""[px] of text, where a picture is as wide as it was drawn."""
FONTS = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif'
_CELL, _BOLD = 0.6, 1.12
"""Of the size of text: the width of one column of it, half a Chinese character, where the font is a wide one; and how much wider bold is."""

Anchor = Literal["start", "middle", "end"]


def tag(name: str, *inside: str, **attributes: str | float | None) -> str:
    """An element; an attribute of None is left out, an underscore in a name is a hyphen. Args: inside: markup, already escaped."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"' for key, value in attributes.items() if value is not None
    )  # fmt: skip
    body = "".join(inside)
    return f"<{name}{said}>{body}</{name}>" if body else f"<{name}{said}/>"


def words(
    x: float, y: float, text: str, *, anchor: Anchor = "start", shade: str = "muted", bold: bool = False
) -> str:  # fmt: skip
    """Text whose base line is at y, on a halo of paper so that lines behind it do not make it hard to read."""
    return tag(
        "text", plain(text), x=x, y=y, text_anchor=None if anchor == "start" else anchor, fill=colour(shade), font_weight="600" if bold else None, paint_order="stroke", stroke=colour("paper"), stroke_width=3, stroke_linejoin="round",
    )  # fmt: skip


def line(x1: float, y1: float, x2: float, y2: float, *, shade: str, width: float = 1, dashes: str | None = None) -> str:
    """A straight line. Args: dashes: lengths of dashes and gaps [px]."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour(shade), stroke_width=width, stroke_dasharray=dashes)


def path(points: Iterable[tuple[float, float]], *, shade: str, width: float = 2, dashes: str | None = None) -> str:
    """A line through points."""
    return tag(
        "polyline", points=_points(points), fill="none", stroke=colour(shade), stroke_width=width, stroke_linejoin="round",
        stroke_linecap=None if dashes else "round", stroke_dasharray=dashes,
    )  # fmt: skip


def area(points: Iterable[tuple[float, float]], *, shade: str, opacity: float = 0.16) -> str:
    """A filled band."""
    return tag("polygon", points=_points(points), fill=colour(shade), fill_opacity=opacity)


def dot(x: float, y: float, *, shade: str, hollow: bool = False, radius: float = 4.5) -> str:
    """A mark: hollow for what is, full for what is planned."""
    return tag(
        "circle", cx=x, cy=y, r=radius, fill=colour("paper" if hollow else shade), stroke=colour(shade), stroke_width=2 if hollow else 1
    )  # fmt: skip


def tipped(text: str, *inside: str) -> str:
    """Marks that say something when somebody points at them; the table beside the picture says it too."""
    return tag("g", *inside, data_tip=text)


def drawing(name: str, title: str, said: str, *, width: float, height: float, inside: Iterable[str]) -> str:
    """A picture with what it says in words.

    Args: name: of the picture, once on a page; title: what it shows; said: what there is to see.
    """
    return tag(
        "svg",
        tag("title", plain(title), id=f"{name}-title"),
        tag("desc", plain(said), id=f"{name}-desc"),
        *inside,
        id=name, viewBox=f"0 0 {_number(width)} {_number(height)}", width=width, height=height, role="img",
        aria_labelledby=f"{name}-title {name}-desc", font_family=FONTS, font_size=SIZE,
    )  # fmt: skip


def alone(picture: str) -> str:
    """The picture as a file of its own."""
    return picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1) + "\n"


def fitted(text: str, room: float) -> str:
    """The text cut to a width [px], an ellipsis standing for the rest."""
    return clipped(text, max(1, int(room / (_CELL * SIZE))))


def breadth(text: str, *, bold: bool = False) -> float:
    """[px] about as wide as the text is, rather more than less."""
    return cells(text) * _CELL * SIZE * (_BOLD if bold else 1.0)


def plain(text: str) -> str:
    """Text as markup that shows it letter for letter."""
    return escape(isolated(visible(text)), quote=False)


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _value(value: str | float) -> str:
    return escape(isolated(visible(value))) if isinstance(value, str) else _number(value)


def _number(value: float) -> str:
    """To a tenth of a pixel, without a minus zero."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
