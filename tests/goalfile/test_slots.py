from datetime import date
from pathlib import Path

import pytest

from planner.goalfile.read import parse_goal
from planner.goalfile.slots import LEFT_OUT, LONGEST, goal_pieces
from planner.model.goal import Goal, Lever
from planner.model.period import Period
from planner.model.whatif_page import Slot

DECEMBER = Period(start=date(2026, 12, 1), end=date(2026, 12, 31))
HEAD = "target: {target}\nas_of: 2026-11-30\ntraffic: {{new: {{email: 900, paid search: 4000}}}}\n"


def read(text: str) -> Goal:
    goal, problems = parse_goal(text, file="goal.yaml", today=date(2026, 11, 30))
    assert goal is not None
    assert not problems, problems
    return goal


def with_values(text: str, values: dict[str, str], **given: object) -> str:
    goal = read(text)
    said = {
        "levers": goal.levers,
        "resources": tuple(one.name for one in goal.resources or ()),
        "period": DECEMBER,
    } | given
    pieces = goal_pieces(text, goal, **said)  # type: ignore[arg-type]
    return "".join(filled(piece, values) for piece in pieces)


def filled(piece: str | Slot, values: dict[str, str]) -> str:
    if isinstance(piece, str):
        return piece
    return f"{piece.before}{values[piece.key]}{piece.after}" if piece.key in values else piece.was


FULL = """\
# what we want
target: +20%          # of November
as_of: 2026-11-30
traffic: {new: {email: 900, paid search: 4000}}
resources:
  money: 5000   # asked for
  "writer hours": 40
levers:
  ads:   # bought
    drives: {channel: paid search}
    uses: money
    max: 3000
    keep: false
  mails: {drives: {channel: email}, uses: writer hours}
  "two: words":
  - x
"""


def test_values_are_put_in_place_and_nothing_else_changes() -> None:
    text = FULL.replace('  "two: words":\n  - x\n', "")
    assert with_values(text, {}) == text
    changed = with_values(text, {"target": "7000", "resource/1": "35.5", "max/0": "2500", "keep/1": "true"})
    assert changed == (
        text.replace("+20%", "7000")
        .replace('"writer hours": 40', '"writer hours": 35.5')
        .replace("max: 3000", "max: 2500")
        .replace("mails: {drives", "mails: {keep: true, drives")
    )
    again = read(changed)
    assert again.target.amount == 7000
    assert [one.amount for one in again.resources or ()] == [5000, 35.5]
    assert (again.levers[0].most, again.levers[1].keep) == (2500, True)


def test_keys_that_are_not_there_are_added_to_a_block() -> None:
    text = (
        HEAD.format(target="2x")
        + "resources: {money: 100}\nlevers:\n    ads:\n        uses: money\n    idle:\n    none: {}\n"
    )
    changed = with_values(text, {"max/0": "40", "max/1": "50", "keep/2": "true"})
    assert "    ads:\n        max: 40\n        uses: money\n    idle: {max: 50}\n    none: {keep: true}\n" in changed
    assert [(lever.most, lever.keep) for lever in read(changed).levers] == [(40, False), (50, False), (None, True)]


def test_a_file_without_limits_or_levers_gets_blocks_of_its_own() -> None:
    text = HEAD.format(target="3x").rstrip("\n")
    levers = (
        Lever(
            name="Email: mails",
            unit="mail",
            uses=(("hours", 4.0),),
            drives=(("channel", ("email",)),),
            step=1.0,
            action="Say: more",
        ),
        Lever(name="on", unit="money", uses=(("money", 1.0),), drives=(("channel", ("paid search",)),)),
    )
    assert with_values(text, {}, levers=levers, resources=("money", 'hours: "own"')).rstrip("\n") == text
    values = {"resources": "", "resource/0": "500", "resource/1": "7", "levers": "", "max/0": "3"}
    again = read(with_values(text, values, levers=levers, resources=("money", "hours")))
    assert [(one.name, one.amount) for one in again.resources or ()] == [("money", 500), ("hours", 7)]
    assert [(one.name, one.unit, one.uses, one.drives, one.step, one.action) for one in again.levers] == [
        (one.name, one.unit, one.uses, one.drives, one.step, one.action) for one in levers
    ]
    assert again.levers[0].most == 3


@pytest.mark.parametrize(
    ("target", "period"),
    [
        ("triple traffic next month", None),
        ("grow email by 30% in Q1 2027", Period(start=date(2027, 1, 1), end=date(2027, 3, 31))),
        ("double new email visits by June 2027", Period(start=date(2027, 6, 1), end=date(2027, 6, 30))),
        ("下个月邮件翻2倍", None),
        ("+5000", None),
    ],
)
def test_another_target_is_of_the_same_branch_and_period(target: str, period: Period | None) -> None:
    text = HEAD.format(target=target)
    before, after = read(text), read(with_values(text, {"target": "4321"}, period=period or DECEMBER))
    assert (after.target.kind, after.target.amount) == ("total", 4321)
    assert after.target.where == before.target.where
    assert after.period == (period or before.period)


def test_a_database_is_not_named() -> None:
    text = (
        "target: 2x\n# was postgresql://ana:secret@db.example/web\ntraffic:\n  url: postgresql://${PGUSER}:${PGPASSWORD}@db.example/web\n"
        "  table: visits\n  by: [channel]\neffort: {url: warehouse.duckdb, table: spent}\n"
    )
    shown = with_values(text, {})
    assert shown.startswith(LEFT_OUT)
    assert "  url: null\n" in shown
    assert "{url: null, table: spent}" in shown
    assert "db.example" not in shown.replace("# was postgresql://…@db.example/web", "")
    assert "secret" not in shown


def test_what_a_page_cannot_hold_is_left_out(tmp_path: Path) -> None:
    long = HEAD.format(target="2x") + "# " + "x" * LONGEST + "\n"
    braces = "{target: 2x, traffic: {email: 900}}"
    for text in (long, braces):
        assert goal_pieces(text, read(text), levers=(), period=DECEMBER, resources=()) == ()


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    text = "\ufeff" + HEAD.format(target="2x").replace("\n", "\r\n") + "resources: {money: 100}\r\n"
    changed = with_values(text, {"target": "99", "resource/0": "5"})
    assert changed == text.removeprefix("\ufeff").replace("2x", "99").replace("100", "5")
