"""What columns are called in the exports of analytics and ads tools, in the languages that they speak."""

import functools
import re
from collections.abc import Mapping

from planner.text import folded

# One line a role and language; a word that stands in several languages belongs to the first. Names in brackets behind a
# name, as in `Amount spent (USD)`, need not be listed.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "date": {
        "en": "date; day; dt; ds; time; timestamp; datetime; event date; visit date; report date; session date; date hour; date + hour; date hour and minute; "
        "date and hour; created at; reporting starts; start date; period; date week; interval; period start; bucket; visit start",
        "de": "datum; tag; datum + stunde; datum und stunde; zeit; zeitraum; beginn des berichts; berichtsbeginn; startdatum; berichtsstart",
        "fr": "jour; date + heure; date et heure; période; début du rapport; début des rapports; date de début",
        "es": "fecha; fecha + hora; día; fecha y hora; período; periodo; inicio del informe; fecha de inicio",
        "pt": "data; data + hora; dia; data e hora; início dos relatórios; data de início",
        "zh": "日期; 时间; 天; 日; 日期 + 小时; 日期和小时; 报告开始日期; 统计时间; 统计日期; 时间段; 单日; 开始日期",
        "it": "giorno; data e ora; inizio dei report; data di inizio", "nl": "dag", "ja": "日付; 日時; レポート開始日; 開始日", "ru": "дата; дата визита; день; дата начала", "pl": "dzień", "ko": "날짜; 일",
    },
    "until": {
        "en": "reporting ends; end date; end; period end; week end; week ending; bucket end; to", "de": "enddatum; ende des berichts; berichtsende", "fr": "fin du rapport; fin des rapports; date de fin",
        "es": "fin del informe; fecha de finalización; fecha de fin", "pt": "fim do relatório; término dos relatórios; encerramento dos relatórios; data de término",
        "zh": "报告结束日期; 结束日期", "ja": "レポート終了日; 終了日", "it": "fine dei report; data di fine", "ru": "дата окончания",
    },
    "week": {
        "en": "week; iso week of iso year; week of year; week of the year; iso week; week starting; week start; year week; weeks",
        "de": "woche; kw; kalenderwoche; iso-woche; jahreswoche; woche im jahr", "fr": "semaine; semaine de l'année", "es": "semana; semana del año",
        "pt": "semana do ano", "zh": "周; 星期; 一年中的第几周; 周次",
        "it": "settimana", "nl": "week van het jaar", "ja": "週", "ru": "неделя", "pl": "tydzień", "ko": "주",
    },
    "month": {
        "en": "month; month of year; month of the year; year month; calendar month; months; year and month",
        "de": "monat; monat des jahres; jahr und monat", "fr": "mois; mois de l'année", "es": "mes; mes del año", "pt": "mês; mês do ano",
        "zh": "月; 月份; 一年中的第几个月; 年月",
        "it": "mese", "nl": "maand", "ru": "месяц", "pl": "miesiąc", "ko": "월",
    },
    "year": {"en": "year", "de": "jahr", "fr": "année", "es": "año", "pt": "ano", "zh": "年; 年份", "it": "anno", "nl": "jaar", "ru": "год", "pl": "rok", "ko": "연도"},
    "nth": {
        "en": "nth day; nth week; nth month; nth hour; day index; week index; month index; hour index; nth week",
        "de": "n-ter tag; n. tag; tag n; n-te woche; n-ter monat; tagesindex", "fr": "nième jour; jour n; n-ième jour; nième semaine; nième mois; index du jour; index des jours",
        "es": "día n; n.º día; día nº; semana n; mes n; índice de día; índice del día; enésimo día", "pt": "n° dia; dia n; nº dia; enésimo dia; enésima semana; índice do dia",
        "zh": "第 n 天; 第n天; 第 n 周; 第 n 个月; 日期索引",
        "it": "ennesimo giorno", "ja": "n 日目",
    },
    "sessions": {
        "en": "sessions; visits; session; visit; nb visits; total sessions; session count; number of sessions; number of visits; unique visits; total visits; "
        "entrances; entries",
        "de": "sitzungen; besuche; anzahl der sitzungen; einstiege; anzahl besuche", "fr": "séances; visites; nombre de sessions; nombre de visites; entrées",
        "es": "sesiones; visitas; número de sesiones; entradas; número de visitas", "pt": "sessões; visitas (sessões); número de sessões",
        "zh": "会话; 会话数; 会话次数; 访问次数; 访问量; 访问数; 访次; 流量",
        "it": "sessioni; visite", "nl": "sessies; bezoeken", "ja": "セッション; セッション数; 訪問数; 訪問", "ru": "сеансы; визиты; посещения", "pl": "sesje; wizyty; odwiedziny", "ko": "세션; 세션수; 세션 수; 방문수",
    },
    "views": {
        "en": "views; page views; pageviews; screen page views; page loads; hits; actions; nb actions; nb pageviews; pv; screen views; impressions of pages",
        "de": "seitenaufrufe; aufrufe; aktionen; seitenansichten", "fr": "vues; pages vues; nombre de vues", "es": "vistas; páginas vistas; vistas de página; número de vistas; acciones",
        "pt": "visualizações; visualizações de página; exibições de página; ações; visitas à página; visualizações de páginas", "zh": "浏览量; 浏览次数; 网页浏览量; 浏览量(pv); 页面浏览量; 活动次数",
        "it": "visualizzazioni; visualizzazioni di pagina", "nl": "weergaven; paginaweergaven", "ja": "表示回数 (ページ); ページビュー数; ページビュー; 視聴回数", "ru": "просмотры; просмотры страниц", "pl": "wyświetlenia strony; odsłony", "ko": "조회수; 페이지뷰",
    },
    "users": {
        "en": "users; total users; active users; visitors; unique visitors; uniques; uv; unique users; nb uniq visitors; nb users; people",
        "de": "nutzer; aktive nutzer; gesamtzahl der nutzer; nutzer insgesamt; besucher; eindeutige besucher; nutzer gesamt; benutzer",
        "fr": "utilisateurs; utilisateurs actifs; nombre total d'utilisateurs; total d'utilisateurs; visiteurs; visiteurs uniques; total utilisateurs",
        "es": "usuarios; usuarios activos; total de usuarios; usuarios totales; número total de usuarios; visitantes; visitantes únicos",
        "pt": "usuários; usuários ativos; utilizadores; utilizadores ativos; total de utilizadores; total de usuários; usuários totais",
        "zh": "用户; 用户数; 活跃用户; 活跃用户数; 总用户数; 访客数; 独立访客; 独立访客数; 访客数(uv); 用户总数; 唯一访客",
        "it": "utenti; utenti attivi; utenti totali; visitatori", "nl": "gebruikers; actieve gebruikers; totaal aantal gebruikers; bezoekers", "ja": "ユーザー; ユーザー数; 総ユーザー数; アクティブ ユーザー; アクティブ ユーザー数; 訪問者数", "ru": "пользователи; посетители; активные пользователи; всего пользователей", "pl": "użytkownicy; aktywni użytkownicy; łączna liczba użytkowników", "ko": "사용자; 활성 사용자; 총 사용자; 총 사용자 수; 방문자",
    },
    "clicks": {
        "en": "clicks; link clicks; url clicks; outbound clicks", "de": "klicks; link-klicks", "fr": "clics; clics sur un lien", "es": "clics; clics en el enlace",
        "pt": "cliques; cliques no link", "zh": "点击次数; 点击量; 链接点击量; 点击数; 点击",
        "it": "clic; clic sul link", "nl": "klikken", "ja": "クリック数; クリック; リンクのクリック数", "ru": "клики", "pl": "kliknięcia", "ko": "클릭수; 클릭 수",
    },
    "impressions": {
        "en": "impressions; impr; impr.; reach", "de": "impressionen; impr", "fr": "impressions; impr", "es": "impresiones; impr", "pt": "impressões; impr",
        "zh": "展示次数; 曝光次数; 曝光量; 展现量; 展示",
        "it": "impressioni", "nl": "vertoningen", "ja": "表示回数; インプレッション", "ru": "показы", "pl": "wyświetlenia", "ko": "노출수",
    },
    "visitor": {
        "en": "visitor; visitors type; visitor type; user type; new / returning; new vs returning; new vs. returning; new or returning; new returning; "
        "new or established; new/established; audience type; first or returning; session type; customer type",
        "de": "neu / wiederkehrend; neue / wiederkehrende; nutzertyp; besuchertyp; neu oder wiederkehrend; neue und wiederkehrende nutzer; neu/wiederkehrend",
        "fr": "nouveaux / connus; nouveau / connu; type d'utilisateur; type de visiteur; nouveau / récurrent; nouveaux/connus; nouvel utilisateur/utilisateur connu",
        "es": "nuevo / recurrente; nuevos / recurrentes; tipo de usuario; tipo de visitante; nuevos/recurrentes; usuario nuevo / recurrente",
        "pt": "novo / recorrente; novos / recorrentes; tipo de usuário; tipo de visitante; novo / retornante; novo/recorrente; tipo de utilizador",
        "zh": "访客; 访客类型; 用户类型; 新 / 回访; 新/回访; 新/回头客; 新访者/回访者; 新用户/回访用户; 新老访客; 新/老访客",
        "it": "nuovi / di ritorno; nuovo/di ritorno; tipo di utente", "nl": "nieuw / terugkerend; gebruikerstype", "ja": "新規 / リピーター; 新規/リピーター; ユーザーの種類; ユーザータイプ", "ru": "новые / вернувшиеся; тип пользователя", "pl": "nowy / powracający; typ użytkownika",
    },
    "channel": {
        "en": "channel; channels; default channel group; default channel grouping; channel group; channel grouping; session default channel group; "
        "session default channel grouping; session primary channel group; session channel group; first user default channel group; "
        "first user primary channel group; primary channel group; marketing channel; last touch channel; traffic channel; channel type; "
        "referrer type; acquisition channel; traffic type; session default channel; session channel",
        "de": "channel; kanal; kanäle; standard-channelgruppe; standard-channelgruppierung; channelgruppe; kanalgruppe; verweistyp; referrer-typ; kanaltyp; channel-typ; verweisart; typ des kanals",
        "fr": "canal; canaux; groupe de canaux; groupe de canaux par défaut; type de canal; type de référent; regroupement de canaux par défaut; types d'acquisitions; type d'acquisition",
        "es": "canal; canales; grupo de canales; agrupación de canales predeterminada; grupo de canales predeterminado; tipo de canal; tipo de referencia",
        "pt": "canal; canais; grupo de canais; agrupamento de canais padrão; grupo de canais padrão; tipo de canal; tipo de referenciador",
        "zh": "渠道; 默认渠道组; 渠道组; 默认渠道分组; 渠道分组; 渠道类型; 流量来源; 来源类型; 流量渠道",
        "it": "canale; canali; gruppo di canali; gruppo di canali predefinito", "nl": "kanaal; kanalen; standaardkanaalgroep; kanaaltype", "ja": "チャネル; チャネル グループ; デフォルト チャネル グループ; チャネルの種類", "ru": "канал; каналы; группа каналов; тип канала; источник трафика; последний значимый источник трафика", "pl": "kanał; grupa kanałów; domyślna grupa kanałów", "ko": "채널; 기본 채널 그룹; 채널 그룹",
    },
    "source": {
        "en": "source; session source; first user source; utm source; traffic source; manual source; referrer; referrer source; session manual source; "
        "referring site; referrer domain; referrer name; referring domain; referrer url; referer; utm_source; visit source; website; entry source; session source platform",
        "de": "quelle; quelle der sitzung; sitzungsquelle; referrer-domain; verweisende website; erste nutzerquelle; sitzung – quelle; sitzung – manuelle quelle",
        "fr": "source de la session; source du trafic; site référent; domaine référent",
        "es": "fuente; fuente de la sesión; origen; sitio de referencia; dominio de referencia; fuente de sesión",
        "pt": "origem; origem da sessão; fonte; site de referência", "zh": "来源; 会话来源; 流量来源网站; 来源网站; 来路域名; 来源域名",
        "it": "sorgente; origine; sorgente sessione; sorgente della sessione", "nl": "bron; sessiebron", "ja": "参照元; セッションの参照元; 流入元", "ru": "источник; источник сеанса", "pl": "źródło; źródło sesji", "ko": "소스; 세션 소스",
    },
    "medium": {
        "en": "medium; session medium; first user medium; utm medium; traffic medium; manual medium; session manual medium; utm_medium",
        "de": "medium der sitzung; sitzungsmedium; erstes nutzermedium; sitzung – medium; sitzung – manuelles medium", "fr": "support; support de la session; support de session",
        "es": "medio; medio de la sesión; medio de sesión", "pt": "mídia; mídia da sessão; meio; meio da sessão", "zh": "媒介; 会话媒介; 渠道媒介",
        "it": "mezzo; mezzo sessione; mezzo della sessione", "nl": "sessiemedium", "ja": "メディア; セッションのメディア", "pl": "medium sesji", "ko": "매체; 세션 매체",
    },
    "source / medium": {
        "en": "source / medium; session source / medium; first user source / medium; source medium; session source medium; session manual source / medium; "
        "first user source medium; traffic source / medium; source/medium",
        "de": "quelle / medium; sitzung – quelle / medium; quelle / medium der sitzung; quelle/medium der sitzung; quelle/medium",
        "fr": "source / support; source / support de la session; session - source / support; source/support; session source / support",
        "es": "fuente / medio; fuente/medio de la sesión; fuente / medio de la sesión; fuente/medio; origen / medio",
        "pt": "origem / mídia; origem / mídia da sessão; origem/mídia; origem / meio; origem/mídia da sessão",
        "zh": "来源 / 媒介; 会话来源 / 媒介; 来源/媒介; 会话来源/媒介; 来源媒介",
        "it": "sorgente / mezzo; sorgente/mezzo della sessione; sorgente/mezzo sessione", "nl": "bron / medium; sessiebron/-medium", "ja": "参照元 / メディア; 参照元/メディア; セッションの参照元 / メディア", "ru": "источник / канал; источник/канал", "pl": "źródło / medium; źródło/medium sesji", "ko": "소스/매체; 세션 소스/매체",
    },
    "campaign": {
        "en": "campaign; campaign name; session campaign; utm campaign; first user campaign; session manual campaign name; utm_campaign; ad set name; ad group; session google ads campaign",
        "de": "kampagne; kampagnenname; kampagne der sitzung; sitzungskampagne; sitzung – kampagne", "fr": "campagne; nom de la campagne; campagne de la session",
        "es": "campaña; nombre de la campaña; campaña de la sesión", "pt": "campanha; nome da campanha; campanha da sessão", "zh": "广告系列; 广告系列名称; 会话广告系列; 推广活动; 营销活动",
        "it": "campagna; nome della campagna", "nl": "campagnenaam", "ja": "キャンペーン; キャンペーン名; セッションのキャンペーン", "ru": "кампания; название кампании", "pl": "kampania; nazwa kampanii", "ko": "캠페인; 캠페인 이름",
    },
    "cost": {
        "en": "cost; costs; spend; amount spent; total cost; total spent; ad cost; ads cost; media cost; spent; expense; budget spent; cost micros",
        "de": "kosten; ausgaben; ausgegebener betrag; betrag ausgegeben; ausgaben gesamt", "fr": "coût; coûts; montant dépensé; dépenses; dépense", "es": "coste; costo; importe gastado; gasto; inversión; costes",
        "pt": "custo; custos; valor gasto; valor usado; quantia gasta; investimento", "zh": "费用; 花费; 花费金额; 已花费金额; 消费; 支出; 成本; 投入",
        "it": "importo speso; spesa; costi", "nl": "uitgegeven bedrag; besteed bedrag", "ja": "費用; 消化金額; コスト", "ru": "расходы; расход; стоимость; потраченная сумма", "pl": "koszt; wydana kwota", "ko": "비용; 지출 금액",
    },
    "page": {
        "en": "page; landing page; page path; page path and screen class; page title and screen class; page title; url; page location; top pages; landing page + query string; "
        "pagina; entry page; exit page; path; hostname; content; pages; page title and screen name",
        "de": "seite; landingpage; zielseite; seitenpfad; seitentitel; seiten; beliebte seiten; häufigste seiten", "fr": "page de destination; chemin de la page; titre de la page; pages les plus populaires",
        "es": "página; página de destino; ruta de la página; título de la página; páginas principales; páginas", "pt": "página de destino; caminho da página; título da página; principais páginas; páginas mais acessadas",
        "zh": "网页; 着陆页; 网页路径; 页面; 页面标题; 排名靠前的网页; 受访页面; 着陆页 + 查询字符串",
        "it": "pagine principali; pagina di destinazione", "nl": "toppagina's; bestemmingspagina", "ja": "上位のページ; ページ; ランディング ページ", "ru": "страница; страница входа", "pl": "strona; strona docelowa",
    },
    "query": {
        "en": "query; queries; top queries; keyword; search term; search query; keywords", "de": "suchanfrage; suchanfragen; häufigste suchanfragen; suchbegriff; keyword",
        "fr": "requête; requêtes; requêtes les plus fréquentes; mot clé", "es": "consulta; consultas; consultas principales; palabra clave", "pt": "consultas; principais consultas; palavra-chave",
        "zh": "查询; 查询次数最多; 热门查询; 搜索词; 关键字; 关键词",
        "it": "query principali; parola chiave", "nl": "populairste zoekopdrachten; zoekwoord", "ja": "上位のクエリ; クエリ; 検索キーワード; キーワード", "ru": "запрос; запросы", "pl": "najpopularniejsze zapytania; zapytanie", "ko": "인기 검색어; 검색어",
    },
    "country": {
        "en": "country; countries; region; city; language; country id; continent; territory", "de": "land; länder; stadt; sprache; region", "fr": "pays; ville; langue; région", "es": "país; países; ciudad; idioma; región; id del país",
        "pt": "cidade; idioma; região", "zh": "国家; 国家/地区; 城市; 语言; 地区; 省份",
        "it": "paese; città; regione", "nl": "landen", "ja": "国; 地域; 市区町村", "ru": "страна; город", "pl": "kraj; miasto", "ko": "국가",
    },
    "device": {
        "en": "device; device category; devices; browser; operating system; platform; screen resolution; device type; os", "de": "gerät; gerätekategorie; geräte; betriebssystem; plattform",
        "fr": "appareil; catégorie d'appareil; appareils; navigateur; plate-forme", "es": "dispositivo; categoría de dispositivo; dispositivos; navegador; plataforma", "pt": "categoria do dispositivo; navegador",
        "zh": "设备; 设备类别; 浏览器; 操作系统; 平台",
        "it": "categoria di dispositivo", "nl": "apparaat; apparaatcategorie", "ja": "デバイス; デバイス カテゴリ", "ru": "устройство; тип устройства", "pl": "urządzenie; kategoria urządzenia", "ko": "기기",
    },
    "event": {
        "en": "event name; event; events; event category; audience name; audience; goal; goals; item name; order id; transaction id; user id; session id; client id", "de": "ereignisname; zielgruppe; artikelname",
        "fr": "nom de l'événement; nom de l'évènement; audience", "es": "nombre del evento; audiencia", "pt": "nome do evento; público-alvo; nome do item", "zh": "事件名称; 受众群体; 商品名称",
    },
    "range": {
        "en": "date range; comparison; segment", "de": "vergleich; segment", "fr": "plage de dates; comparaison; segment", "es": "intervalo de fechas; comparación; segmento; periodo de comparación",
        "pt": "período; comparação; segmento", "zh": "日期范围; 比较; 细分",
    },
}  # fmt: skip
_PARTS: Mapping[str, str] = {
    "source / medium": "source / medium; source/medium; quelle / medium; quelle/medium; source / support; source/support; fuente/medio; fuente / medio; origem/mídia; "
    "origem / mídia; origem/meio; 来源/媒介; 来源 / 媒介; sorgente/mezzo; sorgente / mezzo; 参照元 / メディア; 参照元/メディア; 소스/매체",
    "channel": "channel group; channelgroup; channelgruppe; channel-gruppe; kanalgruppe; groupe de canaux; grupo de canais; grupo de canales; canal principal; "
    "agrupación de canales; agrupamento de canais; 渠道组; 渠道分组; gruppo di canali; kanaalgroep; チャネル グループ; チャネルグループ; группа каналов; grupa kanałów; 채널 그룹; grupo principal de canais",
}  # fmt: skip
"""What only a column of that role has in its name, whatever else stands around it."""
DAY_ROLES = ("date", "week", "month", "nth")
"""Roles of columns that can say the days of a table; Day Index, in some tools, is a day."""
DATE_ROLES = (*DAY_ROLES, "year")
"""The same, and of what only tells a day together with others."""
COMMA_DECIMAL = frozenset(("de", "fr", "es", "pt", "it", "nl", "ru", "pl"))
"""Languages that write 1.234,5, and 30/11/2026."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_COMPARED = re.compile(r"^(?:(?:last|past) \d+ \w+ |[\d/.\-–年月日 ]+ )", re.IGNORECASE)
_BRACKETS = re.compile(
    r"(?<!\s)\s*[（(\[][^()（）\[\]]*[)）\]]\s*$"
)  # from the first of some blanks on, or many would take long
LONGEST = 200  # characters of a name that may be known


def plain_name(name: str) -> str:
    """A column's name as it is compared: `First.Time.Visits`, `firstTimeVisits` and `ga:first_time_visits` are first time visits."""
    bare = name.strip().removeprefix("ga:")
    if "." in bare and " " not in bare:
        bare = bare.replace(".", " ")
    if not (bare.isupper() or bare.islower()):
        bare = _CAMEL.sub(" ", bare)
    return folded(bare.replace("–", "-").replace("—", "-")).replace("：", "").rstrip(":").strip()


