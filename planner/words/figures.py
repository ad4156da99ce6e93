"""Figures as people read them: rounded to what is known, with thousands separators."""

import math
from collections.abc import Sequence

_SUFFIXES = ((1e9, "G"), (1e6, "M"), (1e3, "k"))
_BUNDLES = (1, 100, 10_000, 1_000_000, 100_000_000)


def rounded(value: float, digits: int = 3) -> float:
    """The value with so many significant digits; 0 stays 0."""
    if value == 0:
        return 0.0
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def plain(value: float, decimals: int) -> str:
    """With thousands separators and at most so many decimals, no trailing zeros and no minus zero."""
    text = f"{value:,.{max(0, decimals)}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def exact(count: float) -> str:
    """A count that is known or decided: every digit."""
    return plain(count, 0)


def counted(count: int, what: str) -> str:
    """1 day, 12 days: a count of something with a plain English plural."""
    return f"{exact(count)} {what}{'' if count == 1 else 's'}"


def sessions(value: float) -> str:
    """An uncertain number of sessions: three significant digits, whole."""
    return plain(rounded(value), 0)


def signed(value: float) -> str:
    """An uncertain number of extra sessions, with its sign; 0 has none."""
    text = sessions(value)
    return text if text == "0" or text.startswith("-") else f"+{text}"


def rate(value: float) -> str:
    """A price or a yield: three significant digits, as many decimals as they need."""
    if value == 0:
        return "0"
    return plain(rounded(value), 2 - math.floor(math.log10(abs(value))))


def brought(value: float) -> str:
    """What a little more effort brings, which nobody knows finely: whole from 10, else to a tenth."""
    return plain(rounded(value), 0 if abs(value) >= 10 else 1)


def amount(value: float) -> str:
    """Effort or a resource: whole from 100, else with up to two decimals."""
    size = abs(value)
    return plain(value, 0 if size >= 100 else 1 if size >= 10 else 2)


def short(value: float) -> str:
    """For narrow columns: 950, 1.2k, 31.2k, 4.75M; three significant digits."""
    near = rounded(value)
    for size, suffix in _SUFFIXES:
        if abs(near) >= size:
            return plain(near / size, 2 - math.floor(math.log10(abs(near) / size))) + suffix
    return plain(near, 0 if abs(near) >= 100 else 1 if abs(near) >= 10 else 2)


def short_signed(value: float) -> str:
    """`short` with its sign, for extra sessions, which are whole."""
    text = short(value if abs(value) >= 1000 else round(value))
    return text if text == "0" or text.startswith("-") else f"+{text}"


def span(low: float, high: float) -> str:
    """A range, both ends rounded alike: to three digits of the larger one."""
    largest = max(abs(low), abs(high))
    decimals = 0 if largest == 0 else min(0, 2 - math.floor(math.log10(largest)))
    ends = [plain(round(end, decimals), 0) for end in (low, high)]
    return (" to " if ends[0].startswith("-") else "–").join(ends)


def percent(chance: float) -> str:
    """A probability in whole percents, never a certainty."""
    if chance < 0.01:
        return "under 1 %"
    if chance > 0.99:
        return "over 99 %"
    return f"{chance * 100:.0f} %"


def short_percent(chance: float) -> str:
    """The same where there is little room: < 1 %."""
    return "< 1 %" if chance < 0.01 else "> 99 %" if chance > 0.99 else percent(chance)


def share(part: float, whole: float) -> str:
    """A part of a whole in whole percents; unlike a chance it may be none or all."""
    if part <= 0 or whole <= 0:
        return "0 %"
    return "100 %" if part >= whole else percent(part / whole)


def percents(part: float) -> int:
    """Whole percents, of many the first three digits."""
    return round(rounded(part * 100))


def change(part: float) -> str:
    """A change for a column: +5 %, -12 %; 0 has no sign."""
    whole = percents(part)
    return f"{'+' if whole > 0 else ''}{exact(whole)} %"


def apart(part: float, more: str, less: str, same: str) -> str:
    """A change in words, which say its direction: 5 % more; `same` where it is none in whole percents."""
    whole = percents(part)
    return f"{exact(abs(whole))} % {more if whole > 0 else less}" if whole else same


def apart_range(low: float, high: float, more: str, less: str) -> str:
    """A range of changes in words: 45–70 % fewer, 20 % fewer to 10 % more."""
    ends = [percents(end) for end in (low, high)]
    if ends[0] < 0 < ends[1]:
        return f"{apart(low, more, less, '')} to {apart(high, more, less, '')}"
    sizes = dict.fromkeys(exact(size) for size in sorted(map(abs, ends)))
    return f"{'–'.join(sizes)} % {less if ends[0] < 0 else more}"


def error(part: float) -> str:
    """How far off something is, in whole percents; unlike a chance it may be more than all."""
    return apart(part, "", "", "under 1 %").rstrip()


def proven(gap: float) -> str:
    """A bound on a relative gap in percents, rounded up to one digit, so that the claim stays true."""
    size = max(gap, 1e-6) * 100
    unit = 10.0 ** math.floor(math.log10(size))
    return f"{plain(math.ceil(size / unit - 1e-9) * unit, 6)} %"


def times(scale: float) -> str:
    """A factor: 1.04, 1.9, 4.1, 12."""
    return plain(scale, 2 if scale < 2 else 1 if scale < 10 else 0)


def bundle(per_unit: float) -> tuple[int, float]:
    """How many units to speak of so that they bring at least one session, and what they bring: 0.64 each is 64 per 100."""
    for size in _BUNDLES:
        if per_unit * size >= 1:
            return size, per_unit * size
    return 1, per_unit


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence: a, b and c."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
