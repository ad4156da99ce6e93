"""Which columns of a traffic table measure something, and which of them the goal's metric means."""

import re
from collections.abc import Collection, Mapping

from planner.errors import InputError, Problem, nearest_name
from planner.sources.tables.cells import numeric_share
from planner.sources.tables.columns import find_role, unknown_role
from planner.sources.tables.names import DATE_ROLES, plain_name, role_of
from planner.sources.tables.numerals import is_share
from planner.sources.tables.table import TextTable
from planner.text import folded

DEFAULT = "sessions"
COUNTS = ("sessions", "users", "views", "clicks")
"""Roles of columns that can stand for the metric where no other is named, best first."""
OUTCOMES = (
    "conversions", "key events", "goal completions", "transactions", "purchases", "orders", "leads", "signups", "revenue", "total revenue",
    "purchase revenue", "转化", "转化次数", "订单", "收入", "关键事件", "总收入", "转化数", "交易", "购买次数",
    "conversionen", "schlüsselereignisse", "transaktionen", "käufe", "bestellungen", "umsatz", "gesamtumsatz", "einnahmen",
    "événements clés", "achats", "commandes", "revenu", "revenus", "revenu total", "chiffre d'affaires",
    "conversiones", "eventos clave", "transacciones", "compras", "pedidos", "ingresos", "ingresos totales", "total de ingresos",
    "conversões", "eventos principais", "eventos-chave", "transações", "receita", "receita total",
    "conversioni", "eventi chiave", "transazioni", "acquisti", "entrate", "entrate totali", "ricavi",
    "conversies", "belangrijke gebeurtenissen", "transacties", "omzet", "totale opbrengst",
)  # fmt: skip
"""What sessions are for: such columns are read without being asked for."""
_KEY = re.compile(r"(?:^|[^A-Za-z])(?i:id|code)$|[a-z](?:ID|Id|Code)$|(?:编号|代码)$")
_PARTS = re.compile(
    r"^(?:#|no\.?|nr\.?|row|index|instant|unnamed.*|.*hour.*|stunde|heure|hora|小时|minute|.*day.?of.?(?:the.?)?(?:week|month|year).*|weekday|quarter|.*nth .*)$",
    re.IGNORECASE,
)
_RATES = re.compile(
    r"rate\b|\bctr\b|position|average|avg|durchschnitt|moyen|promedio|média|bounce|duration|per session|per user|cumul|kumul|acumul|running total|累计|%|率|平均|排名",
    re.IGNORECASE,
)


def is_measure(table: TextTable, column: int) -> bool:
    """Whether a column holds numbers that count something; `Campaign ID` and the like are names in digits, hours and weekdays parts of dates."""
    name = table.header[column]
    if _KEY.search(name) or _PARTS.match(name) or role_of(name) in DATE_ROLES:
        return False
    return numeric_share(table, column) == 1 and not any(map(is_share, table.columns[column].different))


def outcome_columns(table: TextTable, *, used: Collection[int]) -> tuple[int, ...]:
    """The columns of usual names that hold what sessions are for. Args: used: columns of another use.

    Raises: InputError if several columns have such a name.
    """
    names = [plain_name(name) for name in OUTCOMES]
    found = [(names.index(plain), at) for at, name in enumerate(table.header) if (plain := plain_name(name)) in names]
    columns = dict.fromkeys(table.find(table.header[at]) for _, at in sorted(found))
    return tuple(at for at in columns if at is not None and at not in used and is_measure(table, at))


def count_column(table: TextTable, metric: str, said: Mapping[str, str], *, aside: tuple[int, ...]) -> int | None:
    """The column of the metric; a metric of another name than the only measure is a label for that.

    Args: said: column by role, as the goal file names them; aside: columns of another use.
    Returns: None if there is none.
    Raises: InputError if a metric has no column of its name among several measures.
    """
    if "sessions" in said:
        return find_role(table, "sessions", said)
    if (found := table.find(metric)) is not None and found not in aside:
        return found
    measures = [at for at in range(len(table.header)) if at not in aside and table.header[at] and is_measure(table, at)]
    if folded(metric) != DEFAULT:
        names = [table.header[at] for at in measures]
        near = nearest_name(metric, names)
        if near or len(names) > 1:
            raise InputError([_no_metric(table, metric, names, near)])
    for role in COUNTS:
        if (found := find_role(table, role, {})) is not None and found not in aside:
            return found
    counts = [at for at in measures if not role_of(table.header[at]) and not _RATES.search(table.header[at])]
    return counts[0] if len(counts) == 1 else None


def need_count(table: TextTable, found: int | None) -> int:
    """The column of the metric. Raises: InputError where there is none."""
    if found is None:
        raise InputError([unknown_role(table, "sessions")])
    return found


def _no_metric(table: TextTable, metric: str, measures: list[str], near: str) -> Problem:
    return Problem(
        place=table.place(-1, 0),
        text=f"no column is named for the metric {metric!r}",
        expected=f"one of: {', '.join(measures)}, or `columns: {{sessions: its name}}` in the goal file",
        nearest=near,
    )