def short_name(name: str) -> str:
    """The same without what stands in brackets behind it: of `Amount spent (USD)` amount spent."""
    return plain_name(_BRACKETS.sub("", name))


@functools.cache
def _known() -> dict[str, tuple[str, str]]:
    """Plain name to role and language."""
    known: dict[str, tuple[str, str]] = {}
    for role, languages in _WORDS.items():
        for language, words in languages.items():
            for word in words.split(";"):
                known.setdefault(plain_name(word), (role, language))
    return known


@functools.cache
def _rank() -> dict[str, int]:
    return {name: n for n, name in enumerate(_known())}


def role_of(name: str) -> str:
    """What a column of that name holds, by a word such as date, sessions, channel; empty where the name says nothing."""
    found = _find(name)
    return found[0] if found else ""


def language_of(name: str) -> str:
    """The language of a column's name, as in de; empty where it is not known."""
    found = _find(name)
    return found[1] if found else ""


def rank_of(name: str) -> int:
    """How usual a name is for its role: the smaller, the more."""
    rank = _rank()
    return rank.get(plain_name(name), rank.get(short_name(name), len(rank)))


def _find(name: str) -> tuple[str, str] | None:
    """Role and language; cells are asked about as well, and most of them hold no word or a whole text."""
    return _found(name) if len(name) <= LONGEST and any(map(str.isalpha, name)) else None


@functools.lru_cache(maxsize=4096)
def _found(name: str) -> tuple[str, str] | None:
    known = _known()
    if found := known.get(plain_name(name)) or known.get(short_name(name)):
        return found
    if found := known.get(
        plain_name(_COMPARED.sub("", name.strip()))
    ):  # Last 3 months Clicks, beside Previous 3 months Clicks
        return found
    for role, parts in _PARTS.items():
        if any(part in name.casefold() for part in parts.split("; ")):
            return role, ""
    return None


def known_words(text: str, *, beyond_ascii: bool = False) -> int:
    """How many cells of a text's lines name a column. Args: beyond_ascii: count only those with other letters than English ones."""
    cells = {cell.strip().strip('"') for line in text.splitlines() for cell in re.split(r"[,;\t|]", line)}
    return sum(bool(_find(cell)) for cell in cells if cell and not (beyond_ascii and cell.isascii()))
