"""Read-only numeric arrays, for frozen facts."""

from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


Kind = TypeVar("Kind", Array, Ints)


def sealed(array: Kind) -> Kind:
    """The array itself, which cannot be written to from now on: for one that nobody else holds."""
    array.flags.writeable = False
    return array


def frozen(values: ArrayLike) -> Array:
    """The values as a float array that cannot be written to; an array that already is one is not copied."""
    array = np.asarray(values, dtype=np.float64)
    if array.flags.writeable:
        array = array.copy()
        array.flags.writeable = False
    return array
