import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.channels import CHANNEL_GROUPS
from planner.model.goal import ChannelRule
from planner.sources.exports.channel_rules import default_group, group_of

TEXT = st.one_of(
    st.sampled_from(("", "(direct)", "google", "facebook.com", "cpc", "organic", "brand-x", "*")), st.text(max_size=30)
)

BRAND = ChannelRule("Brand search", source=("google", "bing"), medium=("cpc",), campaign=("brand*", "*-brand-*"))


@pytest.mark.parametrize(
    ("source", "medium", "campaign", "group"),
    [
        ("google", "cpc", "brand", "Brand search"),
        ("Bing", " CPC", "Brand_Exact 2026", "Brand search"),
        ("google", "cpc", "us brand exact", "Brand search"),
        ("google", "cpc", "generic", "Paid Search"),
        ("google", "organic", "brand", "Organic Search"),
        ("yahoo", "cpc", "brand", "Paid Search"),
        ("google", "cpc", "my brand", "Paid Search"),
    ],
)
def test_every_field_of_an_own_rule_has_to_fit(source: str, medium: str, campaign: str, group: str) -> None:
    assert group_of(rules=(BRAND,), source=source, medium=medium, campaign=campaign) == group


def test_the_first_own_rule_wins() -> None:
    wide = ChannelRule("Google", source=("*google*",))
    row = {"source": "google", "medium": "cpc", "campaign": "brand", "channel": "Paid Search"}
    assert group_of(rules=(BRAND, wide), **row) == "Brand search"
    assert group_of(rules=(wide, BRAND), **row) == "Google"
    assert group_of(rules=(wide,), source="https://news.google.com/x") == "Google"


def test_an_own_rule_can_ask_for_the_channel() -> None:
    rule = ChannelRule("Partners", channel=("affiliate*", "referral"))
    assert group_of(rules=(rule,), channel="Affiliates") == "Partners"
    assert group_of(rules=(rule,), channel="Organic Search") == "Organic Search"


def test_the_channel_stands_where_no_own_rule_fits() -> None:
    assert group_of(rules=(BRAND,), source="google", medium="organic", channel=" My channel ") == " My channel "
    assert group_of(rules=(BRAND,), source="google", medium="organic", channel=" ") == "Organic Search"


def test_an_empty_pattern_fits_what_is_blank() -> None:
    rule = ChannelRule("Untagged", campaign=("",))
    assert group_of(rules=(rule,), source="google", campaign=" ") == "Untagged"
    assert group_of(rules=(rule,), source="google", campaign="x") == "Organic Search"


def test_a_rule_without_fields_is_the_last_word() -> None:
    assert (
        group_of(rules=(BRAND, ChannelRule("Rest")), source="google", medium="organic", channel="Organic Search")
        == "Rest"
    )


def test_only_the_star_is_special() -> None:
    rule = ChannelRule("Odd", campaign=("a.c (x|y)[1]?+",))
    assert group_of(rules=(rule,), campaign="A.C_(X|Y)[1]?+") == "Odd"
    assert group_of(rules=(rule,), campaign="abc x1") == "Unassigned"


@given(st.lists(st.text(alphabet="ab*", max_size=8), min_size=1, max_size=3), st.text(alphabet="ab", max_size=8))
def test_wildcards_are_those_of_a_plain_search(patterns: list[str], text: str) -> None:
    def fits(pattern: str, rest: str) -> bool:
        if not pattern:
            return not rest
        if pattern[0] == "*":
            return any(fits(pattern[1:], rest[i:]) for i in range(len(rest) + 1))
        return rest[:1] == pattern[0] and fits(pattern[1:], rest[1:])

    found = group_of(rules=(ChannelRule("Own", campaign=tuple(patterns)),), campaign=text, channel="none")
    assert (found == "Own") == any(fits(pattern, text) for pattern in patterns)


@given(TEXT, TEXT, TEXT, TEXT)
def test_own_rules_come_before_all_else(source: str, medium: str, campaign: str, channel: str) -> None:
    everything = ChannelRule("Own", source=("*",), medium=("nothing", "*"), campaign=("*",), channel=("*",))
    row = {"source": source, "medium": medium, "campaign": campaign, "channel": channel}
    assert group_of(rules=(everything,), **row) == "Own"
    assert group_of(rules=(ChannelRule("All"),), **row) == "All"


@given(TEXT, TEXT, TEXT, TEXT)
def test_without_own_rules_it_is_the_channel_or_the_default(
    source: str, medium: str, campaign: str, channel: str
) -> None:
    group = group_of(rules=(), source=source, medium=medium, campaign=campaign, channel=channel)
    default = default_group(source=source, medium=medium, campaign=campaign)
    assert group == (channel if channel.strip() else default)
    assert default in CHANNEL_GROUPS


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_pattern_is_one(pattern: str, text: str) -> None:
    rule = ChannelRule("Own", campaign=(pattern,))
    assert group_of(rules=(rule,), campaign=text, channel="other") in {"Own", "other"}
    if "*" not in pattern:
        assert group_of(rules=(rule,), campaign=pattern, channel="other") == "Own"
