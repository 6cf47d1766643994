"""JSON that is safe to embed in HTML, in scripts and in Jinja templates."""

import re

import orjson

_ESCAPES = str.maketrans(
    {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"},
)
# Branca parses the output of an element's template as a template again. In JSON, `{{`, `{%` and `{#` occur
# only within strings, where the brace can be escaped.
_TEMPLATE = re.compile(r"\{(?=[{%#])")


def script_json(value: object) -> str:
    """Return a value as JSON, escaped for HTML, JavaScript and Jinja."""
    return make_inert(orjson.dumps(value))


def make_inert(json: bytes) -> str:
    """Return encoded JSON, escaped for HTML, JavaScript and Jinja."""
    return _TEMPLATE.sub(r"\\u007b", json.decode().translate(_ESCAPES))
