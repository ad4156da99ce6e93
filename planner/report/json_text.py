"""What JSON reports share: the text of a document, and figures as programs read them."""

import json
import math
import re
from typing import Any

from planner.model.period import Period
from planner.model.spread import Spread
from planner.words.language import spoken

Document = dict[str, Any]

_RAW = re.compile("[\x7f-\x9f\ud800-\udfff]")
"""What JSON lets stand in a text, but steers a terminal or is no UTF-8; as an escape it is the same text."""
_LEVELS = ("mean", "p05", "p10", "p25", "p50", "p75", "p90", "p95")


def json_text(document: Document) -> str:
    """The document; the same one gives the same bytes.

    Raises: ValueError if a figure is not finite, which JSON cannot say.
    """
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)
    return _RAW.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def language() -> Document:
    """What the texts of a document are in, where they are not English."""
    return {} if spoken() == "en" else {"language": spoken()}


def days(period: Period) -> Document:
    """Its first and last day, and how many it has."""
    return {"start": str(period.start), "end": str(period.end), "days": period.days}


def quantiles(spread: Spread) -> Document:
    """Mean and quantiles [sessions]."""
    return {level: sessions(getattr(spread, level)) for level in _LEVELS}


def sessions(value: float) -> float:
    """To a tenth of a session."""
    return _whole(round(value, 1))


def rate(value: float) -> float:
    """To six significant digits."""
    return significant(value, 6)


def significant(value: float, digits: int) -> float:
    """To so many significant digits."""
    return _whole(float(f"{value:.{digits - 1}e}"))


def _whole(value: float) -> float:
    """A whole number as an integer, as people write it: 12000 and not 12000.0."""
    return int(value) if math.isfinite(value) and value == int(value) else float(value)
