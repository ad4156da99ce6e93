"""The page as text: every figure, picture, style and script within it, and a policy that lets nothing else in or out."""

import json
import pkgutil
import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from planner.model.page import Page
from planner.report.charts.bar import bar_chart
from planner.report.charts.palette import SHADES
from planner.report.headline import bar_text, headline
from planner.report.page.blocks import Live, Part, Raw, Section, Table
from planner.report.page.figures import NARROW, chance_figure
from planner.report.page.sections import parts_of
from planner.text import isolated, visible
from planner.version import __version__
from planner.words.dates import period_name
from planner.words.figures import exact, short_percent
from planner.words.language import Language, say, spoken

LONGEST_WORD = 20
SHORT = 8  # characters that fit into any column
_HELD = re.compile(r"(?<=\d) (?=%)|(?<=±) (?=\d)")
"""Blanks at which no line may end."""
TAGS: dict[Language, str] = {"en": "en", "zh": "zh-Hans"}
"""Of a page (BCP 47)."""
BAR = 900.0  # px, of the bar on a wide page


def render_html(page: Page, extra: tuple[Section, ...] = (), live: Live | None = None) -> str:
    """The page; the same plan gives the same bytes.

    Args: extra: sections that other rooms add; live: what a served page has above them.
    """
    plan = page.plan
    style = _theme() + _read("style.css") + "".join(section.style for section in extra) + (live.style if live else "")
    scripts = [
        *([live.script] if live else []),
        _read("page.js"),
        *(section.script for section in extra if section.script),
    ]
    text = _environment().get_template("template.html").render(
        policy=_policy([style], scripts, connects=live is not None),
        above=live.html if live else "",
        language=TAGS[spoken()],
        style=_inline(style),
        scripts=[_inline(script) for script in scripts],
        data=[(f"{section.id}-data", _data(section.data)) for section in extra if section.data],
        kicker=say("Plan for {period}", period=period_name(plan.period)),
        head=headline(plan),
        chance=short_percent(plan.chance),
        picture=chance_figure(page),
        bar=(bar_chart(plan, name="bar-narrow", width=NARROW), bar_chart(plan, name="bar-wide", width=BAR)),
        bar_text=bar_text(plan),
        parts=_with(parts_of(page), extra),
        words=_words(),
        made=say(
            "Made by planner {version}; {draws} draws, seed {seed}. The same goal and data give the same page.",
            version=__version__, draws=exact(plan.goal.draws), seed=plan.goal.seed,
        ),
    )  # fmt: skip
    return text.strip() + "\n"


def _words() -> dict[str, str]:
    """What the page says of itself."""
    return {
        "skip": say("To the plan"),
        "contents": say("Contents"),
        "figures": say("Show the figures"),
        "theme": say("Light or dark"),
        "open": say("Open all"),
        "close": say("Close all"),
        "bar": say("Grey comes anyway, blue is what the plan adds; the thin line is its 80 % range."),
        "tree": say("Each row can be opened and closed with Enter; arrow keys move between rows."),
    }


def _with(parts: tuple[Part, ...], extra: Iterable[Section]) -> tuple[Part, ...]:
    """The sections with those of others, each behind the one that it names."""
    found = list(parts)
    for section in extra:
        part = Part(id=section.id, heading=section.heading, blocks=(Raw(html=section.html),))
        at = next((n for n, one in enumerate(found) if one.id == section.after), len(found) - 1)
        found.insert(at + 1, part)
    return tuple(found)


def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    environment.tests["long"] = _long
    environment.globals["classes"] = _classes
    return environment


def _classes(shown: Table, column: int, text: str) -> str:
    """Of a cell: figures stand to the right, short texts on one line, and the name of a row above it where rows are cards."""
    kinds = ["r"] if shown.aligns[column] == "r" else ["n"] if len(text) <= SHORT else []
    return " ".join([*kinds, *(["key"] if shown.stacked and column == shown.key else [])])


def _long(text: str) -> bool:
    """Whether a word is so long that it has to be broken; the words of a column of a table are else kept whole."""
    return any(len(word) > LONGEST_WORD for word in text.split())


def _harmless(value: object) -> object:
    """What goes onto the page: our own markup as it is, texts without what steers or hides, a figure and its sign on one line."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return _HELD.sub("\u00a0", isolated(visible(value)))


def _read(name: str) -> str:
    data = pkgutil.get_data("planner.report.page", name)
    if data is None:
        raise FileNotFoundError(name)
    return data.decode()


def _theme() -> str:
    """The colours, light or dark as the reader's system says, or as the reader does; paper is white."""
    light, dark = (
        "".join(f"--{name}:{getattr(shade, tone)};" for name, shade in SHADES.items()) for tone in ("light", "dark")
    )
    return (
        f":root,:root[data-theme=light]{{color-scheme:light;{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}\n"
        f"@media print{{:root,:root:not([data-theme=light]),:root[data-theme=dark]{{color-scheme:light;{light}}}}}\n"
    )


def _policy(styles: Iterable[str], scripts: Iterable[str], *, connects: bool) -> str:
    """A content security policy under which the page can run what it was written with, and reach nothing, or only where it comes from."""
    allowed = (("style-src", styles), ("script-src", scripts))
    sources = [f"{what} {' '.join(map(_hashed, texts))}" for what, texts in allowed]
    reach = ["connect-src 'self'"] if connects else []
    return "; ".join(("default-src 'none'", *sources, *reach, "img-src data:", "base-uri 'none'", "form-action 'none'"))


def _hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _inline(text: str) -> Markup:
    """Raises: ValueError for a text that would end its own element."""
    if "</" in text or "<!--" in text:
        raise ValueError("a style or script of the page holds '</' or '<!--', which would end it")
    return Markup(text)  # noqa: S704 - our own style or script


def _data(text: str) -> Markup:
    """JSON within a script element, where only these characters could end it."""
    plain = json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
    return Markup(plain.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704 - escaped
