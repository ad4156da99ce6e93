"""Made-up goals of every kind, as goal files."""

import numpy as np

CHANNELS = ("organic search", "paid search", "organic social", "referral", "direct", "email", "display", "video")


def random_goal(seed: int, *, levers: int | None = None) -> str:
    """A goal file with 1 to 40 levers: steps, S-shapes, limits, pairs, sub-targets, `worth`, several resources or no limits."""
    rng = np.random.default_rng([seed, 5])
    count = levers or int(rng.integers(1, 41 if seed % 4 == 0 else 15))
    channels = CHANNELS[: int(rng.integers(3, len(CHANNELS) + 1))]
    lines = [
        f"target: {['+20%', '1.3x', '+8000', '70000'][seed % 4]}",
        "period: 2026-12",
        "as_of: 2026-11-30",
        "traffic:",
    ]
    counts = [", ".join(f"{name}: {rng.integers(400, 12000)}" for name in channels) for _ in range(2)]
    lines += [f"  {visitor}: {{{each}}}" for visitor, each in zip(("new", "returning"), counts, strict=True)]
    resources = ("money", "hours", "design days")[: int(rng.integers(1, 4))]
    blocks, need = [], dict.fromkeys(resources, 0.0)
    for n in range(count):
        blocks += _lever(rng, n, channels, resources, need)
    if seed % 7:
        lines.append(
            f"resources: {{{', '.join(f'{name}: {amount * rng.uniform(0.3, 0.9) + 1:.0f}' for name, amount in need.items())}}}"
        )
        if seed % 5 == 1:
            lines.append(f"worth: {{{resources[0]}: {rng.uniform(1, 8):.2f}}}")
    if seed % 3 == 1:
        lines += ["at_least:", f"  - {{where: {{visitor: returning}}, sessions: {rng.integers(1000, 9000)}}}"]
    return "\n".join([*lines, "draws: 400", "levers:", *blocks]) + "\n"


def _lever(
    rng: np.random.Generator, n: int, channels: tuple[str, ...], resources: tuple[str, ...], need: dict[str, float]
) -> list[str]:
    stepped, most = rng.uniform() < 0.35, float(rng.integers(8, 40))
    scale = 1.0 if stepped else float(rng.choice([1, 40, 300]))
    uses = {
        name: round(float(rng.uniform(0.5, 6)) * (40 if stepped else 1), 2) for name in resources if rng.uniform() < 0.6
    } or {resources[0]: 1.0}
    for name, each in uses.items():
        need[name] += each * most * scale
    now = round(float(rng.uniform(0, 0.5)) * most) * scale if rng.uniform() < 0.6 else 0.0
    low = rng.uniform(100, 900)
    double = rng.uniform(1.2, 3.2)
    lines = [
        f"  lever {n}:",
        f"    drives: {{channel: {rng.choice(channels)}}}",
        f"    uses: {{{', '.join(f'{name}: {each}' for name, each in uses.items())}}}",
        "    unit: piece",
        f"    now: {now:g}",
        f"    max: {most * scale:g}",
        f"    expect: {{at: {most * scale / 2:g}, sessions: {low:.0f}..{low * rng.uniform(1.2, 3):.0f}}}",
        f"    doubling: {double:.2f}..{double * 1.2:.2f}",
        "    lag: 3 days",
    ]
    if stepped:
        lines.append("    step: 1")
    if rng.uniform() < 0.15 and now:
        lines.append("    keep: true")
    elif rng.uniform() < 0.15:
        lines.append(f"    min: {min(2 * scale, most * scale):g}")
    elif rng.uniform() < 0.15 and n > 1:
        lines.append(f"    {rng.choice(['needs', 'excludes'])}: [lever {rng.integers(0, n)}]")
    if rng.uniform() < 0.15:
        lines.append("    starts: 2026-12-08")
    return lines
