"""What each resource is used for, row by row, for renderers with room for a table."""

from planner.model.plan import Plan
from planner.report import labels, sentences
from planner.words.figures import amount

ALIGNS = "lrrrrl"


def resource_header(plan: Plan) -> tuple[str, ...]:
    """The titles of the columns."""
    return labels.RESOURCE(), labels.now(plan.start), labels.PLAN(), labels.LIMIT(), labels.LEFT(), labels.MORE()


def resource_rows(plan: Plan) -> list[tuple[str, ...]]:
    """Each resource by its name: what is used of it now and in the plan, its limit, what is left, and what more of it would bring."""
    return [
        (
            resource.name,
            amount(resource.now),
            amount(resource.used),
            labels.NO_LIMIT() if resource.amount is None else amount(resource.amount),
            "" if resource.amount is None else amount(resource.left),
            sentences.more_of(resource),
        )
        for resource in plan.resources
    ]
