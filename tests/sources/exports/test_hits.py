from collections.abc import Callable

import pytest

from planner.sources.exports.hits import visits
from planner.sources.tables.table import TextTable

TableOf = Callable[[str], TextTable]


def test_the_first_hit_of_each_visit(table_of: TableOf) -> None:
    table = table_of(
        "created_at,session_id,visit_id,url_path,referrer_domain\n2026-11-02 08:00:00,a,v1,/b,mail\n2026-11-01 23:59:00,a,v1,/a,google\n"
        "2026-11-02 09:00:00,a,v2,/a,\n2026-11-02 09:01:00,b,,/a,\n2026-11-02 09:01:00,b,v3,/a,\n"
    )
    found = visits(table)
    assert found is not None
    assert found.columns[2] == ("v1", "v2", "v3")
    assert found.columns[4] == ("google", "", "")
    assert found.columns[-1] == ("1", "1", "1")


@pytest.mark.parametrize(
    "text",
    [
        "date,session_id,sessions,url\n2026-11-01,a,1,/\n2026-11-01,b,1,/\n",  # counts already
        "session_id,url\na,/\nb,/\n",  # no time
        "created_at,session_id,amount\n2026-11-01,a,1\n2026-11-01,b,1\n",  # no page, source or event
        "created_at,session_id,url\n2026-11-01,a,/\n2026-11-01,a,/\n",  # one visit alone
        "date,channel,sessions\n2026-11-01,Email,1\n",
    ],
)
def test_no_hits(table_of: TableOf, text: str) -> None:
    assert visits(table_of(text)) is None
