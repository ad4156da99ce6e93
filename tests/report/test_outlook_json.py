"""The forecast as JSON keeps its contract."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from report_outlooks import OUTLOOKS, example, hostile, prior
from report_plans import HOSTILE
from report_snapshots import JsonFile
from syrupy.assertion import SnapshotAssertion

from planner.model.outlook import OutlookNode
from planner.report.outlook_json import forecast_document, render_forecast_json

DAYS = {"start", "end", "days"}
NODE = {"name", "now", "forecast", "per_day", "backtest", "children"}


@pytest.mark.parametrize("name", ["example", "prior"])
def test_whole_text(name: str, snapshot: SnapshotAssertion) -> None:
    assert render_forecast_json(OUTLOOKS[name]()) == snapshot.use_extension(JsonFile)


@pytest.mark.parametrize("name", OUTLOOKS)
def test_keys(name: str) -> None:
    text = render_forecast_json(OUTLOOKS[name]())
    document = json.loads(text)
    assert text.endswith("}\n")
    assert document == forecast_document(OUTLOOKS[name]())
    assert document["schema"] == "planner/forecast/1"
    assert set(document) == {
        "schema", "metric", "country", "period", "base", "basis", "history", "weeks", "tree", "season", "growth",
        "lately", "moved", "repaired", "warnings",
    }  # fmt: skip
    assert set(document["period"]) == set(document["base"]) == DAYS
    assert set(document["history"]) == DAYS | {"cadence", "weeks"}
    for one in document["moved"]:
        assert set(one) == {"name", "kind", "on", "where", "low", "middle", "high", "seen", "said", "past"}
    for one in document["repaired"]:
        assert set(one) == {"kind", "first", "last", "days", "where", "leaves", "sessions"}


@pytest.mark.parametrize("name", OUTLOOKS)
def test_every_branch_is_whole(name: str) -> None:
    def check(node: dict[str, Any], of: OutlookNode) -> None:
        assert set(node) == NODE
        assert (node["name"], node["now"]) == (of.name, of.now)
        assert node["forecast"]["mean"] == pytest.approx(of.forecast.mean, abs=0.05)
        assert list(node["forecast"]) == ["mean", "p05", "p10", "p25", "p50", "p75", "p90", "p95"]
        for side in ("history", "ahead"):
            assert len(node["per_day"][side]) == len(document["weeks"][side])
        assert [week is None for week in node["per_day"]["history"]] == [week is None for week in of.history]
        assert node["per_day"]["ahead"] == pytest.approx(of.ahead, rel=1e-5)
        assert (node["backtest"] is None) == (of.backtest is None)
        for child, child_of in zip(node["children"], of.children, strict=True):
            check(child, child_of)

    document = forecast_document(OUTLOOKS[name]())
    check(document["tree"], OUTLOOKS[name]().root)


def test_weeks_have_their_days() -> None:
    outlook = replace(example(), last=date(2026, 11, 28))
    weeks = forecast_document(outlook)["weeks"]
    assert weeks["history"][-2:] == ["2026-11-15", "2026-11-22"]
    assert len(weeks["history"]) == len(outlook.root.history)
    first = date.fromisoformat(weeks["history"][0])
    assert first == date(2026, 11, 28) - timedelta(days=7 * 60 - 1)
    assert weeks["ahead"] == ["2026-11-29", "2026-12-06", "2026-12-13", "2026-12-20", "2026-12-27"]


def test_what_is_not_known_is_null() -> None:
    document = forecast_document(prior())
    assert (document["growth"], document["lately"], document["season"]) == (None, None, [])
    assert document["tree"]["backtest"] is None
    assert document["basis"] == "prior"


def test_names_stay_as_they_are() -> None:
    text = render_forecast_json(hostile())
    names = [child["name"] for child in json.loads(text)["tree"]["children"]]
    assert names == list(HOSTILE)
    assert not {"\x1b", "\x7f"} & set(text)
    text.encode()


def test_a_figure_that_is_not_finite_is_an_error_and_not_a_text() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        render_forecast_json(replace(example(), growth=float("nan")))
