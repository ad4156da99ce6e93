"""What the page's script answers beside the program's own plan of the goal file that the page copies."""

from pathlib import Path

import numpy as np
import pytest
from cli_run import EXAMPLES
from whatif_goals import random_goal
from whatif_pages import answers, figures, page_of, planned_again

from planner.errors import InputError
from planner.model.plan import Plan, Start
from planner.model.whatif_page import WhatIfPage

NAMES = ("judgement", "team", "triple", "chinese")


def differences(answer: dict, plan: Plan, page: WhatIfPage) -> dict[str, float]:
    """Relative ones, but for the chance."""
    targets, expected = figures(plan, page)
    pairs = [(answer["mean"], plan.outcome.mean), (answer["low"], plan.outcome.p10), (answer["high"], plan.outcome.p90)]
    return {
        "sessions": max(abs(one / other - 1) for one, other in pairs),
        "chance": abs(answer["chance"] - plan.chance),
        "target": max(abs(a - b) / max(b, 200) for a, b in zip(answer["tree"]["target"], targets, strict=True)),
        "expected": max(abs(a - b) / max(b, 200) for a, b in zip(answer["tree"]["expected"], expected, strict=True)),
        "unassigned": abs(answer["unassigned"] - plan.needed.unassigned) / plan.target,
    }


