"""A country's public holidays, from the library of that name, which is imported for a goal with a country alone: it takes 100 ms."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from planner.errors import Place, PlannerError, Problem, nearest_name
from planner.model.history import Holiday
from planner.text import folded

EXPECTED = "a code such as DE, or DE-BY for a part of it"
MOST_TOLD = 60  # parts of a country in a complaint

# What the library adds to a holiday's name where it is not yet announced, or where another day is free in its place.
_ESTIMATED = re.compile(r" \(estimated[^()]*\)$")
_INSTEAD = re.compile(
    r" \((?:observed|in lieu|substitut|additional)[^()]*\)$|^(?:Day off|Alternative holiday) for |^Monday following "
)
DAY_OFF = ", day off"
AROUND = "The days around Christmas and New Year"


class CountryError(PlannerError, ValueError):
    """No public holidays are known under a country's code."""

    def __init__(self, text: str, *, expected: str = EXPECTED, nearest: str = "") -> None:
        self.text = text
        self.expected = expected
        self.nearest = nearest
        super().__init__(text)

    def problem(self, place: Place) -> Problem:
        """The same as a complaint about the value at a place."""
        return Problem(place=place, text=self.text, expected=self.expected, nearest=self.nearest)


def public_holidays(country: str, first: date, last: date) -> tuple[Holiday, ...]:
    """Every public holiday from the first to the last day, both included, by day, then by name.

    A day with two of them has both. Names are in English, and the same in every year; a day off in place of a holiday says so, for few do on
    it what they do on the holiday itself. Where Christmas is kept, the days from Christmas Eve to New Year's that are no holidays
    stand among them too: few people work then, and sites fall or rise as on holidays.
    Args: country: a code of ISO 3166 in any case, such as DE, or DE-BY for a part of it.
    Raises: CountryError for an unknown country, an unknown part, and a name instead of a code.
    """
    import holidays  # noqa: PLC0415 - see above

    code = _code(country)
    entity = getattr(holidays, code)
    language = "en_US" if "en_US" in entity.supported_languages else entity.default_language
    years = range(first.year - 1, last.year + 1)
    found = holidays.country_holidays(code, subdiv=_part(country, code), years=years, language=language)
    named = {(day, _every_year(name)) for day in found for name in found.get_list(day)}
    named |= {
        (day, AROUND)
        for year in years
        if date(year, 12, 25) in found
        for day in _around_christmas(year)
        if day not in found
    }
    return tuple(Holiday(name=name, day=day) for day, name in sorted(named) if first <= day <= last)


def _every_year(name: str) -> str:
    """The name as it is in every year."""
    plain = _ESTIMATED.sub("", name)
    instead = _INSTEAD.sub("", plain)
    return instead if instead in (plain, "Day off") else instead + DAY_OFF


def _around_christmas(year: int) -> Iterator[date]:
    eve = date(year, 12, 24)
    return (eve + timedelta(days=n) for n in range(9))


def _code(country: str) -> str:
    """The country's code of two letters."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - see above

    said = folded(country)
    codes = {code.lower(): entry[1] for entry in COUNTRIES.values() for code in entry[1:] if len(code) <= 3}
    names = {folded(name): entry[1] for name, entry in COUNTRIES.items()}
    if said in names:
        raise CountryError(f"{country!r} is not a country's code", expected=f"its code, {names[said]}")
    if found := codes.get(said.partition(" ")[0]):
        return found
    meant = nearest_name(said, [name for name in names if name[0] == said[0]]) if len(said) > 3 else ""
    expected = f"a code, such as {names[meant]} for {meant.title()}" if meant else EXPECTED
    raise CountryError(f"there is no country {country!r}", expected=expected, nearest=names.get(meant, ""))


def _part(country: str, code: str) -> str | None:
    """The part's code as the library writes it; None where the whole country is meant."""
    import holidays  # noqa: PLC0415 - see above

    said = folded(country).partition(" ")[2]
    if not said:
        return None
    entity = getattr(holidays, code)
    parts: dict[str, str] = {folded(part): part for part in entity.subdivisions}
    names: dict[str, str] = {folded(name): part for name, part in entity.subdivisions_aliases.items()}
    if said in parts:
        return parts[said]
    if said in names:
        raise CountryError(f"{country!r} is not a part's code", expected=f"its code, {code}-{names[said]}")
    if not parts:
        raise CountryError(f"no parts of {code} are known", expected=code)
    known = names | parts
    meant = nearest_name(said, known)
    more = " …" if len(parts) > MOST_TOLD else ""
    expected = f"{code}, or {code}- and one of {', '.join(sorted(parts.values())[:MOST_TOLD])}{more}"
    nearest = f"{code}-{known[meant]}" if meant else ""
    raise CountryError(f"{code} has no part {country!r}", expected=expected, nearest=nearest)
