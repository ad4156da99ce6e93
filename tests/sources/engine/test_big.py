"""Ten million rows: how much memory they take, in a process of their own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

MADE = (
    "SELECT DATE '2023-01-01' + CAST(i % 1461 AS INTEGER) AS date, CASE WHEN i % 3 = 0 THEN 'new' ELSE 'returning' END AS visitor, "
    "['organic search', 'paid search', 'direct', 'email', 'referral'][1 + (i // 7) % 5] AS channel, i % 97 AS sessions "
    "FROM generate_series(0, 9_999_999) t(i)"
)
SCRIPT = """
import json, resource, sys, time
from pathlib import Path
from planner.errors import Place
from planner.sources.engine.open import open_engine
from planner.sources.engine.sources import CsvFile, ParquetFiles
path = Path(sys.argv[1])
names = ("date", "visitor", "channel", "sessions")
source = ParquetFiles(path=path, shown="big") if path.suffix == ".parquet" else CsvFile(path=path, shown="big", names=names)
shares = []
with open_engine(source, said=Place(file="goal.yaml")) as engine:
    groups = engine.grouped(names[:3], names[3:], days="date", watch=shares.append)
peak = Path("/proc/self/status")  # its own: getrusage counts what the process that started it had
lines = peak.read_text().splitlines() if peak.exists() else [f"VmHWM: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss} kB"]
most = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
print(json.dumps({"rows": groups.rows, "groups": len(groups.keys[0]), "total": groups.sums[0].sum(), "MB": most, "CPU": time.process_time(),
                  "shares": shares}))
"""


@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_ten_million_rows(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"big.{suffix}"
    make = f"import duckdb; duckdb.execute({f'COPY ({MADE}) TO {str(path)!r}'!r})"
    subprocess.run([sys.executable, "-c", make], check=True, capture_output=True)
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(path)], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    path.unlink()
    print(suffix, found)
    assert found["rows"] == 10_000_000
    assert found["groups"] == 1461 * 2 * 5 // 2
    assert found["total"] == sum(i % 97 for i in range(97)) * (10_000_000 // 97) + sum(range(10_000_000 % 97))
    assert found["MB"] < 500
    assert all(-1 <= share <= 1 for share in found["shares"])
