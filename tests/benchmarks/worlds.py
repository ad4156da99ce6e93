"""Simulated sites whose truth is known, for the benchmarks beside this file: where they are, and how a plan of one is scored."""

import importlib.util
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

from planner import make_plan, read_goal, read_history, render_json
from planner.model.plan import Plan

WORLDS = Path(__file__).parents[3] / "shared" / "worlds"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A site with what is true of it."""

    folder: Path
    truth: dict[str, Any]

    @property
    def name(self) -> str:
        return self.folder.name

    def brought(self, lever: str, effort: float) -> float:
        """[sessions in the period] what a lever truly brings with that effort, over none at all."""
        table = self.truth["gain_by_effort"][lever]
        return float(scorer(self.folder.parent).interpolate(effort, table["effort"], table["sessions"]))

    def gain(self, effort: dict[str, float]) -> float:
        """Share of the best possible extra sessions, as score.py defines it."""
        usual, best = self.truth["business_as_usual"]["total"], self.truth["oracle"]["total"]
        return float((scorer(self.folder.parent).total(self.truth, effort) - usual) / (best - usual))


def worlds(folder: Path) -> list[World]:
    """All worlds in a folder, by name; none where the folder or its score.py is missing."""
    if not (folder / "score.py").exists():
        return []
    found = sorted(one for one in folder.resolve().iterdir() if (one / "truth.json").exists())
    return [World(folder=one, truth=json.loads((one / "truth.json").read_text())) for one in found]


@cache
def scorer(folder: Path) -> ModuleType:
    """The score.py of a folder of worlds."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def plan_of(world: World) -> Plan:
    """The plan of a world, made in this process."""
    goal = read_goal(world.folder / "goal.yaml")
    return make_plan(goal, read_history(goal))


def score(world: World, plan: Plan) -> dict[str, float]:
    """The figures of score.py itself: only its call of the command is replaced, by a plan that is there already."""
    module = scorer(world.folder.parent)
    answer = SimpleNamespace(returncode=0, stdout=render_json(plan))
    called, module.subprocess = module.subprocess, SimpleNamespace(run=lambda *_args, **_named: answer)
    try:
        figures: dict[str, float] = module.score(world.folder, ["planner"])
    finally:
        module.subprocess = called
    return figures
