"""Channels by one set of names: Google Analytics 4's default channel groups, and the words that people use for them."""

import functools
from collections.abc import Iterable
from typing import Literal

from planner.text import folded

Kind = Literal["paid", "owned", "earned"]

CHANNEL_GROUPS: tuple[str, ...] = (
    "Direct", "Cross-network", "Paid Shopping", "Paid Search", "Paid Social", "Paid Video", "Display", "Paid Other",
    "Organic Shopping", "Organic Social", "Organic Video", "Organic Search", "Referral", "Email", "Affiliates", "Audio", "SMS",
    "Mobile Push Notifications", "AI Assistant", "Unassigned",
)  # fmt: skip
"""In GA4's spelling; it has "AI Assistant" since 13 May 2026, so Referral and Direct break there."""

_PAID = frozenset((
    "Cross-network", "Paid Shopping", "Paid Search", "Paid Social", "Paid Video", "Display", "Paid Other", "Affiliates", "Audio",
))  # fmt: skip
_OWNED = frozenset(("Email", "SMS", "Mobile Push Notifications"))

# Words that could mean two groups:
# - One that does not say "paid" or "ads" is the unpaid group ("social", "video", "shopping", "search": an analytics tool's "search
#   engines" are its unpaid results). "Google Shopping" is the exception: it is what people call the ads.
# - "cpc", "ppc" and "SEM" alone are Paid Search, which people mean by them; "paid" and "ads" alone are Paid Other, "cpm" is Display.
# - "campaigns", "content", "mobile", "app" say nothing about where a visit came from, and "other" is the rest of whatever list it
#   stands in: they are left out.
_ALIASES: dict[str, str] = {
    "Direct": """
        direct traffic; direct entry; direct visits; (direct); (none); (direct) / (none); direct / none; (direct) / (not set); typed in;
        type-in; typed/bookmarked; typed; bookmark; bookmarks; dark traffic; 直接; 直接访问; 直接流量; 直接输入; 直达; 直接进入;
        direkt; direktzugriff; direktzugriffe; accès direct; directo; tráfico directo; acceso directo; direto; tráfego direto; acesso direto""",
    "Cross-network": """
        crossnetwork; performance max; pmax; p max; demand gen; smart shopping; google performance max; 跨网络; 跨网络广告; 效果最大化广告;
        netzwerkübergreifend; multiréseau; multi-réseaux; red cruzada; varias redes; rede cruzada""",
    "Paid Shopping": """
        shopping ads; product listing ads; pla; plas; google shopping; google shopping ads; bing shopping; amazon ads; shopping campaigns;
        product ads; 购物广告; 付费购物; 商品广告; bezahltes shopping; shopping payant; achats payants; compras de pago; compras pagas""",
    "Paid Search": """
        sem; ppc; cpc; sea; paid clicks; search ads; search ad; search advertising; search engine advertising; search engine marketing;
        search campaigns; google ads; google ad; google adwords; adwords; google cpc; google ppc; google / paid; bing ads; bing cpc; microsoft ads;
        microsoft advertising; yandex direct; baidu ads; apple search ads; brand search ads; branded paid search; generic paid search; paidsearch;
        付费搜索; 搜索广告; 搜索引擎广告; 搜索引擎营销; 搜索推广; 关键词广告; 竞价; 竞价排名; 竞价广告; 谷歌广告; 百度推广; 百度竞价; 百度广告;
        bezahlte suche; suchanzeigen; suchmaschinenwerbung; recherche payante; référencement payant; liens sponsorisés; búsqueda de pago;
        búsqueda pagada; pesquisa paga; busca paga; links patrocinados""",
    "Paid Social": """
        social ads; social media ads; social advertising; social media advertising; paid social media; paidsocial; facebook ads; facebook ad; fb ads;
        facebook cpc; facebook / paid; meta ads; instagram ads; ig ads; linkedin ads; tiktok ads; twitter ads; x ads; pinterest ads; reddit ads;
        snapchat ads; snap ads; quora ads; wechat ads; weibo ads; boosted posts; sponsored posts;
        付费社交; 付费社交媒体; 社交广告; 社交媒体广告; 信息流广告; 信息流; 朋友圈广告; 微信广告; 微博广告; 抖音广告; 小红书广告; 巨量引擎; 脸书广告; 领英广告;
        bezahlte soziale medien; social media werbung; réseaux sociaux payants; social payant; redes sociales de pago; social de pago;
        redes sociais pagas; social pago""",
    "Paid Video": """
        video ads; video ad; video advertising; youtube ads; youtube ad; youtube cpc; youtube paid; trueview; pre-roll; preroll; ctv; ctv ads;
        connected tv; streaming ads; 视频广告; 付费视频; 油管广告; 贴片广告; bezahlte videos; bezahltes video; videoanzeigen; videowerbung; vidéo payante;
        vídeo de pago; vídeo pago""",
    "Display": """
        display ads; display ad; display advertising; banner; banners; banner ads; banner ad; gdn; google display network; google display; programmatic;
        programmatic display; cpm; retargeting; remarketing; interstitial; 展示广告; 展示; 横幅广告; 横幅; 程序化广告; 重定向广告; 再营销;
        displaywerbung; displayanzeigen; bannerwerbung; affichage; bannières; anuncios de display; anúncios gráficos; rede de display""",
    "Paid Other": """
        other paid; paid; paid media; paid traffic; ads; advertising; other advertising; native ads; native advertising; sponsored content;
        sponsorship; sponsorships; taboola; outbrain; newsletter ads; newsletter sponsorship; paid referral; 其他付费; 付费; 付费流量; 广告; 原生广告; 赞助;
        sonstige bezahlte; bezahlt (sonstige); werbung; autre trafic payant; publicité; otros de pago; publicidad; outros pagos; publicidade""",
    "Organic Shopping": """
        shopping; free listings; free product listings; marketplace; marketplaces; merchant listings; 自然购物; 免费商品详情; 免费购物; 购物;
        organisches shopping; shopping organique; achats organiques; compras orgánicas; compras orgânicas""",
    "Organic Social": """
        social; social media; social network; social networks; organic social media; unpaid social; facebook; instagram; linkedin; twitter; x.com;
        twitter / x; x (twitter); pinterest; reddit; threads; mastodon; bluesky; tiktok; quora; wechat; weibo; whatsapp; telegram; community; communities; social posts;
        facebook / social; 社交; 社交媒体; 自然社交; 社交网络; 社媒; 社群; 自然社交媒体; 微信; 公众号; 微信公众号; 微博; 小红书; 抖音; 知乎; 脸书; 领英;
        organische soziale medien; soziale medien; soziale netzwerke; réseaux sociaux; réseaux sociaux organiques; social organique;
        redes sociales; redes sociales orgánicas; social orgánico; redes sociais; redes sociais orgânicas; social orgânico""",
    "Organic Video": """
        video; videos; youtube; vimeo; bilibili; youtube channel; 视频; 自然视频; 短视频; 油管; b站; 哔哩哔哩; organische videos; organisches video;
        vidéo organique; vidéo; vídeo orgánico; vídeo orgânico; vídeo""",
    "Organic Search": """
        seo; organic; search; search engine; search engines; natural search; natural; unpaid search; google; google organic; google search;
        google / seo; bing; bing organic; yahoo / organic; duckduckgo; duckduckgo / organic; baidu; baidu / organic; yandex; organic google; organicsearch;
        自然搜索; 自然搜索流量; 搜索; 搜索引擎; 搜索引擎优化; 自然流量; 有机搜索; 免费搜索; 随机搜索; 自然; 百度; 百度搜索; 谷歌; 谷歌搜索;
        organische suche; suchmaschinen; suche; recherche organique; recherche naturelle; référencement naturel; moteurs de recherche;
        búsqueda orgánica; buscadores; búsqueda; pesquisa orgânica; busca orgânica; pesquisa""",
    "Referral": """
        referrals; referrer; referrers; referring sites; referring domains; referral traffic; website; websites; links; link; backlinks; external links;
        pr; guest posts; partner sites; press; 引荐; 引荐流量; 推荐; 推荐流量; 引荐来源; 外部链接; 外链; 友情链接; 推荐网站; verweis; verweise; empfehlungen;
        verweiswebsites; site référent; sites référents; référent; referencia; referencias; referido; referidos; sitios de referencia; referência;
        referências; sites de referência""",
    "Email": """
        e-mail; emails; e-mails; mail; mails; mailing; mailings; newsletter; newsletters; email marketing; e-mail marketing; email campaigns; edm;
        newsletter / email; mailchimp; email newsletter; 邮件; 电子邮件; 电子邮件营销; 邮件营销; 电邮; 邮箱; 邮件推送; courriel; courriels; e-mailing;
        emailing; correo; correo electrónico; correos""",
    "Affiliates": """
        affiliate; affiliate marketing; affiliate links; affiliate partners; partner; partners; partner program; partner marketing; 联盟; 联盟营销; 联属营销;
        联属网络营销; 分销; 合作伙伴; 网盟; affiliate-partner; partnerprogramme; partnerprogramm; affiliation; affiliés; partenaires; afiliados; afiliado;
        socios; parceiros""",
    "Audio": """
        podcast; podcasts; podcast ads; podcast advertising; audio ads; radio; radio ads; spotify; spotify ads; 音频; 音频广告; 播客; 播客广告; 电台;
        audioanzeigen; podcast-werbung; anuncios de audio; áudio; anúncios em áudio""",
    "SMS": """
        text message; text messages; texts; texting; text message marketing; sms marketing; mms; 短信; 短信营销; 手机短信; 短讯; mensajes de texto;
        mensagens de texto; textos""",
    "Mobile Push Notifications": """
        push; mobile push; push notification; push notifications; web push; app push; browser push; notifications; mobile push notification; 推送;
        推送通知; 应用推送; 移动推送; 移动推送通知; app推送; app 推送; 消息推送; 站内推送; push-benachrichtigungen; mobile push-benachrichtigungen;
        notifications push; notifications push mobiles; notificaciones push; notificaciones push móviles; notificações push; notificações push em dispositivos móveis""",
    "AI Assistant": """
        ai assistants; ai; ai search; ai chat; ai chatbots; ai chatbot; chatbots; llm; llms; ai traffic; ai referral; ai referrals; organic ai;
        generative ai; answer engines; chatgpt; chat gpt; openai; perplexity; claude; gemini; copilot; deepseek; doubao;
        answer engine optimization; generative engine optimization;
        ai 助手; ai助手; 人工智能助手; ai 搜索; ai搜索; 大模型; 豆包; 生成式引擎优化; ki-assistent; ki-assistenten; assistant ia; assistants ia; asistente de ia;
        asistentes de ia; assistente de ia; assistentes de ia""",
    "Unassigned": """
        not assigned; (unassigned); (other); not set; (not set); (not set) / (not set); undefined; 未分配; 未指定; 未归类; nicht zugewiesen;
        nicht zugeordnet; non attribué; non attribués; non assigné; sin asignar; no asignado; não atribuído; não atribuídos""",
}  # fmt: skip

