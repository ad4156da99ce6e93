"""The curve of one lever: what it brings at every effort, with its 80 % range, today's effort and the planned one."""

from collections.abc import Iterator

from planner.model.lever_curve import LeverCurve
from planner.report import labels
from planner.report.charts.scale import Scale, scale_of, ticks
from planner.report.charts.svg import area, breadth, dot, drawing, fitted, line, path, tipped, words
from planner.report.rows import changed
from planner.report.sentences import counted, name, several
from planner.words.figures import amount, sessions, span
from planner.words.language import say
from planner.words.names import metric_name
from planner.words.phrases import sentence

WIDE, HIGH = 320.0, 200.0  # px
TOP, BELOW = 24.0, 36.0
ASIDE = 10.0  # px, between the figures of an axis and a mark that stands on it
_ALMOST = 1 - 1e-6  # of an effort: as good as all of it


def lever_chart(curve: LeverCurve, *, metric: str, ident: str) -> str:
    """The mean as a line in its band; now is a hollow mark, the plan a full one, the limit a dashed line."""
    lever = curve.lever
    high = max(max(spread.p90, spread.mean) for spread in curve.sessions)
    low = min(0.0, *(min(spread.p10, spread.mean) for spread in curve.sessions))
    figures = ticks(low, high, 5)
    left = max(breadth(text) for text in figures.values()) + ASIDE + 2
    across = scale_of(curve.efforts, start=left, end=WIDE - 10, zero=True)
    up = Scale(low=low, high=high, start=HIGH - BELOW, end=TOP)
    return drawing(
        ident,
        say("What {lever} brings at every effort", lever=name(lever.name)),
        _said(curve, metric),
        width=WIDE,
        height=HIGH,
        inside=(
            words(0, 11, fitted(metric_name(metric), WIDE / 2)),
            *_grid(figures, up, left),
            area(_band(curve, across, up), shade="plan"),
            path(
                ((across.at(e), up.at(s.mean)) for e, s in zip(curve.efforts, curve.sessions, strict=True)),
                shade="plan",
            ),
            *_limit(curve, across),
            *_marks(curve, metric, across, up),
            *_efforts(curve, across),
        ),
    )


def at_effort(curve: LeverCurve, effort: float) -> tuple[float, float, float]:
    """(mean, p10, p90) [sessions] at the effort of the curve that is nearest."""
    at = min(range(len(curve.efforts)), key=lambda n: abs(curve.efforts[n] - effort))
    found = curve.sessions[at]
    return found.mean, found.p10, found.p90


def _said(curve: LeverCurve, metric: str) -> str:
    return sentence([text for _, text in _points(curve, metric)])


def _points(curve: LeverCurve, metric: str) -> Iterator[tuple[float, str]]:
    """Today's effort and the planned one, and what they bring."""
    lever = curve.lever
    efforts = [(labels.NOW(), lever.now)] + ([(labels.PLAN(), lever.planned)] if changed(lever) else [])
    for label, effort in efforts:
        mean, low, high = at_effort(curve, effort)
        yield (
            effort,
            say(
                "{label} {effort}: {count} (80 %: {likely})",
                label=label, effort=counted(amount(effort), lever.unit), count=several(sessions(mean), metric), likely=span(low, high),
            ),
        )  # fmt: skip


def _band(curve: LeverCurve, across: Scale, up: Scale) -> Iterator[tuple[float, float]]:
    pairs = list(zip(curve.efforts, curve.sessions, strict=True))
    yield from ((across.at(effort), up.at(spread.p90)) for effort, spread in pairs)
    yield from ((across.at(effort), up.at(spread.p10)) for effort, spread in reversed(pairs))


def _grid(figures: dict[float, str], up: Scale, left: float) -> Iterator[str]:
    for value, text in figures.items():
        y = up.at(value)
        yield line(left, y, WIDE - 10, y, shade="rule")
        yield words(left - ASIDE, y + 4, text, anchor="end")


def _limit(curve: LeverCurve, across: Scale) -> Iterator[str]:
    if 0 < curve.lever.most < curve.efforts[-1] * _ALMOST:
        x = across.at(curve.lever.most)
        yield line(x, TOP, x, HIGH - BELOW, shade="muted", dashes="2 3")
        yield words(x, TOP - 5, labels.LIMIT(), anchor="middle")


def _marks(curve: LeverCurve, metric: str, across: Scale, up: Scale) -> Iterator[str]:
    lever = curve.lever
    for n, (effort, text) in enumerate(_points(curve, metric)):
        last = n == 1 or not changed(lever)
        x, y = across.at(effort), up.at(at_effort(curve, effort)[0])
        yield line(x, y, x, HIGH - BELOW, shade="plan" if last else "muted", dashes="1 3")
        yield tipped(text, dot(x, y, shade="plan" if last else "muted", hollow=not last, radius=5))


def _efforts(curve: LeverCurve, across: Scale) -> Iterator[str]:
    """Efforts below the axis: the planned one, today's, and where it ends, which names the unit; what would touch another stands lower."""
    lever, last = curve.lever, curve.efforts[-1]
    move = changed(lever)
    planned = lever.planned if move else lever.now
    wanted = [(planned, labels.PLAN() if move else f"{labels.NOW()} = {labels.PLAN()}", True)]
    if move:
        wanted.append((lever.now, labels.NOW(), False))
    if all(effort < last * _ALMOST for effort, _, _ in wanted):
        wanted.append((last, "", False))
    taken: list[tuple[float, float, int]] = []
    for effort, label, plan in wanted:
        ends = effort >= last * _ALMOST
        text = fitted(f"{label} {counted(amount(effort), lever.unit) if ends else amount(effort)}".strip(), WIDE * 0.6)
        half = breadth(text, bold=plan) / 2
        x = min(max(across.at(effort), half), WIDE - half)
        row = next(
            n
            for n in range(len(wanted))
            if all(n != r or x + half + 6 < le or x - half - 6 > ri for le, ri, r in taken)
        )
        taken.append((x - half, x + half, row))
        y = HIGH - BELOW + 15 + 14 * row
        yield words(x, y, text, anchor="middle", shade="plan" if plan else "muted", bold=plan)
