"""The page as a server on this machine shows it: the plan as its files are now, to nobody else."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_run import planner
from html_read import read
from report_plans import HOSTILE
from served import GOAL, Server, free_port, planned, serving

from planner.text import visible

pytest.importorskip("starlette", reason="the libraries of a server are not installed")
pytest.importorskip("uvicorn", reason="the libraries of a server are not installed")


@pytest.fixture
def goal(tmp_path: Path) -> Path:
    (tmp_path / "goal.yaml").write_text(GOAL, encoding="utf-8")
    return tmp_path / "goal.yaml"


@pytest.fixture
def server(goal: Path) -> Iterator[Server]:
    with serving(goal) as found:
        yield found


def heading(text: str) -> str:
    return read(text).one("h1").text


def test_the_plan_is_served_and_made_anew_when_the_goal_changes(server: Server, goal: Path) -> None:
    text = server.page(planned)
    assert "2,067" in heading(text)
    assert 'role="alert"' not in text
    before = server.version()
    goal.write_text(GOAL.replace("2x", "3x"), encoding="utf-8")
    text = server.page(lambda text: "3,100" in heading(text))
    assert server.version() != before
    assert f'data-version="{server.version()}"' in text


def test_complaints_stand_above_the_last_plan_with_their_place(server: Server, goal: Path) -> None:
    server.page(planned)
    goal.write_text(GOAL.replace("uses: hours", "uses: huors, <b>: 1"), encoding="utf-8")
    text = server.page(lambda text: 'role="alert"' in text)
    root = read(text)
    wrong = root.one("pre").raw
    assert str(goal) + ":6:" in wrong
    assert "| " in wrong
    assert any(line.strip("| ") == "^" for line in wrong.splitlines())
    assert "<b>" in wrong
    assert not root.all("b")
    assert "2,067" in heading(text), "the last good plan stays"
    assert text.index("<pre>") < text.index("<h1>")
    told = planner("check", goal).stderr
    assert wrong.strip() == told.strip()
    goal.write_text(GOAL, encoding="utf-8")
    server.page(lambda text: 'role="alert"' not in text)


def test_the_page_and_what_stands_above_it_are_in_the_language_asked_for(goal: Path) -> None:
    with serving(goal, "--lang", "zh") as server:
        root = read(server.page(planned))
        assert root.one("html").attributes["lang"] == "zh-Hans"
        assert "2,067 次会话" in root.one("h1").text
        assert "重新读取数据" in root.one(id="live").text
        goal.write_text(GOAL + "trafic: 1\n", encoding="utf-8")
        root = read(server.page(lambda text: 'role="alert"' in text))
        assert root.one(id="live-wrong").text == "目前的文件无法生成计划。以下是上一份计划。"
        assert "goal.yaml:7:1" in root.one("pre").raw
        goal.write_text(GOAL.replace("2x", "3x"), encoding="utf-8")
        root = read(server.page(lambda text: 'role="alert"' not in text))
        assert "3,100 次会话" in root.one("h1").text, "pages made later too"


def test_a_page_before_the_first_plan_is_in_the_language_asked_for(tmp_path: Path) -> None:
    with serving(tmp_path / "goal.yaml", "--lang", "zh") as server:
        root = read(server.page(lambda text: 'role="alert"' in text))
        assert root.one("html").attributes["lang"] == "zh-Hans"
        assert root.one("title").raw == "goal.yaml：尚无计划"
        assert root.one(id="live-wrong").text == "目前的文件无法生成计划。"


def test_a_goal_that_is_wrong_from_the_start_or_not_there(tmp_path: Path) -> None:
    goal = tmp_path / "goal.yaml"
    with serving(goal) as server:
        text = server.page(lambda text: 'role="alert"' in text)
        assert "there is no such file" in read(text).one("pre").raw
        assert not planned(text)
        goal.write_text(GOAL, encoding="utf-8")
        server.page(planned)


def test_tables_are_watched_too(tmp_path: Path) -> None:
    rows = "".join(f"2026-11-{day:02},email,5\n" for day in range(1, 31))
    (tmp_path / "t.csv").write_text("date,channel,sessions\n" + rows)
    goal = tmp_path / "goal.yaml"
    goal.write_text("target: 2x\nperiod: 2026-12\ntraffic: {file: t.csv, by: [channel]}\n")
    with serving(goal) as server:
        assert "310" in heading(server.page(planned))
        (tmp_path / "t.csv").write_text("date,channel,sessions\n" + rows.replace(",5\n", ",50\n"))
        server.page(lambda text: "3,100" in heading(text))
        (tmp_path / "t.csv").unlink()
        text = server.page(lambda text: 'role="alert"' in text)
        assert "t.csv" in read(text).one("pre").raw


def test_all_is_read_again_on_request(server: Server) -> None:
    server.page(planned)
    found = server.get("/again")
    assert (found.status, found.headers["location"]) == (303, "/")
    end = time.monotonic() + 20
    while json.loads(server.get("/state").text)["busy"]:
        assert time.monotonic() < end
        time.sleep(0.05)
    assert planned(server.get().text)


def test_hostile_names_are_text(tmp_path: Path) -> None:
    names = {f"n{n}": name for n, name in enumerate(HOSTILE)}
    goal = tmp_path / "<img src=x onerror=alert(1)>.yaml"
    traffic = json.dumps({name: 100 + n for n, name in enumerate(names.values())}, ensure_ascii=True)
    goal.write_text(f"target: 2x\nas_of: 2026-11-30\ntraffic: {traffic}\n", encoding="utf-8")
    with serving(goal) as server:
        text = server.page(lambda text: planned(text) or 'role="alert"' in text)
        root = read(text)
        assert len(root.all("script")) <= 2
        assert not root.all("img")
        assert "<img src=x" in root.one(id="live").text
        for each in HOSTILE:
            assert all(odd not in text.replace("\n", "") for odd in set(each) - set(visible(each)))


def test_ctrl_c_ends_it_at_once(server: Server) -> None:
    server.page(planned)
    code, seconds = server.interrupted()
    assert code == 0
    assert seconds < 5
    assert server.process.stdout is not None
    assert server.process.stdout.read() == ""


def test_ctrl_c_while_it_plans(goal: Path) -> None:
    with serving(goal) as server:
        assert server.interrupted()[0] == 0


def test_the_next_free_port_is_taken_where_none_is_asked_for(goal: Path) -> None:
    with serving(goal, port=0) as one, serving(goal, port=0) as other:
        assert one.port != other.port
        assert other.get("/state").status == 200


def test_a_port_in_use_is_a_complaint(goal: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = planner("serve", goal, "--port", str(port))
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr == f"127.0.0.1:{port}: cannot be listened on: Address already in use\n  expected another --port\n"
    )


def test_without_its_libraries_it_says_how_to_get_them(goal: Path, tmp_path: Path) -> None:
    script = (
        "import sys, importlib.util as u; real = u.find_spec; "
        "u.find_spec = lambda name, *more: None if name in ('starlette', 'uvicorn') else real(name, *more); "
        f"sys.argv = ['planner', 'serve', {str(goal)!r}]; from planner.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "planner serve: a page on this machine needs libraries that are not installed: starlette, uvicorn\n"
        "  expected pip install 'planner[serve]'\n"
    )


def test_the_plan_starts_where_it_is_asked_to(goal: Path) -> None:
    with serving(goal, "--fresh", "--seed", "7", port=free_port()) as server:
        assert "starts from nothing" in server.page(planned)
    assert planner("serve", goal, "--fresh", "--only-new").returncode == 2
