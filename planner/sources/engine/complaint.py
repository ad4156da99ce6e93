"""One complaint, raised."""

from planner.errors import InputError, Place, Problem


def refused(said: Place, text: str, *, expected: str = "", nearest: str = "") -> InputError:
    """An error of one problem. Args: said: where the table is named; without its line where that holds a url."""
    return InputError([Problem(place=said, text=text, expected=expected, nearest=nearest)])
