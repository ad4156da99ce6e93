"""How much a phrase asks for: a total, a multiple, a change or so many sessions more.

Readings that people differ on, all echoed by the plan: 翻3倍 is 3 times, as "triple" is; 增长3倍 is 3 times more, so 4 times;
翻两番 is doubled twice, so 4 times; "3 times more" is 3 times.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from planner.errors import quoted
from planner.goalfile.compared import BASE, HAN_BASE
from planner.goalfile.complaint import unclear
from planner.goalfile.numbers import ARABIC, NUMBER, has_han, has_word, is_number, number, size

Kind = Literal["total", "multiple", "change", "extra"]

EXPECTED = (
    "90000, 3x, +25%, +5000, or a phrase such as: triple traffic next month; grow organic search by 30% in Q1; "
    "reach 90,000 sessions in December; 下个月网站流量翻3倍"
)

_ABOVE = "a target above 0, such as 90000, 3x or +25%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """The number in a phrase, and what it is a number of."""

    kind: Kind
    value: float
    """total, extra [sessions]; multiple [-]; change: 0.25 is 25 % more."""


def find_amount(plain: str) -> tuple[Amount, str]:
    """The amount that normalised text names, and the text without it.

    Raises: UnclearError if there is none, if there are two, or if it can be read in two ways.
    """
    if is_number(plain) and plain[0] not in "+-−":
        return _above_nothing(Amount(kind="total", value=size(plain)), plain), ""
    found, build = _first(plain)
    if found is None:
        raise unclear(f"{quoted(plain)} says no amount", EXPECTED)
    amount = _above_nothing(build(found, _direction(plain), plain), plain)
    rest = f"{plain[: found.start()]} {plain[found.end() :]}"
    again, _ = _first(rest)
    if again is not None:
        text = f"{quoted(plain)} names two amounts, {found.group().strip()} and {again.group().strip()}"
        raise unclear(text, "one, such as 3x or 90,000")
    return amount, rest


def has_amount(plain: str) -> bool:
    """Whether normalised text names an amount."""
    return _first(plain)[0] is not None


def _first(plain: str) -> tuple[re.Match[str] | None, "_Build"]:
    digit, word, times = any("0" <= c <= "9" for c in plain), has_word(plain), any(c in "x×" for c in plain)
    holds = {
        "word": word,
        "han": has_han(plain),
        "digit": digit,
        "digit word": digit and word,
        "digit times": digit and (word or times),
    }
    for needs, pattern, build in _FORMS:
        if holds[needs] and (found := re.search(pattern, plain)):
            return found, build
    return None, _total


def _above_nothing(amount: Amount, plain: str) -> Amount:
    least = {"total": 0.0, "multiple": 0.0, "change": -1.0, "extra": float("-inf")}[amount.kind]
    if amount.value <= least:
        wrong = "leaves no sessions" if amount.kind == "change" else "is not above 0"
        raise unclear(f"the target {quoted(plain)} {wrong}", _ABOVE)
    return amount


_UP = "grow(?:ing|s)?|increas(?:e|es|ing)|rais(?:e|ing)|boost|lift|improve|expand|gain|rise|up|add(?:ing)?|plus"
_DOWN = "reduc(?:e|ing)|decreas(?:e|ing)|cut|lower|shrink|drop|lose|down|minus"
_MORE = "more|extra|additional|higher|another"
_LESS = "fewer|less"
_HAN_UP = "增长|增加|新增|提升|提高|上升|上涨|增|涨|多"
_HAN_DOWN = "下降|减少|降低|下跌|缩减|降|减|少"


def _word(words: str) -> str:
    return f"(?<![a-z])(?:{words})(?![a-z])"


_UPWARD = f"{_word(f'{_UP}|{_MORE}')}|{_HAN_UP}"
_DOWNWARD = f"{_word(f'{_DOWN}|{_LESS}')}|{_HAN_DOWN}"


def _direction(plain: str) -> int:
    """1 where the words say more, -1 where they say less, 0 where they say neither."""
    if not has_word(plain) and not has_han(plain):
        return 0
    down, up = bool(re.search(_DOWNWARD, plain)), bool(re.search(_UPWARD, plain))
    if up and down:
        raise unclear(f"{quoted(plain)} says both more and less", EXPECTED)
    return up - down


_WORDS = {
    "doubl(?:e|es|ed|ing)": 2.0, "twice": 2.0, "tripl(?:e|es|ed|ing)|trebl(?:e|ing)|thrice": 3.0,
    "quadrupl(?:e|ing)": 4.0, "quintupl(?:e|ing)": 5.0, "halv(?:e|ed|ing)|in half": 0.5,
}  # fmt: skip
_COUNTS = {
    w: float(i) for i, w in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 2)
}
_COUNT = "|".join(_COUNTS)

_Build = Callable[[re.Match[str], int, str], Amount]


def _by_word(factor: float) -> _Build:
    return lambda _found, _way, _plain: Amount(kind="multiple", value=factor)


def _multiple(found: re.Match[str], way: int, plain: str) -> Amount:
    if found["sign"] or way < 0:
        raise unclear(
            f"{quoted(plain)} can be read in two ways", "3x for three times as much, +25% or -10% for a change"
        )
    return Amount(kind="multiple", value=_COUNTS.get(found["n"]) or number(found["n"]))


def _han_multiple(found: re.Match[str], way: int, plain: str) -> Amount:
    if way < 0:
        raise unclear(f"{quoted(plain)} can be read in two ways", "减少50% or 减半")
    return Amount(kind="multiple", value=number(found["n"]))


def _han_more(found: re.Match[str], _way: int, _plain: str) -> Amount:
    return Amount(kind="multiple", value=1.0 + number(found["n"]))


def _doublings(found: re.Match[str], _way: int, _plain: str) -> Amount:
    times = number(found["n"])
    if times > 20:
        raise unclear(f"doubling {found['n']} times is out of reach", "翻一番 or 翻两番")
    return Amount(kind="multiple", value=2.0**times)


def _sign(found: re.Match[str], way: int, plain: str) -> int:
    said = found.groupdict().get("sign")
    sign = 0 if not said else 1 if said == "+" else -1
    if sign * way < 0:
        raise unclear(f"{quoted(plain)} says both more and less", EXPECTED)
    return sign or way


def _change(percent: float) -> _Build:
    def build(found: re.Match[str], way: int, plain: str) -> Amount:
        sign = _sign(found, way, plain)
        if sign == 0:
            raise unclear(f"{quoted(plain)} does not say whether that is more or less", "+25% or -10%")
        return Amount(kind="change", value=sign * number(found["n"]) * percent / 100)

    return build


def _part(found: re.Match[str], _way: int, _plain: str) -> Amount:
    return Amount(kind="multiple", value=number(found["n"]) / 100)


def _share(_found: re.Match[str], _way: int, plain: str) -> Amount:
    """To 50 % is no change by 50 %, and of what it is 50 % the words do not say."""
    raise unclear(f"{quoted(plain)} can be read in two ways", "+50%, 1.5x, or a number of sessions")


def _extra(found: re.Match[str], way: int, plain: str) -> Amount:
    sign = _sign(found, way, plain)
    if sign == 0 or found.groupdict().get("sign") in ("-", "−"):
        raise unclear(f"the target {quoted(plain)} is not above 0", _ABOVE)
    return Amount(kind="extra", value=sign * size(found["n"]))


def _total(found: re.Match[str], _way: int, _plain: str) -> Amount:
    return Amount(kind="total", value=size(found["n"]))


def _bare(found: re.Match[str], way: int, plain: str) -> Amount:
    if way:
        n = found["n"].strip()
        raise unclear(f"{quoted(plain)} can be read in two ways", f"by {n}, or to {n}")
    return _total(found, way, plain)


_N = f"(?P<n>{NUMBER})"
_A = f"(?P<n>{ARABIC})"
_FREE = "(?<![0-9a-z.,_-])"  # a number inside a name such as web3 is no amount
_SIGN = r"(?:(?<![0-9a-z])(?P<sign>[+\-−]) *|(?<![0-9a-z.,_-]))"
_TO = "to|reach(?:es|ing)?|hit(?:ting)?|at +least|achiev(?:e|ing)|attain(?:ing)?|equal"
_HAN_TO = "到|至|为|是|达|突破|超过|不低于"
_PERCENT = "(?:%|percent(?![a-z])|per +cent(?![a-z]))"
_AS_MUCH = "(?: +as +(?:much|many)| +more)?"

_FORMS: tuple[tuple[str, str, _Build], ...] = (
    *(("word", _word(words), _by_word(factor)) for words, factor in _WORDS.items()),
    ("han", "减半|腰斩", _by_word(0.5)),
    ("digit times", rf"{_word('(?:by +|to +)?')}{_SIGN}{_A} *(?:x(?![a-z])|×|times(?![a-z])|-?fold){_AS_MUCH}", _multiple),
    ("word", rf"{_SIGN}(?<![a-z])(?P<n>{_COUNT})(?: +times|[ -]?fold)(?![a-z]){_AS_MUCH}", _multiple),
    ("digit times", rf"{_SIGN}(?<![0-9a-z])[x×] *{_A}", _multiple),
    ("han", "翻(?:了|上)?(?:一|1)?倍|翻(?:了|上)?[一1]番", _by_word(2.0)),
    ("han", rf"翻(?:了|上)? *{_N} *倍", _han_multiple),
    ("han", rf"翻(?:了|上)? *{_N} *番", _doublings),
    ("han", rf"(?:{_HAN_UP})(?:了)? *{_N} *倍", _han_more),
    ("han", rf"(?:{_HAN_TO}|成)?(?:了)?(?:原来|现在|目前|上个?月)?的? *{_N} *倍", _han_multiple),
    ("digit word", rf"(?:(?<![a-z])(?:to|reach(?:es|ing)?) +)?{_FREE}{_A} *{_PERCENT} +of +{BASE}", _part),
    ("han", rf"(?:{_HAN_TO})?(?:了)? *{HAN_BASE}的? *{_N} *{_PERCENT}", _part),
    ("digit word", rf"(?<![a-z])(?:to|reach(?:es|ing)?) +{_A} *{_PERCENT}(?! *(?:{_MORE}|{_LESS})(?![a-z]))|{_FREE}{ARABIC} *{_PERCENT} +of(?![a-z])", _share),
    ("han", rf"(?<!达)(?:到|至)(?:了)? *{_N} *%", _share),
    ("digit", rf"(?:(?<![a-z])by +|(?:{_HAN_UP}|{_HAN_DOWN})(?:了)? *)?{_SIGN}{_A} *{_PERCENT}(?: *(?:{_word(f'{_MORE}|{_LESS}')}))?", _change(1)),
    ("han", rf"(?:(?:{_HAN_UP}|{_HAN_DOWN})(?:了)? *)?百分之 *{_N}", _change(1)),
    ("han", rf"(?:(?:{_HAN_UP}|{_HAN_DOWN})(?:了)? *)?{_N} *成(?!为)", _change(10)),
    ("digit", rf"(?<![0-9a-z])(?P<sign>[+\-−]) *{_A}", _extra),
    ("digit word", rf"{_FREE}{_A} *{_word(f'{_MORE}|{_LESS}')}", _extra),
    ("digit word", rf"{_word(f'by|{_MORE}|add(?:ing)?|gain|plus|minus')} +{_A}", _extra),
    ("han", rf"(?:{_HAN_UP}|{_HAN_DOWN})(?:了)? *{_N} *(?:次|个|人次|人)?", _extra),
    ("digit word", rf"{_word(_TO)} +{_A}", _total),
    ("han", rf"(?:{_HAN_TO})(?:了)? *{_N} *(?:次|个|人次|人)?", _total),
    ("digit", rf"{_FREE}{_A} *(?:次|个|人次|人)?", _bare),
    ("han", rf"(?P<n>(?:{ARABIC})) *(?:次|人次)", _bare),
)  # fmt: skip
"""(what the text must hold for it, pattern, builder); the first that is found counts, and `re` compiles no more than is needed."""
