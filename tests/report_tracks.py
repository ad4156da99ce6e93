"""Plans within their period, made by hand for the tests of the renderers; the figures are invented."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from report_plans import example, hostile, large

from planner.model.made import MadeNode, MadePlan, SoFar
from planner.model.period import Period
from planner.model.replanned import LeverChange, Replanned, ResourceLeft
from planner.model.spread import Spread
from planner.model.track import Brought, CauseTrack, EffortTrack, NodeTrack, Status, Track
from planner.model.tree import PART, Node
from planner.report.plan_json import plan_document


def about(mean: float, sd: float = 0.1) -> Spread:
    names = dict.fromkeys(("mean", "p50"), 0.0) | {"p05": -1.64, "p10": -1.28, "p25": -0.67, "p75": 0.67, "p90": 1.28, "p95": 1.64}  # fmt: skip
    return Spread(**{name: mean * (1 + sd * z) for name, z in names.items()})


STATUSES: tuple[Status, ...] = ("behind", "low", "on plan", "high", "ahead")


def _node(node: Node, n: int = 0, *, left: bool = True) -> NodeTrack:
    status = STATUSES[n % 5]
    expected = node.expected * (0.5 if left else 1.0)
    actual = float(round(expected * (0.8, 0.9, 1.0, 1.1, 1.3)[n % 5]))
    return NodeTrack(
        name=node.name,
        key=node.key,
        actual=actual,
        expected=expected,
        low=expected * 0.9,
        high=expected * 1.1,
        projected=about(actual * 2) if left else about(actual, 0.0),
        planned=node.expected,
        target=node.target,
        chance=(0.004, 0.21, 0.5, 0.87, 0.998)[n % 5] if left else float(actual >= node.target),
        status=status,
        children=tuple(
            _node(child, n + k + 1, left=left) for k, child in enumerate(node.children) if not child.unassigned
        ),
    )


def made(text: str = "+25%", **changes: object) -> MadePlan:
    plan = example()
    document = plan_document(plan)
    found = MadePlan(
        file="plan.json",
        language="en",
        number=1,
        goal_file="goal.yaml",
        as_of=date(2026, 11, 30),
        seen=25_400.0,
        text=text,
        reading=document["goal"]["reading"],
        metric=plan.metric,
        where=plan.where,
        target=plan.target,
        period=plan.period,
        base=plan.base,
        resources=(("money", 9000.0),),
        forecast=plan.forecast.mean,
        outcome=plan.outcome,
        chance=plan.chance,
        levers=(),
        tree=None,  # type: ignore[arg-type]  # renderers look at the tracked one
        so_far=None,
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def halfway() -> Track:
    """Behind, with everything that can be told."""
    plan = example()
    tree = _node(plan.tree)
    return Track(
        made=made(),
        over=Period(start=plan.period.start, end=date(2026, 12, 14)),
        left=17,
        branch=tree,
        tree=tree,
        unknown=(replace(tree, name="affiliates", key=(("visitor", "new"), ("channel", "affiliates")), actual=120.0, expected=0.0, status=None, children=(), target=0),),
        levers=(
            EffortTrack(name="search ads", unit="money", planned=6000.0, due=2710.0, spent=1500.0),
            EffortTrack(name="newsletter", unit="mail", planned=0.0, due=0.0, spent=2.0),
            EffortTrack(name="articles", unit="article", planned=8.0, due=3.6, spent=None),
        ),
        resources=(EffortTrack(name="money", unit="money", planned=9000.0, due=4065.0, spent=None),),
        causes=(
            CauseTrack(kind="demand", sessions=-1234.5),
            CauseTrack(kind="effort", sessions=-800.0, parts=(("search ads", -900.0), ("newsletter", 100.0))),
            CauseTrack(kind="response", sessions=50.0, parts=(("search ads", 50.0),)),
            CauseTrack(kind="new", sessions=120.0, parts=(("new/affiliates", 120.0),)),
        ),
        brought=(
            Brought(name="search ads", evidence="history", assumed=900.0, found=about(950.0)),
            Brought(name="articles", evidence="judgement", assumed=400.0, found=None),
        ),
        told=date(2026, 12, 12),
        warnings=("Effort is known up to 12 Dec; after it, as much a day is taken for spent.",),
    )  # fmt: skip


def over() -> Track:
    """The period is over, and the target missed."""
    tree = _node(example().tree, left=False)
    return replace(halfway(), over=example().period, left=0, branch=tree, tree=tree, unknown=(), warnings=())


def as_expected() -> Track:
    """All as it was planned, and nothing to tell."""
    tree = replace(_node(example().tree, 2), children=())
    return replace(
        halfway(), branch=tree, tree=tree, unknown=(), levers=(), resources=(), warnings=(),
        causes=(CauseTrack(kind="demand", sessions=0.0),), brought=(), told=None,
    )  # fmt: skip


def reached() -> Track:
    """More than the target came already."""
    tree = replace(halfway().tree, actual=40_000.0, projected=about(70_000.0, 0.05), chance=1.0, status="ahead")
    return replace(halfway(), branch=tree, tree=tree)


def strange() -> Track:
    """Names that try to be more than names."""
    plan = hostile()
    tree = _node(plan.tree)
    names = [node.name for node in tree.walk()]
    found = halfway()
    return replace(
        found,
        made=made(names[2], reading=f"{names[1]} {names[3]} {names[6]}", metric=names[3]),
        branch=tree,
        tree=tree,
        unknown=tuple(replace(each, name=names[4], key=(("channel", name),)) for each, name in zip(found.unknown * 9, names[1:], strict=False)),
        levers=tuple(replace(found.levers[0], name=name, unit=name) for name in names[1:]),
        resources=tuple(replace(found.resources[0], name=name, unit=name) for name in names[1:]),
        causes=(CauseTrack(kind="demand", sessions=1.0), CauseTrack(kind="effort", sessions=9.0, parts=tuple((name, 1.0) for name in names[1:]))),
        warnings=tuple(names),
    )  # fmt: skip


def many() -> Track:
    """A tree of hundreds of branches."""
    tree = _node(large().tree)
    return replace(halfway(), branch=tree, tree=tree)


TRACKS: dict[str, Callable[[], Track]] = {
    "halfway": halfway,
    "over": over,
    "as_expected": as_expected,
    "reached": reached,
    "strange": strange,
    "many": many,
}


def _lever(name: str, scheduled: float, planned: float, *, dropped: bool = False) -> LeverChange:
    return LeverChange(
        name=name, unit="money", before=6000.0, spent=1500.0, scheduled=scheduled, planned=planned,
        extra=about(planned - scheduled), in_time=0.04 if dropped else 0.8, dropped=dropped,
    )  # fmt: skip


def changed() -> Replanned:
    """Another use of what is left is better."""
    plan = replace(example(), tree=_keyed(example().tree))
    seen = halfway()
    old = made(tree=_made_tree(plan.tree), levers=())
    return Replanned(
        made=old,
        over=seen.over,
        left=Period(start=date(2026, 12, 15), end=plan.period.end),
        actual=seen.branch.actual,
        before=about(30_000.0),
        chance_before=0.21,
        plan=replace(plan, number=2, so_far=SoFar(last=seen.over.end, sessions=seen.branch.actual, effort=())),
        kept=False,
        levers=(_lever("search ads", 3000.0, 4200.0), _lever("articles", 4.0, 0.0, dropped=True), _lever("newsletter", 20.0, 20.0)),
        resources=(
            ResourceLeft(name="money", amount=4700.0, planned=4700.0, gone=0.0),
            ResourceLeft(name="writer hours", amount=50.0, planned=44.0, gone=21.0),
        ),
        told=False,
        warnings=("The sub-targets cannot be reached any more; the rest is planned without them.",),
    )  # fmt: skip


def _keyed(node: Node) -> Node:
    """Every node with a key of its own, as real trees have it."""
    key = (*node.key, (PART, node.name)) if node.unassigned else node.key
    return replace(node, key=key, children=tuple(map(_keyed, node.children)))


def _made_tree(node: Node) -> MadeNode:
    return MadeNode(
        name=node.name, key=node.key, now=node.now, target=node.target - 1, expected=float(node.expected),
        unassigned=node.unassigned, children=tuple(map(_made_tree, node.children)),
    )  # fmt: skip


def kept() -> Replanned:
    """The old plan stays."""
    found = changed()
    levers = tuple(replace(each, planned=each.scheduled, extra=about(0.0), dropped=False) for each in found.levers)
    return replace(found, kept=True, levers=levers, told=True, warnings=(), plan=replace(found.plan, warnings=()))


def met() -> Replanned:
    """The target is reached."""
    return replace(changed(), actual=40_000.0, before=about(60_000.0, 0.05), chance_before=1.0)


def odd() -> Replanned:
    """Names that try to be more than names."""
    plan = replace(hostile(), number=2)
    names = [node.name for node in plan.tree.walk()]
    found = changed()
    return replace(
        found,
        made=replace(found.made, text=names[2], metric=names[3], tree=_made_tree(plan.tree)),
        plan=plan,
        levers=tuple(replace(found.levers[n % 3], name=name, unit=name) for n, name in enumerate(names[1:])),
        resources=tuple(replace(found.resources[1], name=name) for name in names[1:]),
        warnings=tuple(names),
    )


CHANGES: dict[str, Callable[[], Replanned]] = {"changed": changed, "kept": kept, "met": met, "odd": odd}
