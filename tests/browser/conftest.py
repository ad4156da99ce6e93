from collections.abc import Iterator
from typing import Any

import pytest
from browsers import launched


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with launched() as found:
        yield found