_ENDINGS = (" traffic", " visits", " sessions", " visitors", " users", " channel", " channels", "流量", "渠道", "访客")


@functools.cache
def _groups() -> dict[str, str]:
    """Folded name to group."""
    names = {folded(group): group for group in CHANNEL_GROUPS}
    for group, words in _ALIASES.items():
        for word in words.split(";"):
            names.setdefault(folded(word), group)
    return names


def channel_group(name: str) -> str | None:
    """The default channel group that a name means, in GA4's spelling; None where it means none, or could be any.

    Case and separators do not count, and neither does an ending like " traffic" or 流量.
    """
    word = folded(name)
    bare = next((word.removesuffix(end).strip() for end in _ENDINGS if word.endswith(end)), word)
    return _groups().get(word) or _groups().get(bare)


def leaf_channel(leaf: Iterable[str]) -> str | None:
    """The default channel group that one of a leaf's names means, the deepest that means any."""
    return next((group for name in reversed(tuple(leaf)) if (group := channel_group(name))), None)


def channel_kind(group: str) -> Kind:
    """What a channel group lives on.

    paid: most of its sessions come from what is spent in the same period. owned: from messages to people who asked for them.
    earned: from what was built up before; so is a name that is no group, for nothing says that this period's effort causes it.
    """
    return "paid" if group in _PAID else "owned" if group in _OWNED else "earned"
