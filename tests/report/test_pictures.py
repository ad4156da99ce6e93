"""Pictures as files: whole by themselves, in light and dark, as pixels, and as a document shows them."""

import re
import struct
import zlib
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from report_curves import shown
from report_pages import PAGES, page
from report_plans import HOSTILE, example, large

from planner.model.page import Page
from planner.report.charts.palette import SHADES
from planner.report.markdown import render_markdown
from planner.report.pictures.files import MOST_CURVES, picture_files, pictures_of, shown_in_markdown
from planner.report.pictures.png import png

SVG = "{http://www.w3.org/2000/svg}"


def pixels(data: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and the rows of an RGBA picture of eight bits a channel."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high, depth, kind = struct.unpack(">IIBB", data[16:26])
    assert (depth, kind) == (8, 6)
    at, body = 8, b""
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        body += data[at + 8 : at + 8 + size] if name == b"IDAT" else b""
        at += size + 12
    raw, step = zlib.decompress(body), 4 * wide + 1
    before, rows = bytes(4 * wide), []
    for row in range(high):
        line, how = bytearray(raw[row * step + 1 : (row + 1) * step]), raw[row * step]
        for n, value in enumerate(line):
            left, above, corner = (line[n - 4] if n >= 4 else 0), before[n], (before[n - 4] if n >= 4 else 0)
            guess = left + above - corner
            nearest = min((left, above, corner), key=lambda each: abs(guess - each))
            line[n] = (value + (0, left, above, (left + above) // 2, nearest)[how]) & 255
        before = bytes(line)
        rows.append(before)
    return wide, high, rows


@pytest.mark.parametrize("name", list(PAGES))
def test_every_picture_is_whole_by_itself(name: str) -> None:
    pictures = pictures_of(PAGES[name]())
    assert {"chance", "bar", "way"} <= {each.file for each in pictures}
    for each in pictures:
        assert re.fullmatch(r"[a-z]+(-\d\d)?", each.file), "no name from outside"
        root = ElementTree.fromstring(each.svg)  # noqa: S314 - our own text
        assert root.tag == f"{SVG}svg"
        assert "var(" not in each.svg
        assert "data-tip" not in each.svg
        assert not re.search(r"<script|href|url\(|on\w+=\"|@import", each.svg.replace(each.said, ""))
        left, top, wide, high = map(float, root.attrib["viewBox"].split())
        assert (left, top) == (-12, -12)
        assert (wide, high) == (float(root.attrib["width"]), float(root.attrib["height"]))
        paper = root.find(f"{SVG}rect")
        assert paper is not None
        assert paper.attrib["fill"] == SHADES["paper"].light
        style = root.find(f"{SVG}style")
        assert style is not None
        assert f'[fill="{SHADES["paper"].light}"]{{fill:{SHADES["paper"].dark}}}' in (style.text or "")
        assert each.said


def test_pixels_are_twice_as_many_and_light() -> None:
    picture = next(each for each in pictures_of(PAGES["example"]()) if each.file == "bar")
    root = ElementTree.fromstring(picture.svg)  # noqa: S314 - our own text
    wide, high, rows = pixels(png(picture.svg))
    assert (wide, high) == (round(2 * float(root.attrib["width"])), round(2 * float(root.attrib["height"])))
    assert rows[0][:4] == b"\xff\xff\xff\xff", "paper behind it"
    assert bytes.fromhex(SHADES["target"].light[1:]) in b"".join(
        row[n : n + 3] for row in rows for n in range(0, len(row), 4)
    )


def test_text_is_drawn_chinese_too_where_there_is_a_font() -> None:
    frame = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30" font-family="sans-serif"><text x="5" y="20">{}</text></svg>'
    empty = png(frame.format(""))
    if png(frame.format("m")) == empty:
        pytest.skip("there are no fonts here")
    if png(frame.format("搜")) == empty:
        pytest.skip("there is no Chinese font here")
    assert png(frame.format("搜")) != png(frame.format("索"))


def test_a_document_shows_them_in_their_sections() -> None:
    pictures = pictures_of(PAGES["designed"]())
    links = shown_in_markdown(pictures, "../my charts/(1)")
    text = render_markdown(example(), links)
    assert "](../my%20charts/%281%29/chance.png)](../my%20charts/%281%29/chance.svg)" in text
    head, _, rest = text.partition("\n## ")
    assert head.count("[![") == 2
    assert rest.count("[![") == len(pictures) - 2
    for heading, file in (("## Resources", "effort"), ("## By the week", "weeks"), ("## Where it comes from", "way")):
        assert f"/{file}.png" in text.partition(heading)[2].partition("\n## ")[0]
    assert all(line.count("](") == 2 for line in text.splitlines() if line.startswith("[!["))
    assert re.sub(r"\n\n(\[!\[.*\n?)+", "\n", text).split() == render_markdown(example()).split()


def test_hostile_names_stay_in_the_text() -> None:
    pictures = pictures_of(PAGES["hostile"]())
    for line in "\n".join(shown_in_markdown(pictures, "charts").values()).splitlines():
        assert re.fullmatch(r"\[!\[.*\]\(charts/[a-z]+(-\d\d)?\.png\)\]\(charts/[a-z]+(-\d\d)?\.svg\)", line)
        assert not re.search(r"(?<!\\)<", line)
        assert len(re.findall(r"(?<!\\)\]\(", line)) == 2
    for one in pictures:
        assert "<script" not in one.svg
        assert not set(one.svg) & set("\u202e\x1b\x07")
    assert len(HOSTILE) > 3


def test_only_so_many_curves() -> None:
    many: Page = page(*shown(large(levers=40)))
    assert sum(each.file.startswith("lever-") for each in pictures_of(many)) == MOST_CURVES


def test_the_files_have_fixed_names() -> None:
    still = replace(PAGES["flat"](), curves=())
    assert list(picture_files(pictures_of(still)))[:4] == ["chance.svg", "chance.png", "bar.svg", "bar.png"]
