"""The page as it is served: the plan, above it what is wrong with the goal now, and a script that loads the page again when there is another."""

import pkgutil
from base64 import b64encode
from hashlib import sha256
from html import escape, unescape
from typing import NamedTuple

from planner.model.page import Page
from planner.report.page.blocks import Live, Section
from planner.report.page.html import TAGS, render_html
from planner.text import visible
from planner.words.language import say, spoken

_UNNAMED = 'data-version=""'
"""Where the version of a page stands in it; no text from outside has a quotation mark on the page."""
_POLICY = '<meta http-equiv="Content-Security-Policy" content="'


class Served(NamedTuple):
    """One page to serve."""

    html: str
    version: str
    """Of the page: another one has another."""
    policy: str
    """The content security policy that it names itself, for its header."""


def render_live(page: Page | None, extra: tuple[Section, ...] = (), *, file: str, wrong: str = "") -> Served:
    """The page of the last plan that there was, if any.

    Args: extra: sections that other rooms add; file: the goal file, as it is shown; wrong: the complaints about it, a line each; empty where there are none, and without a plan where the first
    is being made.
    """
    live = Live(html=_above(file, wrong, planned=page is not None), style=_read("live.css"), script=_read("live.js"))
    html = _unplanned(file, wrong, live) if page is None else render_html(page, extra, live=live)
    version = sha256(html.encode()).hexdigest()[:16]
    _, _, rest = html.partition(_POLICY)
    return Served(
        html=html.replace(_UNNAMED, f'data-version="{version}"', 1),
        version=version,
        policy=unescape(rest.partition('"')[0]),
    )


def _above(file: str, wrong: str, *, planned: bool) -> str:
    """What stands above the plan."""
    bar = (
        f"<span>{_plain(file)}</span>"
        f'<span id="live-busy" role="status" hidden>{_plain(say("Planning again …"))}</span>'
        f'<span id="live-gone" role="status" hidden>{_plain(say("planner serve has ended; this is what it showed last."))}</span>'
        f'<a href="/again">{_plain(say("Read the data again"))}</a>'
    )
    return f'<div id="live" {_UNNAMED}><div class="bar">{bar}</div>{_wrong(wrong, planned=planned)}</div>'


def _wrong(wrong: str, *, planned: bool) -> str:
    if not wrong:
        return ""
    heading = (
        say("This cannot be planned with. Below stands the last plan.") if planned else say("This cannot be planned with.")
    )  # fmt: skip
    lines = "\n".join(map(_line, wrong.splitlines()))
    return f'<section class="wrong" role="alert" aria-labelledby="live-wrong"><h2 id="live-wrong">{_plain(heading)}</h2><pre>{lines}</pre></section>'


def _line(line: str) -> str:
    """Of a complaint: it is wrapped where the page is narrow, but for the lines of the file, under which a mark stands."""
    return _plain(line) if line.lstrip().startswith("|") else f"<span>{_plain(line)}</span>"


def _unplanned(file: str, wrong: str, live: Live) -> str:
    """A page before there is any plan."""
    style = f"{live.style}:root{{color-scheme:light dark;font-family:system-ui,sans-serif}}body{{margin:0}}"
    title = say("{file}: no plan yet", file=file)
    said = "" if wrong else f"<main><p>{_plain(say('Planning …'))}</p></main>"
    policy = f"default-src 'none'; style-src {_hashed(style)}; script-src {_hashed(live.script)}; connect-src 'self'; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="{TAGS[spoken()]}">\n<head>\n<meta charset="utf-8">\n{_POLICY}{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{_plain(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{live.html}\n{said}\n<script>{live.script}</script>\n</body>\n</html>\n"
    )


def _plain(text: str) -> str:
    return escape(visible(text))


def _hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _read(name: str) -> str:
    data = pkgutil.get_data("planner.report.live", name)
    if data is None:
        raise FileNotFoundError(name)
    return data.decode()
