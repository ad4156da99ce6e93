"""Plans made by hand for the tests of the renderers; the figures are invented."""

from dataclasses import replace
from datetime import date, timedelta

from report_worth import PARTS, alone, around, points, quality

from planner.model.goal import Counts, Goal, Resource, Target
from planner.model.lever_plan import Freed, LeverPlan, Reallocation, Trial, Verdict
from planner.model.period import Period
from planner.model.plan import Certificate, Checkpoint, Plan, ResourcePlan, RiskChoice
from planner.model.quality import FloorPlan
from planner.model.reach import Needed, Odds
from planner.model.response import Assumption, Evidence
from planner.model.tree import UNASSIGNED, Node

NOVEMBER = Period(start=date(2026, 11, 1), end=date(2026, 11, 30))
DECEMBER = Period(start=date(2026, 12, 1), end=date(2026, 12, 31))

HOSTILE = (
    "<script>alert(1)</script>",
    'say "hi" | 50 %',
    "[red]alert[/red] [link](http://evil.example)",
    "=1+1",
    "\u202egnp.exe",
    "\x1b[31mred\x1b[0m\x07",
    "x" * 300,
    "🚀 launch ❤️",
    "搜索引擎 自然流量",
    "- @octocat #12 www.evil.example https://evil.example",
    "1. `code` *bold* _it_ ~~no~~ &amp; \\| $x$",
    "end\nsubgraph %%{init: {}}%%",
)


def leaf(name: str, now: int, forecast: int, target: int, expected: int, room: int, *levers: str) -> Node:
    """A leaf whose key is filled in by `branch`."""
    return Node(
        name=name,
        key=(),
        now=now,
        forecast=forecast,
        forecast_low=forecast * 0.9,
        forecast_high=forecast * 1.1,
        target=target,
        expected=expected,
        expected_low=expected * 0.88,
        expected_high=expected * 1.12,
        room=room,
        levers=levers,
    )


def branch(name: str, *children: Node) -> Node:
    """A node that its children add up to; the keys below it are set by `rooted`."""

    def total(field: str) -> int:
        return sum(getattr(child, field) for child in children)

    sums = leaf(name, total("now"), total("forecast"), total("target"), total("expected"), total("room"))
    return replace(sums, children=children)


def rooted(root: Node, *levels: str) -> Node:
    """The tree with every key filled in."""

    def keyed(node: Node, key: tuple[tuple[str, str], ...]) -> Node:
        children = tuple(
            keyed(child, key if child.unassigned else (*key, (levels[len(key)], child.name))) for child in node.children
        )
        return replace(node, key=key, children=children)

    return keyed(root, ())


def reshaped(root: Node, target: int, expected: int) -> Node:
    """The tree with another target and another plan, what is missing to both spread by room; the last leaf takes the rest."""
    leaves = [node for node in root.walk() if not node.branches and not node.unassigned]
    room = sum(each.room for each in leaves)
    left = [target - sum(each.forecast for each in leaves), expected - sum(each.forecast for each in leaves)]

    def again(node: Node) -> Node:
        children = [again(child) for child in node.branches]
        if children:
            return replace(branch(node.name, *children), key=node.key)
        nonlocal room
        parts = [round(each * node.room / room) if room else each for each in left]
        left[:] = [each - part for each, part in zip(left, parts, strict=True)]
        room -= node.room
        planned = node.forecast + parts[1]
        return replace(
            node,
            target=node.forecast + parts[0],
            expected=planned,
            expected_low=planned * 0.88,
            expected_high=planned * 1.12,
        )

    return again(root)


def odds(scale: float, **uses: float) -> Odds:
    """Odds that take so much of each resource; writer_hours are writer hours."""
    return Odds(scale=scale, uses=tuple((name.replace("_", " "), each) for name, each in uses.items()))


def unassigned(target: int) -> Node:
    return replace(leaf(UNASSIGNED, 0, 0, target, 0, 0), unassigned=True)


