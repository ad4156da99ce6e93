"""The program, run as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"


def planner(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `planner` with the arguments, in 80 columns unless the environment says otherwise."""
    clean = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    return subprocess.run(
        [sys.executable, "-m", "planner", *map(str, arguments)],
        cwd=cwd, env=clean | environment, capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
