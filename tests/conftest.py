import signal

import pytest
from followed_season import month, season
from hypothesis import settings
from postgres import postgres_url

__all__ = ["month", "postgres_url", "season"]

# A slow machine is no failure, and a red run can be had again.
settings.register_profile("planner", deadline=None, derandomize=True)
settings.load_profile("planner")


@pytest.fixture(autouse=True, scope="session")
def _interruptible() -> None:
    """Interrupts are heard, also where the tests run in the background of a shell: its processes are born deaf to them."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
