"""`planner serve`, run as a user runs it, and asked as a browser asks."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cli_run import ROOT

PATIENCE = 30.0  # seconds, on a busy machine
GOAL = """\
target: 2x
as_of: 2026-11-30
traffic: {email: 100, organic search: 900}
resources: {hours: 50}
levers:
  newsletter: {drives: {channel: email}, uses: hours, expect: {at: 10, sessions: 100..300}}
"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str


@dataclass(frozen=True)
class Server:
    port: int
    process: subprocess.Popen[str]

    def get(self, path: str = "/", method: str = "GET", **headers: str) -> Answer:
        """What it answers. Args: headers: sec_fetch_site is Sec-Fetch-Site."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, headers={key.replace("_", "-"): value for key, value in headers.items()})
            found = connection.getresponse()
            return Answer(
                found.status,
                {key.lower(): value for key, value in found.getheaders()},
                found.read().decode("utf-8"),
            )
        finally:
            connection.close()

    def page(self, fits: Callable[[str], bool]) -> str:
        """The first page that fits."""
        end = time.monotonic() + PATIENCE
        while not fits(text := self.get().text):
            assert time.monotonic() < end, text[:3000]
            time.sleep(0.1)
        return text

    def version(self) -> str:
        return str(json.loads(self.get("/state").text)["version"])

    def interrupted(self) -> tuple[int, float]:
        """The exit code after Ctrl-C, and how long that took [s]."""
        before = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=PATIENCE)
        return code, time.monotonic() - before


def planned(text: str) -> bool:
    """Whether a page shows a plan."""
    return 'id="plan"' in text


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(goal: Path, *options: str, port: int | None = None) -> Iterator[Server]:
    """Args: port: 0 for none asked for, else one that is free."""
    asked = [] if port == 0 else ["--port", str(port or free_port())]
    command = [sys.executable, "-m", "planner", "serve", str(goal), *asked, *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
        try:
            assert found, said + process.stdout.read()
            yield Server(int(found[1]), process)
        finally:
            process.kill()
