"""The parts of a rendered Folium map, for inclusion in a page's template."""

from dataclasses import dataclass

import folium
from branca.element import CssLink, Figure, JavascriptLink

from viewer.maps.elements import PartnershipLayer, import_map
from viewer.web.assets import ATLASES, data_url_content, gzip_data_url
from viewer.web.render_context import RenderContext
from viewer.web.script_json import script_json


@dataclass(frozen=True)
class MapParts:
    """The parts of a rendered Folium map.

    imports: the import map, as JSON.
    styles, scripts, modules: URLs of style sheets, scripts and modules.
    compressed_scripts: the scripts as gzipped data: URLs, as JSON; "" if they are served.
    preloads: URLs of data to preload.
    html, data, script: the map's markup, its embedded data and its script.
    map_name, layer_name: the JavaScript variables of the map and of the partnership layer.
    """

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
    """Return the parts of a map made by `make_map`. Equal maps have equal parts.

    Raises TypeError for any other map.
    """
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
    is_served = not context.assets.is_inline
    url = layer.options.url
    scripts = [link.url for link in links if isinstance(link, JavascriptLink)]
    return MapParts(
        imports=import_map(context.assets),
        styles=[link.url for link in links if isinstance(link, CssLink)],
        scripts=scripts if is_served else [],
        compressed_scripts=""
        if is_served
        else script_json([gzip_data_url(data_url_content(url)) for url in scripts]),
        modules=list(context.assets.modules().values()) if is_served else [],
        preloads=[*([url] if url else []), *([context.assets.url(ATLASES["coarse"])] if is_served else [])],
        html=figure.html._children[folium_map.get_name()].render(),
        data=figure.html._children[layer.get_name()].render(),
        script=figure.script.render(),
        map_name=folium_map.get_name(),
        layer_name=layer.get_name(),
    )
