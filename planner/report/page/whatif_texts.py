"""What the page's script says, in the language that is spoken."""

from planner.words.language import say


def texts() -> dict[str, str]:
    """Texts by the name that the script knows them by; {holes} are filled there."""
    return {
        "summary": say("{mean} sessions on average (80 %: {low}–{high}); chance of {target}: {chance}."),
        "enough": say("On average the target is reached with {part} of these resources."),
        "short": say("On average the target takes {times} times these resources."),
        "beyond": say("No amount of these resources brings the target on average; the most is {most}."),
        "takes": say("This is the least with which the target is reached on average."),
        "most": say("The target is beyond what the levers bring on average; this is the most that they do."),
        "failed resource": say("There is no plan: what the levers need at least takes more {resource} than there is."),
        "failed minimum": say("There is no plan: a sub-target cannot be reached within these limits."),
        "failed pairs": say(
            "There is no plan: levers that need or exclude each other leave no choice within these limits."
        ),
        "unlimited": say("no limit; the plan uses {used}"),
        "used": say("uses {used} of {amount}"),
        "next": say("one more brings {sessions} sessions"),
        "copied": say("Copied."),
        "select": say("The browser does not allow copying: the text is selected, copy it by hand."),
        "under": say("under 1 %"),
        "over": say("over 99 %"),
        "same": say("These are the values of the goal file."),
        "changed": say("{count} values differ from the goal file."),
        "one changed": say("One value differs from the goal file."),
    }