def states_of(page: WhatIfPage, seed: int) -> list[dict]:
    """The goal file's own values, each kind of change alone, and several at once."""
    rng = np.random.default_rng(seed)
    amounts, most = [one.amount for one in page.resources], [float(one.effort[-1]) for one in page.levers]

    def changed(row: list, n: int, value: object) -> list:
        return [*row[:n], value, *row[n + 1 :]]

    states: list[dict] = [{}, {"target": round(page.target * 0.8)}, {"target": round(page.target * 1.5)}]
    for n, amount in enumerate(amounts):
        states += [{"resources": changed(amounts, n, round(amount * part)), "limited": True} for part in (0.6, 1.4)]
    for n, lever in enumerate(page.levers[:8]):
        at = float(lever.effort[2 * len(lever.effort) // 3])
        states.append({"most": changed(most, n, at)})
        states.append({"most": changed(most, n, float(lever.effort[0]))})
        if lever.keepable:
            states.append({"keep": changed([one.kept for one in page.levers], n, not lever.kept)})
    for _ in range(3):
        limits = [float(rng.choice(one.effort)) for one in page.levers]
        some = [round(amount * rng.uniform(0.5, 1.5)) for amount in amounts]
        states.append(
            {"most": limits, "resources": some, "limited": True, "target": round(page.target * rng.uniform(0.8, 1.3))}
        )
    return states


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_agree_with_the_program(name: str, tmp_path: Path) -> None:
    folder = EXAMPLES / name
    page, _ = page_of((folder / "goal.yaml").read_text(encoding="utf-8"), folder)
    states = states_of(page, 1)[:: 2 if name == "team" else 1]  # whose history takes a while
    planned = 0
    for answer in answers([(page, states)], tmp_path)[0]:
        if "failed" in answer:
            with pytest.raises(InputError):
                planned_again(answer["text"], folder)
            continue
        planned += 1
        plan = planned_again(answer["text"], folder)
        off = differences(answer, plan, page)
        assert off.pop("chance") <= 0.01
        assert max(off.values()) <= 5e-3, off
        for lever, effort in zip(plan.levers, answer["effort"], strict=True):
            assert effort == pytest.approx(lever.planned, rel=0.05, abs=0.01 * max(lever.most, 1))
    assert planned >= len(states) - 2


def test_made_up_goals_agree_with_the_program(tmp_path: Path) -> None:
    asked = []
    for seed in range(18):
        rng = np.random.default_rng([seed, 1])
        page, _ = page_of(random_goal(seed), tmp_path)
        most = [float(rng.choice(one.effort)) if rng.uniform() < 0.3 else float(one.effort[-1]) for one in page.levers]
        keep = [one.kept != (one.keepable and rng.uniform() < 0.1) for one in page.levers]
        some = [float(f"{one.amount * rng.uniform(0.5, 1.6):.4g}") for one in page.resources]
        asked.append(
            (
                page,
                [
                    {},
                    {"most": most, "keep": keep},
                    {"resources": some, "limited": True, "target": round(page.target * 1.1)},
                ],
            )
        )
    off = []
    for (page, _), found in zip(asked, answers(asked, tmp_path), strict=True):
        for answer in found:
            if "failed" not in answer:
                adds_up(answer, page)
                off.append(differences(answer, planned_again(answer["text"], tmp_path), page))
    assert len(off) >= 45
    assert max(each["chance"] for each in off) <= 0.01
    assert max(each["sessions"] for each in off) <= 5e-3
    assert np.median([each["sessions"] for each in off]) <= 5e-4
    assert (
        np.quantile([max(each["target"], each["expected"]) for each in off], 0.95) <= 5e-3
    )  # small branches, many levers


RISKY = """
target: +30%
period: 2026-12
as_of: 2026-11-30
traffic: {new: {paid search: 4000, paid social: 11000, email: 3000}}
resources: {money: 3000, hours: 60}
risk: RISK
levers:
  safe: {drives: {channel: paid search}, uses: money, max: 3000, expect: {at: 3000, sessions: 2900..3000}, doubling: 1.5}
  risky: {drives: {channel: paid social}, uses: money, max: 3000, expect: {at: 3000, sessions: 1000..9500}, doubling: 1.5}
  mails: {drives: {channel: email}, uses: hours, max: 40, step: 4, expect: {at: 40, sessions: 500..2500}, doubling: 1.6}
  steady: {drives: {channel: email}, uses: hours, max: 60, expect: {at: 40, sessions: 900..1200}, doubling: 1.5}
"""


def agree(page: WhatIfPage, states: list[dict], folder: Path, start: Start = "today") -> list[Plan]:
    """The program's plans, which the page's answers agree with."""
    found = []
    for answer in answers([(page, states)], folder)[0]:
        plan = planned_again(answer["text"], folder, start)
        off = differences(answer, plan, page)
        assert off.pop("chance") <= 0.01
        assert max(off.values()) <= 5e-3, off
        adds_up(answer, page)
        found.append(plan)
    return found


@pytest.mark.parametrize("risk", ["cautious", "chance"])
@pytest.mark.parametrize("more", ["", "worth: {money: 1.2}", "at_least: [{where: {channel: email}, sessions: 3600}]"])
def test_plans_that_do_not_aim_at_the_mean_agree_too(risk: str, more: str, tmp_path: Path) -> None:
    page, _ = page_of(RISKY.replace("RISK", risk) + more, tmp_path)
    states: list[dict] = [{"target": round(page.target * part)} for part in (0.85, 1.0, 1.2)]
    plans = agree(
        page,
        [*states, {"resources": [1800, 40], "limited": True}, {"resources": [4200, 50], "limited": True}],
        tmp_path,
    )
    assert any(plan.risk and plan.risk.given_up > 1 for plan in plans)


@pytest.mark.parametrize("start", ["fresh", "only new"])
def test_plans_that_start_elsewhere_agree_too(start: Start, tmp_path: Path) -> None:
    text = (
        (EXAMPLES / "judgement" / "goal.yaml").read_text(encoding="utf-8").replace("max: 60", "max: 60\n    keep: true")
    )
    page, _ = page_of(text, tmp_path, start)
    most = [float(one.effort[-1]) for one in page.levers]
    states: list[dict] = [
        {},
        {"resources": [7000, 130], "limited": True},
        {"most": [4000.0, *most[1:]]},
        {"target": 30000},
    ]
    agree(page, states, tmp_path, start)


def test_plans_for_another_measure_with_a_floor_agree_too(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    rows = ["date,visitor,channel,sessions,conversions"]
    for day in np.arange("2026-06-01", "2026-12-01", dtype="datetime64[D]"):
        for visitor, channel, usual, rate in (
            ("new", "paid search", 200, 0.01),
            ("new", "email", 90, 0.05),
            ("returning", "direct", 150, 0.03),
        ):
            sessions = rng.poisson(usual)
            rows.append(f"{day},{visitor},{channel},{sessions},{rng.binomial(sessions, rate)}")
    (tmp_path / "traffic.csv").write_text("\n".join(rows))
    text = """
target: double email visits in December 2026
traffic: {file: traffic.csv, by: [visitor, channel]}
value: conversions
floor: [{measure: conversions, at_least: 360}]
resources: {money: 4000}
levers:
  ads: {drives: {channel: paid search}, uses: money, now: 500, max: 4000, expect: {at: 2000, sessions: 1500..2500}}
  mails: {drives: {channel: email}, uses: {money: 50}, unit: mail, step: 1, max: 40, expect: {at: 10, sessions: 400..900}}
"""
    page, plan = page_of(text, tmp_path)
    assert page.need.size == 1
    states: list[dict] = [
        {},
        {"resources": [2500], "limited": True},
        {"most": [4000.0, 12.0]},
        {"target": plan.target - 500},
    ]
    agree(page, states, tmp_path)


def adds_up(answer: dict, page: WhatIfPage) -> None:
    """The children of every branch, with what is unassigned, add up to it."""
    for column in ("target", "expected"):
        figures = answer["tree"][column]
        for n, node in enumerate(page.tree):
            children = [figures[k] for k, one in enumerate(page.tree) if one.parent == n]
            rest = answer["unassigned"] if node.goal and column == "target" else 0
            if children:
                assert sum(children) + rest == figures[n]


def test_an_answer_takes_no_longer_than_a_slider_allows(tmp_path: Path) -> None:
    page, _ = page_of(random_goal(5, levers=12), tmp_path)
    states = [
        {"resources": [one.amount * (0.6 + 0.01 * k) for one in page.resources], "limited": True} for k in range(60)
    ]
    took = [each["ms"] for each in answers([(page, states)], tmp_path)[0][20:]]
    assert np.median(took) <= 30
