"""No complaint, name or picture of an object shows a user, a password or a token, whatever goes wrong."""

import os
import traceback
from urllib.parse import quote, quote_plus

import pytest
from engines import SAID

from planner.errors import InputError
from planner.sources.engine.hidden import Hidden
from planner.sources.engine.open import open_engine
from planner.sources.engine.sources import Database
from planner.sources.engine.url import opened, read_url

SECRET = "s3cr:t/@%41'\"\\ ?#&{é}"
HOSTS = {
    "wrong password": "${PLANNER_USER}:${PLANNER_SECRET}@/postgres?host={folder}",
    "wrong user": "${PLANNER_OTHER}:${PLANNER_SECRET}@/postgres?host={folder}",
    "unknown database": "${PLANNER_TEST_PG_USER}:${PLANNER_TEST_PG_PASSWORD}@/nowhere?host={folder}",
    "no server": "${PLANNER_USER}:${PLANNER_SECRET}@127.0.0.1:1/shop",
    "no host": "${PLANNER_USER}:${PLANNER_SECRET}@no-such-host.invalid/shop",
    "no socket": "${PLANNER_USER}:${PLANNER_SECRET}@/shop?host=/nowhere/at/all",
    "bad parameter": "${PLANNER_USER}:${PLANNER_SECRET}@127.0.0.1:1/shop?sslmode=${PLANNER_SECRET}",
    "unknown parameter": "${PLANNER_USER}:${PLANNER_SECRET}@127.0.0.1:1/shop?colour=${PLANNER_SECRET}",
    "secret as port": "${PLANNER_USER}:x@127.0.0.1:${PLANNER_SECRET}/shop",
    "unknown table": "${PLANNER_TEST_PG_USER}:${PLANNER_TEST_PG_PASSWORD}@/postgres?host={folder}",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_USER", "planner_owner")
    monkeypatch.setenv("PLANNER_OTHER", "somebody_else")
    monkeypatch.setenv("PLANNER_SECRET", SECRET)


def forms(secret: str) -> set[str]:
    return {secret, quote(secret), quote(secret, safe=""), quote_plus(secret), repr(secret)[1:-1]}


def shown_by(caught: BaseException) -> str:
    return str(caught) + repr(caught) + "".join(traceback.format_exception(caught)) + repr(vars(caught))


@pytest.mark.parametrize("what", HOSTS)
def test_what_goes_wrong_while_connecting(postgres_url: str, what: str) -> None:
    url = "postgresql://" + HOSTS[what].replace("{folder}", postgres_url.partition("host=")[2])
    source = Database(url=url.replace(":x@", ":${PLANNER_SECRET}@"), table="nowhere_to_be_seen")
    with pytest.raises(InputError) as caught, open_engine(source, said=SAID):
        pass
    text = shown_by(caught.value) + repr(source)
    for secret in (SECRET, os.environ["PLANNER_TEST_PG_PASSWORD"], "planner_owner", "somebody_else", "hunter22", "bob"):
        for form in forms(secret):
            assert form not in text, (what, form, text)
    assert caught.value.__context__ is None
    print(what, "->", caught.value)


def test_what_a_server_says_about_a_query(postgres_url: str) -> None:
    for query in ("SELECT current_user::integer AS n", "SELECT '${PLANNER_SECRET}' x y z", "SELECT has_table_privilege(current_user, 'x', 'y')",
                  "SELECT ('user planner_owner at ' || current_user)::date"):  # fmt: skip
        with (
            pytest.raises(InputError) as caught,
            open_engine(Database(url=postgres_url, query=query), said=SAID) as engine,
        ):
            engine.sample()
        assert "planner_owner" not in shown_by(caught.value)
    with open_engine(Database(url=postgres_url, query="SELECT 1 AS n"), said=SAID) as engine:
        assert "planner_owner" not in engine.shown + repr(engine) + repr(vars(engine))
        assert engine.shown == "postgresql:///postgres (query)"


def test_a_driver_that_repeats_its_url_is_scrubbed() -> None:
    url = read_url(
        "mysql://${PLANNER_USER}:${PLANNER_SECRET}@db.example.com:3306/shop?token=${PLANNER_SECRET}&ssl=1", SAID
    )
    parts = opened(url, SAID)
    said = (
        f"cannot connect to {parts.url('mysql')} as {parts.user!r} with {parts.password!r} ({parts.password.upper()})"
    )
    scrubbed = parts.hidden.scrub(said)
    for form in forms(SECRET) | {"planner_owner", SECRET.upper()}:
        assert form not in scrubbed
    assert "db.example.com" in scrubbed
    for made in (url, parts, parts.hidden):
        assert SECRET not in repr(made)
        assert "planner_owner" not in repr(made)


def test_short_secrets_are_hidden_as_words() -> None:
    assert Hidden.of(["a"]).scrub("password of a is a bad one: 'a'") == "password of *** is *** bad one: '***'"
    assert Hidden.of([]).scrub("at scheme://some:body@host/x") == "at scheme://***@host/x"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://bob:hunter22@db.example.com/shop",
        "postgresql://bob:hun/ter22@db.example.com/shop",
        "postgresql://bob:hun#ter22@db.example.com/shop",
        "postgresql://bob:hun?ter22@db.example.com/shop",
        "postgresql://bob:hun@ter22@db.example.com/shop",
        "postgresql://bob:${PGPASSWORD}hunter22@db.example.com/shop",
        "postgresql://db.example.com/shop?password=hunter22",
        "postgresql://db.example.com/shop?user=x&pass%77ord=hunter22",
        "databricks://db.example.com/shop?access_token=hunter22",
        "snowflake://bob:hunter22@account/db/schema",
        "postgresql://db.example.com:hunter22/shop",
        "postgresql:/bob:hunter22@db.example.com/shop",
        " bob:hunter22@db.example.com://",
    ],
)
def test_a_password_in_so_many_words_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(InputError) as caught, open_engine(Database(url=url, table="t"), said=SAID):
        pass
    text = shown_by(caught.value)
    assert "hun" not in text
    assert "bob" not in text


