"""What an editor may let pass for each kind of value, as JSON Schema (2020-12)."""

from planner.goalfile.lifts import MOST_BARE
from planner.goalfile.points import LEAST

_DIGITS = r"([0-9]{1,3}([,'’_ ][0-9]{3})+|[0-9]+)(\.[0-9]+)?([eE][+-]?[0-9]+)?|\.[0-9]+"
_SAID = rf"({_DIGITS})\s?([kKmM]|[mM]n|[tT]housand|[mM]illion|千|百万|千万|万|萬|亿|億)?|[零〇一二两三四五六七八九十百千万亿]+"
_THOUSANDS = r"[1-9][0-9]{0,2}\.[0-9]{3}"  # 11,800 to some, 11.8 to others
NAME = {"type": ["string", "number", "boolean"]}
NAMES = {"anyOf": [NAME, {"type": "array", "items": NAME, "minItems": 1}]}
FLAG = {"type": "boolean"}
_SIZE = rf"(?!{_THOUSANDS}$)({_SAID})"
AMOUNT = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": f"^{_SIZE}$"}]}
POSITIVE = {"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "string", "pattern": f"^{_SIZE}$"}]}
WORTH = {"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "string", "pattern": f"^({_SAID})$"}]}
EXTENT = {
    "anyOf": [
        {"type": "number", "exclusiveMinimum": 0},
        {
            "type": "string",
            "pattern": rf"^(?!{_THOUSANDS}\s*(\.\.|$)|.*\.\.\s*{_THOUSANDS}$)({_SAID})(\s*\.\.\s*({_SAID}))?$",
        },
    ]
}
RANGE = {
    "anyOf": [
        {"type": "number", "exclusiveMinimum": 0},
        {"type": "string", "pattern": rf"^({_SAID})(\s*\.\.\s*({_SAID}))?$"},
    ]
}
DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$"}
STRETCH = {"type": "string", "pattern": "[0-9]{4}"}  # months have names too, but a day of the calendar has a year
STRETCHES = {"anyOf": [STRETCH, {"type": "array", "items": STRETCH, "minItems": 1}]}
_FACTOR = r"[+\-−]?\s?([0-9]+(\.[0-9]+)?|\.[0-9]+)\s?([%xX×]|[tT]imes)?"
LIFT = {
    "anyOf": [
        {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": MOST_BARE},
        {"type": "string", "pattern": rf"^{_FACTOR}(\s*\.\.\s*{_FACTOR})?$"},
    ]
}
COUNTRY = {"type": "string", "pattern": r"^[A-Za-z]{2,3}([-_/\s].+)?$"}
WHERE = {"type": "object", "additionalProperties": NAMES}
USES = {"anyOf": [NAME, {"type": "object", "additionalProperties": POSITIVE}]}
COUNTS = {"type": "object", "additionalProperties": AMOUNT}
CURVE = {
    "type": "object",
    "propertyNames": {"pattern": f"^{_SIZE}$"},
    "additionalProperties": AMOUNT,
    "minProperties": LEAST,
}
CHANNELS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "properties": dict.fromkeys(("source", "medium", "campaign", "channel"), NAMES),
        "additionalProperties": False,
        "minProperties": 1,
    },
    "minProperties": 1,
}
CHANGES = {
    "type": "object",
    "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
    "minProperties": 1,
}
