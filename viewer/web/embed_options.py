"""Which map in a frame shows what a page shows, and how it looks."""

import re
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import parse_qsl, unquote, urlencode

from geodata import Selection

Theme = Literal["auto", "light", "dark"]
Controls = Literal["zoom", "none"]
THEMES: tuple[Theme, ...] = get_args(Theme)
CONTROLS: tuple[Controls, ...] = get_args(Controls)

DEFAULT_WIDTH, DEFAULT_HEIGHT = 800, 500
"""The size of a frame that is not asked for another one, in CSS pixels."""

_PLACE = re.compile(r"/(countries|municipalities|partnerships)/([^/]+)")
_STYLE_PARAMETERS = ("theme", "controls", "title", "colour", "partnership")
_EMBED_PARAMETERS = {*Selection.model_fields, *_STYLE_PARAMETERS} - {"limit", "offset", "sortby"}
_WITH_SELECTION = ("/", "/embed", "/table")


@dataclass(frozen=True)
class EmbedOptions:
    """How a map in a frame looks.

    theme: light, dark, or as the reader's system is.
    controls: whether there are buttons to zoom by.
    title: what stands above the map; "" for the selection in words.
    by_kind: whether colours tell the kinds.
    """

    theme: Theme = "auto"
    controls: Controls = "zoom"
    title: str = ""
    by_kind: bool = False


def embed_query(path: str, query: str) -> str | None:
    """Return the query of `/embed` that shows what the page at a path shows; None for a page without a map.

    The path is below the site's root; of the query the filters and the looks are kept.
    """
    if path in _WITH_SELECTION:
        return urlencode(
            [(name, value) for name, value in parse_qsl(query) if name in _EMBED_PARAMETERS], safe=",/"
        )
    found = _PLACE.fullmatch(path)
    if found is None:
        return None
    kind, code = found[1], unquote(found[2])
    if kind == "municipalities" and code.endswith("000"):
        return urlencode({"prefecture": code[:2]})
    names = {"countries": "country", "municipalities": "municipality", "partnerships": "partnership"}
    return urlencode({names[kind]: code})
