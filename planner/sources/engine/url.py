"""A database's url: its parts, the environment variables in it, and what of it may be shown."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from planner.errors import InputError, Place, Problem
from planner.sources.engine.complaint import refused
from planner.sources.engine.hidden import Hidden

_URL = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*)://(?:([^/?#@]*)@)?([^/?#@]*)(/[^?#@]*)?(?:\?([^#@]*))?")
_VARIABLE = re.compile(r"\$\{([^{}]*)\}")
_SECRET = re.compile(r"pass|pwd|secret|token|key|credential|auth", re.IGNORECASE)
_HARMLESS = re.compile(
    r"(path|file|sslkey|authenticator|passfile|require_auth)$", re.IGNORECASE
)  # names of files and of kinds
# Whoever writes a goal file chooses the host, and so who is told what these hold: nothing that is not meant for planner.
_OURS = re.compile(r"(?:PG|PLANNER_)\w*")
# What lets a server read files here, or a connection begin with a statement.
_MORE_THAN_READING = re.compile(r"infile|init_?command|read_default|plugin", re.IGNORECASE)
EXPECTED = "an environment variable in its place, such as ${PGPASSWORD}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Url:
    """The parts as they are written, with ${NAME} where an environment variable stands."""

    scheme: str
    user: str = field(repr=False)
    password: str = field(repr=False)
    host: str
    """With the port, where there is one."""
    path: str
    """With the slash that it begins with."""
    parameters: tuple[tuple[str, str], ...] = field(repr=False)

    @property
    def shown(self) -> str:
        return f"{self.scheme}://{self.host}{self.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The parts as a driver wants them: decoded, environment variables filled in. Never shown."""

    user: str = field(repr=False)
    password: str = field(repr=False)
    host: str = field(repr=False)
    port: str = field(repr=False)
    path: str = field(repr=False)
    parameters: tuple[tuple[str, str], ...] = field(repr=False)
    hidden: Hidden = field(repr=False)

    def url(self, scheme: str) -> str:
        """The same as one text, every part encoded."""
        login = quote(self.user, safe="") + (f":{quote(self.password, safe='')}" if self.password else "")
        port = f":{self.port}" if self.port else ""
        query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in self.parameters)
        at = f"{login}@" if login else ""
        return f"{scheme}://{at}{self.host}{port}{quote(self.path)}{'?' if query else ''}{query}"


def read_url(text: str, said: Place) -> Url:
    """Raises: InputError where it is no url, or holds a password in so many words; the complaint never repeats any of it."""
    found = _URL.fullmatch(text.strip())
    if found is None:
        hint = "scheme://user:${PGPASSWORD}@host/database, with @ : / ? # in other parts written as %40 %3A %2F %3F %23"
        raise refused(said, "this is not the url of a database", expected=hint)
    scheme, login, host, path, query = (part or "" for part in found.groups())
    user, _, password = login.partition(":")
    parameters = tuple((unquote(name), value) for name, _, value in (p.partition("=") for p in query.split("&") if p))
    literal = [name for name, value in parameters if _is_secret(name) and not _VARIABLE.fullmatch(value)]
    if literal or (password and not _VARIABLE.fullmatch(password)):
        what = "a password" if not literal else f"a secret ({literal[0]!r})"
        raise refused(
            said, f"this url has {what} written out in it, where everybody sees it who sees the file", expected=EXPECTED
        )
    if more := [name for name, _ in parameters if _MORE_THAN_READING.search(name)]:
        raise refused(said, f"the parameter {more[0]!r} in this url lets a database do more than be read")
    port = host.rpartition("]")[2].partition(":")[2]
    if port and not (port.isdecimal() or _VARIABLE.fullmatch(port)):
        raise refused(said, "the port in this url is not a number", expected="host:port, such as db.example.com:5432")
    return Url(scheme=scheme.lower(), user=user, password=password, host=host, path=path, parameters=parameters)


def opened(url: Url, said: Place, environment: Mapping[str, str] = os.environ) -> Opened:
    """Raises: InputError naming every environment variable that is not meant for planner, or not set."""
    written = (url.user, url.password, url.host, url.path, *(value for _, value in url.parameters))
    names = dict.fromkeys(name for part in written for name in _VARIABLE.findall(part))
    if wrong := [problem for name in names if (problem := _unusable(name, said, environment))]:
        raise InputError(wrong)

    def filled(part: str) -> str:
        pieces = _VARIABLE.split(part)
        return "".join(environment[piece] if n % 2 else unquote(piece) for n, piece in enumerate(pieces))

    host, _, port = url.host.rpartition(":") if re.search(r":[^\]]*$", url.host) else (url.host, "", "")
    hide = [filled(value) for name, value in url.parameters if _is_secret(name) or _VARIABLE.search(value)]
    return Opened(
        user=filled(url.user),
        password=filled(url.password),
        host=filled(host),
        port=filled(port),
        path=filled(url.path),
        parameters=tuple((name, filled(value)) for name, value in url.parameters),
        hidden=Hidden.of([filled(url.user), filled(url.password), *hide]),
    )


def _unusable(name: str, said: Place, environment: Mapping[str, str]) -> Problem | None:
    """Why a variable cannot be used; whether it is set is not told of others than planner's."""
    text = f"the environment variable {name}"
    if not _OURS.fullmatch(name):
        hint = "one whose name begins with PG or PLANNER_"
        return Problem(place=said, text=f"{text} is not meant for planner", expected=hint)
    if not environment.get(name):
        return Problem(place=said, text=f"{text} is not set", expected="it set before planner is started")
    return None


def _is_secret(name: str) -> bool:
    return bool(_SECRET.search(name)) and not _HARMLESS.search(name)
