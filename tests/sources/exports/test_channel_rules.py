import hashlib
import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.channels import CHANNEL_GROUPS
from planner.sources.exports import channel_rules
from planner.sources.exports.channel_rules import DEFAULT_RULES, default_group, source_categories

WORDS = st.sampled_from(
    (
        "", "(direct)", "(none)", "(not set)", "google", "facebook.com", "youtube", "amazon.com", "chatgpt.com", "cpc", "cpm", "organic",
        "referral", "email", "paid", "social", "sms", "push", "cross-network", "spring shop", "https://www.google.de/", "//", ":", "*",
    )
)  # fmt: skip
TEXT = st.one_of(WORDS, st.text(max_size=30))

GA4 = (
    # source, medium, campaign, group
    ("(direct)", "(none)", "", "Direct"),
    ("(direct)", "(not set)", "(not set)", "Direct"),
    ("(direct)", "(none)", "(direct)", "Direct"),
    ("(direct)", "(none)", "spring-shop", "Direct"),
    ("(direct)", "email", "", "Email"),
    ("google", "cpc", "cross-network", "Cross-network"),
    ("google", "cross-network", "", "Organic Search"),
    ("amazon", "cpc", "x-cross-network-y", "Cross-network"),
    ("amazon.com", "cpc", "", "Paid Shopping"),
    ("Google Shopping", "paid", "", "Paid Shopping"),
    ("google", "cpc", "spring-shop", "Paid Shopping"),
    ("example.com", "ppc", "eshop", "Paid Shopping"),
    ("example.com", "ppc", "workshop", "Paid Other"),
    ("example.com", "ppc", "workshopping", "Paid Shopping"),
    ("google", "cpc", "", "Paid Search"),
    ("bing", "ppc", "", "Paid Search"),
    ("google", "cpm", "", "Paid Search"),
    ("google", "retargeting", "", "Paid Search"),
    ("google", "retargeting-x", "", "Organic Search"),
    ("google", "ppc-x", "", "Organic Search"),
    ("google", "ecpc", "", "Paid Search"),
    ("google", "unpaid", "", "Organic Search"),
    ("facebook", "paid-social", "", "Paid Social"),
    ("l.facebook.com", "paid", "", "Paid Social"),
    ("linkedin", "cpv", "", "Paid Social"),
    ("youtube.com", "cpc", "", "Paid Video"),
    ("vimeo", "paid-video", "", "Paid Video"),
    ("taboola", "cpm", "", "Display"),
    ("example.com", "display", "", "Display"),
    ("example.com", "banner", "", "Display"),
    ("example.com", "expandable", "", "Display"),
    ("example.com", "interstitial", "", "Display"),
    ("facebook", "display", "", "Display"),
    ("taboola", "cpc", "", "Paid Other"),
    ("chatgpt.com", "cpc", "", "Paid Other"),
    ("newsletter", "paid-email", "", "Paid Other"),
    ("chatgpt.com", "ai-assistant", "(ai-assistant)", "AI Assistant"),
    ("bing", "ai-assistant", "(ai-assistant)", "AI Assistant"),
    ("ebay", "organic", "", "Organic Shopping"),
    ("shop.app", "referral", "", "Organic Shopping"),
    ("newsletter", "email", "summer shopping", "Organic Shopping"),
    ("instagram", "email", "", "Organic Social"),
    ("reddit.com", "referral", "", "Organic Social"),
    *(("us", medium, "", "Organic Social") for medium in ("social", "social-network", "social-media", "sm", "social network", "social media")),
    ("us", "social_media", "", "Unassigned"),
    ("youtube.com", "referral", "", "Organic Video"),
    ("us", "product-videos", "", "Organic Video"),
    ("google", "organic", "", "Organic Search"),
    ("google", "(not set)", "", "Organic Search"),
    ("google", "email", "", "Organic Search"),
    ("example.com", "organic", "", "Organic Search"),
    ("example.com", "organic-x", "", "Unassigned"),
    ("example.com", "referral", "", "Referral"),
    ("example.com", "app", "", "Referral"),
    ("example.com", "link", "", "Referral"),
    ("email", "referral", "", "Referral"),
    ("us", "email", "", "Email"),
    ("us", "e-mail", "", "Email"),
    ("us", "e_mail", "", "Email"),
    ("us", "e mail", "", "Email"),
    ("mailchimp-email", "newsletter", "", "Email"),
    ("us", "newsletter", "", "Unassigned"),
    ("us", "affiliate", "", "Affiliates"),
    ("us", "affiliates", "", "Unassigned"),
    ("us", "audio", "", "Audio"),
    ("us", "audio-ad", "", "Unassigned"),
    ("us", "sms", "", "SMS"),
    ("sms", "text", "", "SMS"),
    ("us", "web-push", "", "Mobile Push Notifications"),
    ("us", "push-x", "", "Unassigned"),
    ("us", "mobile-app", "", "Mobile Push Notifications"),
    ("us", "notifications", "", "Mobile Push Notifications"),
    ("firebase", "fcm", "", "Mobile Push Notifications"),
    ("(not set)", "(not set)", "(not set)", "Unassigned"),
    ("example.com", "(not set)", "", "Unassigned"),
    ("example.com", "(none)", "", "Unassigned"),
    ("", "flyer", "", "Unassigned"),
)  # fmt: skip

