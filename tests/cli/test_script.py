import subprocess
import sys
from pathlib import Path

from cli_run import planner

from planner.version import __version__


def test_the_installed_command_is_the_module() -> None:
    script = Path(sys.executable).with_name("planner")
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == planner("--version").stdout == f"planner {__version__}\n"
