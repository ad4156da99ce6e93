"""The data beside the project, which is not part of it."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"
WORLDS = sorted((SHARED / "worlds").glob("world-*"))

needs_shared = pytest.mark.skipif(not (SHARED / "data").exists(), reason="../shared/data is not there")
