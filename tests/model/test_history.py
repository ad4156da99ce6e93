from datetime import date

import numpy as np

from planner.model.history import History

HISTORY = History(
    levels=("visitor", "channel"),
    leaves=(("new", "Email"), ("new", "Organic Search"), ("returning", "Email")),
    first=date(2026, 11, 1),
    sessions=np.ones((3, 30)),
)


def test_a_branch_matches_by_folded_names() -> None:
    assert HISTORY.matching(()) == (0, 1, 2)
    assert HISTORY.matching((("Channel", ("EMAIL",)),)) == (0, 2)
    assert HISTORY.matching((("visitor", ("new",)), ("channel", ("email", "organic_search")))) == (0, 1)
    assert HISTORY.matching((("campaign", ("x",)),)) == ()


def test_the_last_day_counts() -> None:
    assert HISTORY.last == date(2026, 11, 30)
