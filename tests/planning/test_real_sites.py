"""Real sites' exports, as far as they are plain tables."""

from pathlib import Path

import pytest
from planning_goals import planned
from shared_data import SHARED, needs_shared

TRAFFIC = SHARED / "data" / "traffic"


@needs_shared
def test_one_sites_sessions_with_outliers(tmp_path: Path) -> None:
    plan = planned(
        f"target: +10%\nperiod: next month\ntraffic: {{file: {TRAFFIC / 'ga-sessions-daily.csv'}, columns: {{sessions: Target}}}}\n"
        "levers: {ads: {uses: money, expect: {at: 1000, sessions: 2000..4000}}}\nresources: {money: 3000}\n",
        tmp_path,
    )
    assert {node.name for node in plan.tree.branches} <= {"within reach"}
    assert 0.5 < plan.forecast.mean / plan.tree.now < 2
    assert plan.forecast.p10 < plan.forecast.p50 < plan.forecast.p90


@needs_shared
def test_channels_by_device_with_an_unnamed_index_column(tmp_path: Path) -> None:
    file = TRAFFIC / "ua-channel-device-daily.csv"
    plan = planned(
        f"target: 2x\nperiod: next 4 weeks\ntraffic: {{file: {file}, by: [channelGrouping, deviceCategory]}}\n",
        tmp_path,
    )
    assert len(plan.tree.children) >= 9
    assert {lever.drives for lever in plan.levers} >= {"Email", "Referral"}
    assert plan.forecast.p10 > 0


@needs_shared
@pytest.mark.parametrize("by", ["[channelGrouping]", "[deviceCategory]"])
def test_a_finer_table_is_summed(tmp_path: Path, by: str) -> None:
    file = TRAFFIC / "ua-channel-device-daily.csv"
    plan = planned(f"target: 2x\nperiod: next 4 weeks\ntraffic: {{file: {file}, by: {by}}}\n", tmp_path)
    whole = planned(
        f"target: 2x\nperiod: next 4 weeks\ntraffic: {{file: {file}, by: [channelGrouping, deviceCategory]}}\n",
        tmp_path,
    )
    assert plan.tree.now == whole.tree.now
