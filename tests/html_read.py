"""A page as a test reads it: what stands in it, part by part, and whatever could leave it."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input", "base"}
HIDDEN = {"script", "style", "title", "desc"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str]
    inside: list["Element | str"] = field(default_factory=list)

    def all(self, name: str = "", **attributes: str) -> list["Element"]:
        """This and those below it that have the name and the attributes; class_ is one of the classes."""
        fits = name in ("", self.name) and all(
            value in self.attributes.get("class", "").split()
            if key == "class_"
            else self.attributes.get(key.replace("_", "-")) == value
            for key, value in attributes.items()
        )
        below = [found for each in self.inside if isinstance(each, Element) for found in each.all(name, **attributes)]
        return [self, *below] if fits else below

    def one(self, name: str = "", **attributes: str) -> "Element":
        (found,) = self.all(name, **attributes)
        return found

    @property
    def text(self) -> str:
        """As a reader sees it: no scripts, of pictures only what is drawn, and no isolates around names from the right."""
        parts = [each if isinstance(each, str) else "" if each.name in HIDDEN else each.text for each in self.inside]
        return re.sub(r"\s+", " ", re.sub("[\u2068\u2069]", "", " ".join(parts))).strip()

    @property
    def raw(self) -> str:
        """All text, as it stands."""
        return "".join(each if isinstance(each, str) else each.raw for each in self.inside)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> ends <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(html: str) -> Element:
    """The document; every element must be closed in its place."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == [reader.root]
    return reader.root


def page_text(root: Element) -> str:
    """What a page says, section by section, a row of a table a line."""
    lines = [f"# {root.one('header').text}"]
    for section in root.all("section"):
        lines += ["", f"## {section.one('h2').text}"]
        for each in section.inside[1:]:
            if isinstance(each, Element) and each.name != "h2" and each.text:
                rows = [*each.all("tr"), *each.all(class_="row")]
                lines += [row.text for row in rows] if each.name == "div" and rows else [each.text]
    return "\n".join(lines) + "\n"
