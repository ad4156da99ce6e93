"""The `portfolio` command, run as a user runs it."""

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest
from cli_run import ROOT, planner
from distributed import Client, LocalCluster
from portfolio_sites import Site, goal_text, portfolio, traffic_rows, write_site

COUNTED = """\
target: 2x
as_of: 2026-11-30
traffic: {email: 100, organic search: 900}
resources: {hours: 50}
levers:
  newsletter: {drives: {channel: email}, uses: hours, max: 40, expect: {at: 10, sessions: 100..300}}
"""
SITES = list(portfolio(6, seed=5, weeks=16))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six sites with history, and three of counts alone."""
    (tmp_path / "sites").mkdir()
    for site in SITES:
        write_site(tmp_path / "sites", site)
    for n in range(3):
        (tmp_path / "sites" / f"counted{n}.yaml").write_text(COUNTED.replace("900", f"90{n}"))
    return tmp_path


def plans(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted((out / "plans").rglob("*.json"))}


def rows(out: Path) -> list[dict[str, str]]:
    with (out / "summary.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_every_goal_has_the_plan_that_it_has_alone(folder: Path) -> None:
    done = planner("portfolio", "sites", "--out", "out", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("9 goals are planned.")
    found = plans(folder / "out")
    assert len(found) == 9
    for name in ("counted1", "site00000", "site00003"):
        alone = planner("plan", f"sites/{name}.yaml", "--json", "-", cwd=folder).stdout
        assert found[f"plans/{name}.yaml.json"].decode() == alone
    plan = json.loads(found["plans/site00003.yaml.json"])
    (row,) = [row for row in rows(folder / "out") if row["file"] == "sites/site00003.yaml"]
    assert float(row["chance"]) == plan["outcome"]["chance"]
    assert (float(row["expected"]), float(row["p10"])) == (plan["outcome"]["mean"], plan["outcome"]["p10"])
    assert int(row["warnings"]) == len(plan["warnings"])
    assert row["lever"] in {lever["name"] for lever in plan["levers"]}


def test_every_engine_writes_the_same_bytes(folder: Path) -> None:
    for out, *more in (("a", "--jobs", "1"), ("b", "--jobs", "2"), ("c", "--engine", "dask", "--jobs", "2")):
        done = planner("portfolio", "sites", "--out", out, "--markdown", *more, cwd=folder)
        assert (done.returncode, done.stderr.count("\n")) == (0, 1), done.stderr
    names = {path.relative_to(folder / "a") for path in (folder / "a").rglob("*") if path.is_file()}
    assert len(names) == 2 * 9 + 4
    for name in names - {Path(".planner.sqlite")}:
        assert (
            (folder / "a" / name).read_bytes()
            == (folder / "b" / name).read_bytes()
            == (folder / "c" / name).read_bytes()
        )


def test_a_bad_goal_is_listed_and_stops_no_other(folder: Path) -> None:
    (folder / "sites" / "bad.yaml").write_text(COUNTED.replace("uses: hours", "uses: huors"))
    (folder / "sites" / "lost.yaml").write_text("target: 2x\ntraffic: {file: lost.csv}\n")
    done = planner("portfolio", "sites", "--out", "out", cwd=folder)
    assert done.returncode == 2
    assert done.stdout.startswith("9 of 11 goals are planned; 2 have problems.")
    assert "sites/bad.yaml:6:48: there is no resource 'huors'" in done.stdout
    assert "did you mean 'hours'?" in done.stdout
    assert len(plans(folder / "out")) == 9
    problems = {row["file"]: row["problem"] for row in rows(folder / "out") if row["problem"]}
    assert set(problems) == {"sites/bad.yaml", "sites/lost.yaml"}
    assert "lost.csv" in problems["sites/lost.yaml"]
    assert "## Goals without a plan" in (folder / "out" / "summary.md").read_text()


def test_what_is_wrong_is_told_to_its_end_in_a_narrow_terminal(folder: Path) -> None:
    (folder / "sites" / "cut off in the middle.yaml").write_text("target: [\n")
    done = planner("portfolio", "sites/c*.yaml", "--out", "out", cwd=folder)
    told = done.stdout.split("Goals without a plan\n")[1]
    assert " ".join(told.split()) == (
        "sites/cut off in the middle.yaml:2:1: this cannot be read as YAML: did not find expected node content"
    )
    assert max(map(len, told.splitlines())) <= 80


def test_a_goal_that_turns_bad_loses_its_plan(folder: Path) -> None:
    planner("portfolio", "sites", "--out", "out", cwd=folder)
    (folder / "sites" / "counted0.yaml").write_text("target: [")
    assert planner("portfolio", "sites", "--out", "out", cwd=folder).returncode == 2
    assert "plans/counted0.yaml.json" not in plans(folder / "out")


def test_only_what_has_changed_is_planned_again(folder: Path) -> None:
    planner("portfolio", "sites", "--out", "out", cwd=folder)
    first = plans(folder / "out")
    times = {path: path.stat().st_mtime_ns for path in (folder / "out" / "plans").iterdir()}
    same = planner("portfolio", "sites", "--out", "out", cwd=folder)
    assert "kept 9 plans" in same.stderr
    table = folder / "sites" / "site00002.traffic.csv"
    table.write_text(table.read_text().replace(",Email,", ",Newsletter,"))
    (folder / "out" / "plans" / "counted1.yaml.json").unlink()
    again = planner("portfolio", "sites", "--out", "out", cwd=folder)
    assert "kept 7 plans" in again.stderr
    changed = {path.name for path, time in times.items() if path.exists() and path.stat().st_mtime_ns != time}
    assert changed == {"counted1.yaml.json"}  # site00002's lever now drives nothing, and the plan went
    assert plans(folder / "out")["plans/counted1.yaml.json"] == first["plans/counted1.yaml.json"]
    for option in (("--again",), ("--seed", "3"), ("--fresh",), ("--lang", "zh"), ("--markdown",)):
        assert "kept" not in planner("portfolio", "sites", "--out", "out", *option, cwd=folder).stderr, option


def test_an_interrupted_run_leaves_whole_files_and_goes_on(folder: Path) -> None:
    for n in range(150):
        write_site(folder / "sites", Site(name=f"more{n:03}", levers=SITES[n % 6].levers))
    command = [sys.executable, "-m", "planner", "portfolio", "sites", "--out", "out", "--jobs", "2"]
    run = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while not any((folder / "out" / "plans").glob("*.json")):
        assert run.poll() is None
        time.sleep(0.02)
    time.sleep(1.0)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: every process of the run hears it
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130, said
    assert "of 159 goals are done and stay; the same command goes on from there" in said
    assert "Traceback" not in said
    assert not (folder / "out" / "summary.csv").exists()
    for text in plans(folder / "out").values():
        assert json.loads(text)["schema"] == "planner/plan/1"
    on = planner("portfolio", "sites", "--out", "out", cwd=folder)
    assert on.returncode == 0
    assert "kept " in on.stderr
    assert len(plans(folder / "out")) == len(rows(folder / "out")) == 159


def begun(folder: Path) -> "subprocess.Popen[str]":
    """A run of its own, with many goals before it."""
    for n in range(60):
        write_site(folder / "sites", Site(name=f"more{n:03}", levers=SITES[n % 6].levers))
    command = [sys.executable, "-m", "planner", "portfolio", "sites", "--out", "out", "--jobs", "2"]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def of_session(session: int) -> list[str]:
    """The processes of a session that still run."""
    found = []
    for process in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, of, *_ = process.read_text().rpartition(")")[2].split()
            found += [process.parent.name] if int(of) == session and state != "Z" else []
    return found


@pytest.mark.parametrize("seconds", [0.2, 0.5, 0.8, 1.1])
def test_an_early_interrupt_is_one_line(folder: Path, seconds: float) -> None:
    run = begun(folder)
    time.sleep(seconds)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert run.returncode in (130, -signal.SIGINT), said  # the latter while Python itself starts
    assert run.returncode < 0 or "stopped" in said
    assert "planner" not in said or "Traceback" not in said


@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_workers_end_with_the_program(folder: Path, how: signal.Signals, code: int) -> None:
    run = begun(folder)
    while not any((folder / "out" / "plans").glob("*.json")):
        assert run.poll() is None
        time.sleep(0.02)
    run.send_signal(how)
    run.communicate(timeout=60)
    assert run.returncode == code
    for _ in range(100):
        if not (left := of_session(run.pid)):
            break
        time.sleep(0.1)
    assert left == []


def test_a_worker_of_a_cluster_that_is_killed_loses_nothing(folder: Path) -> None:
    for n in range(40):
        write_site(folder / "sites", Site(name=f"more{n:03}", levers=SITES[n % 6].levers))
    planner("portfolio", "sites", "--out", "pool", cwd=folder)
    with (
        LocalCluster(n_workers=3, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50) as workers,
        Client(workers) as client,
    ):
        pids = client.run(os.getpid)
        command = [
            sys.executable,
            "-m",
            "planner",
            "portfolio",
            "sites",
            "--out",
            "out",
            "--engine",
            f"dask:{workers.scheduler_address}",
        ]
        run = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        while len(list((folder / "out" / "plans").glob("*.json"))) < 10:
            assert run.poll() is None
            time.sleep(0.02)
        os.kill(next(iter(pids.values())), signal.SIGKILL)
        _, said = run.communicate(timeout=120)
    assert run.returncode == 0, said
    assert "wrote 49 plans" in said  # each once
    assert plans(folder / "out") == plans(folder / "pool")
    for name in ("summary.csv", "summary.parquet", "summary.md"):
        assert (folder / "out" / name).read_bytes() == (folder / "pool" / name).read_bytes()


def test_two_runs_do_not_write_into_one_folder(folder: Path) -> None:
    planner("portfolio", "sites", "--out", "out", cwd=folder)
    held = sqlite3.connect(folder / "out" / ".planner.sqlite")
    held.execute("BEGIN EXCLUSIVE")
    done = planner("portfolio", "sites", "--out", "out", cwd=folder)
    held.close()
    assert done.returncode == 2
    assert "another run writes into this folder" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("empty", "--out", "out"), "there is no goal file here"),
        (("sites/*.yml", "--out", "out"), "no goal file fits"),
        (("sites", "--out", "sites"), "this folder holds something else"),
        (("sites", "--out", "out", "--engine", "spark"), "'spark' is no engine"),
        (("sites", "--out", "out", "--engine", "dask:tcp://127.0.0.1:9"), "no cluster answers there"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    (folder / "empty").mkdir()
    done = planner("portfolio", *arguments, cwd=folder)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "out").exists()


def test_names_from_files_are_harmless_in_every_summary(tmp_path: Path) -> None:
    hostile = "=1+1|[red]\x1b[31m<b>\u202e"
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "=cmd.yaml").write_text(COUNTED.replace("newsletter:", json.dumps(hostile) + ":"))
    done = planner("portfolio", "=cmd.yaml", "--out", "out", cwd=tmp_path / "sites")
    assert done.returncode == 0, done.stderr
    out = tmp_path / "sites" / "out"
    (row,) = rows(out)
    assert (row["file"], row["lever"][:5]) == ("'=cmd.yaml", "'=1+1")
    for text in (done.stdout, (out / "summary.csv").read_text(), (out / "summary.md").read_text()):
        assert "\x1b" not in text
        assert "\u202e" not in text
    table = (out / "summary.md").read_text().splitlines()
    assert {line.replace("\\|", "").count("|") for line in table if line.startswith("|")} == {
        9
    }  # no warnings, no such column
    ((file, lever),) = duckdb.read_parquet(str(out / "summary.parquet")).select("file, lever").fetchall()
    assert (file, lever) == ("=cmd.yaml", hostile)  # programs get the name itself


def test_files_of_one_name_have_plans_of_their_own(tmp_path: Path) -> None:
    for name in ("a/goal.yaml", "b/goal.yaml", "goal.yml", "goal.yaml", "c.yaml", "b/.hidden.yaml", "d/notes.txt"):
        (tmp_path / "sites" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "sites" / name).write_text(COUNTED)
    done = planner("portfolio", "sites", "--out", "out", cwd=tmp_path)
    assert done.returncode == 0
    assert {name.removeprefix("plans/") for name in plans(tmp_path / "out")} == {
        "a/goal.yaml.json", "b/goal.yaml.json", "goal.yml.json", "goal.yaml.json", "c.yaml.json",
    }  # fmt: skip


def test_several_files_and_folders_are_one_portfolio(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "one.yaml").write_text(COUNTED)
    done = planner("portfolio", "sites/counted0.yaml", "sites/counted1.yaml", "more", "--out", "out", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert set(plans(folder / "out")) == {
        "plans/sites/counted0.yaml.json",
        "plans/sites/counted1.yaml.json",
        "plans/more/one.yaml.json",
    }
    done = planner("portfolio", "sites", "nowhere", "--out", "other", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.startswith("nowhere: there is no such file")


def test_resources_are_shared(folder: Path) -> None:
    total = sum(site.budget for site in SITES)
    (folder / "portfolio.yaml").write_text(
        f"goals: ['sites/site*.yaml', {{file: sites/site00001.yaml, weight: 3}}]\nresources: {{Money: {total:.0f}}}\n"
    )
    done = planner("portfolio", "portfolio.yaml", "--out", "out", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "Shared resources" in done.stdout
    shares = {row["file"]: float(row["share: Money"]) for row in rows(folder / "out")}
    assert sum(shares.values()) == pytest.approx(round(total), rel=1e-6)
    plan = json.loads(plans(folder / "out")["plans/sites/site00001.yaml.json"])
    assert plan["goal"]["resources"] == {"money": pytest.approx(shares["sites/site00001.yaml"])}
    unweighted = (folder / "portfolio.yaml").read_text().replace("weight: 3", "weight: 1")
    (folder / "portfolio.yaml").write_text(unweighted)
    planner("portfolio", "portfolio.yaml", "--out", "even", cwd=folder)
    even = {row["file"]: float(row["share: Money"]) for row in rows(folder / "even")}
    assert even["sites/site00001.yaml"] < shares["sites/site00001.yaml"]
    alone = planner("portfolio", "sites/site*.yaml", "--out", "alone", cwd=folder)
    assert alone.returncode == 0
    brought = [sum(float(row["expected"]) for row in rows(folder / out)) for out in ("even", "alone")]
    assert brought[0] >= brought[1] * 0.999999


def test_the_table_of_all_sites_is_read_once(folder: Path) -> None:
    table = [
        "Site,date,visitor,channel,sessions",
        *(",".join((s.name.upper(), *row)) for s in SITES for row in traffic_rows(s)),
    ]
    (folder / "all.csv").write_text("\n".join(table) + "\n")
    planner("portfolio", "sites/site*.yaml", "--out", "alone", cwd=folder)
    for site in SITES:  # goals need not say any traffic
        (folder / "sites" / f"{site.name}.yaml").write_text(goal_text(site, traffic="# as all sites\n"))
    (folder / "portfolio.yaml").write_text(
        "goals: sites/site*.yaml\ntraffic: {file: all.csv, by: [visitor, channel], site: site}\n"
    )
    done = planner("portfolio", ".", "--out", "out", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    alone = plans(folder / "alone")
    for name, text in plans(folder / "out").items():
        one, other = json.loads(text), json.loads(alone[f"plans/{Path(name).name}"])
        for each in (one, other):
            for where in each["assumptions"] + each["levers"]:
                where["where"] = ""
            each["warnings"] = [
                line.replace("all.csv", "T").replace(f"{Path(name).stem[:9]}.traffic.csv", "T")
                for line in each["warnings"]
            ]
        assert one == other
    (folder / "portfolio.yaml").write_text((folder / "portfolio.yaml").read_text() + "learn_together: false\n")
    assert "kept 6 plans" in planner("portfolio", ".", "--out", "out", cwd=folder).stderr
    (folder / "all.csv").write_text("\n".join(table[:-1]) + "\n")
    assert "kept" not in planner("portfolio", ".", "--out", "out", cwd=folder).stderr


def test_a_site_that_the_table_lacks_is_told(folder: Path) -> None:
    table = [
        "site,date,visitor,channel,sessions",
        *(",".join((s.name, *row)) for s in SITES[:2] for row in traffic_rows(s)),
    ]
    (folder / "all.csv").write_text("\n".join(table) + "\n")
    (folder / "portfolio.yaml").write_text(
        "goals: [sites/site00000.yaml, {file: sites/site00002.yaml, site: site0001}]\n"
        "traffic: {file: all.csv, by: [visitor, channel], site: site}\n"
    )
    done = planner("portfolio", ".", "--out", "out", cwd=folder)
    assert done.returncode == 2
    assert "has no site 'site0001'" in done.stdout
    assert "did you mean 'site00001'?" in done.stdout
    wrong = (folder / "portfolio.yaml").read_text().replace("site: site}", "site: sight}")
    (folder / "portfolio.yaml").write_text(wrong)
    done = planner("portfolio", ".", "--out", "out", cwd=folder)
    assert done.returncode == 2
    assert "portfolio.yaml:2:17: all.csv has no column 'sight'" in done.stderr
    assert "did you mean 'site'?" in done.stderr


def test_sites_that_learn_together_say_so(folder: Path) -> None:
    (folder / "portfolio.yaml").write_text("goals: sites/site*.yaml\nlearn_together: true\n")
    done = planner("portfolio", "portfolio.yaml", "--out", "out", cwd=folder)
    assert done.returncode == 0, done.stderr
    planner("portfolio", "sites/site*.yaml", "--out", "alone", cwd=folder)
    together, alone = plans(folder / "out"), plans(folder / "alone")
    assert together["plans/sites/site00000.yaml.json"] != alone["plans/site00000.yaml.json"]


def test_the_summary_speaks_chinese(folder: Path) -> None:
    done = planner("portfolio", "sites/counted*.yaml", "--out", "out", "--lang", "zh", cwd=folder)
    assert done.stdout.startswith("3 个目标已有计划。")
    assert "# 3 个目标已有计划。" in (folder / "out" / "summary.md").read_text()
    assert json.loads(plans(folder / "out")["plans/counted0.yaml.json"])["language"] == "zh"


def test_what_is_loaded_for_help_is_not_the_planner() -> None:
    code = "import sys; import planner.cli.app; print([m for m in sys.modules if m.startswith(('planner.portfolio', 'numpy', 'sqlite3'))])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
