"""Whose export a table is, told by its content, and where that tool keeps what the table lacks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from planner.sources.tables.names import plain_name
from planner.sources.tables.table import TextTable

Carries = Literal["traffic", "search", "ads"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """An analytics or ads tool, and how its exports look."""

    name: str
    carries: Carries = "traffic"
    """traffic: visits to the site. search: clicks in one search engine's results. ads: what campaigns cost and got."""
    titles: re.Pattern[str] | None = None
    """What only its exports have above a table."""
    columns: tuple[frozenset[str], ...] = ()
    """Sets of names of columns, as `plain_name` has them; an export has all of one of them."""
    days: str = ""
    """Where to find a table by day."""
    visitors: str = ""
    """Where to find new and returning visitors."""
    channels: str = ""
    """Where to find channels."""


def _sets(*lines: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(plain_name(word) for word in line.split(";")) for line in lines)


PLAIN = Export(
    name="a plain table",
    days="a column with the day of each row",
    visitors="a column that says new or returning",
    channels="a column with the channel, or with source and medium",
)
EXPORTS: tuple[Export, ...] = (
    Export(
        name="Google Ads",
        carries="ads",
        columns=_sets("Campaign; Impr.; Cost", "Campaign; Impressions; Cost; Clicks", "Campaign; Impr.; Clicks; Avg. CPC", "Campaign status; Campaign; Budget",
                      "Kampagne; Impr.; Kosten", "Campagne; Impr.; Coût", "Campaña; Impr.; Coste", "Campanha; Impr.; Custo", "广告系列; 展示次数; 费用", "Campaign; Cost; Conversions; Currency code"),
        days="Reports: segment by time, then day",
    ),
    Export(
        name="Meta Ads",
        carries="ads",
        columns=_sets("Campaign name; Amount spent", "Reporting starts; Reporting ends", "Ad set name; Amount spent", "Kampagnenname; Ausgegebener Betrag", "Nom de la campagne; Montant dépensé",
                      "Nombre de la campaña; Importe gastado", "Nome da campanha; Valor usado", "Nome da campanha; Valor gasto", "广告系列名称; 花费金额"),
        days="Ads Manager: Breakdown, By time, Day",
    ),
    Export(
        name="Search Console",
        carries="search",
        columns=_sets("Clicks; Impressions; CTR; Position", "Klicks; Impressionen; CTR; Position", "Clics; Impressions; CTR; Position", "Clics; Impresiones; CTR; Posición",
                      "Cliques; Impressões; CTR; Posição", "点击次数; 展示; 点击率; 排名", "点击次数; 展示次数; 点击率; 排名", "クリック数; 表示回数; CTR; 掲載順位"),
        days="the file Dates.csv or Chart.csv of the export",
    ),
    Export(
        name="Google Analytics 4",
        titles=re.compile(r"^#? ?(?:Property|Propriedade|Propiedad|Propriété|媒体资源|资源|Start date|Data de início|Fecha de inicio|Startdatum|Date de début|开始日期)\s?[:：]|GA4", re.IGNORECASE),
        columns=_sets("Engaged sessions", "Event count", "Session default channel group", "Session primary channel group", "Sessões engajadas", "Sitzungen mit Interaktionen",
                      "Sessions avec engagement", "Sesiones con interacción", "互动会话数", "会话默认渠道组", "会话主要渠道组"),
        days="Explore, Free form: rows Date and Session default channel group, values Sessions",
        visitors="Explore, Free form: add the dimension New / established, or New / returning",
        channels="Reports, Acquisition, Traffic acquisition",
    ),
    Export(
        name="Universal Analytics",
        titles=re.compile(r"^# (?:\d{8}-\d{8}|Default Channel Grouping|All Web Site Data)|^#? ?(?:Acquisition|Audience) Overview", re.IGNORECASE),
        columns=_sets("Default Channel Grouping", "Day Index; Users", "Day Index; Sessions", "channelGrouping", "Users; New Users; Sessions; Bounce Rate", "Pages / Session", "% New Sessions",
                      "Standard-Channelgruppierung"),
        days="a custom report with the dimensions Date and Default Channel Grouping",
        visitors="a custom report with the dimension User Type",
        channels="Acquisition, All Traffic, Channels",
    ),
    Export(
        name="Plausible",
        columns=_sets("visitors; bounce_rate; visit_duration", "visitors; visits; visit_duration; bounces", "visitors; pageviews; bounce_rate", "name; visitors; conversion_rate", "visitors; pageviews; visits"),
        days="the statistics API, or imported_sources in Site settings, Export data",
        channels="channels.csv of the export, or imported_sources in Site settings, Export data",
    ),
    Export(
        name="Matomo",
        columns=_sets("nb_visits", "Unique visitors; Visits; Actions", "Label; Visits", "Eindeutige Besucher; Besuche; Aktionen", "Visiteurs uniques; Visites; Actions", "Visits; Actions; Bounce Rate",
                      "Visits; Actions; Maximum actions in one visit", "Label; Besuche", "Libellé; Visites", "Etiqueta; Visitas"),
        days="Acquisition, Channel Type: row evolution, or export with period=day and a date range",
        visitors="Visitors, Engagement (VisitFrequency)",
        channels="Acquisition, Channel Type",
    ),
    Export(
        name="Umami",
        columns=_sets("website_id; session_id", "session_id; visit_id; created_at", "pageviews; visitors; visits; bounces; totaltime", "x; y"),
        days="the website's data export in Settings, Data",
        channels="the website's data export in Settings, Data",
    ),
)  # fmt: skip


def export_of(table: TextTable) -> Export:
    """Whose export a table is, by the names of its columns and what stands above it."""
    names = frozenset(_bare(name) for name in table.header)
    by_columns = next((export for export in EXPORTS if any(names >= each for each in export.columns)), None)
    if by_columns is not None:
        return by_columns
    return next((export for export in EXPORTS if export.titles and _says(export.titles, table.above)), PLAIN)


def _bare(name: str) -> str:
    return plain_name(re.sub(r"\s*[（(][^()（）]*[)）]\s*$", "", name))


def _says(title: re.Pattern[str], above: Sequence[str]) -> bool:
    return any(title.search(line) for line in above)
