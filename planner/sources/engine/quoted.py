"""Names and texts as SQL, whatever they hold."""


def name(text: str) -> str:
    """An identifier in DuckDB's and PostgreSQL's SQL."""
    return '"' + text.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A string in DuckDB's and PostgreSQL's SQL (with standard strings, the default of both)."""
    return "'" + text.replace("'", "''") + "'"
