"""The part of the page where limits and the target can be moved, and the plan follows at once in the browser."""

import pkgutil
from collections.abc import Iterable

from planner.model.whatif_page import WhatIfLever, WhatIfNode, WhatIfPage
from planner.report.escape import clipped
from planner.report.page.blocks import Section
from planner.report.page.whatif_control import Reach, control, markup
from planner.report.page.whatif_data import whatif_data
from planner.text import visible
from planner.words.figures import amount, exact, percent, sessions
from planner.words.language import say
from planner.words.names import metric_name, unit_name

SCRIPTS = (
    "linear.js",
    "tables.js",
    "pairs.js",
    "solve.js",
    "plan.js",
    "chance.js",
    "risk.js",
    "tree.js",
    "state.js",
    "figures.js",
    "view.js",
)
DEEPEST = 8  # levels that are set off from each other
WIDEST_NAME = 60  # columns; the tables and cards above have more of it


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
        f"<p>{markup(say('Move a limit or the target: the best plan for it follows at once. Nothing leaves this page.'))}</p>",
        f"<noscript><p>{markup(say('This part needs JavaScript.'))}</p></noscript>",
        _answer(page),
        '<div class="whatif-form">',
        _target(page),
        _resources(page),
        _levers(page),
        f'<p><button type="button" data-whatif="reset" disabled>{markup(say("Back to the goal file"))}</button> '
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
<div><dt>{markup(say("on average"))}</dt><dd>{_figure("mean", sessions(page.mean), page.mean)}</dd></div>
<div><dt>{markup(say("80 % range"))}</dt><dd>{_figure("low", sessions(page.low), page.low)}–{_figure("high", sessions(page.high), page.high)}</dd></div>
<div><dt>{markup(say("chance of the target"))}</dt><dd>{_figure("chance", percent(page.chance), page.chance)}</dd></div>
</dl>
<svg class="whatif-bar" viewBox="0 0 600 40" aria-hidden="true">{marks}</svg>
<p class="whatif-note">{markup(say("The bar is what comes on average, the frame its 80 % range; the short line is the plan above, the long one the target."))}</p>
<p data-whatif="summary"></p>
<p class="whatif-spoken" role="status" aria-live="polite" data-whatif="spoken"></p>
</div>"""


def _target(page: WhatIfPage) -> str:
    label = say("Target ({metric} in the period)", metric=visible(metric_name(page.metric)))
    most = max(2.0 * page.target, 1.5 * page.high)
    box = control("target", 0, label, Reach(least=1.0, most=most, value=page.target, whole=True))
    return f"<fieldset><legend>{markup(say('Target'))}</legend>\n{box}\n</fieldset>"


def _resources(page: WhatIfPage) -> str:
    if not page.resources:
        return ""
    rows = [
        f"{control('resources', n, clipped(one.name, WIDEST_NAME), Reach(least=0.0, most=one.most, value=one.amount))}"
        f'<p class="whatif-note">{_figure("used", "")} {_figure("next", "")}</p>'
        for n, one in enumerate(page.resources)
    ]
    note = (
        ""
        if page.limited
        else f"<p>{markup(say('The goal file sets no limits. As soon as one of these is moved, all of them are limits.'))}</p>"
    )
    return f"<fieldset><legend>{markup(say('Resources'))}</legend>\n{note}{''.join(rows)}\n</fieldset>"


def _levers(page: WhatIfPage) -> str:
    if not page.levers:
        return ""
    heads = _lever_heads()
    rows = "\n".join(_lever(n, one, heads[1:]) for n, one in enumerate(page.levers))
    return f"""<fieldset><legend>{markup(say("Levers"))}</legend>
