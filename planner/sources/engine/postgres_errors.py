"""What PostgreSQL and its driver say, as complaints of ours that give no secret away."""

from planner.errors import InputError, Place
from planner.sources.engine.complaint import refused
from planner.sources.engine.hidden import Hidden

LOGIN = "${PGUSER} and ${PGPASSWORD} in the url, or a line in ~/.pgpass"
# By words in what the driver says, for it gives failed connections no code. None of its own words are repeated: they name the user.
_CONNECTING = (
    (
        ("password authentication failed",),
        "{} refuses this user or password",
        "those of a user of the server, in the variables that the url names, or a line in ~/.pgpass",
    ),
    (
        ("no password supplied", "authentication failed", "pg_hba.conf"),
        "{} refuses the login",
        LOGIN,
    ),
    (("role ",), "{} refuses the login", LOGIN),
    (("database ", "does not exist"), "there is no database of that name at {}", ""),
    (("translate host name", "resolve", "not known"), "the host of {} is not known", ""),
    (("refused", "No such file or directory"), "no server answers at {}", ""),
    (("timeout", "timed out", "unreachable", "No route"), "{} does not answer", ""),
    (("SSL", "certificate"), "there is no secure connection to {}", ""),
    (("too many",), "{} takes no more connections", ""),
    (
        ("invalid connection option", "invalid integer", "invalid sslmode", "invalid port"),
        "a parameter in the url of {} is not known, or has a wrong value",
        "",
    ),
)


def not_connected(error: BaseException, *, hidden: Hidden, shown: str, said: Place) -> InputError:
    """The complaint that there is no connection."""
    message = str(error)
    for signs, text, expected in _CONNECTING:
        every = signs[0] == "database "
        if (all if every else any)(sign in message for sign in signs):
            return refused(said, hidden.scrub(text.format(shown)), expected=expected)
    return refused(said, hidden.scrub(f"there is no connection to {shown}"))


def not_run(error: BaseException, *, hidden: Hidden, shown: str, said: Place) -> InputError:
    """The complaint that a query does not work, with the server's reason."""
    diagnosis = getattr(error, "diag", None)
    reason = (
        (diagnosis.message_primary if diagnosis else None)
        or (str(error).splitlines() or [""])[0]
        or "the connection was lost"
    )
    hint = (diagnosis.message_hint if diagnosis else None) or ""
    return refused(
        said, f"{shown} refuses the query: {hidden.scrub(reason)}", expected="" if not hint else hidden.scrub(hint)
    )