def test_the_message_says_what_to_do() -> None:
    with pytest.raises(InputError) as caught:
        read_url("postgresql://bob:hunter22@db.example.com/shop", SAID)
    assert "this url has a password written out in it" in str(caught.value)
    assert "expected an environment variable in its place, such as ${PGPASSWORD}" in str(caught.value)


def test_environment_variables_that_are_not_set_are_named() -> None:
    source = Database(url="postgresql://${PLANNER_NO_USER}:${PLANNER_NO_WORD}@db.example.com/shop", table="t")
    with pytest.raises(InputError) as caught, open_engine(source, said=SAID):
        pass
    assert [problem.text for problem in caught.value.problems] == [
        "the environment variable PLANNER_NO_USER is not set",
        "the environment variable PLANNER_NO_WORD is not set",
    ]


def test_only_variables_that_are_meant_for_planner_leave_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hunter22")
    for url in (
        "postgresql://${AWS_SECRET_ACCESS_KEY}@stranger.example/x",
        "mysql://${AWS_SECRET_ACCESS_KEY}.stranger.example/x",
        "postgresql://stranger.example/x?application_name=${AWS_SECRET_ACCESS_KEY}",
    ):
        with pytest.raises(InputError) as caught, open_engine(Database(url=url, table="t"), said=SAID):
            pass
        text = "the environment variable AWS_SECRET_ACCESS_KEY is not meant for planner"
        assert [problem.text for problem in caught.value.problems] == [text]


@pytest.mark.parametrize("parameter", ["local_infile=1", "allowLoadLocalInfile=true", "init_command=DROP%20TABLE%20x"])
def test_parameters_that_do_more_than_read_are_refused(parameter: str) -> None:
    with pytest.raises(InputError, match="lets a database do more than be read"):
        read_url(f"mysql://db.example.com/shop?{parameter}", SAID)


def test_parts_of_urls() -> None:
    url = read_url("postgresql://bob%40x:${PLANNER_SECRET}@[::1]:5432/a%20b?options=-c%20x&sslkey=/k", SAID)
    parts = opened(url, SAID)
    assert (parts.user, parts.password, parts.host, parts.port, parts.path) == (
        "bob@x",
        SECRET,
        "[::1]",
        "5432",
        "/a b",
    )
    assert parts.parameters == (("options", "-c x"), ("sslkey", "/k"))
    assert url.shown == "postgresql://[::1]:5432/a%20b"
    assert opened(read_url("bigquery://project/dataset", SAID), SAID).url("bigquery") == "bigquery://project/dataset"


def test_missing_drivers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with (
        pytest.raises(InputError, match=r"pip install 'planner\[postgres\]'"),
        open_engine(Database(url="postgresql://db.example.com/shop", table="t"), said=SAID),
    ):
        pass
    monkeypatch.setattr("planner.sources.engine.warehouse_table.find_spec", lambda _: None)
    with (
        pytest.raises(InputError, match=r"pip install 'planner\[warehouse\]'"),
        open_engine(Database(url="snowflake://account/db", table="t"), said=SAID),
    ):
        pass