<table class="stack" role="table"><thead role="rowgroup"><tr role="row">{_heads(heads)}</tr></thead><tbody role="rowgroup">
{rows}
</tbody></table></fieldset>"""


def _lever_heads() -> tuple[str, ...]:
    return (
        say("lever"), say("now"), say("plan"), say("what if"), say("brings"), say("at most"), say("leave as it is"),
    )  # fmt: skip


def _lever(n: int, lever: WhatIfLever, heads: tuple[str, ...]) -> str:
    least, most = float(lever.effort[0]), float(lever.effort[-1])
    label = say("{lever}, at most ({unit})", lever=visible(lever.name), unit=visible(unit_name(lever.unit)))
    reach = Reach(least=least, most=most, value=most, step=lever.step if lever.stepped else None)
    limit = control("most", n, label, reach, hidden=True)
    disabled = "" if lever.keepable else " disabled"
    keep = say("Leave {lever} as it is", lever=visible(lever.name))
    box = f'<input type="checkbox" data-whatif="keep" data-index="{n}" aria-label="{markup(keep)}"{disabled}>'
    inside = (
        amount(lever.now), amount(lever.planned), _figure("effort", ""), _figure("brings", ""), limit if most > least else amount(most), box,
    )  # fmt: skip
    cells = "".join(
        f'<td role="cell" data-label="{markup(head)}">{each}</td>' for head, each in zip(heads, inside, strict=True)
    )
    return (
        f'<tr role="row"><th scope="row" role="rowheader" class="key"><bdi>{_name(lever.name)}</bdi> <small>{_name(unit_name(lever.unit))}</small></th>'
        f"{cells}</tr>"
    )


def _tree(page: WhatIfPage) -> str:
    if not page.tree:
        return ""
    heads = (say("branch"), say("now"), say("forecast"), say("target"), say("what if: target"), say("what if: plan"))
    rows = [_branch(node) for node in page.tree]
    goal = next(n for n, node in enumerate(page.tree) if node.goal)
    end = next((n for n in range(goal + 1, len(page.tree)) if not page.tree[n].inside), len(page.tree))
    rest = _depth(page.tree[goal].depth + 1)
    rows.insert(
        end,
        f'<tr data-whatif="unassigned-row" hidden><th scope="row" class="{rest}">{markup(say("unassigned"))}</th>'
        f"<td></td><td></td><td></td><td>{_figure('unassigned', '')}</td><td></td></tr>",
    )
    body = "\n".join(rows)
    return f"""<h3>{markup(say("Where it has to come from"))}</h3>
<div class="whatif-wide"><table class="whatif-tree"><thead><tr>{_heads(heads)}</tr></thead><tbody>
{body}
</tbody></table></div>"""


def _branch(node: WhatIfNode) -> str:
    name = say("all") if node.parent < 0 and node.name == "all" else node.name
    figures = "".join(f"<td>{each}</td>" for each in (exact(node.now), sessions(node.forecast), exact(node.target)))
    return (
        f'<tr><th scope="row" class="{_depth(node.depth)}"><bdi>{_name(name)}</bdi></th>{figures}'
        f"<td>{_figure('branch-target', '')}</td><td>{_figure('branch-expected', '')}</td></tr>"
    )


def _depth(depth: int) -> str:
    return f"whatif-depth-{min(depth, DEEPEST)}"


def _goal_file(page: WhatIfPage) -> str:
    if not page.goal_file:
        return f"<p>{markup(say('The goal file is too long to be repeated here.'))}</p>"
    how = {
        "today": say("Your goal file with the values above. Save it beside its tables and plan it again."),
        "fresh": say("Your goal file with the values above. Save it beside its tables and plan it again with --fresh."),
        "only new": say(
            "Your goal file with the values above. Save it beside its tables and plan it again with --only-new."
        ),
    }
    return f"""<details><summary>{markup(say("Copy as goal file"))}</summary>
<p>{markup(how[page.start])}</p>
<textarea data-whatif="goal-file" readonly rows="16" spellcheck="false" aria-label="{markup(say("goal file"))}"></textarea>
<p><button type="button" data-whatif="copy">{markup(say("Copy"))}</button> <span role="status" data-whatif="copied"></span></p>
</details>"""


def _figure(name: str, text: str, value: float | None = None) -> str:
    """A figure that the script fills; its value stands beside the rounded text."""
    said = "" if value is None else f' value="{value!r}"'
    return f'<data data-whatif="{name}"{said}>{markup(text)}</data>'


def _heads(names: Iterable[str]) -> str:
    return "".join(f'<th scope="col" role="columnheader">{markup(name)}</th>' for name in names)


def _name(text: str) -> str:
    return markup(clipped(text, WIDEST_NAME))
