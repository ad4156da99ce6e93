"""What the page's script says, in the language that is spoken."""

from functools import partial

from planner.words.language import say
from planner.words.names import metric_count

_TEXTS = {
    "summary": partial(say, "{count} on average (80 %: {low}–{high}); chance of {target}: {chance}."),
    "enough": partial(say, "On average the target is reached with {part} of these resources."),
    "short": partial(say, "On average the target takes {times} times these resources."),
    "beyond": partial(say, "No amount of these resources brings the target on average; the most is {most}."),
    "takes": partial(say, "This is the least with which the target is reached on average."),
    "most": partial(say, "The target is beyond what the levers bring on average; this is the most that they do."),
    "failed resource": partial(say, "There is no plan: what the levers need at least takes more {resource} than there is."),
    "failed minimum": partial(say, "There is no plan: a sub-target cannot be reached within these limits."),
    "failed pairs": partial(say, "There is no plan: levers that need or exclude each other leave no choice within these limits."),
    "unlimited": partial(say, "no limit; the plan uses {used}"),
    "used": partial(say, "uses {used} of {amount}"),
    "next": partial(say, "one more brings {count}"),
    "copied": partial(say, "Copied."),
    "select": partial(say, "The browser does not allow copying: the text is selected, copy it by hand."),
    "under": partial(say, "under 1 %"),
    "over": partial(say, "over 99 %"),
    "same": partial(say, "These are the values of the goal file."),
    "changed": partial(say, "{count} values differ from the goal file."),
    "one changed": partial(say, "One value differs from the goal file."),
    "percent": partial(say, "{figure} %"),
    "then": partial(say, "{sentence} {another}"),
}  # fmt: skip


def texts(metric: str) -> dict[str, str]:
    """Texts by the name that the script knows them by; {holes} are filled there."""
    return {name: text() for name, text in _TEXTS.items()} | {"count": metric_count("{figure}", metric)}