def lever(
    name: str,
    verdict: Verdict,
    *,
    unit: str = "money",
    uses: tuple[tuple[str, float], ...] = (("money", 1.0),),
    now: float,
    planned: float,
    most: float,
    extra: tuple[float, float, float] = (0, 0, 0),
    next_unit: float = 0.0,
    surplus: float | None = None,
    evidence: Evidence = "history",
    why: str = "",
    drives: str = "",
    where: str = "",
    starts: date | None = None,
    later: float = 0.0,
    step: float | None = None,
    owner: str = "",
    action: str = "",
) -> LeverPlan:
    return LeverPlan(
        name=name, verdict=verdict, unit=unit, uses=uses, now=now, planned=planned, least=0.0, most=most, step=step, later=later,
        extra=around(*extra), next_unit=around(next_unit, next_unit * 0.4, next_unit * 1.7), room=extra[0] * 1.5,
        price=1 / next_unit if next_unit > 0 else None, surplus=extra[0] * 0.4 if surplus is None else surplus,
        evidence=evidence, why=why, drives=drives, where=where, starts=starts, owner=owner, action=action,
    )  # fmt: skip


def weekly(period: Period, expected: float, worry: float) -> tuple[Checkpoint, ...]:
    """One checkpoint at the end of each week, the last on the last day."""
    ends = [period.start + timedelta(days=6 + 7 * n) for n in range(period.days // 7)]
    ends[-1] = period.end
    parts = [((end - period.start).days + 1) / period.days for end in ends]
    return tuple(
        Checkpoint(day=day, expected=expected * part, worry=worry * part * (0.96 + 0.04 * part))
        for day, part in zip(ends, parts, strict=True)
    )


LEVERS = (
    lever(
        "search ads", "more", now=3000, planned=7912.4, most=9000, extra=(5600, 3900, 7300), next_unit=0.64,
        why="history, saturates past 9 k", drives="Paid Search", later=310, owner="Ben",
    ),
    lever(
        "newsletter", "more", unit="h", uses=(("writer hours", 1.0),), now=12, planned=30, most=30,
        extra=(1800, 900, 2600), next_unit=31, surplus=900, why="history, 52 weeks", drives="Email",
    ),
    lever(
        "comparison pages", "start", unit="page", uses=(("money", 150.0), ("writer hours", 6.0)), now=0, planned=8, most=12,
        extra=(2100, 200, 4900), next_unit=137.5, step=1, surplus=700, evidence="judgement", why="your estimate",
        drives="Organic Search", where="goal.yaml:31", starts=date(2026, 12, 8), later=900, owner="Ana",
        action="Two comparison pages a week for the ten questions that support gets most",
    ),
    lever(
        "banner ads", "stop", now=1100, planned=0, most=3000, extra=(-40, -260, 10), next_unit=0.03, surplus=-1,
        why="brings nothing we can see", drives="Display", owner="Ben",
    ),
    lever(
        "podcast", "test first", now=400, planned=400, most=2000, next_unit=0.2, surplus=0, evidence="playbook",
        why="spend never varied: try 800 for two weeks", drives="Organic Social",
    ),
)  # fmt: skip

TREE = rooted(
    branch(
        "all",
        branch(
            "new",
            leaf("Organic Search", 11_800, 12_480, 17_900, 14_912, 5_410, "comparison pages"),
            leaf("Paid Search", 4_200, 4_215, 21_300, 9_804, 17_120, "search ads"),
            leaf("Organic Social", 2_940, 3_012, 15_700, 6_120, 11_600, "podcast", "comparison pages"),
            leaf("Display", 160, 188, 188, 150, 0),
        ),
        branch(
            "returning",
            leaf("Direct", 8_600, 8_905, 9_912, 9_412, 1_104, "search ads", "newsletter"),
            leaf("Email", 2_300, 2_400, 6_000, 4_202, 4_615, "newsletter"),
        ),
        unassigned(19_000),
    ),
    "visitor",
    "channel",
)

GOAL = Goal(
    target=Target(text="triple traffic next month", kind="multiple", amount=3.0),
    traffic=Counts(rows=((("new", "Organic Search"), 11_800.0),)),
    resources=(Resource(name="money", amount=12_000.0), Resource(name="writer hours", amount=160.0)),
    as_of=date(2026, 11, 30),
)


TRIALS = (
    Trial(
        lever="podcast",
        unit="money",
        now=100.0,
        tried=200.0,
        weeks=2,
        uses=(("money", 200.0),),
        learned=0.7,
        worth=210.0,
    ),
    Trial(
        lever="banner ads",
        unit="money",
        now=250.0,
        tried=0.0,
        weeks=4,
        uses=(("money", -1000.0),),
        learned=0.8,
        worth=40.0,
    ),
)


GIVEN = {"money": 12_000.0, "writer hours": 160.0}
MOST = {"money": 13_397.0, "writer hours": 225.0}
"""What the levers use at their limits."""

FRONTIER = points(
    ((39_800, 0.0), (42_300, 0.0001), (44_600, 0.0002), (46_700, 0.001), (48_900, 0.004), (52_300, 0.03), (52_300, 0.03)), GIVEN
)  # fmt: skip
ALONE = (
    alone("money", ((41_200, 0.0), (43_100, 0.0001), (44_600, 0.0002), (45_900, 0.001), (47_100, 0.002), (49_000, 0.01), (49_000, 0.01)), GIVEN, None),
    alone("writer hours", ((43_000, 0.0), (43_900, 0.0001), (44_600, 0.0002), (45_000, 0.0003), (45_000, 0.0003), (45_000, 0.0003), (45_000, 0.0003)), GIVEN, None),
)  # fmt: skip

FREED = Freed(
    lever="banner ads", unit="money", now=1100, planned=0, uses=(("money", 1100.0),), lost=around(40, -10, 260)
)
REALLOCATED = Reallocation(freed=(FREED,), added=(("money", 5_012.4), ("writer hours", 148.0)), brought=9_500)

CONVERSIONS = quality(
    "conversions", TREE,
    {"Organic Search": 0.0179, "Paid Search": 0.0068, "Organic Social": 0.0045, "Display": 0.0003, "Direct": 0.0396, "Email": 0.0653},
    usual=0.02, extra=(("search ads", 38), ("newsletter", 117.4), ("comparison pages", 43.6), ("banner ads", -0.01), ("podcast", 0.0)),
    best=1_019.0,
)  # fmt: skip
FLOOR = FloorPlan(measure="conversions", at_least=700, forecast=775.1, plan=1001.3, chance=0.997)


def example() -> Plan:
    """The picture of the design: a target that the levers reach only with much more than there is."""
    return Plan(
        as_of=NOVEMBER.end,
        goal=GOAL,
        reading="3 x November 2026 (30,000 sessions) = 90,000 sessions, 1-31 December",
        where=(),
        target=90_000,
        period=DECEMBER,
        base=NOVEMBER,
        metric="sessions",
        forecast=around(31_200, 28_912, 33_784),
        outcome=around(44_600, 40_130, 49_210),
        chance=0.0002,
        chance_alone=0.0,
        levers=LEVERS,
        resources=(
            ResourcePlan(name="money", amount=12_000, now=4_500, used=9_512.4, left=2_487.6, next_unit=0.58, reason="search ads are at 88 % of their limit"),
            ResourcePlan(name="writer hours", amount=160, now=12, used=160, left=0, next_unit=21.4),
        ),
        tree=TREE,
        needed=Needed(
            scale=None,
            resources=(("money", 22_800.0), ("writer hours", 304.0)),
            levers=(("search ads", 9_000.0), ("newsletter", 30.0)),
            reachable=71_000,
            unassigned=19_000,
            even=None,
            likely=None,
        ),
        frontier=FRONTIER,
        alone=ALONE,
        reallocated=REALLOCATED,
        quality=(CONVERSIONS,),
        floors=(FLOOR,),
        certificate=Certificate(value=44_600.0, bound=44_601.4, gap=3.139e-05),
        checkpoints=weekly(DECEMBER, 44_600, 42_100),
        trials=TRIALS,
        new=TREE.children[0],
        returning=TREE.children[1],
        assumptions=(
            Assumption(text="8 comparison pages bring 900 to 2,200 sessions in all", source="judgement", where="goal.yaml:31"),
            Assumption(text="Organic Social: 1,000 money bring 120 to 480 sessions", source="playbook", where="Lewis and Rao (2015)"),
            Assumption(text="One in five extra new visitors comes back within the period", source="history"),
        ),
        warnings=("traffic.csv: 3 rows without a date are left out",),
    )  # fmt: skip


def within_reach() -> Plan:
    """Limits, a target that takes more than there is, and odds for it."""
    plan = example()
    tree = reshaped(TREE, 50_000, 44_600)
    return replace(
        plan,
        goal=replace(GOAL, target=Target(text="50000", kind="total", amount=50_000)),
        reading="50,000 sessions, 1-31 December",
        target=50_000,
        chance=0.084,
        chance_alone=0.0,
        needed=replace(
            plan.needed,
            scale=1.68,
            unassigned=0,
            even=odds(1.72, money=20_640, writer_hours=112.3),
            likely=odds(2.35, money=28_200, writer_hours=376),
        ),
        frontier=points(
            (
                (39_800, 0.003),
                (42_300, 0.02),
                (44_600, 0.084),
                (46_700, 0.21),
                (48_900, 0.38),
                (52_300, 0.68),
                (56_400, 0.86),
            ),
            GIVEN,
        ),
        alone=(replace(ALONE[0], scale=2.31), ALONE[1]),
        tree=tree,
        trials=(),
        new=tree.children[0],
        returning=tree.children[1],
    )


def unlimited() -> Plan:
    """No resources in the goal: the plan is what it would take."""
    plan = within_reach()
    return replace(
        plan,
        goal=replace(plan.goal, resources=None),
        outcome=around(50_000, 45_210, 54_980),
        chance=0.487,
        chance_alone=0.004,
        tree=reshaped(TREE, 50_000, 50_000),
        checkpoints=weekly(DECEMBER, 50_000, 47_100),
        resources=tuple(replace(r, amount=None, left=0.0, next_unit=0.0, reason="") for r in plan.resources),
        needed=replace(
            plan.needed,
            scale=0.71,
            even=odds(0.72, money=9_710, writer_hours=160),
            likely=odds(0.9, money=12_057, writer_hours=202.8),
            resources=(("money", 9_512.4), ("writer hours", 160.0)),
        ),
        frontier=points(
            ((36_700, 0.02), (41_200, 0.07), (46_100, 0.24), (50_700, 0.53), (54_300, 0.8)), MOST, scales=PARTS
        ),
        alone=(),
        reallocated=None,
        quality=(),
        floors=(),
        warnings=(),
    )


def below_forecast() -> Plan:
    """A target that effort as it is would pass; nothing has to change, and there are no checkpoints."""
    plan = within_reach()
    return replace(
        plan,
        goal=replace(GOAL, target=Target(text="-10%", kind="change", amount=-0.1)),
        reading="90 % of November 2026 (30,000 sessions) = 27,000 sessions, 1-31 December",
        target=27_000,
        outcome=plan.forecast,
        chance=0.981,
        chance_alone=0.981,
        tree=reshaped(TREE, 27_000, 31_200),
        resources=tuple(replace(r, used=r.now, left=r.amount - r.now, next_unit=0.0, reason="the target is met without it") for r in plan.resources if r.amount),
        levers=tuple(
            replace(each, planned=each.now, verdict="keep", extra=around(0, 0, 0), surplus=0.0, why="the target is met without it")
            for each in LEVERS[:2]
        ),
        needed=replace(plan.needed, scale=0.0, even=odds(0.0), likely=odds(0.0), sure=odds(0.31)),
        frontier=points(((31_200, 0.981),) * 7, GIVEN),
        alone=tuple(replace(each, points=points(((31_200, 0.981),) * 7, GIVEN, each.resource), scale=0.0) for each in ALONE),
        reallocated=None,
        quality=(),
        floors=(),
        checkpoints=(),
    )  # fmt: skip


def returning_branch() -> Plan:
    """The target is of one branch; the others keep their forecast."""
    plan = within_reach()
    return replace(
        plan,
        goal=replace(
            GOAL, target=Target(text="double returning visitors by the end of March", kind="multiple", amount=2.0)
        ),
        reading="2 x returning in November 2026 (10,900 sessions) = 66,000 sessions, 1 December to 31 March",
        where=(("visitor", ("returning",)),),
        target=66_000,
        period=Period(start=date(2026, 12, 1), end=date(2027, 3, 31)),
        forecast=around(45_200, 38_000, 53_500),
        outcome=around(58_900, 49_000, 70_100),
        chance=0.224,
        chance_alone=0.016,
        needed=replace(
            plan.needed, scale=1.4, even=odds(1.46, money=17_500, writer_hours=160), likely=None, reachable=77_400
        ),
        frontier=points(
            (
                (51_300, 0.08),
                (55_400, 0.15),
                (58_900, 0.224),
                (62_700, 0.36),
                (68_100, 0.52),
                (72_600, 0.66),
                (77_400, 0.74),
            ),
            GIVEN,
        ),
        alone=(replace(ALONE[0], scale=2.02), replace(ALONE[1], scale=3.4)),
        quality=(replace(CONVERSIONS, forecast=around(509.4, 461.0, 561.0), outcome=around(647.1, 588.0, 709.0)),),
        floors=(),
        checkpoints=weekly(Period(start=date(2026, 12, 1), end=date(2027, 3, 31)), 58_900, 49_000),
    )


def chinese() -> Plan:
    """Names in Chinese, which take two cells a character."""
    tree = rooted(
        branch(
            "全部",
            branch(
                "新访客",
                leaf("自然搜索", 11_800, 12_480, 17_900, 14_912, 5_410, "内容更新"),
                leaf("付费搜索", 4_200, 4_215, 21_300, 9_804, 17_120, "搜索广告"),
            ),
            branch("回访者", leaf("直接访问", 8_600, 8_905, 9_912, 9_412, 1_104), leaf("微信公众号推送与社群运营活动", 2_300, 2_400, 6_000, 4_202, 4_615, "公众号")),
            unassigned(34_888),
        ),
        "访客",
        "渠道",
    )  # fmt: skip
    names = {"search ads": "搜索广告", "newsletter": "公众号", "comparison pages": "内容更新"}
    return replace(
        example(),
        goal=replace(GOAL, target=Target(text="下个月网站流量翻3倍", kind="multiple", amount=3.0)),
        reading="3 × 2026 年 11 月(26,900 次会话)= 90,000 次会话，12 月 1 日至 31 日",
        levers=tuple(
            replace(each, name=names[each.name], owner="王小明" if each.owner else "", action="每周两篇对比文章，回答客服最常被问到的十个问题" if each.action else "", unit="元" if each.unit == "money" else each.unit)
            for each in LEVERS[:3]
        ),
        tree=tree,
        alone=(),
        reallocated=Reallocation(
            freed=(replace(FREED, lever="公众号", unit="工时", now=30, planned=12, uses=(("工时", 18.0),), lost=around(310, 120, 505)),),
            added=(("预算", 4_912.4), ("工时", -6.0)),
            brought=7_700,
        ),
        quality=(quality("转化", tree, {"自然搜索": 0.018, "付费搜索": 0.007}, usual=0.04, extra=(("搜索广告", 39.0), ("内容更新", 43.8))),),
        floors=(replace(FLOOR, measure="转化"),),
        trials=(),
        new=tree.children[0],
        returning=tree.children[1],
    )  # fmt: skip


def hostile() -> Plan:
    """Every name from outside is an attempt at something."""
    plan = example()
    tree = rooted(
        branch(
            "all",
            *(leaf(name, 3_000 - 9 * n, 3_100, 4_000, 3_300, 500, HOSTILE[-1 - n]) for n, name in enumerate(HOSTILE)),
        ),
        HOSTILE[1],
    )
    levers = tuple(
        lever(
            name, "more", unit=HOSTILE[0], now=1, planned=2 + n, most=20, extra=(500 + n, 300, 900), next_unit=31, why=name[:60],
            drives=name, owner=HOSTILE[2], action=HOSTILE[(n + 3) % len(HOSTILE)], evidence="judgement", where=HOSTILE[3],
        )
        for n, name in enumerate(HOSTILE)
    )  # fmt: skip
    return replace(
        plan,
        goal=replace(
            GOAL,
            target=Target(text=" ".join(HOSTILE), kind="total", amount=90_000.0),
            resources=tuple(Resource(name=name, amount=9.0) for name in HOSTILE),
        ),
        needed=replace(plan.needed, scale=1.2),
        reading=HOSTILE[9],
        metric=HOSTILE[0],
        where=((HOSTILE[1], HOSTILE[:2]),),
        tree=tree,
        trials=tuple(replace(TRIALS[0], lever=name, unit=HOSTILE[0], uses=((HOSTILE[2], 9.0),)) for name in HOSTILE),
        new=None,
        returning=None,
        levers=levers,
        resources=tuple(replace(r, name=HOSTILE[2], reason=HOSTILE[10]) for r in plan.resources),
        frontier=tuple(replace(point, resources=tuple((name, 9.0) for name in HOSTILE)) for point in FRONTIER),
        alone=tuple(replace(ALONE[n % 2], resource=name, scale=(None, 0.4, 1.3)[n % 3]) for n, name in enumerate(HOSTILE)),
        reallocated=Reallocation(
            freed=tuple(replace(FREED, lever=name, unit=HOSTILE[0], uses=((name, 9.0),)) for name in HOSTILE),
            added=tuple((name, 5.0 - n) for n, name in enumerate(HOSTILE)),
            brought=9_500,
        ),
        quality=tuple(
            quality(name, tree, {}, usual=(12.0, 0.02)[n % 2], extra=[(each, 9.0) for each in HOSTILE], valued=n == 0, best=None if n else 9e9)
            for n, name in enumerate((HOSTILE[10], HOSTILE[5], HOSTILE[9]))
        ),
        floors=tuple(replace(FLOOR, measure=name) for name in HOSTILE[:6]),
        assumptions=tuple(Assumption(text=name, source="judgement", where=name) for name in HOSTILE),
        warnings=HOSTILE,
    )  # fmt: skip


def flat() -> Plan:
    """A site total and nothing else: no visitors, no channels, no levers."""
    tree = leaf("all", 30_000, 31_200, 45_000, 31_200, 0)
    tree = replace(tree, target=45_000, children=(unassigned(13_800),))
    return replace(
        example(),
        goal=replace(GOAL, target=Target(text="45k", kind="total", amount=45_000.0), resources=None),
        reading="45,000 sessions, 1-31 December",
        target=45_000,
        outcome=around(31_200, 28_912, 33_784),
        chance=0.0,
        chance_alone=0.0,
        levers=(),
        resources=(),
        tree=tree,
        needed=Needed(scale=None, resources=(), levers=(), reachable=31_200, unassigned=13_800, even=None, likely=None),
        frontier=points(((31_200, 0.0),) * 5, {}, scales=PARTS),
        alone=(),
        reallocated=None,
        quality=(),
        floors=(),
        certificate=Certificate(value=31_200, bound=31_200, gap=0.0),
        trials=(),
        new=None,
        returning=None,
        assumptions=(),
        warnings=(),
    )


def large(leaves: int = 40, levers: int = 12) -> Plan:
    """Visitor x channel x campaign with so many leaves and levers."""
    per = leaves // 4
    names = [f"lever {n + 1}" for n in range(levers)]

    def part(visitor: int, channel: int) -> tuple[Node, ...]:
        sizes = [(7 * (n + 1) * (channel + 1) + 31 * n * n) % 997 + 20 for n in range(per)]
        return tuple(
            leaf(
                f"campaign {channel + 1}-{n + 1}",
                size,
                size + 9,
                size + 90,
                size + 60,
                200,
                names[(n + channel) % levers],
            )
            for n, size in enumerate(sizes)
        )

    tree = rooted(
        branch(
            "all",
            *(
                branch(
                    kind, *(branch(f"{what} channel", *part(v, 2 * v + c)) for c, what in enumerate(("Paid", "Owned")))
                )
                for v, kind in enumerate(("new", "returning"))
            ),
        ),
        "visitor",
        "channel",
        "campaign",
    )
    plan = within_reach()
    pushed = tuple(
        replace(LEVERS[n % 3], name=name, surplus=1000.0 - 60 * n, owner=("Ana", "Ben", "")[n % 3])
        for n, name in enumerate(names)
    )
    return replace(
        plan,
        tree=tree,
        target=tree.target,
        goal=replace(
            plan.goal, target=Target(text="at least 20 % more by the end of the year", kind="change", amount=0.2)
        ),
        reading="120 % of November 2026, spread over all campaigns",
        forecast=around(tree.forecast, tree.forecast * 0.9, tree.forecast * 1.1),
        outcome=around(tree.expected, tree.expected * 0.9, tree.expected * 1.1),
        checkpoints=weekly(DECEMBER, tree.expected, tree.expected * 0.9),
        trials=(),
        reallocated=Reallocation(
            freed=tuple(
                replace(FREED, lever=name, now=90.0 - n, uses=(("money", 90.0 - n),))
                for n, name in enumerate(names[::3])
            ),
            added=(("money", 0.0), ("writer hours", 0.0)),
            brought=3_400,
        ),
        quality=(
            quality("signups", tree, {}, usual=0.0003, extra=[(name, 0.9 - 0.1 * n) for n, name in enumerate(names)]),
        ),
        floors=(replace(FLOOR, measure="signups", at_least=1, forecast=3.7, plan=6.1, chance=0.82),),
        new=tree.children[0],
        returning=tree.children[1],
        levers=pushed,
        assumptions=plan.assumptions * 6,
    )


def leaf_goal() -> Plan:
    """The target is of one leaf, and more than its levers can bring: the rest hangs below the leaf."""
    plan = within_reach()
    email = replace(leaf("Email", 2_300, 2_400, 12_000, 7_015, 4_615, "newsletter"), children=(unassigned(4_985),))
    tree = rooted(
        branch(
            "all",
            leaf("Organic Search", 11_800, 12_480, 12_480, 12_480, 0),
            leaf("Paid Search", 4_200, 4_215, 4_215, 4_215, 0),
            email,
        ),
        "channel",
    )
    return replace(
        plan,
        goal=replace(GOAL, target=Target(text="12,000 from email", kind="total", amount=12_000)),
        reading="12,000 sessions of Email in December 2026",
        where=(("channel", ("Email",)),),
        target=12_000,
        forecast=around(2_400, 2_100, 2_700),
        outcome=around(7_015, 5_900, 8_100),
        chance=0.0,
        levers=(
            replace(LEVERS[1], verdict="more", extra=around(4_615, 3_500, 5_700)),
            lever("banner ads", "keep", now=0, planned=0, most=3_000, next_unit=60.6, why="others bring more"),
        ),
        needed=replace(plan.needed, scale=None, reachable=7_015, unassigned=4_985, even=None, likely=None),
        frontier=points(((5_100, 0.0), (6_350, 0.0), *((7_015, 0.0),) * 5), GIVEN),
        alone=(
            alone("money", ((7_015, 0.0),) * 7, GIVEN, None),
            alone("writer hours", ((5_100, 0.0), (6_350, 0.0), *((7_015, 0.0),) * 5), GIVEN, None),
        ),
        reallocated=None,
        quality=(),
        floors=(),
        tree=tree,
        trials=(),
        new=None,
        returning=None,
    )


def cut_by_limits() -> Plan:
    """The forecast would do; what the goal allows takes effort away. What is counted are sign-ups."""
    plan = below_forecast()
    ads, letter = LEVERS[:2]
    return replace(
        plan,
        metric="signups",
        goal=replace(plan.goal, metric="signups", resources=(Resource(name="money", amount=1.0),)),
        target=30_500,
        reading="30,500 signups in December 2026",
        outcome=around(28_000, 25_100, 30_900),
        chance=0.21,
        chance_alone=0.62,
        tree=reshaped(TREE, 30_500, 28_000),
        levers=(
            replace(ads, planned=0.0, verdict="stop", extra=around(-3_200, -4_100, -2_200), price=0.0165),
            replace(letter, verdict="keep", planned=12.0, extra=around(0, 0, 0)),
        ),
        resources=(
            ResourcePlan(name="money", amount=1.0, now=3_000, used=0, left=1.0, next_unit=1.2, reason="no step fits"),
        ),
        needed=replace(plan.needed, scale=None, reachable=71_000, even=None, likely=None, sure=None),
        frontier=points(((27_300, 0.15), (27_600, 0.18), (28_000, 0.21), (28_000, 0.21), (28_000, 0.21), (28_000, 0.21), (28_000, 0.21)), {"money": 1.0}),
        alone=(),
        reallocated=Reallocation(
            freed=(replace(FREED, lever="search ads", now=3_000, uses=(("money", 3_000.0),), lost=around(3_200, 2_200, 4_100)),),
            added=(("money", -3_000.0),),
            brought=0.0,
        ),
    )  # fmt: skip


def cautious() -> Plan:
    """A plan that gives up some of the mean for the worst cases."""
    plan = within_reach()
    choice = RiskChoice(kind="cautious", chosen=38_940, expected=38_110, given_up=312)
    return replace(plan, goal=replace(plan.goal, risk="cautious"), risk=choice)


def by_chance() -> Plan:
    """A plan that gives up some of the mean for the chance of the target."""
    plan = within_reach()
    choice = RiskChoice(kind="chance", chosen=0.108, expected=0.081, given_up=455)
    return replace(plan, goal=replace(plan.goal, risk="chance"), risk=choice)


def fresh() -> Plan:
    """Made as if nothing were spent today."""
    plan = within_reach()
    levers = tuple(replace(each, now=0.0, verdict="start") for each in LEVERS[:3])
    idle = replace(LEVERS[3], now=0.0, planned=0.0, verdict="keep", extra=around(0, 0, 0))
    return replace(
        plan,
        start="fresh",
        forecast=around(24_800, 22_600, 27_100),
        chance_alone=0.0,
        levers=(*levers, idle),
        resources=tuple(replace(each, now=0.0) for each in plan.resources),
        reallocated=None,
    )


def only_new() -> Plan:
    """What is spent today stays."""
    levers = (*LEVERS[:3], replace(LEVERS[3], planned=1100.0, least=1100.0, verdict="keep", extra=around(0, 0, 0)))
    return replace(within_reach(), start="only new", levers=levers, reallocated=None)


def revenue() -> Plan:
    """One resource, a branch as the goal, and money as what sessions are worth: more than one of it each; and a second measure."""
    plan = returning_branch()
    money = quality(
        "revenue", TREE, {"Email": 31.0, "Display": 0.4}, usual=12.0, inside=TREE.children[1], valued=True,
        extra=(("search ads", 61_000.0), ("newsletter", 4_812.0), ("banner ads", -390.0)),
    )  # fmt: skip
    return replace(
        plan,
        goal=replace(plan.goal, value="revenue", resources=(Resource(name="money", amount=12_000.0),)),
        resources=plan.resources[:1],
        frontier=tuple(replace(point, resources=point.resources[:1]) for point in plan.frontier),
        alone=(),
        quality=(money, *plan.quality),
        floors=(replace(FLOOR, measure="revenue", at_least=250_000, forecast=466_000, plan=702_000, chance=1.0),),
    )


PLANS = {
    "example": example,
    "within_reach": within_reach,
    "unlimited": unlimited,
    "below_forecast": below_forecast,
    "returning_branch": returning_branch,
    "chinese": chinese,
    "hostile": hostile,
    "flat": flat,
    "large": large,
    "leaf_goal": leaf_goal,
    "cut_by_limits": cut_by_limits,
    "hundreds": lambda: large(400, 30),
}

SECTIONS = {
    "cautious": cautious,
    "by_chance": by_chance,
    "fresh": fresh,
    "only_new": only_new,
    "revenue": revenue,
}
"""Plans that differ in what they aim at or start from."""
