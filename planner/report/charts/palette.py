"""The colours of pages and pictures: few, apart for the colour-blind, light and dark."""

from typing import NamedTuple


class Shade(NamedTuple):
    """One colour on light paper and on dark."""

    light: str
    dark: str


SHADES = {
    "paper": Shade("#ffffff", "#14171b"),
    "card": Shade("#f6f7f9", "#1c2026"),
    "ink": Shade("#1a1e23", "#e7e9ec"),
    "muted": Shade("#5a626d", "#a3abb6"),
    "rule": Shade("#d9dde2", "#39404a"),
    "alone": Shade("#868f9b", "#8a939f"),
    "plan": Shade("#0072b2", "#56b4e9"),
    "target": Shade("#a84300", "#ffab66"),
}
"""Blue and vermilion after Okabe and Ito (2008), Color Universal Design; the vermilion darker, so that it can be read as text. What they
tell apart is also filled or hollow, whole or dashed."""


def colour(name: str) -> str:
    """A shade as a custom property of the page; in a picture that stands alone, the light one."""
    return f"var(--{name},{SHADES[name].light})"
