"""JSON that can stand inside an HTML page, a script, or a template without being taken for more than data."""

import re

import orjson

_ESCAPES = str.maketrans(
    {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"},
)
# Branca reads what an element has rendered as a template once more. In JSON, `{{`, `{%` and `{#` only
# ever stand in strings.
_TEMPLATE = re.compile(r"\{(?=[{%#])")


def script_json(value: object) -> str:
    """Return a value as JSON whose text is inert in HTML, in JavaScript and in Jinja."""
    return make_inert(orjson.dumps(value))


def make_inert(json: bytes) -> str:
    """Return ready JSON with the same characters escaped."""
    return _TEMPLATE.sub(r"\\u007b", json.decode().translate(_ESCAPES))
