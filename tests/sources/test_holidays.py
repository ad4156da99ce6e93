from datetime import date
from itertools import groupby

import pytest

from planner.errors import Place
from planner.model.history import Holiday
from planner.sources.holidays import CountryError, public_holidays


def names(country: str, first: str, last: str) -> list[str]:
    found = public_holidays(country, date.fromisoformat(first), date.fromisoformat(last))
    return [f"{holiday.day} {holiday.name}" for holiday in found]


def test_a_country_and_its_parts() -> None:
    assert names("DE", "2026-04-03", "2026-05-14") == [
        "2026-04-03 Good Friday", "2026-04-06 Easter Monday", "2026-05-01 Labor Day", "2026-05-14 Ascension Day",
    ]  # fmt: skip
    assert names("DE", "2027-01-02", "2027-01-31") == []
    assert names("DE-BY", "2027-01-02", "2027-01-31") == ["2027-01-06 Epiphany"]
    assert names("DE-Augsburg", "2026-08-01", "2026-08-14") == ["2026-08-08 Augsburg Peace Festival"]


@pytest.mark.parametrize(
    ("code", "same"),
    [("de", "DE"), ("de-by", "DE-BY"), ("DE BY", "DE-BY"), ("UK", "GB"), ("DEU", "DE"), ("fr-6ae", "FR-6AE")],
)
def test_codes_are_read_in_any_case_and_length(code: str, same: str) -> None:
    assert names(code, "2026-01-01", "2026-12-31") == names(same, "2026-01-01", "2026-12-31") != []


def test_the_days_around_christmas_are_like_holidays_where_it_is_kept() -> None:
    around = "The days around Christmas and New Year"
    assert names("US", "2026-12-23", "2027-01-02") == [
        f"2026-12-24 {around}", "2026-12-25 Christmas Day", *(f"2026-12-{day} {around}" for day in range(26, 32)), "2027-01-01 New Year's Day",
    ]  # fmt: skip
    assert names("SA", "2026-12-20", "2027-01-05") == []
    assert names("US", "2027-01-01", "2027-01-02") == ["2027-01-01 New Year's Day"]


def test_two_on_one_day_are_two() -> None:
    day = date(2025, 10, 2)
    assert public_holidays("IN", day, day) == (
        Holiday(name="Dussehra", day=day), Holiday(name="Mahatma Gandhi's Birthday", day=day),
    )  # fmt: skip


def test_days_off_in_place_of_a_holiday_are_no_such_holiday() -> None:
    assert names("US", "2026-07-01", "2026-07-31") == [
        "2026-07-03 Independence Day, day off",
        "2026-07-04 Independence Day",
    ]
    assert names("TR", "2029-02-14", "2029-02-14") == ["2029-02-14 Eid al-Fitr"]
    assert names("CN", "2025-01-28", "2025-02-04")[-1] == "2025-02-04 Day off"
    assert names("CN", "2025-01-28", "2025-02-04")[1] == "2025-01-29 Chinese New Year (Spring Festival)"
    assert names("KR", "2025-05-06", "2025-05-06") == [
        "2025-05-06 Buddha's Birthday, day off",
        "2025-05-06 Children's Day, day off",
    ]


@pytest.mark.parametrize(
    "country", ["DE", "FR", "US", "GB", "JP", "CN", "IN", "TR", "TH", "SA", "BR", "MY", "NZ", "ZA"]
)
def test_names_are_english_and_the_same_every_year(country: str) -> None:
    found = public_holidays(country, date(2020, 1, 1), date(2029, 12, 31))
    assert list(found) == sorted(found, key=lambda holiday: (holiday.day, holiday.name))
    assert len(set(found)) == len(found)
    assert not [
        each.name
        for each in found
        if any(word in each.name for word in ("observed", "estimated", "substituted", "in lieu", ";"))
    ]
    assert all(each.name.isascii() for each in found if country != "TR")
    years = {
        name: {each.day.year for each in same}
        for name, same in groupby(sorted(found, key=lambda each: each.name), lambda each: each.name)
    }
    assert sum(len(each) >= 9 for each in years.values()) >= 4


def test_the_environment_does_not_choose_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    assert names("DE", "2026-10-03", "2026-10-03") == ["2026-10-03 German Unity Day"]
    assert names("NZ", "2026-02-06", "2026-02-06") == ["2026-02-06 Waitangi Day"]


@pytest.mark.parametrize("year", [1900, 2199])
def test_years_of_which_little_is_known(year: int) -> None:
    assert all(holiday.day.year == year for holiday in public_holidays("CN", date(year, 1, 1), date(year, 12, 31)))


CODE = "a code such as DE, or DE-BY for a part of it"


@pytest.mark.parametrize(
    ("country", "wrong", "expected", "nearest"),
    [
        ("XX", "there is no country 'XX'", CODE, ""),
        ("EU", "there is no country 'EU'", CODE, ""),
        ("NYSE", "there is no country 'NYSE'", CODE, ""),
        ("XECB", "there is no country 'XECB'", CODE, ""),
        ("ECB", "there is no country 'ECB'", CODE, ""),
        ("England", "there is no country 'England'", CODE, ""),
        ("", "there is no country ''", CODE, ""),
        ("-", "there is no country '-'", CODE, ""),
        ("Germany", "'Germany' is not a country's code", "its code, DE", ""),
        ("united states", "'united states' is not a country's code", "its code, US", ""),
        ("Germny", "there is no country 'Germny'", "a code, such as DE for Germany", "DE"),
        ("DE-Bayern", "'DE-Bayern' is not a part's code", "its code, DE-BY", ""),
        ("JP-13", "no parts of JP are known", "JP", ""),
        ("GB-XXX", "GB has no part 'GB-XXX'", "GB, or GB- and one of ENG, NIR, SCT, WLS", ""),
        ("GB-Scottland", "GB has no part 'GB-Scottland'", "GB, or GB- and one of ENG, NIR, SCT, WLS", "GB-SCT"),
    ],
)
def test_what_is_no_country(country: str, wrong: str, expected: str, nearest: str) -> None:
    with pytest.raises(CountryError, match=wrong) as caught:
        public_holidays(country, date(2026, 1, 1), date(2026, 12, 31))
    problem = caught.value.problem(Place(file="goal.yaml"))
    assert (problem.text, problem.expected, problem.nearest) == (wrong, expected, nearest)


def test_of_many_parts_some_are_told() -> None:
    with pytest.raises(CountryError) as caught:
        public_holidays("IT-00", date(2026, 1, 1), date(2026, 12, 31))
    assert caught.value.expected.startswith("IT, or IT- and one of AG, AL, AN, ")
    assert caught.value.expected.endswith(" …")
