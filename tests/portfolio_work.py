"""Work for engines that can be told to go wrong; worker processes load it by name."""

import os
import time
from collections.abc import Sequence
from pathlib import Path


def squared(numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(number * number for number in numbers)


def ended_once(folder: str, numbers: Sequence[int]) -> tuple[int, ...]:
    """The first process that comes to 7 ends, as one does that runs out of memory."""
    for number in numbers:
        Path(folder, f"{number}-{time.monotonic_ns()}").touch()
        if number == 7 and not Path(folder, "ended").exists():
            Path(folder, "ended").touch()
            os._exit(9)
    return squared(numbers)


def ended_always(numbers: Sequence[int]) -> tuple[int, ...]:
    if 7 in numbers:
        os._exit(9)
    return squared(numbers)


def slowly(numbers: Sequence[int]) -> tuple[int, ...]:
    time.sleep(0.05)
    return squared(numbers)


def lost(_number: int) -> int:
    return -1
