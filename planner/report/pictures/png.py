"""A picture as pixels, for what shows no SVG."""

import resvg_py

ZOOM = 2
"""Pixels of a screen for one of the picture: most screens have two."""


def png(svg: str) -> bytes:
    """Args: svg: that stands alone. Text is drawn with the fonts of this machine, the first of its list that has the character."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=ZOOM))
