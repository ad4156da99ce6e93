"""The levers to begin with: what a table of effort holds, and what the playbook knows for the channels."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.errors import InputError
from planner.model.channels import channel_group, channel_kind
from planner.model.first_goal import FirstLever
from planner.model.goal import Where
from planner.response.kinds import resource_kind
from planner.response.playbook import Play, plays_for, read_playbook
from planner.sources.first.at_hand import AtHand
from planner.sources.first.effort_tables import Kind, amount_kind, without_unit
from planner.sources.first.spending import MONTH, Effort, Spent, lever_effort
from planner.text import folded, visible
from planner.words.dates import period_name

MOST_LEVERS = 12
"""From one table of effort, those with the most; more would make no plan that anybody reads."""

# What says in the name or the type of a campaign where it is shown; the first that fits.
_SHOWN = (
    (re.compile(r"performance ?max|p-?max|demand ?gen|cross.?network", re.IGNORECASE), "Cross-network"),
    (re.compile(r"shopping", re.IGNORECASE), "Paid Shopping"),
    (re.compile(r"display|banner|remarketing|retargeting", re.IGNORECASE), "Display"),
    (re.compile(r"video|youtube", re.IGNORECASE), "Paid Video"),
    (re.compile(r"facebook|instagram|meta\b|linkedin|tiktok|social", re.IGNORECASE), "Paid Social"),
    (re.compile(r"search|brand|keyword|suche|recherche|búsqueda|pesquisa|搜索", re.IGNORECASE), "Paid Search"),
)
_WRITTEN = re.compile(r"\bseo\b|\bblog|artikel|article|artículo|artigo|文章", re.IGNORECASE)
_USUAL = {"Google Ads": "Paid Search", "Meta Ads": "Paid Social"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel group as the traffic has it."""

    group: str
    level: str
    names: tuple[str, ...]
    """Its spellings at that level, biggest first."""

    @property
    def branch(self) -> Where:
        return ((self.level, self.names),)


def suggested(
    hand: AtHand, channels: Sequence[Channel], resources: Sequence[tuple[str, float]]
) -> tuple[tuple[FirstLever, ...], Effort | None, int, tuple[tuple[str, float, str], ...]]:
    """The levers, the table of effort if one is used, how many of its names have no lever, and what else was spent.

    Args: channels: those with some traffic, biggest first; resources: what is at hand, as far as that was said.
    """
    spent, of = _spent(hand.spent)
    known = {channel.group: channel for channel in channels}
    levers = tuple(_of_table(hand.effort, known)) if hand.effort else ()
    driven = {group for each in levers for group in known if each.drives == known[group].branch}
    taken = {folded(each.name) for each in levers}
    plays: list[FirstLever] = []
    for channel in channels:
        if channel.group in driven:
            continue
        for play in plays_for(channel.group):
            lever = _of_play(play, channel.branch, now=spent.get(channel.group), now_of=of.get(channel.group, ""))
            plays.append(_renamed(lever, channel.group, taken))
            taken.add(folded(plays[-1].name))
    if not levers and not plays:
        plays = [_of_play(play, (), now=None, now_of="") for play in plays_for(None)]
        if spent:  # nobody can say which channel it went to
            plays[0] = replace(plays[0], now=sum(spent.values()), now_of=next(iter(of.values())))
            spent = {}
    effort, plays = _beside(hand.effort, levers, plays)
    unused = len(hand.effort.names) - len(levers) if hand.effort else 0
    said = {name for name, _ in resources}
    placed = {
        group
        for group in spent
        for each in plays
        if each.now is not None and group in known and each.drives == known[group].branch
    }
    unplaced = tuple((group, spent[group], of[group]) for group in spent if group not in placed)
    return tuple(_lacking(each, said) for each in (*levers, *plays)), effort, unused, unplaced


def _of_play(play: Play, drives: Where, *, now: float | None, now_of: str) -> FirstLever:
    plain = len(play.uses) == 1 and play.uses[0][1] == 1
    money = plain and play.uses[0][0] == "money"
    return FirstLever(
        name=play.name,
        drives=drives,
        uses=play.uses,
        unit=play.uses[0][0] if plain else play.unit,
        step=None if plain else 1.0,
        action=play.action,
        now=now if money else None,
        now_of=now_of if money and now is not None else "",
    )