NO_MEDIUM = (
    ("", "Direct"),
    (" \t", "Direct"),
    ("(direct)", "Direct"),
    ("Direct / None", "Direct"),
    ("Direct Entry", "Direct"),
    ("(none)", "Direct"),
    ("Google", "Organic Search"),
    ("DuckDuckGo", "Organic Search"),
    ("Brave", "Organic Search"),
    ("search.brave.com", "Organic Search"),
    ("Twitter", "Organic Social"),
    ("x.com", "Organic Social"),
    ("Hacker News", "Organic Social"),
    ("Bluesky", "Organic Social"),
    ("www.threads.com", "Organic Social"),
    ("Youtube", "Organic Video"),
    ("temu.com", "Organic Shopping"),
    ("ChatGPT", "AI Assistant"),
    ("www.perplexity.ai", "AI Assistant"),
    ("Newsletter", "Email"),
    ("Google Ads", "Paid Search"),
    ("blog.example.org", "Referral"),
    ("https://example.com:8080/a?b#c", "Referral"),
    ("android-app://com.example.reader/", "Referral"),
    ("spring flyer", "Unassigned"),
    ("(not set)", "Unassigned"),
)

HOSTS = (
    *((host, "search") for host in ("https://www.google.de/", "google.com", "google.co.uk", "www.google.com.hk", "//google.fr/search?q=a", "m.google.com")),
    *((host, "search") for host in ("www.bing.com", "r.search.yahoo.com", "search.yahoo.com", "fr.search.yahoo.com", "yandex.com.tr", "duckduckgo.com.")),
    *((host, "social") for host in ("www.reddit.com", "https://m.facebook.com", "de-de.facebook.com", "uk.linkedin.com", "https://t.co/abc", "m.weibo.com")),
    *((host, "shopping") for host in ("amazon.de", "www.amazon.co.jp", "ebay.fr", "www.etsy.com")),
    *((host, "video") for host in ("www.youtube.com", "m.youtube.com", "vimeo.com")),
    *((host, "ai") for host in ("gemini.google.com", "https://copilot.microsoft.com/", "www.chatgpt.com", "yuanbao.tencent.com")),
    *((host, "") for host in ("docs.google.com", "notgoogle.com", "google.evil.com", "mygoogle.de", "google-blog.com", "cnn.com", "ask.fm", "example.com", "")),
)  # fmt: skip


@pytest.mark.parametrize(("source", "medium", "campaign", "group"), GA4)
def test_the_rules_are_those_of_ga4(source: str, medium: str, campaign: str, group: str) -> None:
    assert default_group(source=source, medium=medium, campaign=campaign) == group
    assert (
        default_group(source=f"  {source.upper()} ", medium=f"\t{medium.title()}", campaign=campaign.upper()) == group
    )


