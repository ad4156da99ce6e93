"""YAML as keys, lists and text with places."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planner.goalfile import document
from planner.goalfile.document import read_document


def test_scalars_stay_text_as_written() -> None:
    text = "a: NO\nb: 1:30\nc: 1e3\nd: 2026-12-01\ne: 007\nf: +5000\ng: 'null'\nh: ~\ni:\nj: yes\nk: 0x1F\n404: on"
    assert read_document(text, file="g").value == {
        "a": "NO", "b": "1:30", "c": "1e3", "d": "2026-12-01", "e": "007", "f": "+5000", "g": "null", "h": None, "i": None,
        "j": "yes", "k": "0x1F", "404": "on",
    }  # fmt: skip


def test_places_of_keys_and_values() -> None:
    found = read_document("levers:\n  广告 ads:\n    drives: {channel: Paid}\n    when: [a, b]\n", file="g")
    assert str(found.keys["levers", "广告 ads"]) == "g:2:3"
    assert str(found.places["levers", "广告 ads"]) == "g:2:3", "a block of several lines is where its key is"
    assert str(found.places["levers", "广告 ads", "drives"]) == "g:3:13"
    assert str(found.places["levers", "广告 ads", "drives", "channel"]) == "g:3:23"
    assert str(found.places["levers", "广告 ads", "when", 1]) == "g:4:15"
    assert found.places["levers", "广告 ads", "when", 1].source == "    when: [a, b]"


def test_a_byte_order_mark_and_windows_line_ends_do_not_shift_places() -> None:
    found = read_document("\ufeffa: 1\r\nb: 2\r\n", file="g")
    assert found.value == {"a": "1", "b": "2"}
    assert (str(found.places["a",]), str(found.places["b",])) == ("g:1:4", "g:2:4")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "max: 3\nmin: 1\nmax: 4\n",
            "g:3:1: 'max' is given twice\n  | max: 4\n  | ^\n  expected it once; the first is at g:1:1",
        ),
        (
            "a: &x [lol, lol]\nb: &y [*x, *x]\nc: [*y, *y]\n",
            "g:1:4: anchors and aliases (& and *) are not read in a goal file\n  | a: &x [lol, lol]\n  |    ^\n"
            "  expected the value itself, or quotes",
        ),
        (
            "a: !!python/object:os.system x",
            "g:1:4: the tag 'tag:yaml.org,2002:python/object:os.system' is not read in a goal file\n"
            "  | a: !!python/object:os.system x\n  |    ^\n  expected the value alone, or quotes",
        ),
        (
            "a: 1\n---\nb: 2\n",
            "g:2:1: a second document begins here\n  | ---\n  | ^\n  expected one goal in one file, without `---` between its parts",
        ),
        ("a:\n\tb: 1\n", "g:2:1: a tab is used for indentation\n  |  b: 1\n  | ^\n  expected spaces"),
        (
            "target: 3x: 4\n",
            "g:1:11: a colon and a space inside a value\n  | target: 3x: 4\n  |           ^\n  expected quotes around a value that holds ': '",
        ),
        (
            "a: {b: 1\n",
            "g:1:4: a brace is not closed\n  | a: {b: 1\n  |    ^\n  expected } after the last value, and commas between the values",
        ),
        (
            'a: "x\n',
            'g:1:4: a quote is not closed\n  | a: "x\n  |    ^\n  expected the same quote again at the end of the value',
        ),
        (
            "a: @x\n",
            "g:1:4: a value cannot begin with '@'\n  | a: @x\n  |    ^\n  expected quotes around the value",
        ),
        (
            "target: {{ goal }}\n",
            "g:1:10: a key is not a name\n  | target: {{ goal }}\n  |          ^\n"
            "  expected a name before the colon; text that begins with a brace needs quotes",
        ),
        (
            "a: 1\né: \x07b\n",
            "g:2:4: the file holds the character U+0007, which YAML does not allow\n  | é: \ufffdb\n  |    ^\n  expected plain text in UTF-8",
        ),
        (
            "a: \ud800\n",
            "g:1:4: the file holds the character U+D800, which YAML does not allow\n  | a: \ufffd\n  |    ^\n  expected plain text in UTF-8",
        ),
        ("'': 1\n", "g:1:1: a key is empty\n  | '': 1\n  | ^\n  expected a name before the colon"),
    ],
)
def test_what_is_refused(text: str, shown: str) -> None:
    assert [str(problem) for problem in read_document(text, file="g").problems] == [shown]


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "a: " + "{b: " * 5000, "\n".join(" " * i + "a:" for i in range(2000)), "- " * 5000]
)
def test_deep_nesting_is_one_problem(text: str) -> None:
    (problem,) = read_document(text, file="g").problems
    assert problem.text == "the file is nested more than 40 levels deep"


def test_the_slow_loader_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: [1, {b: 'x y'}]\nc:\n  d: 3x\n"
    fast = read_document(text, file="g")
    monkeypatch.setattr(document, "_LOADER", yaml.BaseLoader)
    assert read_document(text, file="g") == fast


@given(st.text() | st.text(alphabet="ab:-[]{}'\"&*!|>#%@?,. \n\t\r~\u2028\ufeff"))
def test_any_text_is_a_document_or_problems(text: str) -> None:
    found = read_document(text, file="g")
    assert all(problem.place.line for problem in found.problems)
