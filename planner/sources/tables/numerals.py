"""Numbers as tables write them: thousands separators, decimal marks, currencies and percent signs."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isnan
from typing import Literal

Mark = Literal[".", ","]

NO_FIGURE = frozenset(("", "-", "--", "---", "–", "—", "n/a", "na", "#n/a", "nan", "null", "none", "(not set)", "-/-"))
"""What tools write, in any case, where there is no number."""
_CURRENCY = r"(?:[A-Z]{1,3}\$|[$€£¥₹₽₩₺₫₴₪₱฿]|R\$|zł|kr\.?|元|[A-Z]{3}(?![A-Za-z]))"
_BARE = re.compile(
    rf"^(?P<sign>[-−+]?)\s*{_CURRENCY}?\s*(?P<sign2>[-−]?)(?P<digits>\d[\d.,'’ \u00a0\u202f\u2009]*|[.,]\d+)"
    rf"(?P<power>[eE][-+]?\d+)?\s*(?P<times>[kKmM万](?![A-Za-z]))?\s*(?P<after>%|{_CURRENCY})?$"
)
_TIMES = {"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "万": 1e4}
_SPACES = re.compile(r"['’ \u00a0\u202f\u2009]")
_SPACED = re.compile(r"\d{1,3}(?:['’ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?")
_PLAIN: Mapping[Mark, re.Pattern[str]] = {".": re.compile(r"\d+(?:\.\d+)?"), ",": re.compile(r"\d+(?:,\d+)?")}
_GROUPED: Mapping[Mark, re.Pattern[str]] = {
    ".": re.compile(
        r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?|[1-9]\d?(?:,\d{2})*,\d{3}(?:\.\d*)?|\d*\.?\d*"
    ),  # 12,34,567 in India
    ",": re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?|\d*,?\d*"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Which decimal mark the cells of a column can have."""

    able: frozenset[Mark]
    """Those with which every cell is a number."""
    either: str = ""
    """A cell that has another value with the other mark; empty where there is none."""
    grouped: bool = False
    """Every cell from 1,000 on has a separator, the others have none, and there are several of each kind: whole numbers."""


def looks_like_figure(cell: str) -> bool:
    """Whether a cell holds a number or a date in any spelling that begins with or holds a digit and no word."""
    text = cell.strip()
    return bool(_BARE.match(text)) or (bool(text) and text[0].isdigit() and sum(map(str.isalpha, text)) <= 2)


def number(cell: str, mark: Mark = ".") -> float:
    """The number in a cell, a percentage as its hundredth; NaN where there is none.

    Args: mark: the decimal mark; the other one, blanks and apostrophes separate thousands.
    """
    text = cell.strip()
    if mark == ".":
        try:
            return float(text) if "_" not in text else float("nan")
        except ValueError:
            pass
    found = _BARE.match(text)
    if not found:
        return float("nan")
    digits = found["digits"].strip()
    spaced = _SPACES.search(digits)
    if spaced and not _SPACED.fullmatch(digits):
        return float("nan")
    digits = _SPACES.sub("", digits)
    if not (_PLAIN[mark] if spaced else _GROUPED[mark]).fullmatch(digits):
        return float("nan")
    plain = digits.replace(",", "") if mark == "." else digits.replace(".", "").replace(",", ".")
    try:
        value = float(plain + (found["power"] or ""))
    except ValueError:
        return float("nan")
    value *= _TIMES.get(found["times"] or "", 1)
    negative = found["sign"] in ("-", "−") or bool(found["sign2"])
    return (-value if negative else value) / (100 if found["after"] == "%" else 1)


def is_no_figure(cell: str) -> bool:
    """Whether a cell says that there is no number."""
    return cell.strip().casefold() in NO_FIGURE


def is_share(cell: str) -> bool:
    """Whether a cell holds a percentage, which is no count of anything."""
    return cell.rstrip().endswith("%")


def marks_of(cells: Iterable[str]) -> Marks:
    """What the cells of a column say of its decimal mark."""
    filled = [cell.strip() for cell in cells if not is_no_figure(cell)]
    able: set[Mark] = {".", ","}
    either = ""
    plain = separated = 0
    strays = False
    for cell in filled:
        if cell.isdigit() and cell.isascii():
            plain += 1
            strays = strays or len(cell) > 3
            continue
        values = {mark: number(cell, mark) for mark in (".", ",")}
        wrong = {mark for mark, value in values.items() if isnan(value)}
        able -= wrong
        if not wrong and values["."] != values[","]:
            either = either or cell
            separated += 1
        if not able:
            break
    return Marks(able=frozenset(able), either=either, grouped=not strays and plain > 0 and separated > 2)
