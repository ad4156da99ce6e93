"""Lines and columns that keep within a width."""

import pytest
from rich.cells import cell_len

from planner.report.terminal_layout import Column, Span, clip, fits, headed, painted, table, wrapped


def test_clip_counts_cells() -> None:
    assert clip("organic", 7) == "organic"
    assert clip("organic", 6) == "organ…"
    assert clip("自然搜索", 6) == "自然…"
    assert clip("organic", 0) == ""


@pytest.mark.parametrize("width", [8, 13, 20, 40])
def test_wrapped_lines_keep_every_word(width: int) -> None:
    text = "Two comparison pages a week 回答客服最常被问到的十个问题 for 80 % of " + "x" * 50
    lines = wrapped(text, width)
    assert max(map(cell_len, lines)) <= width
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_figure_stays_with_its_percent_sign() -> None:
    assert wrapped("a chance of 80 %: it is", 14) == ["a chance of", "80 %: it is"]
    assert wrapped("it takes 1.4 x as much", 14) == ["it takes 1.4 x", "as much"]
    assert wrapped("it takes 1.4 x as much", 13) == ["it takes", "1.4 x as much"]
    assert wrapped("channel 4 xing", 11) == ["channel 4", "xing"]


def test_the_column_with_most_to_spare_gives_way_first() -> None:
    rows = [[Span("n" * 10), Span("12"), Span("w" * 30)]]
    columns = (Column(least=8), Column(right=True), Column(least=8))
    (line,) = table(rows, columns, 30)
    assert "".join(span.text for span in line) == f"  {'n' * 10}  12  {'w' * 11}…  "[:30].rstrip()
    assert fits(rows, columns, 24)
    assert not fits(rows, columns, 21)


def test_a_column_without_cells_has_no_title_and_no_place() -> None:
    rows = headed(("lever", "range", "why"), [[Span("a"), Span(""), Span("b")]])
    texts = ["".join(span.text for span in line) for line in table(rows, (Column(),) * 3, 40)]
    assert texts == ["  lever  why", "  a      b  "]


def test_painted_lines_have_no_trailing_blanks_and_no_more_cells_than_asked_for() -> None:
    line = [Span("自然搜索", "bold"), Span("   "), Span("  ", "red")]
    assert painted([line], 20, color=False) == "自然搜索\n"
    assert painted([line], 5, color=False) == "自然…\n"
    assert painted([line], 20, color=True) == "\x1b[1m自然搜索\x1b[0m\n"


def test_a_name_is_never_read_as_a_style() -> None:
    assert painted([[Span("[red]x[/red] :smile:", "bold")]], 40, color=True) == "\x1b[1m[red]x[/red] :smile:\x1b[0m\n"
