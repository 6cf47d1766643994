"""Options of the embedded map (`/embed`), and the embed query that corresponds to a page."""

import re
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import parse_qsl, unquote, urlencode

from geodata import Selection

Theme = Literal["auto", "light", "dark"]
Controls = Literal["zoom", "none"]
THEMES: tuple[Theme, ...] = get_args(Theme)
CONTROLS: tuple[Controls, ...] = get_args(Controls)


@dataclass(frozen=True)
class SizeRange:
    """The default and the limits of an iframe's width or height, in CSS pixels."""

    default: int
    min: int
    max: int


FRAME_WIDTH = SizeRange(default=800, min=300, max=2000)
FRAME_HEIGHT = SizeRange(default=500, min=200, max=2000)

_PLACE = re.compile(r"/(countries|municipalities|partnerships)/([^/]+)")
_STYLE_PARAMETERS = ("theme", "controls", "title", "colour", "events", "partnership", "map", "open")
_EMBED_PARAMETERS = {*Selection.model_fields, *_STYLE_PARAMETERS} - {"limit", "offset", "sortby"}
_WITH_SELECTION = ("/", "/embed", "/table")


@dataclass(frozen=True)
class EmbedOptions:
    """The appearance of an embedded map.

    theme: light, dark, or `auto` to follow the reader's system.
    controls: `zoom` shows the zoom buttons.
    title: the heading above the map; "" for a title made from the selection.
    by_kind: colour lines by kind instead of by status.
    events: show the events, too.
    """

    theme: Theme = "auto"
    controls: Controls = "zoom"
    title: str = ""
    by_kind: bool = False
    events: bool = False


def embed_query(path: str, query: str) -> str | None:
    """Return the query string of the `/embed` URL for a page; None for a page without a map.

    path: the page's path below the site's root.
    query: the page's query string; only its filters and appearance parameters are passed on.
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