def _renamed(lever: FirstLever, group: str, taken: set[str]) -> FirstLever:
    """With its channel in the name, where another lever has the name."""
    names = (lever.name, f"{lever.name}, {group}", *(f"{lever.name} {n}" for n in range(2, 100)))
    return replace(lever, name=next(name for name in names if folded(name) not in taken))


def _lacking(lever: FirstLever, said: set[str]) -> FirstLever:
    """Where some resources were said, a lever that takes another one cannot be used."""
    lacks = [name for name, _ in lever.uses if said and name not in said]
    return replace(lever, lacks=" and ".join(lacks))


def _of_table(effort: Effort, known: Mapping[str, Channel]) -> Iterator[FirstLever]:
    """A lever for each name of a table of effort; names as the table has them, or its figures would not be found."""
    tables = {folded(play.name): play for plays in read_playbook().plays.values() for play in plays}
    for name in effort.names[:MOST_LEVERS]:
        play = tables.get(folded(name))
        kind = _kind(effort, name)
        group = play.channel if play else _group(name, effort.types.get(name, ""), effort.export.name, kind)
        channel = known.get(group or "") or (_other_paid(known) if group and channel_kind(group) == "paid" else None)
        lever = FirstLever(
            name=name, drives=channel.branch if channel else (), uses=((kind, 1.0),) if kind else (), unit=kind or "",
            step=None, from_table=True,
        )  # fmt: skip
        if play is not None and not effort.unit:
            own = _of_play(play, lever.drives, now=None, now_of="")
            lever = replace(lever, uses=own.uses, unit=own.unit, step=own.step, action=own.action, guessed=True)
        yield lever


def _kind(effort: Effort, name: str) -> Kind | None:
    """Money or hours, by the column of the amounts, or by a lever's own column; None where nothing says it."""
    if effort.export.carries == "ads":
        return "money"
    said = effort.unit or name
    return amount_kind(said) or resource_kind(said)


def _group(name: str, shown: str, tool: str, kind: Kind | None) -> str | None:
    """The channel group that a campaign, an activity or a source of costs brings sessions to. Args: kind: what it takes."""
    for text in (shown, without_unit(name)):
        if (
            tool not in _USUAL
            and (group := channel_group(text))
            and (kind != "money" or channel_kind(group) != "earned")
        ):
            return group
        if kind != "money" and _WRITTEN.search(text):
            return "Organic Search"
        if kind != "hours" and (found := next((group for sign, group in _SHOWN if sign.search(text)), None)):
            return found
    return _USUAL.get(tool)


def _other_paid(known: Mapping[str, Channel]) -> Channel | None:
    """The channel where a tool counts paid visits that it cannot tell apart."""
    return known.get("Paid Other") or known.get("Cross-network")


def _spent(reports: Sequence[Spent]) -> tuple[dict[str, float], dict[str, str]]:
    """What reports without days say of each channel group, as for a month, and the words for it."""
    amounts: dict[str, float] = {}
    words: dict[str, str] = {}
    for report in reports:
        for name, amount in report.amounts:
            group = _group(name, report.types.get(name, ""), report.export.name, "money") or "Paid Other"
            amounts[group] = amounts.get(group, 0.0) + amount / report.days.days * MONTH
            scaled = "" if report.days.days == MONTH else f", as for {MONTH} days"
            where = f"{visible(report.file)}, {period_name(report.days)}{scaled}"
            words[group] = where if words.get(group, where) == where else f"{words[group]}; {where}"
    return amounts, words


def _beside(
    effort: Effort | None, levers: Sequence[FirstLever], plays: Sequence[FirstLever]
) -> tuple[Effort | None, list[FirstLever]]:
    """The table of effort as the goal's levers read it, without those whose names it might mean by others of its own."""
    kept = list(plays)
    while effort is not None:
        try:
            history = lever_effort(effort, [each.name for each in (*levers, *kept)])
        except InputError as error:
            mistaken = {folded(each.nearest) for each in error.problems if each.nearest}
            fewer = [each for each in kept if folded(each.name) not in mistaken]
            if len(fewer) == len(kept):
                raise
            kept = fewer
        else:
            return replace(effort, history=history), kept
    return None, kept
