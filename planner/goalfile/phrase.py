"""The target as people say it, in English and Chinese: what is asked for, of which branch, by when."""

from dataclasses import dataclass

from planner.errors import quoted
from planner.goalfile.amounts import EXPECTED, find_amount, has_amount
from planner.goalfile.branch import branch
from planner.goalfile.compared import refuse_last_month, refuse_other_base, without_base
from planner.goalfile.complaint import unclear
from planner.goalfile.numbers import has_han, has_word, is_number, normalised
from planner.goalfile.periods import find_period, year_by
from planner.model.goal import Target
from planner.model.period import Period, RelativePeriod

LONGEST = 200
"""Characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A target, with the period that its words name, if they do."""

    target: Target
    period: Period | RelativePeriod | None = None


def read_phrase(text: str) -> Phrase:
    """What the text asks for.

    A branch comes as ("", names) pairs, to be matched against any level of the tree; see `branch`.
    Raises: UnclearError if it names no amount or two, two periods, another base than the last full month, or a target that leaves no sessions.
    """
    if len(text) > LONGEST:
        raise unclear(f"the target {quoted(text)} is too long to read", EXPECTED)
    plain = normalised(text)
    period, rest = (None, plain) if is_number(plain) else _period(plain)
    amount, rest = find_amount(rest.strip())
    target = Target(text=text, kind=amount.kind, amount=amount.value, where=branch(without_base(rest)))
    return Phrase(target=target, period=period)


def _period(plain: str) -> tuple[Period | RelativePeriod | None, str]:
    """The period and the rest of the words. Raises: UnclearError also where they compare with something else."""
    if has_word(plain) or has_han(plain):  # signs and digits compare with nothing
        refuse_other_base(plain)
    period, rest = find_period(plain)
    if period is None and (year := year_by(plain)) and has_amount(year[1]):
        period, rest = year
    refuse_last_month(plain, period)
    return period, rest