def test_every_group_has_a_case_and_every_rule_a_known_group() -> None:
    assert {group for *_, group in GA4} == set(CHANNEL_GROUPS)
    ruled = [group for group, _ in DEFAULT_RULES]
    assert len(ruled) == len(set(ruled))
    assert {*ruled, "Unassigned"} == set(CHANNEL_GROUPS)
    assert [group for group in ruled if group != "AI Assistant"] == [
        g for g in CHANNEL_GROUPS if g in ruled and g != "AI Assistant"
    ]


@pytest.mark.parametrize("medium", ["referral", "(not set)", "(none)", ""])
@pytest.mark.parametrize(
    "source", ["chatgpt.com", "perplexity", "gemini.google.com", "claude.ai", "https://www.perplexity.ai/"]
)
def test_an_assistant_counts_as_one_without_its_medium(source: str, medium: str) -> None:
    assert default_group(source=source, medium=medium) == "AI Assistant"


def test_an_assistant_with_another_medium_is_what_the_medium_says() -> None:
    assert default_group(source="chatgpt.com", medium="organic") == "Organic Search"
    assert default_group(source="claude.ai", medium="email") == "Email"


@pytest.mark.parametrize(("source", "group"), NO_MEDIUM)
def test_a_source_alone_gets_the_group_it_means(source: str, group: str) -> None:
    assert default_group(source=source) == group
    assert default_group(source=source.upper()) == group


def test_a_split_direct_none_is_direct() -> None:
    assert default_group(source="Direct", medium="None") == "Direct"
    assert default_group(source="", medium="(none)", campaign="(direct)") == "Direct"


def test_a_campaign_without_source_is_not_direct() -> None:
    assert default_group(source="", campaign="spring") == "Unassigned"
    assert default_group(source="", campaign="cross-network") == "Cross-network"


def test_sites_beyond_googles_list_count_only_without_a_medium() -> None:
    assert default_group(source="x.com", medium="referral") == "Referral"
    assert default_group(source="x.com", medium="(not set)") == "Unassigned"


@pytest.mark.parametrize(("source", "category"), HOSTS)
def test_hosts(source: str, category: str) -> None:
    assert channel_rules._category(source) == category


def test_wide_and_spaced_characters_are_folded() -> None:
    assert default_group(source="（direct）", medium="（none）") == "Direct"
    assert default_group(source="google\u00a0 shopping", medium="ＣＰＣ") == "Paid Shopping"


def test_the_list_is_the_published_one() -> None:
    rows = source_categories()
    assert Counter(rows.values()) == {"social": 592, "search": 129, "shopping": 52, "video": 46}
    sealed = "\n".join(f"{source}={rows[source]}" for source in sorted(rows))
    assert (
        hashlib.sha256(sealed.encode()).hexdigest()
        == "2e11fbff582c9337b5ac92c3fc53c3cc9d76c4ee33b2caed2f23c8ee5c2fc70c"
    )


def test_the_lists_have_no_duplicate() -> None:
    rows = source_categories()
    assert list(rows) == sorted(rows)
    assert all(source == source.casefold().strip() and "," not in source for source in rows)
    others = [
        name.strip()
        for text in (channel_rules._ASSISTANTS, *channel_rules._ALSO_KNOWN.values())
        for name in text.split(";")
    ]
    assert len(others) == len(set(others))
    assert not set(others) & set(rows)
    assert channel_rules._names(channel_rules._WORLDWIDE) <= set(rows)
    assert set(channel_rules._ALSO_KNOWN) <= set(CHANNEL_GROUPS)


def test_the_file_holds_each_source_once() -> None:
    lines = (channel_rules.__file__.rpartition("channel_rules")[0]) + "source_categories.csv"
    with open(lines, encoding="utf-8") as file:
        header, *rows = file.read().splitlines()
    assert header == "source,category"
    assert len(rows) == len(source_categories())


def test_the_list_is_not_read_on_import() -> None:
    code = "import sys, planner.model.channels, planner.sources.exports.channel_rules as r; print(r.source_categories.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"


@given(TEXT, TEXT, TEXT)
def test_any_text_has_a_group(source: str, medium: str, campaign: str) -> None:
    assert default_group(source=source, medium=medium, campaign=campaign) in CHANNEL_GROUPS
