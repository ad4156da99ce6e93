"""Which column of a log is what, and whose export it is."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.errors import InputError
from planner.sources.tables.cells import numeric_share
from planner.sources.tables.columns import find_role
from planner.sources.tables.names import plain_name, role_of, short_name
from planner.sources.tables.table import TextTable

WORDS: Mapping[str, str] = {
    "activity": "activity; activities; task; task name; work; what; job; initiative; aktivität; tätigkeit; aufgabe; maßnahme; arbeit; activité; tâche; "
    "actividad; tarea; atividade; tarefa; 活动; 工作; 任务; 事项; 工作内容",
    "lever": "lever; hebel; levier; palanca; alavanca; 抓手; 杠杆",
    "item": "item; title; description; notes; note; article; issue; name; post; piece; subject; comment; beschreibung; titel; artikel; ausgabe; "
    "notiz; bemerkung; description; titre; sujet; remarque; descripción; título; artículo; asunto; descrição; artigo; assunto; 描述; 标题; 备注; 文章; 名称; 说明",
    "project": "project; project name; projekt; projet; proyecto; projeto; 项目",
    "clock": "duration; duration (h); duration (h:m:s); time (h); time spent; tracked time; dauer; durée; duración; duração; 时长; 持续时间",
    "hours": "hours; hour; hrs; h; duration (decimal); time (hours); hours worked; work hours; writer hours; man hours; person hours; effort hours; stunden; "
    "std; arbeitsstunden; zeitaufwand; heures; temps passé; horas; horas trabajadas; horas trabalhadas; 小时; 工时; 小时数; 用时",
    "minutes": "minutes; mins; min; minuten; minutos; 分钟",
    "money": "money; budget; geld; argent; dinero; presupuesto; dinheiro; orçamento; gastos; 金额; 资金; 预算",
}
"""Names by role; those of days, channels, costs and sessions are the same in every table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """A time tracker, told by names of columns that others do not have together."""

    name: str
    columns: frozenset[str]
    activity: tuple[str, ...]
    """Columns that name the activity; where the first is empty, the next."""
    item: str
    clock: str = ""
    hours: str = ""
    date: str = ""


TRACKERS = (
    Tracker(
        name="Clockify", columns=frozenset(("project", "description", "start date", "duration (h)", "duration (decimal)")),
        activity=("task", "project", "description"), item="description", clock="duration (h)", date="start date",
    ),
    Tracker(
        name="Toggl", columns=frozenset(("project", "description", "start date", "start time", "end date", "duration")),
        activity=("task", "project", "description"), item="description", clock="duration", date="start date",
    ),
    Tracker(
        name="Harvest", columns=frozenset(("date", "client", "project", "task", "notes", "hours")),
        activity=("task", "project", "notes"), item="notes", hours="hours", date="date",
    ),
)  # fmt: skip
"""What they charge for the time is no effort of money, and is left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The columns of a log by what they hold; None, or none, where there is none."""

    tool: str = ""
    activity: tuple[int, ...]
    item: int | None = None
    lever: int | None = None
    channel: int | None = None
    clock: int | None = None
    """Hours written as 1:30:00 or 1.5."""
    minutes: bool = False
    """Whether its numbers are minutes."""
    money: int | None = None
    result: int | None = None


def roles_of(table: TextTable, *, activity: str, result: str) -> Roles:
    """Args: activity, result: columns that the user names; empty where they are to be found.

    Raises: InputError for a column that is not there, and where nothing says the activity or the effort.
    """
    named = (_said(table, activity),) if activity else ()
    results = _said(table, result) if result else None
    names = {plain_name(name) for name in table.header}
    if (tracker := next((one for one in TRACKERS if one.columns <= names), None)) is not None:
        return _tracked(table, tracker, named, results)
    lever, channel = _find(table, "lever"), find_role(table, "channel", {})
    money = find_role(table, "cost", {})
    money = _find(table, "money") if money is None else money
    hours, minutes = _find(table, "hours", "clock"), _find(table, "minutes")
    if results is None:
        results = find_role(table, "sessions", {})
    acts = (
        named
        or tuple(
            at
            for at in (_find(table, "activity"), lever, _campaign(table), channel, _find(table, "project"))
            if at is not None
        )[:1]
    )
    item = next((at for at in (_find(table, "item"), _campaign(table)) if at is not None and at not in acts), None)
    if not acts and item is not None:
        acts, item = (item,), None
    found = Roles(
        activity=acts, item=item, lever=lever, channel=channel, clock=minutes if hours is None else hours,
        minutes=hours is None and minutes is not None, money=money, result=results,
    )  # fmt: skip
    _check(table, found)
    return found


def possible_results(table: TextTable, roles: Roles) -> tuple[str, ...]:
    """Names of columns of numbers that no role was found for: what somebody may call a result."""
    used = {*roles.activity, roles.item, roles.lever, roles.channel, roles.clock, roles.money, roles.result}
    open_to = ("", "views", "users", "clicks")
    return tuple(
        name
        for at, name in enumerate(table.header)
        if name
        and at not in used
        and role_of(name) in open_to
        and not _is_time(name)
        and numeric_share(table, at) > 0.5
    )


def _is_time(name: str) -> bool:
    return any(plain_name(name) in _words(role) for role in ("hours", "clock", "minutes"))


def _tracked(table: TextTable, tracker: Tracker, named: tuple[int, ...], result: int | None) -> Roles:
    found = {
        name: at
        for name in (*tracker.activity, tracker.item, tracker.clock, tracker.hours)
        if name and (at := _plain(table, name)) is not None
    }
    acts = named or tuple(found[name] for name in tracker.activity if name in found)
    item = found.get(tracker.item)
    return Roles(
        tool=tracker.name,
        activity=acts,
        item=None if acts == (item,) else item,
        clock=found.get(tracker.clock or tracker.hours),
        result=result,
    )


def _plain(table: TextTable, name: str) -> int | None:
    return next((at for at, each in enumerate(table.header) if plain_name(each) == name), None)


@functools.cache
def _words(role: str) -> tuple[str, ...]:
    return tuple(plain_name(word) for word in WORDS[role].split(";"))


def _find(table: TextTable, *roles: str) -> int | None:
    """The column with the most usual name for one of the roles; two with the same name are a complaint."""
    for role in roles:
        for word in _words(role):
            for at, name in enumerate(table.header):
                if word in (plain_name(name), short_name(name)):
                    return table.find(table.header[at])
    return None


def _campaign(table: TextTable) -> int | None:
    return find_role(table, "campaign", {})


def _said(table: TextTable, name: str) -> int:
    if (found := table.find(name)) is None:
        raise InputError([table.no_column(name)])
    return found


def _check(table: TextTable, roles: Roles) -> None:
    lacks: Sequence[tuple[bool, str, str]] = (
        (not roles.activity, "no column of this log is known to name the activity", "a column named activity, task, campaign …, or --activity COLUMN"),
        (roles.clock is None and roles.money is None, "no column of this log is known to hold effort", "a column named hours, duration, minutes, money or cost"),
    )  # fmt: skip
    wrong = [table.complaint(-1, 0, text, expected=expected) for missing, text, expected in lacks if missing]
    if wrong:
        raise InputError(wrong)
