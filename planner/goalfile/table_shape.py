"""The keys of a table, and how traffic given as a table is told from counts."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from planner.errors import nearest_name
from planner.goalfile import patterns, readers, tables
from planner.goalfile.block import TEXT, TEXTS, Reads, Shape
from planner.goalfile.numbers import is_number
from planner.model.goal import DATE_ORDERS, ChannelRule, Counts
from planner.model.period import Period

TABLE, COUNTS = "(table)", "(counts)"
"""Tags of the two kinds of traffic, as pydantic puts them into the path of an error."""
TAGS = (TABLE, COUNTS)
TABLE_KEYS = (
    "file", "files", "by", "columns", "url", "query", "table", "channels", "covers", "dates", "decimals", "encoding",
)  # fmt: skip


class TableShape(Shape):
    """A table with one row a day and leaf, or lever."""

    file: Annotated[tuple[str, ...] | None, TEXTS] = Field(
        None,
        description="The table, or a list of tables with the same columns; a path from the goal file's folder.",
        examples=["traffic.csv"],
    )
    files: Annotated[tuple[str, ...] | None, TEXTS] = Field(None, description="The same as `file`.")
    by: Annotated[tuple[str, ...] | None, TEXTS] = Field(
        None, description="The columns that make the tree, root to leaf.", examples=[["visitor", "channel"]]
    )
    columns: dict[str, Annotated[str, TEXT]] | None = Field(
        None,
        description="Which column is the date, sessions, visitor, channel, source, medium, campaign, lever or amount, where its name is not recognised; new and returning: columns of their visits.",
        examples=[{"date": "Day", "sessions": "Visits"}],
    )
    url: Annotated[str | None, TEXT] = Field(
        None,
        description="A database in place of a file, with `table` or `query`; credentials stand in environment variables, as in ${PGPASSWORD}.",
        examples=["postgresql://${PGUSER}:${PGPASSWORD}@db.example/web", "warehouse.duckdb", "bigquery://my-project"],
    )
    table: Annotated[str | None, TEXT] = Field(
        None,
        description="The table in the database; in a file that holds several tables, the number of one from the top.",
        examples=["analytics.sessions", "analytics_1234.events_*"],
    )
    query: Annotated[str | None, TEXT] = Field(
        None, description="A SELECT in place of the table.", examples=["SELECT day, channel, visits FROM web.traffic"]
    )
    channels: Annotated[tuple[ChannelRule, ...] | None, Reads(tables.channels, patterns.CHANNELS)] = Field(
        None,
        description="Own channels by source, medium, campaign or channel, `*` is any text; the first that fits, before the table's own and Google's default ones.",
        examples=[{"Partners": {"source": ["partner-*", "ally.example"]}, "Newsletter": {"medium": "newsletter"}}],
    )
    covers: Annotated[Period | None, Reads(tables.covered, patterns.NAME)] = Field(
        None,
        description="The days of a table that does not say them: all its rows are of the whole stretch.",
        examples=["2026-10", "2026-10-01..2026-10-28"],
    )
    dates: Annotated[str | None, Reads(tables.order, {"type": "string"})] = Field(
        None, description="The order in dates that can be read in two ways.", examples=list(DATE_ORDERS)
    )
    decimals: Annotated[Literal[".", ","] | None, Reads(tables.decimals, {"type": "string"})] = Field(
        None, description="The decimal mark of numbers that can be read in two ways.", examples=[",", "."]
    )
    encoding: Annotated[str | None, TEXT] = Field(
        None, description="The encoding of the file, where it is not told by itself.", examples=["cp1252", "gb18030"]
    )


def kind_of_traffic(value: object) -> str:
    """Counts, unless a key of a table, or something like one among no counts, has text or a list."""
    if not isinstance(value, dict):
        return COUNTS
    told = [
        key for key, item in value.items() if isinstance(item, list) or (isinstance(item, str) and not is_number(item))
    ]
    if any(key in TABLE_KEYS for key in told):
        return TABLE
    alone = len(told) == len(value)
    return TABLE if alone and any(nearest_name(key, TABLE_KEYS) for key in told) else COUNTS


Traffic = Annotated[
    Annotated[TableShape, Tag(TABLE)] | Annotated[Counts, Reads(readers.counts, patterns.COUNTS), Tag(COUNTS)],
    Discriminator(kind_of_traffic),
]
