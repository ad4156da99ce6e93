from collections.abc import Callable

import pytest

from planner.sources.exports.tools import EXPORTS, PLAIN, export_of
from planner.sources.tables.table import TextTable

TableOf = Callable[[str], TextTable]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# Property: shop\n# Start date: 20260101\nChannel,Sessions", "Google Analytics 4"),
        ("# Fecha de inicio: 20260101\nCanal,Sesiones", "Google Analytics 4"),
        ("Session primary channel group (Default Channel Group),Sessions", "Google Analytics 4"),
        ("# All Web Site Data\n# 20260101-20260131\nSource,Sessions", "Universal Analytics"),
        ("Default Channel Grouping,Users,New Users", "Universal Analytics"),
        ("Date,Clicks,Impressions,CTR,Position", "Search Console"),
        ("Datum,Klicks,Impressionen,CTR,Position", "Search Console"),
        ("日期,点击次数,展示,点击率,排名", "Search Console"),
        ("date,visitors,pageviews,visits,bounce_rate,visit_duration", "Plausible"),
        ("label,nb_uniq_visitors,nb_visits,nb_actions", "Matomo"),
        ("Datum,Eindeutige Besucher,Besuche,Aktionen", "Matomo"),
        ("website_id,session_id,visit_id,created_at", "Umami"),
        ("Campaign,Currency code,Cost,Impr.,Clicks", "Google Ads"),
        ("Tag,Kampagne,Währungscode,Kosten,Impr.,Klicks", "Google Ads"),
        ("Reporting starts,Reporting ends,Campaign name,Amount spent (USD)", "Meta Ads"),
        ("Jour,Nom de la campagne,Montant dépensé (EUR)", "Meta Ads"),
        ("date,channel,sessions", "a plain table"),
    ],
)
def test_told_by_content(table_of: TableOf, text: str, name: str) -> None:
    header = text.rpartition("\n")[2]
    assert export_of(table_of(f"{text}\n{','.join('1' for _ in header.split(','))}\n")).name == name


@pytest.mark.parametrize(
    "header",
    [
        "DATE,CLICKS,IMPRESSIONS,CTR,POSITION",
        "Position,CTR,Impressions,Clicks,Date",
        "Date;Clicks;Impressions;CTR;Position",
    ],
)
def test_case_order_and_delimiter_do_not_count(table_of: TableOf, header: str) -> None:
    delimiter = ";" if ";" in header else ","
    assert export_of(table_of(f"{header}\n{delimiter.join('12345')}\n")).name == "Search Console"


def test_every_tool_is_told_by_something() -> None:
    assert all(export.columns or export.titles for export in EXPORTS)
    assert all(export.days for export in (*EXPORTS, PLAIN))
