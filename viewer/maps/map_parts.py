"""A Folium map taken apart into what a page puts into its own template."""

from dataclasses import dataclass

import folium
from branca.element import CssLink, Figure, JavascriptLink

from viewer.maps.elements import ATLASES, PartnershipLayer, import_map
from viewer.web.assets import data_url_content, gzip_data_url
from viewer.web.render_context import RenderContext
from viewer.web.script_json import script_json


@dataclass(frozen=True)
class MapParts:
    """A Folium map taken apart, so that a page of ours can hold it."""

    imports: str
    styles: list[str]
    scripts: list[str]
    compressed_scripts: str
    modules: list[str]
    preloads: list[str]
    html: str
    data: str
    script: str
    map_name: str
    layer_name: str


def extract_map_parts(folium_map: folium.Map, context: RenderContext) -> MapParts:
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
    served = not context.assets.is_inline
    url = layer.options.url
    scripts = [link.url for link in links if isinstance(link, JavascriptLink)]
    return MapParts(
        imports=import_map(context.assets),
        styles=[link.url for link in links if isinstance(link, CssLink)],
        scripts=scripts if served else [],
        compressed_scripts=""
        if served
        else script_json([gzip_data_url(data_url_content(url)) for url in scripts]),
        modules=list(context.assets.modules().values()) if served else [],
        preloads=[*([url] if url else []), *([context.assets.url(ATLASES["coarse"])] if served else [])],
        html=figure.html._children[folium_map.get_name()].render(),
        data=figure.html._children[layer.get_name()].render(),
        script=figure.script.render(),
        map_name=folium_map.get_name(),
        layer_name=layer.get_name(),
    )
