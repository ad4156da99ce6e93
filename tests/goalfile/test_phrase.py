"""Targets in words."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.goalfile.complaint import UnclearError
from planner.goalfile.phrase import read_phrase
from planner.model.goal import Where
from planner.model.period import Period, RelativePeriod

ALL: Where = ()
MONTH = RelativePeriod(unit="month")
REST = RelativePeriod(unit="month", which="rest")
REST_OF_YEAR = RelativePeriod(unit="year", which="rest")
MARCH_NEXT_YEAR = RelativePeriod(unit="month", which="next year", count=3)
QUARTER = RelativePeriod(unit="quarter")


def month(number: int) -> RelativePeriod:
    return RelativePeriod(unit="month", which="named", count=number)


def any_level(*names: str) -> Where:
    return (("", names),)


NEW, RETURNING = any_level("new"), any_level("returning")


@pytest.mark.parametrize(
    ("text", "kind", "amount"),
    [
        ("90000", "total", 90000), ("90,000", "total", 90000), ("12k", "total", 12000), ("1.2M", "total", 1200000),
        ("9万", "total", 90000), ("1.2万", "total", 12000), ("100万", "total", 1000000), ("2027", "total", 2027),
        ("90000 visits", "total", 90000), ("sessions: 90000", "total", 90000), ("at least 90k visits", "total", 90000),
        ("3x", "multiple", 3), ("3 x", "multiple", 3), ("×3", "multiple", 3), ("3倍", "multiple", 3), ("翻3倍", "multiple", 3),
        ("翻三倍", "multiple", 3), ("翻倍", "multiple", 2), ("翻一番", "multiple", 2), ("翻两番", "multiple", 4), ("翻三番", "multiple", 8),
        ("提高到3倍", "multiple", 3), ("增长3倍", "multiple", 4), ("增长一倍", "multiple", 2), ("流量减半", "multiple", 0.5),
        ("把网站流量提升到现在的3倍", "multiple", 3), ("grow traffic to 3x", "multiple", 3), ("a 3-fold increase", "multiple", 3),
        ("three times as much traffic", "multiple", 3), ("ten times the traffic", "multiple", 10), ("halve traffic", "multiple", 0.5),
        ("quadruple traffic", "multiple", 4), ("0.5x", "multiple", 0.5),
        ("+25%", "change", 0.25), ("-10%", "change", -0.1), ("25% more", "change", 0.25), ("20% fewer visits", "change", -0.2),
        ("reduce traffic by 10%", "change", -0.1), ("20% increase in traffic", "change", 0.2), ("增长25%", "change", 0.25),
        ("提升两成", "change", 0.2), ("流量下降10%", "change", -0.1), ("增长百分之三十", "change", 0.3), ("traffic up 30 percent", "change", 0.3),
        ("比上个月多三成", "change", 0.3), ("流量比上月增长20%", "change", 0.2), ("流量环比增长20%", "change", 0.2), ("20% more than last month", "change", 0.2),
        ("流量达到上月的120%", "multiple", 1.2), ("增长到原来的120%", "multiple", 1.2), ("reach 120% of last month's traffic", "multiple", 1.2),
        ("double last month's traffic", "multiple", 2), ("+20% compared with last month", "change", 0.2), ("at least 20% more", "change", 0.2),
        ("grow by 2027", "extra", 2027),
        ("+5000", "extra", 5000), ("5k more sessions", "extra", 5000), ("增加5000", "extra", 5000), ("grow by 2000", "extra", 2000),
        ("新增5000次访问", "extra", 5000), ("add 5000", "extra", 5000), ("5000 fewer sessions", "extra", -5000),
    ],
)  # fmt: skip
def test_amounts(text: str, kind: str, amount: float) -> None:
    found = read_phrase(text)
    assert (found.target.kind, found.target.where, found.period, found.target.text) == (kind, ALL, None, text)
    assert found.target.amount == pytest.approx(amount)


@pytest.mark.parametrize(
    ("text", "kind", "amount", "where", "period"),
    [
        ("triple traffic next month", "multiple", 3, ALL, MONTH),
        ("triple next month's traffic", "multiple", 3, ALL, MONTH),
        ("double returning visitors by June", "multiple", 2, RETURNING, month(6)),
        ("double traffic in May", "multiple", 2, ALL, month(5)),
        ("grow organic search by 30% in Q1", "change", 0.3, any_level("organic search"), RelativePeriod(unit="quarter", which="named", count=1)),
        ("reach 90,000 sessions in December 2026", "total", 90000, ALL, Period(start=date(2026, 12, 1), end=date(2026, 12, 31))),
        ("in 2027 reach 1.5 million sessions", "total", 1500000, ALL, Period(start=date(2027, 1, 1), end=date(2027, 12, 31))),
        ("increase Blog to 50k", "total", 50000, any_level("blog"), None),
        ("get 20% more new visitors next quarter", "change", 0.2, NEW, QUARTER),
        ("first-time visitors +20%", "change", 0.2, NEW, None),
        ("add 5000 sessions from email over the next 4 weeks", "extra", 5000, any_level("email"), RelativePeriod(unit="week", count=4)),
        ("new and returning visitors 2x", "multiple", 2, any_level("new", "returning"), None),
        ("grow organic search and email by 10%", "change", 0.1, any_level("organic search", "email"), None),
        ("new visitors from organic search +10%", "change", 0.1, (*NEW, *any_level("organic search")), None),
        ("increase returning visitors by 25% by the end of the month", "change", 0.25, RETURNING, REST),
        ("web3 traffic +10%", "change", 0.1, any_level("web3"), None),
        ("march madness +10%", "change", 0.1, any_level("march madness"), None),
        ("grow frobnicated widgets by 10%", "change", 0.1, any_level("frobnicated widgets"), None),
        ("下个月网站流量翻3倍", "multiple", 3, ALL, MONTH),
        ("下月老访客翻倍", "multiple", 2, RETURNING, MONTH),
        ("12月流量达到9万", "total", 90000, ALL, month(12)),
        ("下季度自然搜索提升30%", "change", 0.3, any_level("自然搜索"), QUARTER),
        ("未来4周新增5000次访问", "extra", 5000, ALL, RelativePeriod(unit="week", count=4)),
        ("本月新访客增长20%", "change", 0.2, NEW, REST),
        ("百度流量增长25%", "change", 0.25, any_level("百度"), None),
        ("double traffic by end of Q1", "multiple", 2, ALL, RelativePeriod(unit="quarter", which="named", count=1)),
        ("double traffic by the end of June", "multiple", 2, ALL, month(6)),
        ("double traffic by the end of the year", "multiple", 2, ALL, REST_OF_YEAR),
        ("double traffic by end of year", "multiple", 2, ALL, REST_OF_YEAR),
        ("年底前流量翻倍", "multiple", 2, ALL, REST_OF_YEAR),
        ("今年年底前流量翻倍", "multiple", 2, ALL, REST_OF_YEAR),
        ("12月底前流量翻倍", "multiple", 2, ALL, month(12)),
        ("本月流量达到上月的120%", "multiple", 1.2, ALL, REST),
        ("明年3月流量翻倍", "multiple", 2, ALL, MARCH_NEXT_YEAR),
        ("明年三月流量翻倍", "multiple", 2, ALL, MARCH_NEXT_YEAR),
        ("double traffic in March next year", "multiple", 2, ALL, MARCH_NEXT_YEAR),
        ("March next year double traffic", "multiple", 2, ALL, MARCH_NEXT_YEAR),
        ("明年第一季度流量翻倍", "multiple", 2, ALL, RelativePeriod(unit="quarter", which="next year", count=1)),
        ("double traffic in Q1 of next year", "multiple", 2, ALL, RelativePeriod(unit="quarter", which="next year", count=1)),
        ("今年12月流量翻倍", "multiple", 2, ALL, RelativePeriod(unit="month", which="this year", count=12)),
        ("下一季度流量翻倍", "multiple", 2, ALL, QUARTER),
        ("double email in 2 weeks", "multiple", 2, any_level("email"), RelativePeriod(unit="week", count=2)),
        ("double email within 2 weeks", "multiple", 2, any_level("email"), RelativePeriod(unit="week", count=2)),
        ("10x by 2027", "multiple", 10, ALL, Period(start=date(2027, 1, 1), end=date(2027, 12, 31))),
        ("10x by the end of 2027", "multiple", 10, ALL, Period(start=date(2027, 1, 1), end=date(2027, 12, 31))),
        ("triple the traffic of next month", "multiple", 3, ALL, MONTH),
        ("2026年12月网站访问量达到12万次", "total", 120000, ALL, Period(start=date(2026, 12, 1), end=date(2026, 12, 31))),
    ],
)  # fmt: skip
def test_phrases(text: str, kind: str, amount: float, where: Where, period: Period | RelativePeriod | None) -> None:
    found = read_phrase(text)
    assert (found.target.kind, found.target.where, found.period) == (kind, where, period)
    assert found.target.amount == pytest.approx(amount)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("0", "the target '0' is not above 0"),
        ("-5000", "the target '-5000' is not above 0"),
        ("0x", "the target '0x' is not above 0"),
        ("-100%", "the target '-100%' leaves no sessions"),
        ("25%", "'25%' does not say whether that is more or less"),
        ("+3x", "'+3x' can be read in two ways"),
        ("increase traffic 5000", "'increase traffic 5000' can be read in two ways"),
        ("triple traffic to 90000", "'triple traffic to 90000' names two amounts, triple and to 90000"),
        ("grow from 30k to 90k", "'grow from 30k to 90k' names two amounts, to 90k and 30k"),
        ("double traffic in May by June", "'double traffic in may by june' names two periods"),
        ("reduce traffic by +10%", "'reduce traffic by +10%' says both more and less"),
        ("I want more traffic", "'i want more traffic' says no amount"),
        ("make it rain", "'make it rain' says no amount"),
        ("x" * 201, f"the target '{'x' * 59}…' is too long to read"),
        ("grow organic search to 50% of traffic", "'grow organic search to 50% of traffic' can be read in two ways"),
        ("grow traffic to 150%", "'grow traffic to 150%' can be read in two ways"),
        ("流量提升到120%", "'流量提升到120%' can be read in two ways"),
        (
            "reach 50,000 more sessions than in November",
            "'reach 50,000 more sessions than in november' compares with november",
        ),
        ("double the traffic of 2025-12", "'double the traffic of 2025-12' compares with 2025-12"),
        (
            "double the traffic of 2025-12 in 2026-12",
            "'double the traffic of 2025-12 in 2026-12' compares with 2025-12",
        ),
        ("20% up vs 2025-11", "'20% up vs 2025-11' compares with 2025-11"),
        ("20% more than last year", "'20% more than last year' compares with last year"),
        (
            "20% more than last month next quarter",
            "'20% more than last month next quarter' compares with last month, and plans another stretch",
        ),
        ("流量比2025年12月多三成", "'流量比2025年12月多三成' compares with 2025年12月"),
        ("与2025年12月相比增长三成", "'与2025年12月相比增长三成' compares with 2025年12月"),
        ("达到2025年12月的2倍", "'达到2025年12月的2倍' compares with 2025年12月"),
        ("流量同比增长20%", "'流量同比增长20%' compares with 同比"),
        ("翻100番", "doubling 100 times is out of reach"),
    ],
)
def test_refused(text: str, wrong: str) -> None:
    with pytest.raises(UnclearError) as caught:
        read_phrase(text)
    assert caught.value.complaints[0].text == wrong
    assert caught.value.complaints[0].expected


WORDS = st.sampled_from(
    [
        "triple",
        "double",
        "grow",
        "reduce",
        "by",
        "to",
        "3x",
        "+25%",
        "-10%",
        "90,000",
        "12k",
        "next",
        "month",
        "in",
        "may",
        "june",
        "q1",
        "2027",
        "more",
        "fewer",
        "new",
        "returning",
        "visitors",
        "organic",
        "search",
        "下个月",
        "流量",
        "翻",
        "3倍",
        "增长",
        "到",
        "9万",
        "新增",
        "次",
        "老访客",
        "未来",
        "4周",
        "一",
        "两成",
        "百分之",
        "×",
        "%",
        "+",
        "-",
        "亿",
    ]
)


@given(st.text() | st.lists(WORDS, max_size=9).map(" ".join) | st.lists(WORDS, max_size=9).map("".join))
@example("翻亿番")
def test_any_text_is_a_target_or_unclear(text: str) -> None:
    with suppress(UnclearError):
        found = read_phrase(text)
        assert found.target.amount > {"total": 0, "multiple": 0, "change": -1, "extra": -2e15}[found.target.kind]


@given(st.integers(min_value=1, max_value=10**12))
def test_totals_round_trip(value: int) -> None:
    assert read_phrase(f"reach {value:,} sessions next month").target.amount == value
    assert read_phrase(f"下个月达到{value}次").target.amount == value
