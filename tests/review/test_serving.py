"""Which lever logged work is for."""

from datetime import date

import pytest

from planner.goalfile.read import parse_goal
from planner.model.activity_log import Logged
from planner.review.serving import services

GOAL = """
target: +10%
traffic: {Email: 4000, Organic Search: 9000, Paid Search: 800}
levers:
  newsletter: {drives: {channel: Email}, uses: hours}
  how-to articles: {drives: {channel: Organic Search}, uses: hours}
  link building: {drives: {channel: Organic Search}, uses: hours}
  search ads: {drives: {channel: Paid Search}, uses: money}
"""


@pytest.mark.parametrize(
    ("activity", "lever", "channel", "meant", "serves"),
    [
        ("Newsletter", "", "", "newsletter", True),
        ("articles", "", "", "how-to articles", True),
        ("newsletter layout", "", "", "newsletter", True),
        ("writing", "how-to articles", "", "how-to articles", True),
        ("writing", "", "E-Mail", "newsletter", True),
        ("Google Ads", "", "", "search ads", True),
        ("SEO", "", "", "", True),  # a channel that two levers drive
        ("meetings", "", "", "", False),
        ("art", "", "", "", False),
        ("ads", "", "", "search ads", True),
    ],
)
def test_what_an_activity_is_for(activity: str, lever: str, channel: str, meant: str, serves: bool) -> None:  # noqa: FBT001 - a case
    goal, problems = parse_goal(GOAL, file="goal.yaml", today=date(2026, 11, 30))
    assert problems == ()
    rows = [Logged(day=date(2026, 11, 2), activity=activity, lever=lever, channel=channel, hours=1)]
    (found,) = services(rows, goal).values()
    assert (found.lever.name if found.lever else "", found.serves) == (meant, serves)


def test_without_a_goal_only_the_channel_is_known() -> None:
    rows = [Logged(day=date(2026, 11, 2), activity="Newsletter", hours=1)]
    (found,) = services(rows, None).values()
    assert (found.channel, found.lever, found.serves) == ("Email", None, False)
