"""Words for new and returning visitors, as analytics tools and people write them."""

from typing import Literal

from planner.text import folded

Visitor = Literal["new", "returning"]

_NEW = (
    "new", "new visitor", "new visitors", "new user", "new users", "first time", "first time visitors", "first visit",
    "acquisition", "新", "新访客", "新用户", "新访问者", "新客", "新增",
)  # fmt: skip
_RETURNING = (
    "returning", "returning visitor", "returning visitors", "returning user", "returning users", "return", "return visits",
    "established", "repeat", "repeat visitors", "existing", "回访", "回访者", "回访访客", "老访客", "老用户", "回头客", "老客", "回流",
)  # fmt: skip
_KINDS: dict[str, Visitor] = {}
_KINDS.update((folded(word), "new") for word in _NEW)
_KINDS.update((folded(word), "returning") for word in _RETURNING)


def visitor_kind(name: str) -> Visitor | None:
    """Whether a name means new or returning visitors; None where it means neither."""
    return _KINDS.get(folded(name))
