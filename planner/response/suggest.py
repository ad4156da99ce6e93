"""Levers from the playbook, where the goal file names none."""

from planner.model.channels import channel_group
from planner.model.goal import Goal, Lever, Where
from planner.model.history import History
from planner.response.kinds import resource_kind
from planner.response.playbook import Play, plays_for, why_no_play
from planner.words.language import packaged, say
from planner.words.phrases import together


def suggested_levers(goal: Goal, history: History) -> tuple[tuple[Lever, ...], tuple[str, ...]]:
    """The playbook's levers for every channel in the traffic, on the resources that the goal has.

    Returns: the levers, channel by channel in the order of their names; and a line for each that the resources rule out, and for each
        channel that no lever moves.
    """
    branches: dict[str, set[tuple[str, str]]] = {}
    for leaf in history.leaves:
        for level, name in reversed(history.places(leaf)):
            if group := channel_group(name):
                branches.setdefault(group, set()).add((level, name))
                break
    names = _names(goal)
    levers, ruled_out = [], []
    for group, places in sorted(branches.items()):
        level = min(level for level, _ in places)
        where = ((level, tuple(sorted(name for at, name in places if at == level))),)
        if reason := why_no_play(group):
            ruled_out.append(say("{channel}: {reason}", channel=packaged(group), reason=packaged(reason)))
        for play in plays_for(group):
            uses = tuple((names[kind], amount) for kind, amount in play.uses if kind in names)
            if len(uses) == len(play.uses):
                levers.append(_lever(play, group, uses, where, named=goal.effort is not None))
            else:
                ruled_out.append(_lacking(play, group, [kind for kind, _ in play.uses if kind not in names]))
    return tuple(levers), tuple(ruled_out)


def _lacking(play: Play, group: str, kinds: list[str]) -> str:
    """Why the resources rule a play out."""
    return say(
        "{channel}: {lever} takes {resources}, which `resources` does not list",
        channel=packaged(group),
        lever=packaged(play.name),
        resources=together([packaged(kind) for kind in kinds]),
    )


def _names(goal: Goal) -> dict[str, str]:
    """What the goal calls money and hours: the first resource of each kind; the generic names where it lists no resources."""
    if goal.resources is None:
        return {"money": say("money"), "hours": say("hours")}
    found: dict[str, str] = {}
    for resource in goal.resources:
        if (kind := resource_kind(resource.name)) is not None:
            found.setdefault(kind, resource.name)
    return found


def _lever(play: Play, group: str, uses: tuple[tuple[str, float], ...], where: Where, *, named: bool) -> Lever:
    """Args: named: whether a table of effort may know the lever, which it does by its English name."""
    plain = len(uses) == 1 and uses[0][1] == 1  # effort counted in the resource itself comes in any amount
    english = f"{group}: {play.name}"
    return Lever(
        name=english if named else say("{channel}: {lever}", channel=packaged(group), lever=packaged(play.name)),
        unit=uses[0][0] if plain else packaged(play.unit),
        uses=uses,
        drives=where,
        step=None if plain else 1.0,
        action=packaged(play.action),
        english=(english, uses[0][0] if plain else play.unit),
    )
