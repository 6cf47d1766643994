"""Templates, in the reader's language, and the map's parts to be put into them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import folium
from branca.element import CssLink, Figure, JavascriptLink
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from viewer.components.selection_title import LONGEST_TITLE
from viewer.maps.elements import ATLASES, STYLE_SHEETS, PartnershipLayer, import_map
from viewer.web.assets import packed, unpacked_address
from viewer.web.i18n import language
from viewer.web.render_context import Setting
from viewer.web.script_json import script_json
from viewer.web.sharing import Sharing

_EVERY_PAGE = ("page", "filters", "list", "timeline")
_TEMPLATES = Path(__file__).parents[1] / "templates"


@dataclass(frozen=True)
class MapParts:
    """A Folium map taken apart, so that a page of ours can hold it."""

    imports: str
    styles: list[str]
    scripts: list[str]
    packed_scripts: str
    modules: list[str]
    preloads: list[str]
    html: str
    data: str
    script: str
    map_name: str
    layer_name: str


def take_apart(folium_map: folium.Map, setting: Setting) -> MapParts:
    """Return the parts of a map made by `make_map`; the same map always has the same parts."""
    layer = folium_map._children["partnerships"]
    if not isinstance(layer, PartnershipLayer):
        raise TypeError("Only a map made by make_map can be put into a page.")
    for element in (folium_map, *folium_map._children.values()):
        element._id = "page"
    figure = folium_map.get_root()
    if not isinstance(figure, Figure):
        raise TypeError("The map has no figure around it.")
    for child in figure._children.values():
        child.render()
    links = figure.header._children.values()
    served = not setting.assets.is_inline
    url = layer.options.url
    scripts = [link.url for link in links if isinstance(link, JavascriptLink)]
    return MapParts(
        imports=import_map(setting.assets),
        styles=[link.url for link in links if isinstance(link, CssLink)],
        scripts=scripts if served else [],
        packed_scripts="" if served else script_json([packed(unpacked_address(url)) for url in scripts]),
        modules=list(setting.assets.modules().values()) if served else [],
        preloads=[*([url] if url else []), *([setting.assets.url(ATLASES["coarse"])] if served else [])],
        html=figure.html._children[folium_map.get_name()].render(),
        data=figure.html._children[layer.get_name()].render(),
        script=figure.script.render(),
        map_name=folium_map.get_name(),
        layer_name=layer.get_name(),
    )


def render_template(
    name: str,
    setting: Setting,
    map_parts: MapParts | None = None,
    *,
    sharing: Sharing,
    sheets: Sequence[str] = (),
    **values: Any,
) -> str:
    """Return a page in the reader's language; `sheets` are its style sheets beyond those of every page."""
    environment = _environment(setting.lang)
    names = environment.get_template("names.html").make_module({"lang": setting.lang})
    of_map = (
        map_parts.styles if map_parts else [setting.assets.url(f"css/{sheet}.css") for sheet in STYLE_SHEETS]
    )
    return environment.get_template(name).render(
        lang=setting.lang,
        nonce=setting.nonce,
        map=map_parts,
        sharing=sharing,
        styles=[*of_map, *(setting.assets.url(f"css/{sheet}.css") for sheet in (*_EVERY_PAGE, *sheets))],
        icon=setting.assets.url("icon.svg"),
        home=setting.link("/"),
        table_page="" if setting.assets.is_inline else setting.link("/table"),
        about="" if setting.assets.is_inline else setting.link("/about"),
        gis="" if setting.assets.is_inline else setting.link("/ogc", "f=html"),
        longest_title=LONGEST_TITLE,
        icons=environment.get_template("icons.html").module,
        named=vars(names)["named"],
        linked=vars(names)["linked"],
        brand=vars(names)["brand"],
        keep_lang=setting.keep_lang,
        **values,
    )


def render_fragment(name: str, setting: Setting, **values: Any) -> str:
    """Return a piece of markup, for other people's pages."""
    return _environment(setting.lang).get_template(name).render(**values).strip()


@lru_cache
def _environment(lang: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
    )
    environment.install_gettext_translations(language(lang).translations, newstyle=True)  # type: ignore[attr-defined]
    return environment
