"""The channel group that a visit's source, medium and campaign mean: Google Analytics 4's rules, or a team's own before them."""

# Where this comes from:
# - The rules: Google Analytics help, "[GA4] Default channel group", support.google.com/analytics/answer/9756891, its table for manual
#   traffic, as public copies have it that agree, the latest of 19 September 2026. The rules for linked advertising accounts are left
#   out: they ask for the kind of ad, which no source, medium or campaign says.
# - source_categories.csv: the list of sources by category that the same page links to, 819 rows, as of 19 September 2026, in lower case;
#   read from the public repository eventlinqs/eventlinqs-app, whose checksum over Google's rows a test repeats. An older copy, Velir/dbt-ga4
#   (MIT, 2023), differs in a few rows: lens.google.com, play.google.com and trustpilot have come, google.com and mail.google.com gone.
# - AI Assistant: "What's new in Google Analytics", 13 May 2026.
# Beyond Google's rules, and marked so below: AI assistants that come as a plain referral, hosts, and rows that have no medium.

import functools
import pkgutil
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from planner.model.channels import channel_group
from planner.model.goal import ChannelRule
from planner.text import folded

Category = Literal["search", "social", "shopping", "video", "ai", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Conditions that must all hold; one left empty is not asked."""

    category: Category = ""
    source: str = ""
    """A regular expression for the whole text, lower case, like the next two."""
    medium: str = ""
    campaign: str = ""


_PAID = r"(.*cp.*|ppc|retargeting|paid.*)"
_SHOP = r"(.*(([^a-df-z]|^)shop|shopping).*)"
_EMAIL = r".*(email|e-mail|e_mail|e mail).*"

DEFAULT_RULES: tuple[tuple[str, tuple[When, ...]], ...] = (
    # a row without a medium that says "(direct)" is one, too
    ("Direct", (When(source=r"\(direct\)", medium=r"\(not set\)|\(none\)|"),)),
    ("Cross-network", (When(campaign=r".*cross-network.*"),)),
    ("Paid Shopping", (When(category="shopping", medium=_PAID), When(campaign=_SHOP, medium=_PAID))),
    ("Paid Search", (When(category="search", medium=_PAID),)),
    ("Paid Social", (When(category="social", medium=_PAID),)),
    ("Paid Video", (When(category="video", medium=_PAID),)),
    ("Display", (When(medium=r"display|banner|expandable|interstitial|cpm"),)),
    ("Paid Other", (When(medium=_PAID),)),
    # No copy says where Google has this rule. Here no list of sources can take away what Google itself marked as an assistant's.
    # The second condition goes beyond Google's rule, which is the medium alone: older rows, links that an assistant tags with its
    # source only, and other tools have no such medium, and would be Referral or Unassigned.
    ("AI Assistant", (When(medium="ai-assistant"), When(category="ai", medium=r"referral|\(not set\)|\(none\)|"))),
    ("Organic Shopping", (When(category="shopping"), When(campaign=_SHOP))),
    ("Organic Social", (When(category="social"), When(medium=r"social|social-network|social-media|sm|social network|social media"))),
    ("Organic Video", (When(category="video"), When(medium=r".*video.*"))),
    ("Organic Search", (When(category="search"), When(medium="organic"))),
    ("Referral", (When(medium=r"referral|app|link"),)),
    ("Email", (When(source=_EMAIL), When(medium=_EMAIL))),
    ("Affiliates", (When(medium="affiliate"),)),
    ("Audio", (When(medium="audio"),)),
    ("SMS", (When(source="sms"), When(medium="sms"))),
    ("Mobile Push Notifications", (When(medium=r".*push|.*(mobile|notification).*"), When(source="firebase"))),
)  # fmt: skip
"""Group and its conditions, any of which suffices; the first group that fits is the visit's."""

# Names and hosts of assistants that people talk to. Google names ChatGPT, Gemini and Claude, and publishes no list.
_ASSISTANTS = """
    chatgpt; chatgpt.com; chat.openai.com; openai; perplexity; perplexity.ai; claude; claude.ai; gemini; gemini.google.com; bard.google.com;
    notebooklm.google.com; copilot; copilot.microsoft.com; copilot.cloud.microsoft; edgeservices.bing.com; grok; grok.com; deepseek;
    deepseek.com; chat.deepseek.com; mistral; chat.mistral.ai; meta.ai; you.com; poe.com; phind.com; duck.ai; doubao; doubao.com; kimi;
    kimi.com; kimi.moonshot.cn; qwen; chat.qwen.ai; tongyi.aliyun.com; yuanbao.tencent.com; yiyan.baidu.com"""

# Sites that Google's list lacks. They count only where a row has no medium, so that rows from Google Analytics get Google's answer.
_ALSO_KNOWN: Mapping[str, str] = {
    "Organic Search": "ask.com; brave; search.brave.com; ecosia; kagi; kagi.com; startpage; startpage.com; ya.ru; yahoo!",
    "Organic Social": """
        x; x.com; threads.com; l.threads.com; threads.net; l.threads.net; bsky.app; go.bsky.app; mastodon.social; telegram.org;
        web.telegram.org; discord; discord.com; vk; vkontakte; xiaohongshu; xiaohongshu.com; zhihu; zhihu.com; hacker news""",
    "Organic Video": "bilibili.com; rumble; rumble.com",
    "Organic Shopping": "aliexpress; aliexpress.com; temu; temu.com",
}  # fmt: skip

# Names in Google's list whose sites have a host for many a country or device (google.co.uk, de-de.facebook.com, r.search.yahoo.com).
# The others have not: cnn.com is no search engine, though "cnn" is one in the list, and ask.fm is not ask.
_WORLDWIDE = """
    aol; baidu; bing; duckduckgo; google; yahoo; yandex; facebook; instagram; linkedin; pinterest; reddit; tripadvisor; twitter; yelp;
    youtube; amazon; ebay; etsy; mercadolibre; walmart"""
_HOST = re.compile(r"(?:(?:[a-z][a-z0-9+.-]*:)?//)?([\w-]+(?:\.[\w-]+)*\.[^\W\d_][\w-]+)\.?(?::\d+)?(?:[/?#].*)?")
_VARIANT = re.compile(r"(?:[a-z]{1,2}(?:-[a-z]{2})?\.)?(?:search\.)?([a-z]+)\.(?:com|(?:com?\.)?[a-z]{2})")

_NO_MEDIUM = frozenset(("", "(none)", "none", "(not set)", "not set"))
_NO_CAMPAIGN = frozenset((*_NO_MEDIUM, "(direct)"))  # as the tools say it of a direct visit


def default_group(*, source: str, medium: str = "", campaign: str = "") -> str:
    """The default channel group of a visit, in the spelling of CHANNEL_GROUPS; "Unassigned" where no rule fits.

    Args: source, a name as analytics tools give it, a host or a referrer's address; medium, empty where the tool knows none; campaign.
    Case, and blanks around and within, do not count. Nothing is raised, whatever the text.
    Source: DEFAULT_RULES, as Google Analytics 4 has them. A row without a medium that fits none of them, as from tools that only know
    where a visit came from, gets the group that its source means, or Referral if that is a host; an empty one is Direct.
    """
    source, medium, campaign = _plain(source), _plain(medium), _plain(campaign)
    for group, when in _left(_category(source), medium):
        if _is(when.source, source) and _is(when.campaign, campaign):
            return group
    return _without_medium(source, medium, campaign)


def group_of(
    *, rules: Sequence[ChannelRule], source: str = "", medium: str = "", campaign: str = "", channel: str = ""
) -> str:
    """The name of the first own rule that fits, else `channel` as it stands, else, if that is blank, the default group.

    Args: rules, in the order they are asked; source, medium, campaign and channel of a row, each empty where the table has none.
    Nothing is raised, whatever the text.
    """
    row = folded(source), folded(medium), folded(campaign), folded(channel)
    for rule in rules:
        if _fits(rule, *row):
            return rule.name
    return channel if channel.strip() else default_group(source=source, medium=medium, campaign=campaign)


@functools.cache
def source_categories() -> Mapping[str, Category]:
    """Google's list: source, in lower case, to search, social, shopping or video.

    Raises: FileNotFoundError if the list is not packaged.
    """
    # not importlib.resources, which would import zipfile: 4 ms
    text = pkgutil.get_data("planner.sources.exports", "source_categories.csv")
    if text is None:
        raise FileNotFoundError("the list of sources is not packaged")
    categories: dict[str, Category] = {"search": "search", "social": "social", "shopping": "shopping", "video": "video"}
    rows = (line.rpartition(",") for line in text.decode().splitlines()[1:])
    return {source: categories[category] for source, _, category in rows}


def _plain(text: str) -> str:
    """As the rules compare text: separators count there, other than in names."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@functools.lru_cache(maxsize=10_000)
def _left(category: Category, medium: str) -> tuple[tuple[str, When], ...]:
    """The rules that the source's category and the medium leave, in order: few, and the same for most rows of a table."""
    return tuple(
        (group, when)
        for group, conditions in DEFAULT_RULES
        for when in conditions
        if when.category in ("", category) and _is(when.medium, medium)
    )


def _is(pattern: str, text: str) -> bool:
    return not pattern or _pattern(pattern).fullmatch(text) is not None


@functools.cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@functools.lru_cache(maxsize=10_000)
def _category(source: str) -> Category:
    known = _categories()
    return next((known[form] for form in _forms(source) if form in known), "")


@functools.cache
def _categories() -> Mapping[str, Category]:
    assistants: dict[str, Category] = dict.fromkeys(_names(_ASSISTANTS), "ai")
    return {**source_categories(), **assistants}


@functools.cache
def _also_known() -> Mapping[str, str]:
    return {name: group for group, names in _ALSO_KNOWN.items() for name in _names(names)}


@functools.cache
def _names(text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in text.split(";"))


def _forms(source: str) -> Iterator[str]:
    """The source as it may stand in a list: itself, its host, that without www or m, and the name in front of a country's ending."""
    yield source
    host = _host(source)
    if not host:
        return
    yield host
    bare = host.removeprefix("www.")
    yield bare
    yield bare.removeprefix("m.")
    variant = _VARIANT.fullmatch(bare)
    if variant and variant[1] in _names(_WORLDWIDE):
        yield variant[1]


def _host(source: str) -> str:
    """The host of an address, or of a bare domain; nothing where the source is a name."""
    found = _HOST.fullmatch(source)
    return found[1] if found else ""


def _without_medium(source: str, medium: str, campaign: str) -> str:
    """What a source alone means, where no rule of Google's fits; Google's own answer is Unassigned."""
    if medium not in _NO_MEDIUM:
        return "Unassigned"
    if not source:
        return "Direct" if campaign in _NO_CAMPAIGN else "Unassigned"
    meant = channel_group(source)
    if medium or meant == "Direct":
        return "Direct" if meant == "Direct" else "Unassigned"
    also = _also_known()
    known = next((also[form] for form in _forms(source) if form in also), None)
    return known or meant or ("Referral" if _host(source) else "Unassigned")


def _fits(rule: ChannelRule, source: str, medium: str, campaign: str, channel: str) -> bool:
    return (
        (not rule.source or _wildcards(rule.source).fullmatch(source) is not None)
        and (not rule.medium or _wildcards(rule.medium).fullmatch(medium) is not None)
        and (not rule.campaign or _wildcards(rule.campaign).fullmatch(campaign) is not None)
        and (not rule.channel or _wildcards(rule.channel).fullmatch(channel) is not None)
    )


@functools.lru_cache(maxsize=1_000)
def _wildcards(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all patterns, for text as `folded` leaves it."""
    return re.compile("|".join(_wildcard(folded(pattern)) for pattern in patterns), re.DOTALL)


def _wildcard(pattern: str) -> str:
    """Each part between stars is taken where it first stands and never tried again, so that no campaign's name makes this slow."""
    first, *rest = pattern.split("*")
    if not rest:
        return re.escape(first)
    middle = "".join(f"(?>.*?{re.escape(part)})" for part in rest[:-1] if part)
    return f"{re.escape(first)}{middle}.*{re.escape(rest[-1])}"
