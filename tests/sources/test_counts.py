from datetime import date

import numpy as np

from planner.model.goal import Counts
from planner.sources.counts import counted_history

COUNTS = Counts(rows=((("new", "organic search"), 300.0), (("returning", "email"), 60.0)))


def test_counts_are_the_last_full_month() -> None:
    history = counted_history(COUNTS, as_of=date(2026, 11, 30), before=None)
    assert (history.first, history.last) == (date(2026, 11, 1), date(2026, 11, 30))
    assert np.allclose(history.sessions.sum(axis=1), [300, 60])
    assert counted_history(COUNTS, as_of=date(2026, 11, 29), before=None).last == date(2026, 10, 31)


def test_counts_never_reach_into_the_period() -> None:
    history = counted_history(COUNTS, as_of=date(2027, 3, 15), before=date(2026, 12, 1))
    assert history.last == date(2026, 11, 30)


def test_levels_are_named_for_what_they_hold() -> None:
    levels = counted_history(COUNTS, as_of=date(2026, 11, 30), before=None).levels
    assert levels == ("visitor", "channel")
    other = Counts(rows=((("shop", "blog"), 1.0), (("wiki",), 2.0)))
    assert counted_history(other, as_of=date(2026, 11, 30), before=None).levels == ("level 1", "level 2")
