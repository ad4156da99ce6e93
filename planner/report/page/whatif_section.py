"""The part of the page where limits and the target can be moved, and the plan follows at once in the browser."""

import math
import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from planner.model.whatif_page import WhatIfLever, WhatIfNode, WhatIfPage
from planner.report.page.blocks import Section
from planner.report.page.whatif_data import whatif_data
from planner.text import visible
from planner.words.figures import amount, exact, percent, sessions
from planner.words.language import say
from planner.words.names import metric_name, unit_name

SCRIPTS = ("linear.js", "tables.js", "pairs.js", "solve.js", "plan.js", "chance.js", "risk.js", "tree.js", "view.js")
TICKS = 100  # of a slider, at least
DEEPEST = 8  # levels that are set off from each other


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reach:
    """How far a slider goes."""

    least: float
    most: float
    value: float
    step: float | None = None
    """Of a lever that comes in steps; else a round number is found."""
    whole: bool = False
    """Without fractions."""


def whatif_section(page: WhatIfPage) -> Section:
    """The section in the language that is spoken."""
    return Section(
        id="whatif",
        heading=say("What if"),
        html=_html(page),
        style=_file("whatif.css"),
        script=whatif_script(),
        data=whatif_data(page),
    )


def whatif_script() -> str:
    """All of the script: one function that keeps its names to itself."""
    return '(() => {\n"use strict";\n' + "\n".join(_file(name) for name in SCRIPTS) + "\nstartWhatIf();\n})();\n"


def _file(name: str) -> str:
    data = pkgutil.get_data("planner.report.page", name)
    assert data is not None  # noqa: S101 - it is part of the program
    return data.decode("utf-8")


