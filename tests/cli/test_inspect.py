"""The `inspect` command, run as a user runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cli_run import ROOT, planner
from inspected_files import EXPORTS
from rich.cells import cell_len


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in EXPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("columns", [80, 120])
def test_an_export_that_is_traffic(folder: Path, columns: int) -> None:
    done = planner("inspect", "channels.csv", cwd=folder, COLUMNS=str(columns))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("channels.csv: sessions by channel, 5 Jan to 4 May 2026 (120 days)\n")
    assert "3 days without a figure: 4 Feb to 6 Feb 2026." in done.stdout
    assert {line for line in done.stdout.splitlines() if cell_len(line) > columns} == set()
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("name", "shown", "complaint"),
    [
        ("ads.csv", "It has days, and can serve under `effort:` as it is.", "not the site's sessions"),
        ("question.csv", "question.csv: not read as traffic", "--dates day/month/year or --dates month/day/year"),
        ("ragged.csv", "ragged.csv: not read as traffic", "ragged.csv:3:"),
        ("no.csv", "no.csv: not read", "there is no file no.csv"),
    ],
)
def test_what_is_there_is_shown_and_the_complaint_too(folder: Path, name: str, shown: str, complaint: str) -> None:
    done = planner("inspect", name, cwd=folder)
    assert done.returncode == 2
    assert shown in done.stdout
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr


def test_an_option_settles_the_question(folder: Path) -> None:
    done = planner("inspect", "question.csv", "--dates", "d/m/y", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 Apr to 5 Jun 2026" in " ".join(done.stdout.split())


def test_every_option(folder: Path) -> None:
    (folder / "odd.csv").write_bytes("Träger;Zahl\nDirekt;1.200\nE-Mail;2.300,5\n".encode("cp1252"))
    done = planner(
        "inspect", "odd.csv", "--column", "channel=Träger", "--column", "sessions=Zahl", "--covers", "2026-10", "--decimals", ",",
        "--encoding", "cp1252", "--table", "1", "--metric", "visits", cwd=folder,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("odd.csv: visits by channel, October 2026 (31 days)\n")
    assert "Visits, counted in Zahl" in done.stdout
    assert "points between thousands and a comma before decimals" in done.stdout


@pytest.mark.parametrize(
    "option",
    [
        ("--dates", "x"),
        ("--decimals", "x"),
        ("--covers", "next month"),
        ("--column", "sessions"),
        ("--column", "x=y"),
        ("--json", ""),
    ],
)
def test_an_option_that_means_nothing(folder: Path, option: tuple[str, str]) -> None:
    done = planner("inspect", "channels.csv", *option, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert option[0] in done.stderr


def test_several_files(folder: Path) -> None:
    done = planner("inspect", "channels.csv", "ads.csv", "clicks.csv", cwd=folder)
    assert done.returncode == 2
    heads = [
        line for line in done.stdout.splitlines() if line.startswith(("channels.csv: ", "ads.csv: ", "clicks.csv: "))
    ]
    assert len(heads) == 3
    assert done.stderr.startswith("ads.csv:3:1: this is ")


def test_json_to_standard_output_is_all_there_is(folder: Path) -> None:
    done = planner("inspect", "channels.csv", "question.csv", "--json", "-", cwd=folder)
    document = json.loads(done.stdout)
    assert done.returncode == 2
    assert document["schema"] == "planner/inspect/1"
    assert [(each["file"], each["read"]) for each in document["files"]] == [
        ("channels.csv", True),
        ("question.csv", False),
    ]
    assert document["files"][1]["problems"][0]["line"] == 2


def test_json_to_a_file(folder: Path) -> None:
    done = planner("inspect", "channels.csv", "--json", "out.json", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "wrote out.json\n")
    assert done.stdout == planner("inspect", "channels.csv", cwd=folder).stdout
    assert (folder / "out.json").read_text("utf-8") == planner(
        "inspect", "channels.csv", "--json", "-", cwd=folder
    ).stdout


def test_an_export_is_not_overwritten(folder: Path) -> None:
    done = planner("inspect", "channels.csv", "--json", "channels.csv", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert (folder / "channels.csv").read_text() == EXPORTS["channels.csv"]


def test_nothing_heavy_is_loaded(folder: Path) -> None:
    script = (
        "import sys; sys.argv = ['planner', 'inspect', 'channels.csv']\n"
        "from planner.cli.app import app\n"
        "try:\n    app()\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('yaml', 'networkx', 'duckdb', 'holidays', 'charset_normalizer') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, env={"PYTHONPATH": str(ROOT), "PATH": ""}, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_a_table_that_lacks_nothing_but_days_is_shown(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Channel,Sessions\nOrganic Search,12000\nDirect,6000\n")
    done = planner("inspect", "t.csv", cwd=tmp_path)
    assert done.returncode == 2
    assert "Organic Search 12,000 67 %" in " ".join(done.stdout.split())
    assert "Nothing in the table says which days it is of." in done.stdout
    assert "Say the days with --covers" in " ".join(done.stdout.split())
    assert "--covers 2026-10" in done.stderr
