"""What is believed of levers beforehand that other sites have taught."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bell:
    """A normal distribution, on a scale that its user names."""

    middle: float
    sd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What the histories of other sites say of a lever like one of the playbook's, in place of what the playbook says."""

    play: str
    """The playbook's channel and lever, as in Paid Search / search ads."""
    sites: int
    """How many sites it was learned from."""
    share: Bell
    """Of the logit of the share of its leaves' sessions that usual effort causes."""
    carry: Bell
    """Of the logit of the carry-over."""
    doubling: Bell
    """Of log(d - 1), where twice the usual effort brings d times the sessions."""
