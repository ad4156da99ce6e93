"""Whom the served page answers, and what every answer says: nothing to another site's page."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from html_read import read
from served import GOAL, Server, planned, serving

pytest.importorskip("starlette", reason="the libraries of a server are not installed")
pytest.importorskip("uvicorn", reason="the libraries of a server are not installed")

OWN = "http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    goal = tmp_path_factory.mktemp("shared") / "goal.yaml"
    goal.write_text(GOAL, encoding="utf-8")
    with serving(goal) as found:
        found.page(planned)
        yield found


@pytest.mark.parametrize("path", ["/", "/state", "/again", "/nothing"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:{port}"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Host": "127.0.0.1.evil.example:{port}"},
        {"Host": "127.0.0.1:{port}@evil.example"},
        {"Host": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_other_sites_are_refused(shared_server: Server, path: str, headers: dict[str, str]) -> None:
    asked = {key: value.format(port=shared_server.port) for key, value in headers.items()}
    found = shared_server.get(path, **asked)
    assert found.status == 403
    assert "newsletter" not in found.text
    assert "access-control-allow-origin" not in found.headers


@pytest.mark.parametrize(
    "headers",
    [{"Host": "localhost:{port}"}, {"Host": "LOCALHOST:{port}"}, {"Origin": OWN}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}],
)  # fmt: skip
def test_its_own_page_is_answered(shared_server: Server, headers: dict[str, str]) -> None:
    asked = {key: value.format(port=shared_server.port) for key, value in headers.items()}
    assert shared_server.get(**asked).status == 200


@pytest.mark.parametrize("method", ["POST", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"])
def test_nothing_but_get_is_answered(shared_server: Server, method: str) -> None:
    assert shared_server.get("/again", method).status == 405


def test_what_every_answer_says(shared_server: Server) -> None:
    text = shared_server.page(planned)
    for path in ("/", "/state", "/again", "/nothing"):
        said = shared_server.get(path).headers
        assert said["x-frame-options"] == "DENY"
        assert said["x-content-type-options"] == "nosniff"
        assert said["cache-control"] == "no-store"
        assert said["content-security-policy"].startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in said["content-security-policy"]
        assert "unsafe" not in said["content-security-policy"]
        assert "server" not in said
    policy = read(text).one("meta", http_equiv="Content-Security-Policy").attributes["content"]
    assert shared_server.get().headers["content-security-policy"] == f"{policy}; frame-ancestors 'none'"
    assert "connect-src 'self'" in policy


def test_it_listens_on_this_machine_alone(shared_server: Server) -> None:
    with socket.socket() as other:
        other.settimeout(2)
        assert other.connect_ex(("127.0.0.2", shared_server.port)) != 0
    connections = Path("/proc/net/tcp").read_text() if sys.platform == "linux" else ""
    assert f"00000000:{shared_server.port:04X}" not in connections
