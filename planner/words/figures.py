"""Figures as people read them: rounded to what is known, with thousands separators."""

import math

from planner.words.language import Language, say, spoken

_SUFFIXES: dict[Language, tuple[tuple[float, str], ...]] = {
    "en": ((1e9, "G"), (1e6, "M"), (1e3, "k")),
    "zh": ((1e8, "亿"), (1e4, "万")),
}
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


def days(count: int) -> str:
    """1 day, 12 days."""
    return say("1 day") if count == 1 else say("{count} days", count=exact(count))


def weeks(count: int) -> str:
    """1 week, 12 weeks."""
    return say("1 week") if count == 1 else say("{count} weeks", count=exact(count))


def months(count: int) -> str:
    """1 month, 12 months."""
    return say("1 month") if count == 1 else say("{count} months", count=exact(count))


def years(count: int) -> str:
    """1 year, 12 years."""
    return say("1 year") if count == 1 else say("{count} years", count=exact(count))


def others(count: int) -> str:
    """1 other, 12 others."""
    return say("1 other") if count == 1 else say("{count} others", count=exact(count))


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
    for size, suffix in _SUFFIXES[spoken()]:
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
    return ends_of(*ends)


def ends_of(low: str, high: str) -> str:
    """A range of figures; a minus sign beside a dash would be read for another."""
    return say("{low} to {high}", low=low, high=high) if low.startswith("-") else f"{low}–{high}"


def percentage(figure: str) -> str:
    """12 %, 5–8 %: a figure, or a range, that is in percents."""
    return say("{figure} %", figure=figure)


def percent(chance: float) -> str:
    """A probability in whole percents, never a certainty."""
    if chance < 0.01:
        return say("under 1 %")
    if chance > 0.99:
        return say("over 99 %")
    return percentage(f"{chance * 100:.0f}")


def short_percent(chance: float) -> str:
    """`percent` for narrow columns."""
    if chance < 0.01:
        return say("<1 %")
    return say(">99 %") if chance > 0.99 else percent(chance)


def share(part: float, whole: float) -> str:
    """A part of a whole in whole percents; unlike a chance it may be none or all."""
    if part <= 0 or whole <= 0:
        return percentage("0")
    return percentage("100") if part >= whole else percent(part / whole)


def percents(part: float) -> int:
    """Whole percents, of many the first three digits."""
    return round(rounded(part * 100))


def change(part: float) -> str:
    """A change for a column: +5 %, -12 %; 0 has no sign."""
    whole = percents(part)
    return percentage(f"{'+' if whole > 0 else ''}{exact(whole)}")


def apart(part: float) -> str:
    """How large a change is, in whole percents; words beside it say its direction."""
    return percentage(exact(abs(percents(part))))


def apart_range(low: float, high: float) -> str:
    """How large changes of one direction are: 45–70 %."""
    sizes = dict.fromkeys(exact(size) for size in sorted(abs(percents(end)) for end in (low, high)))
    return percentage("–".join(sizes))


def error(part: float) -> str:
    """How far off something is, in whole percents; unlike a chance it may be more than all."""
    return apart(part) if percents(part) else say("under 1 %")


def proven(gap: float) -> str:
    """A bound on a relative gap in percents, rounded up to one digit, so that the claim stays true."""
    size = max(gap, 1e-6) * 100
    unit = 10.0 ** math.floor(math.log10(size))
    return percentage(plain(math.ceil(size / unit - 1e-9) * unit, 6))


def times(scale: float) -> str:
    """A factor: 1.04, 1.9, 4.1, 12."""
    return plain(scale, 2 if scale < 2 else 1 if scale < 10 else 0)


def bundle(per_unit: float) -> tuple[int, float]:
    """How many units to speak of so that they bring at least one session, and what they bring: 0.64 each is 64 per 100."""
    for size in _BUNDLES:
        if per_unit * size >= 1:
            return size, per_unit * size
    return 1, per_unit
