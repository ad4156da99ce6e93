"""Where Chinese text has a blank: between a Chinese character and a letter or figure, but not inside a date."""

import re

JOINER = "\u2060"
"""Before a hole of a translation: no blank comes before what fills it, as in 12月7日."""
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_OTHER = r"0-9A-Za-z\u00c0-\u024f%+±`\-"
# compiled where Chinese is spoken: English, and --help, would pay 3 ms for nothing
_TOUCH = f"(?:[{_HAN}](?=[{_OTHER}])|[{_OTHER}](?=[{_HAN}]))"
_DATE = "[年第至](?=[0-9])|[0-9](?=[年月日季])"


def beside(one: str, other: str) -> str:
    """Both texts, one after the other, with a blank between them where Chinese has one."""
    ends = one[-1:] + other[:1]
    return f"{one} {other}" if re.match(_TOUCH, ends) and not re.match(_DATE, ends) else one + other
