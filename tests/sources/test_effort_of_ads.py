"""Reports of ads tools as effort: cost by campaign and day, week, month, or one sum for the days of the report."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from planner.errors import InputError
from planner.model.goal import Table
from planner.sources.effort import read_effort
from planner.sources.tables.table import TextTable

TableOf = Callable[[str], TextTable]
GOOGLE = (
    'Campaign report\n"September 1, 2026 - September 2, 2026"\nDay,Campaign,Currency code,Cost,Impr.,Clicks,CTR,Search impr. share\n'
    '2026-09-01,Brand,USD,"1,234.50",900,30,3.3%,> 90%\n2026-09-01,Shoes,USD, --,0,0, --, --\n2026-09-02,Brand,USD,99.90,90,3,3.3%,< 10%\n'
    'Total: Campaigns, --,USD,"1,334.40",990,33,3.3%, --\nTotal: Account, --,USD,"1,500.00",990,33,3.3%, --\n'
)
BRAND, SHOES = {"Brand": 1334.4, "Shoes": 0.0}, {"Brand": 1334.4}


def spent(table: TextTable) -> tuple[dict[str, float], str, str, str]:
    """The sum of each lever, the first and the last day, and the cadence."""
    history, _ = read_effort(table, Table(), levers=(), until=None)
    sums = np.nansum(history.amounts, axis=1).round(6).tolist()
    return dict(zip(history.names, sums, strict=True)), str(history.first), str(history.last), history.cadence


def test_a_report_by_day(table_of: TableOf) -> None:
    assert spent(table_of(GOOGLE)) == (BRAND, "2026-09-01", "2026-09-02", "day")
    assert read_effort(table_of(GOOGLE), Table(), levers=(), until=None)[1] == ("t.csv: 2 rows of totals left out",)


@pytest.mark.parametrize(
    ("header", "total"),
    [
        ("Tag;Kampagne;Währungscode;Kosten;Klicks", "Gesamt: Konto"), ("Jour;Campagne;Code de la devise;Coût;Clics", "Total : compte"), ("Día;Campaña;Moneda;Coste;Clics", "Total: cuenta"),
        ("Dia;Campanha;Moeda;Custo;Cliques", "Total: conta"), ("Giorno;Campagna;Valuta;Costo;Clic", "Totale: account"), ("Jour;Nom de la campagne;x;Montant dépensé (EUR);Clics sur un lien", ""),
        ("天;广告系列;货币代码;费用;点击次数", "总计：帐号"),
    ],
)  # fmt: skip
def test_languages(table_of: TableOf, header: str, total: str) -> None:
    text = f"{header}\n2026-09-01;Brand;EUR;1.234,50;1.030\n2026-09-02;Brand;EUR;99,90;3\n{total};{'--' if total else ''};;1.334,40;1.033\n"
    assert spent(table_of(text)) == (SHOES, "2026-09-01", "2026-09-02", "day")


@pytest.mark.parametrize(
    ("days", "last", "cadence"),
    [
        (("2026-08-31", "2026-09-07"), "2026-09-13", "week"),
        (('"Week of Aug 31, 2026"', '"Week of Sep 7, 2026"'), "2026-09-13", "week"),
        (("2026-09-01", "2026-10-01"), "2026-10-31", "month"),
        (("Sep 2026", "Oct 2026"), "2026-10-31", "month"),
        (("2026-08-31 - 2026-09-06", "2026-09-07 - 2026-09-13"), "2026-09-13", "week"),
    ],
)
def test_weeks_and_months(table_of: TableOf, days: tuple[str, str], last: str, cadence: str) -> None:
    found = spent(table_of(f"Time,Campaign,Cost\n{days[0]},Brand,1000.4\n{days[1]},Brand,334\n"))
    assert found[0] == SHOES
    assert found[2:] == (last, cadence)


def test_a_row_of_the_whole_report_is_spread_over_its_days(table_of: TableOf) -> None:
    text = "Reporting starts,Reporting ends,Campaign name,Results,Amount spent (USD)\n2026-04-01,2026-04-22,Brand,7,1334.4\n2026-04-01,2026-04-22,Shoes,1,22\n"
    assert spent(table_of(text))[:3] == ({"Brand": 1334.4, "Shoes": 22.0}, "2026-04-01", "2026-04-22")
    history, _ = read_effort(table_of(text), Table(), levers=(), until=None)
    assert history.amounts[1].tolist() == [1.0] * 22


def test_the_day_of_a_row_comes_before_the_days_of_the_report(table_of: TableOf) -> None:
    text = (
        "Inicio del informe,Fin del informe,Día,Nombre de la campaña,Importe gastado (EUR)\n2026-10-01,2026-10-02,2026-10-01,Marca,150.50\n"
        "2026-10-01,2026-10-02,2026-10-02,Marca,99.5\n2026-10-01,2026-10-02,,,250\n"
    )
    assert spent(table_of(text)) == ({"Marca": 250.0}, "2026-10-01", "2026-10-02", "day")


@pytest.mark.parametrize(
    ("name", "cells", "last"),
    [
        ("Week", "2026-09-07 - 2026-09-13 2026-09-14 - 2026-09-20", "2026-09-20"),
        ("Month", "2026-09-01 2026-10-01", "2026-10-31"),
    ],
)
def test_the_week_or_month_of_a_row_comes_before_the_days_of_the_report(
    table_of: TableOf, name: str, cells: str, last: str
) -> None:
    half = len(cells) // 2
    text = (
        f"Reporting starts,Reporting ends,{name},Campaign name,Amount spent (EUR)\n2026-09-01,2026-10-31,{cells[:half]},Brand,1000.4\n"
        f"2026-09-01,2026-10-31,{cells[half + 1 :]},Brand,334\n"
    )
    assert spent(table_of(text)) == (SHOES, cells[:10], last, name.lower())


def test_days_that_campaigns_run_are_not_the_days_of_the_report(table_of: TableOf) -> None:
    text = 'Campaign report\n"January 1, 2026 - January 31, 2026"\nCampaign,Start date,End date,Cost\nBrand,2022-05-01, --,1334.4\n'
    assert spent(table_of(text)) == (SHOES, "2026-01-01", "2026-01-31", "month")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Campaign report\nAll time\nCampaign,Cost\nBrand,5\n", "no column of this table is known to hold the date"),
        ("Day,Campaign,Clicks\n2026-09-01,Brand,5\n", "no column of this table is known to hold the amount"),
        ("Day,Campaign,Cost\nNo data available,,\n", "this table has no rows"),
        ("Day,Campaign,Cost\n2026-09-01,Brand,> 90%\n", "'> 90%' is not a number of effort"),
        ("Day,Campaign,Cost\n2026-09-01,Brand,90%\n", "'90%' is a share, and no number of effort"),
        (
            "Reporting starts,Reporting ends,Campaign,Cost\n2026-09-01,2026-09-30,A,5\n2026-09-15,2026-09-30,B,5\n",
            "overlaps with the stretch of days",
        ),
        ("Day;Campaign;Cost\n2026-09-01;Brand;1.234\n", "'1.234' may be 1,234 or 1.234"),
        ("Day,Campaign,Cost\n01/02/2026,Brand,5\n", "'01/02/2026' may be 2026-02-01 or 2026-01-02"),
    ],
)
def test_complaints(table_of: TableOf, text: str, complaint: str) -> None:
    with pytest.raises(InputError) as caught:
        spent(table_of(text))
    assert complaint in str(caught.value)


def test_only_days_up_to_the_traffics_last(table_of: TableOf) -> None:
    history, left_out = read_effort(table_of(GOOGLE), Table(), levers=(), until=date(2026, 9, 1))
    assert history.amounts.tolist() == [[1234.5], [0.0]]
    assert left_out[1:] == ("t.csv: 1 day after 2026-09-01, the traffic's last day, left out",)
