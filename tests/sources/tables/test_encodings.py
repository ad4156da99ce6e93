import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.sources.tables.encodings import decoded

WESTERN = "Fecha;Sesiones;Observación\n2026-11-01;5;Búsqueda\n"
CASES = {
    "cp1252": WESTERN,
    "gb18030": "日期,渠道,会话数\n2026-11-01,自然搜索,5\n",
    "cp932": "日付,参照元,セッション数\n2026-11-01,①検索,5\n",
    "cp1251": "Дата;Канал;Визиты\n2026-11-01;Поиск;5\n",
    "cp1250": "Data;Źródło;Sesje\n2026-11-01;Łódź;5\n",
}


@pytest.mark.parametrize(("codec", "text"), CASES.items())
def test_older_encodings_are_told_by_the_names_of_columns(codec: str, text: str) -> None:
    assert decoded(text.encode(codec)) == (text, codec)


@pytest.mark.parametrize(
    ("codec", "name"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-32", "UTF-32"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")],
)  # fmt: skip
@pytest.mark.parametrize("text", [WESTERN, CASES["gb18030"]])
def test_unicode_with_its_mark_or_without(codec: str, name: str, text: str) -> None:
    assert decoded(text.encode(codec)) == (text, name)


def test_two_byte_unicode_with_the_high_byte_first_and_a_mark() -> None:
    assert decoded(b"\xfe\xff" + WESTERN.encode("utf-16-be")) == (WESTERN, "UTF-16")


def test_what_the_goal_file_says_comes_first() -> None:
    assert decoded("Größe".encode("cp1252"), "latin-1") == ("Größe", "latin-1")
    assert decoded("\ufeffGröße".encode(), "utf-8") == ("Größe", "utf-8")
    with pytest.raises(LookupError):
        decoded(b"x", "martian")
    with pytest.raises(UnicodeDecodeError):
        decoded("日期".encode(), "ascii")


def test_a_broken_byte_in_sound_utf_8_is_not_guessed_at() -> None:
    with pytest.raises(UnicodeDecodeError):
        decoded("日期,会话数,渠道\n".encode() + b"\xe9,1\n")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60).filter(lambda text: "\x00" not in text))
def test_utf_8_is_never_taken_for_anything_else(text: str) -> None:
    assert decoded(text.encode()) == (text.removeprefix("\ufeff"), "UTF-8")


@given(st.binary(max_size=80))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, name = decoded(data)
    except UnicodeDecodeError:
        return
    assert isinstance(text, str)
    assert name
