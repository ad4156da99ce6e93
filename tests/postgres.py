"""A PostgreSQL server that the tests start and end."""

import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import psycopg

PASSWORD = "p@ss:w/rd'\"$ %41\\?#&{}"  # everything that an url or a shell may trip over


def connect(url: str) -> "psycopg.Connection[Any]":
    """A session of the owner, who may write."""
    import psycopg  # noqa: PLC0415 - an extra

    folder = url.partition("host=")[2]
    return psycopg.connect(
        host=folder,
        dbname="postgres",
        user=os.environ["PLANNER_TEST_PG_USER"],
        password=os.environ["PLANNER_TEST_PG_PASSWORD"],
        autocommit=True,
    )


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A server of our own, with the login of its owner in the variables PLANNER_TEST_PG_USER and PLANNER_TEST_PG_PASSWORD."""
    tools = [shutil.which("pg_ctl"), *sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")), reverse=True)]
    found = next((Path(tool) for tool in tools if tool), None)
    if found is None or not (found.resolve().parent / "initdb").exists():
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    owner = "postgres" if os.geteuid() == 0 else getpass.getuser()
    as_owner = {"user": owner, "group": owner} if os.geteuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    tool = str(found.resolve().parent / "pg_ctl")

    def run(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, cwd=folder, timeout=60, **as_owner)  # type: ignore[call-overload]

    try:
        (folder / "password").write_text(PASSWORD + "\n")
        if as_owner:
            shutil.chown(folder, owner, owner)
            shutil.chown(folder / "password", owner, owner)
        login = f"-A scram-sha-256 -U planner_owner --pwfile={folder / 'password'} -E UTF8 --locale=C -N"
        run(tool, "initdb", "-s", "-D", str(folder / "data"), "-o", login)
        settings = f"-c listen_addresses='' -k {folder} -c fsync=off -c shared_buffers=16MB -c timezone=Asia/Tokyo"
        run(tool, "start", "-s", "-w", "-D", str(folder / "data"), "-l", str(folder / "log"), "-o", settings)
        os.environ["PLANNER_TEST_PG_USER"], os.environ["PLANNER_TEST_PG_PASSWORD"] = "planner_owner", PASSWORD
        yield f"postgresql://${{PLANNER_TEST_PG_USER}}:${{PLANNER_TEST_PG_PASSWORD}}@/postgres?host={folder}"
        run(tool, "stop", "-s", "-m", "immediate", "-D", str(folder / "data"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
