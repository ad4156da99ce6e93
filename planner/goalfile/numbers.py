"""Numbers as people write them: 90000, 90,000, 12k, 1.2M, 1.2万, 九万."""

import re
import unicodedata

from planner.errors import quoted
from planner.goalfile.complaint import UnclearError, unclear

LONGEST = 40  # characters
LARGEST = 1e15  # anything above is a slip of the hand, and sums of such numbers would lose whole sessions
SMALLEST = 1e-9

_DIGITS = r"(?:[0-9]{1,3}(?:[,'’_ ][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?(?:e[+-]?[0-9]{1,3})?|\.[0-9]+"
_SCALES = {
    "thousand": 3, "k": 3, "million": 6, "mn": 6, "m": 6, "百万": 6, "千万": 7, "万": 4, "萬": 4, "千": 3, "亿": 8, "億": 8,
}  # fmt: skip
_LATIN = "|".join(scale for scale in _SCALES if scale.isascii())
_WIDE = "|".join(scale for scale in _SCALES if not scale.isascii())
ARABIC = rf"(?:(?:{_DIGITS})(?:\s?(?:{_LATIN})(?![a-z])|\s?(?:{_WIDE}))?)"
"""A pattern for a number in digits within normalised text."""
HAN = "[零〇一二两三四五六七八九十百千万亿]{1,16}"
NUMBER = rf"(?:{ARABIC}|{HAN})"

_WHOLE = re.compile(rf"([-+−])?\s?({_DIGITS})\s?({'|'.join(_SCALES)})?")
_THOUSANDS = re.compile(r"(?:[-+−]\s?)?([1-9][0-9]{0,2})\.([0-9]{3})")
_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000}
_HAN_GROUPS = {"万": 10_000, "亿": 100_000_000}

EXPECTED = "a number such as 90000, 90,000, 12k or 1.2M"


def normalised(text: str) -> str:
    """The text in compatibility form, lower case, with single spaces: full-width digits and signs become plain ones."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def number(text: str) -> float:
    """The number that a text says.

    Raises: UnclearError if it is none, is not finite, or is beyond what a goal file can mean (1e-9 to 1e15 away from zero).
    """
    plain = normalised(text) if len(text) <= LONGEST else ""
    if found := _WHOLE.fullmatch(plain):
        sign, digits, scale = found.groups()
        value = _scaled(re.sub("[,'’_ ]", "", digits), _SCALES.get(scale, 0))
        value = -value if sign in ("-", "−") else value
    elif re.fullmatch(HAN, plain):
        value = float(min(_numeral(plain), 10**16))
    else:
        raise unclear(f"{quoted(text)} is not a number", EXPECTED)
    if abs(value) > LARGEST:
        raise unclear(f"{quoted(text)} is too large", "a number up to 1,000,000,000,000,000")
    if 0 < abs(value) < SMALLEST:
        raise unclear(f"{quoted(text)} is too small", "0, or a number from 0.000000001")
    return value


def size(text: str) -> float:
    """The number that a text says of something that is counted in thousands as well as in ones: sessions, effort, money.

    Raises: UnclearError as `number` does, and for 11.800, which is 11,800 to some and 11.8 to others; 0.125 and 1234.567 are clear.
    """
    found = number(text)
    if written := _THOUSANDS.fullmatch(normalised(text)):
        whole, part = written[1], written[2]
        fraction = f"{whole}.{part.rstrip('0') or '0'}"
        fraction += "0" if fraction.endswith(part) else ""
        raise unclear(f"{text.strip()} may be {whole},{part} or {fraction}", f"{whole}{part} or {fraction}")
    return found


def is_number(text: str) -> bool:
    """Whether `number` can read the text."""
    try:
        number(text)
    except UnclearError:
        return False
    return True


def has_han(text: str) -> bool:
    """Whether the text holds a Chinese character."""
    return any("\u3400" <= c <= "\u9fff" for c in text)


def has_word(text: str) -> bool:
    """Whether the normalised text holds a Latin letter; an x, which may be a sign of a multiple, is none."""
    return any("a" <= c <= "z" and c != "x" for c in text)


def _scaled(digits: str, exponent: int) -> float:
    """Digits times a power of ten without a rounding error: 1.1 million is 1100000, not 1100000.0000000001."""
    mantissa, _, own = digits.partition("e")
    return float(f"{mantissa}e{int(own or 0) + exponent}")


def _numeral(text: str) -> int:
    """A Chinese numeral such as 一百二十万."""
    total = group = digit = 0
    for c in text:
        if c in _HAN_DIGITS:
            digit = _HAN_DIGITS[c]
        elif c in _HAN_SCALES:
            group += (digit or 1) * _HAN_SCALES[c]
            digit = 0
        else:
            total = (total + group + digit or 1) * _HAN_GROUPS[c]
            group = digit = 0
    return total + group + digit