def _html(page: WhatIfPage) -> str:
    parts = [
        '<div class="whatif">',
        f"<p>{_text(say('Move a limit or the target: the best plan for it follows at once. Nothing leaves this page.'))}</p>",
        f"<noscript><p>{_text(say('This part needs JavaScript.'))}</p></noscript>",
        _answer(page),
        '<div class="whatif-form">',
        _target(page),
        _resources(page),
        _levers(page),
        f'<p><button type="button" data-whatif="reset" disabled>{_text(say("Back to the goal file"))}</button> '
        '<span data-whatif="changes"></span></p>',
        "</div>",
        _tree(page),
        _goal_file(page),
        "</div>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _answer(page: WhatIfPage) -> str:
    marks = "".join(
        f'<rect class="whatif-{name}" data-whatif="{name}" y="{top}" height="{height}" x="0" width="0"/>'
        for name, top, height in (
            ("bar-mean", 12, 16),
            ("bar-range", 17, 6),
            ("bar-plan", 8, 24),
            ("bar-target", 4, 32),
        )
    )
    return f"""<div class="whatif-answer">
<dl>
<div><dt>{_text(say("on average"))}</dt><dd>{_figure("mean", sessions(page.mean), page.mean)}</dd></div>
<div><dt>{_text(say("80 % range"))}</dt><dd>{_figure("low", sessions(page.low), page.low)}–{_figure("high", sessions(page.high), page.high)}</dd></div>
<div><dt>{_text(say("chance of the target"))}</dt><dd>{_figure("chance", percent(page.chance), page.chance)}</dd></div>
</dl>
<svg class="whatif-bar" viewBox="0 0 600 40" aria-hidden="true">{marks}</svg>
<p data-whatif="summary"></p>
<p class="whatif-spoken" role="status" aria-live="polite" data-whatif="spoken"></p>
</div>"""


def _target(page: WhatIfPage) -> str:
    label = say("Target ({metric} in the period)", metric=visible(metric_name(page.metric)))
    most = max(2.0 * page.target, 1.5 * page.high)
    box = _control("target", 0, label, _Reach(least=1.0, most=most, value=page.target, whole=True))
    return f"<fieldset><legend>{_text(say('Target'))}</legend>\n{box}\n</fieldset>"


def _resources(page: WhatIfPage) -> str:
    if not page.resources:
        return ""
    rows = [
        f"{_control('resources', n, one.name, _Reach(least=0.0, most=one.most, value=one.amount))}"
        f'<p class="whatif-note">{_figure("used", "")} {_figure("next", "")}</p>'
        for n, one in enumerate(page.resources)
    ]
    note = (
        ""
        if page.limited
        else f"<p>{_text(say('The goal file sets no limits. As soon as one of these is moved, all of them are limits.'))}</p>"
    )
    return f"<fieldset><legend>{_text(say('Resources'))}</legend>\n{note}{''.join(rows)}\n</fieldset>"


def _levers(page: WhatIfPage) -> str:
    if not page.levers:
        return ""
    heads = (
        say("lever"), say("now"), say("plan"), say("what if"), say("brings"), say("at most"), say("leave as it is"),
    )  # fmt: skip
    rows = "\n".join(_lever(n, one) for n, one in enumerate(page.levers))
    return f"""<fieldset><legend>{_text(say("Levers"))}</legend>
<div class="whatif-wide"><table><thead><tr>{_heads(heads)}</tr></thead><tbody>
{rows}
</tbody></table></div></fieldset>"""


def _lever(n: int, lever: WhatIfLever) -> str:
    least, most = float(lever.effort[0]), float(lever.effort[-1])
    label = say("{lever}, at most ({unit})", lever=visible(lever.name), unit=visible(unit_name(lever.unit)))
    reach = _Reach(least=least, most=most, value=most, step=lever.step if lever.stepped else None)
    limit = _control("most", n, label, reach, hidden=True)
    disabled = "" if lever.keepable else " disabled"
    keep = say("Leave {lever} as it is", lever=visible(lever.name))
    box = f'<input type="checkbox" data-whatif="keep" data-index="{n}" aria-label="{_text(keep)}"{disabled}>'
    return (
        f'<tr><th scope="row">{_text(lever.name)} <small>{_text(unit_name(lever.unit))}</small></th><td>{amount(lever.now)}</td>'
        f"<td>{amount(lever.planned)}</td><td>{_figure('effort', '')}</td><td>{_figure('brings', '')}</td>"
        f"<td>{limit if most > least else amount(most)}</td><td>{box}</td></tr>"
    )


def _tree(page: WhatIfPage) -> str:
    if not page.tree:
        return ""
    heads = (
        say("branch"), say("now"), say("forecast"), say("target"), say("what if: target"), say("what if: plan"),
    )  # fmt: skip
    rows = [_branch(node) for node in page.tree]
    goal = next(n for n, node in enumerate(page.tree) if node.goal)
    end = next((n for n in range(goal + 1, len(page.tree)) if not page.tree[n].inside), len(page.tree))
    rest = _depth(page.tree[goal].depth + 1)
    rows.insert(
        end,
        f'<tr data-whatif="unassigned-row" hidden><th scope="row" class="{rest}">{_text(say("unassigned"))}</th>'
        f"<td></td><td></td><td></td><td>{_figure('unassigned', '')}</td><td></td></tr>",
    )
    body = "\n".join(rows)
    return f"""<h3>{_text(say("Where it has to come from"))}</h3>
<div class="whatif-wide"><table><thead><tr>{_heads(heads)}</tr></thead><tbody>
{body}
</tbody></table></div>"""


def _branch(node: WhatIfNode) -> str:
    name = say("all") if node.parent < 0 and node.name == "all" else node.name
    figures = "".join(f"<td>{exact(figure)}</td>" for figure in (node.now, node.forecast, node.target))
    return (
        f'<tr><th scope="row" class="{_depth(node.depth)}">{_text(name)}</th>{figures}'
        f"<td>{_figure('branch-target', '')}</td><td>{_figure('branch-expected', '')}</td></tr>"
    )


def _depth(depth: int) -> str:
    return f"whatif-depth-{min(depth, DEEPEST)}"


def _goal_file(page: WhatIfPage) -> str:
    if not page.goal_file:
        return f"<p>{_text(say('The goal file is too long to be repeated here.'))}</p>"
    how = {
        "today": say("Your goal file with the values above. Save it beside its tables and plan it again."),
        "fresh": say("Your goal file with the values above. Save it beside its tables and plan it again with --fresh."),
        "only new": say(
            "Your goal file with the values above. Save it beside its tables and plan it again with --only-new."
        ),
    }
    return f"""<details><summary>{_text(say("Copy as goal file"))}</summary>
<p>{_text(how[page.start])}</p>
<textarea data-whatif="goal-file" readonly rows="16" spellcheck="false" aria-label="{_text(say("goal file"))}"></textarea>
<p><button type="button" data-whatif="copy">{_text(say("Copy"))}</button> <span role="status" data-whatif="copied"></span></p>
</details>"""


def _control(of: str, n: int, label: str, reach: _Reach, *, hidden: bool = False) -> str:
    """A slider and a number box with one label; hidden: only for those who do not see the table that it stands in."""
    tick = reach.step or _tick((reach.most - reach.least) / TICKS, whole=reach.whole)
    low, high = math.floor(reach.least / tick + 1e-9) * tick, math.ceil(reach.most / tick - 1e-9) * tick
    name, value, kind = f"whatif-{of}-{n}", f"{reach.value:.12g}", ' class="whatif-spoken"' if hidden else ""
    return (
        f'<div class="whatif-control" data-whatif="control" data-of="{of}" data-index="{n}" '
        f'data-least="{reach.least!r}" data-most="{reach.most!r}"><label for="{name}"{kind}>{_text(label)}</label>'
        f'<input type="range" id="{name}" min="{low:.12g}" max="{high:.12g}" step="{tick:.12g}" value="{value}">'
        f'<input type="number" min="{reach.least:.12g}" step="any" value="{value}" aria-label="{_text(label)}"></div>'
    )


def _tick(size: float, *, whole: bool) -> float:
    """The round number (1, 2 or 5 and noughts) at or below a size."""
    power = 10.0 ** math.floor(math.log10(max(size, 1e-9)))
    found = next(part * power for part in (5, 2, 1) if part * power <= size * (1 + 1e-9) or part == 1)
    return max(found, 1.0) if whole else found


def _figure(name: str, text: str, value: float | None = None) -> str:
    """A figure that the script fills; its value stands beside the rounded text."""
    said = "" if value is None else f' value="{value!r}"'
    return f'<data data-whatif="{name}"{said}>{_text(text)}</data>'


def _heads(names: Iterable[str]) -> str:
    return "".join(f'<th scope="col">{_text(name)}</th>' for name in names)


def _text(text: str) -> str:
    """As markup shows it letter for letter."""
    return escape(visible(text))
