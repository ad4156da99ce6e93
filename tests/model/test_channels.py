import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.channels import _ALIASES, CHANNEL_GROUPS, channel_group, channel_kind
from planner.text import folded

WORDS = tuple((word.strip(), group) for group, words in _ALIASES.items() for word in words.split(";"))
NAMES = (*WORDS, *((group, group) for group in CHANNEL_GROUPS))


def test_the_groups_are_those_of_ga4() -> None:
    assert len(CHANNEL_GROUPS) == len(set(CHANNEL_GROUPS)) == 20
    assert {"Cross-network", "Mobile Push Notifications", "AI Assistant", "Unassigned"} <= set(CHANNEL_GROUPS)
    assert set(_ALIASES) == set(CHANNEL_GROUPS)


def test_no_word_is_empty_or_means_two_groups() -> None:
    meanings: dict[str, str] = {}
    for word, group in NAMES:
        assert word
        assert meanings.setdefault(folded(word), group) == group, word


@given(st.sampled_from(NAMES), st.data())
def test_case_and_separators_do_not_count(name: tuple[str, str], data: st.DataObject) -> None:
    word, group = name
    separators = data.draw(st.lists(st.sampled_from((" ", "_", "-", "  ", " - ", "\u00a0")), min_size=1, max_size=4))
    parts = folded(word).split(" ")
    spelt = parts[0] + "".join(separators[i % len(separators)] + part for i, part in enumerate(parts[1:]))
    spelt = data.draw(st.sampled_from((spelt, spelt.upper(), spelt.title(), spelt.capitalize())))
    assert channel_group(f" {spelt}\t") == group


@given(st.sampled_from(NAMES), st.sampled_from((" traffic", " Visits", " sessions", " channel", "流量", "渠道")))
def test_an_ending_does_not_count(name: tuple[str, str], ending: str) -> None:
    word, group = name
    assert channel_group(word + ending) in {group, channel_group(folded(word + ending))}


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("SEO", "Organic Search"),
        ("organic", "Organic Search"),
        ("organic_search", "Organic Search"),
        ("search", "Organic Search"),
        ("Organic Search traffic", "Organic Search"),
        ("google / organic", "Organic Search"),
        ("sem", "Paid Search"),
        ("PPC", "Paid Search"),
        ("cpc", "Paid Search"),
        ("Google Ads", "Paid Search"),
        ("google / cpc", "Paid Search"),
        ("AdWords", "Paid Search"),
        ("search ads", "Paid Search"),
        ("Facebook ads", "Paid Social"),
        ("LinkedIn Ads", "Paid Social"),
        ("tiktok-ads", "Paid Social"),
        ("social", "Organic Social"),
        ("banner", "Display"),
        ("Banner Ads", "Display"),
        ("YouTube ads", "Paid Video"),
        ("YouTube", "Organic Video"),
        ("Google Shopping", "Paid Shopping"),
        ("podcast", "Audio"),
        ("newsletter", "Email"),
        ("e-mail", "Email"),
        ("E_Mail", "Email"),
        ("mail", "Email"),
        ("push", "Mobile Push Notifications"),
        ("text message", "SMS"),
        ("partners", "Affiliates"),
        ("ChatGPT", "AI Assistant"),
        ("(none)", "Direct"),
        ("(direct) / (none)", "Direct"),
        ("(not set)", "Unassigned"),
        ("performance max", "Cross-network"),
        ("CROSS NETWORK", "Cross-network"),
    ],
)
def test_common_words(name: str, group: str) -> None:
    assert channel_group(name) == group


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("自然搜索", "Organic Search"),
        ("自然搜索流量", "Organic Search"),
        ("付费搜索", "Paid Search"),
        ("搜索广告", "Paid Search"),
        ("百度推广", "Paid Search"),
        ("直接访问", "Direct"),
        ("直接访问渠道", "Direct"),
        ("社交媒体", "Organic Social"),
        ("付费社交", "Paid Social"),
        ("信息流广告", "Paid Social"),
        ("邮件", "Email"),
        ("电子邮件营销", "Email"),
        ("展示广告", "Display"),
        ("引荐", "Referral"),
        ("联盟营销", "Affiliates"),
        ("短信", "SMS"),
        ("视频广告", "Paid Video"),
        ("应用推送", "Mobile Push Notifications"),
        ("购物广告", "Paid Shopping"),
        ("AI 助手", "AI Assistant"),
        ("未分配", "Unassigned"),
        ("播客", "Audio"),
    ],
)
def test_chinese_names(name: str, group: str) -> None:
    assert channel_group(name) == group


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Organische Suche", "Organic Search"),
        ("Bezahlte Suche", "Paid Search"),
        ("Recherche naturelle", "Organic Search"),
        ("Búsqueda de pago", "Paid Search"),
        ("Correo electrónico", "Email"),
        ("Pesquisa orgânica", "Organic Search"),
        ("Direto", "Direct"),
    ],
)
def test_other_languages(name: str, group: str) -> None:
    assert channel_group(name) == group


@pytest.mark.parametrize(
    "name", ["", " ", "traffic", "流量", "new", "Germany", "mobile", "campaigns", "other", "landing page", "x"]
)
def test_what_names_no_channel(name: str) -> None:
    assert channel_group(name) is None


@given(st.text(max_size=40))
def test_any_text_gets_a_group_or_none(name: str) -> None:
    assert channel_group(name) in {*CHANNEL_GROUPS, None}


def test_kinds() -> None:
    kinds = {
        kind: {group for group in CHANNEL_GROUPS if channel_kind(group) == kind} for kind in ("paid", "owned", "earned")
    }
    assert sum(map(len, kinds.values())) == len(CHANNEL_GROUPS)
    assert kinds["owned"] == {"Email", "SMS", "Mobile Push Notifications"}
    assert {group for group in CHANNEL_GROUPS if group.startswith("Paid ")} < kinds["paid"]
    assert {"Direct", "Referral", "Organic Search", "AI Assistant", "Unassigned"} < kinds["earned"]
    assert channel_kind("Carrier pigeon") == "earned"
