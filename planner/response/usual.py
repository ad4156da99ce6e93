"""The playbook's lever that is most like a user's."""

from planner.model.goal import Lever
from planner.response.kinds import by_kind
from planner.response.playbook import Play, plays_for


def usual_play(channel: str | None, lever: Lever) -> tuple[Play, float]:
    """The playbook's lever that is most like this one, and how many of its units one unit of this one is.

    Alike is, in this order: the same name, the same unit, the same kind of resource; a channel of its own before any channel.
    """
    needs = by_kind(lever.uses)
    name, unit = lever.english or (lever.name, lever.unit)
    plays = (*plays_for(channel), *plays_for(None))
    for play in plays:
        if name.endswith(play.name) and unit == play.unit:
            return play, 1.0
    for play in plays:
        if unit == play.unit and set(by_kind(play.uses)) & set(needs):
            return play, 1.0
    for play in plays:
        takes = by_kind(play.uses)
        if both := [needs[kind] / takes[kind] for kind in takes if kind in needs]:
            return play, sum(both) / len(both)
    return plays_for(None)[0], 1.0
