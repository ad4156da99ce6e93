from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.visitors import visitor_kind
from planner.sources.tables.names import known_words, language_of, plain_name, rank_of, role_of

ROLES = {
    "date": "Date; Day; ga:date; Date + hour (YYYYMMDDHH); created_at; Reporting starts; Datum; Tag; Jour; Fecha; Día; Data; Dia; 日期; Giorno; Dag; 日付; Дата; Start Date (in UTC)",
    "until": "Reporting ends; End date; Berichtsende; Fin del informe; 报告结束日期",
    "week": "Week; ISO week of ISO year; Woche; Semaine; Semana; 周",
    "month": "Month; Year month; Monat; Mois; Mes; Mês; 月; Mese; Maand",
    "nth": "Nth day; Nth week; Day Index; Tag N; Jour N; Día N; Enésimo dia; 第 N 天",
    "sessions": "Sessions; Visits; nb_visits; ga:sessions; Sitzungen; Besuche; Visites; Sesiones; Sessões; 会话数; 访问次数; Sessioni; Sessies; セッション数; Визиты; Sesje",
    "users": "Users; Total users; Active users; Unique visitors; nb_uniq_visitors; Nutzer insgesamt; Utilisateurs; Usuarios; Usuários; 活跃用户; 访客数(UV); Utenti; Gebruikers; ユーザー数",
    "views": "Views; Pageviews; nb_actions; Aufrufe; Vues; Vistas; 浏览次数; 浏览量(PV)",
    "clicks": "Clicks; Link clicks; Klicks; Clics; Cliques; 点击次数; クリック数; Last 3 months Clicks; 2026/7/4 - 2026/7/10 点击次数",
    "visitor": "New / returning; New vs. returning; User Type; Neu/wiederkehrend; Nouveau / connu; Novo/recorrente; 新用户/回访用户",
    "channel": "Channel; Session default channel group; Session primary channel group (Default Channel Group); Default Channel Grouping; channelGrouping; "
    "Sitzung – primäre Channelgruppe (Standard-Channelgruppe); Groupe de canaux par défaut pour la session; Grupo de canales predeterminado de la sesión; "
    "Grupo principal de canais da sessão (Grupo de Canais); 带来会话的默认渠道组; Channel Type; Verweisart; Tipo de Referenciador",
    "source": "Source; Session source; utm_source; Quelle; Sitzung – Quelle; Sitzung - Quelle; Source de la session; Fuente de la sesión; Origem da sessão; 会话来源; 参照元",
    "medium": "Medium; Session medium; Sitzung – Medium; Support de la session; Medio de la sesión; Meio da sessão; 会话媒介; メディア",
    "source / medium": "Source / Medium; Session source / medium; Sitzung – Quelle / Medium; Source/support de la session; Fuente/medio de la sesión; Origem / mídia da sessão; 会话来源/媒介",
    "campaign": "Campaign; Campaign name; Kampagne; Nom de la campagne; Nombre de la campaña; Nome da campanha; 广告系列名称",
    "cost": "Cost; Amount spent (USD); Kosten; Ausgegebener Betrag (EUR); Coût; Montant dépensé (EUR); Importe gastado (PEN); Valor usado (BRL); 已花费金额 (USD); 费用",
    "page": "Landing page; Page path and screen class; Landingpage; Página de destino; 着陆页 + 查询字符串; Häufigste Seiten",
    "query": "Top queries; Requêtes les plus fréquentes; 热门查询; 上位のクエリ",
    "": "Bounce rate; Engagement rate; New users; Region code x; Revenue; metadata: logo; y",
}


@pytest.mark.parametrize("role", ROLES)
def test_roles(role: str) -> None:
    assert {name: role_of(name) for name in ROLES[role].split("; ")} == dict.fromkeys(ROLES[role].split("; "), role)


@pytest.mark.parametrize(
    "name",
    [
        "SESSIONS",
        " sessions ",
        "Sessions (all)",
        "total_sessions",
        "totalSessions",
        "Total-Sessions",
        "Sessions:",
        "ｓｅｓｓｉｏｎｓ",
        "Sessions\u00a0",
    ],
)
def test_case_separators_and_brackets_do_not_count(name: str) -> None:
    assert role_of(name) == "sessions"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("First.Time.Visits", "first time visits"),
        ("firstTimeVisits", "first time visits"),
        ("ga:first_time_visits", "first time visits"),
        ("avg. CPC", "avg. cpc"),
        ("CTR", "ctr"),
    ],
)
def test_plain_names(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_every_name_of_the_table_stands_once_and_as_it_is_compared() -> None:
    rows = (files("planner.sources.tables") / "column_names.csv").read_text(encoding="utf-8").splitlines()[1:]
    names = [name for row in rows for name in row.split(",", 2)[2].split("; ")]
    assert len(names) > 1000
    assert [plain_name(name) for name in names] == names
    assert sorted(set(names)) == sorted(names)


def test_the_more_usual_name_comes_first() -> None:
    assert rank_of("Sessions") < rank_of("Entrances") < rank_of("no such name")
    assert rank_of("Day") < rank_of("Reporting starts")
    assert rank_of("Cost (USD)") == rank_of("Cost")


def test_languages() -> None:
    assert [language_of(name) for name in ("Sessions", "Sitzungen", "Sesiones", "会话数", "Сеансы", "x")] == [
        "en",
        "de",
        "es",
        "zh",
        "ru",
        "",
    ]


def test_known_words() -> None:
    assert known_words('"Fecha";"Sesiones"\n1;2') == 2
    assert known_words("Día,Date,Sessions", beyond_ascii=True) == 1


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (
            "new",
            "New users; new; New Visitor; nb_visits_new; Neue Nutzer; Nouveaux utilisateurs; Usuarios nuevos; Novos usuários; 新用户数; Nuovi utenti; 新規",
        ),
        (
            "returning",
            "Returning users; returning; Returning Visitor; nb_visits_returning; Wiederkehrende Nutzer; Usuários recorrentes; 回访用户数; Utenti di ritorno; リピーター",
        ),
        (None, "Users; renewed; newsletter"),
    ],
)
def test_new_and_returning(kind: str | None, names: str) -> None:
    assert {visitor_kind(name) for name in names.split("; ")} == {kind}


@given(st.text(max_size=40))
def test_any_name(name: str) -> None:
    assert isinstance(role_of(name), str)
    assert role_of(name) == role_of(f" {name}\u00a0")
