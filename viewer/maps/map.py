"""A dataset as a Folium map, for notebooks, files and the viewer's pages."""

from dataclasses import replace
from typing import Any

import folium
from folium.template import Template

from geodata import Dataset
from viewer.maps.elements import BaseMap, LayerOptions, PartnershipLayer
from viewer.web.assets import Assets
from viewer.web.i18n import DEFAULT_LANGUAGE
from viewer.web.script_json import script_json

PACIFIC = (25.0, 150.0)
"""The map's centre: latitude and longitude in degrees. The Americas are in the east, Europe in the west."""

_VIEW = ("location", "zoom_start")
"""The options of `folium.Map` that set the view."""

_SCRIPTS = {"leaflet": "vendor/leaflet/leaflet.js", "folium_helpers": "js/folium-helpers.js"}
_STYLES = {"leaflet_css": "vendor/leaflet/leaflet.css"}
_MARKER_IMAGES = {
    "iconUrl": "vendor/leaflet/images/marker-icon.png",
    "iconRetinaUrl": "vendor/leaflet/images/marker-icon-2x.png",
    "shadowUrl": "vendor/leaflet/images/marker-shadow.png",
}


class PacificMap(folium.Map):
    """A Folium map with bundled Leaflet that makes no requests to other servers.

    It takes the same options and children as `folium.Map`. jQuery, Bootstrap and Awesome Markers are not
    loaded; `js/folium-helpers.js` provides what Folium's markers and popups use of them.
    """

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>
                html, body { width: 100%; height: 100%; margin: 0; padding: 0; }
                #{{ this.get_name() }} {
                    position: {{ this.position }};
                    width: {{ this.width[0] }}{{ this.width[1] }};
                    height: {{ this.height[0] }}{{ this.height[1] }};
                    left: {{ this.left[0] }}{{ this.left[1] }};
                    top: {{ this.top[0] }}{{ this.top[1] }};
                }
                .leaflet-container { font-size: {{ this.font_size }}; }
            </style>
        {% endmacro %}

        {% macro html(this, kwargs) %}
            <div class="folium-map" id="{{ this.get_name() }}"></div>
        {% endmacro %}

        {% macro script(this, kwargs) %}
            L.Icon.Default.imagePath = "";
            L.Icon.Default.mergeOptions({{ this.marker_images }});
            {{ this.folium_script(kwargs) }}
        {% endmacro %}
        """
    )

    def __init__(self, *, assets: Assets | None = None, **options: Any) -> None:
        assets = assets or Assets.inline()
        super().__init__(**options)
        self.default_js = [(name, assets.url(path)) for name, path in _SCRIPTS.items()]
        self.default_css = [(name, assets.url(path)) for name, path in _STYLES.items()]
        self.marker_images = script_json({name: assets.url(path) for name, path in _MARKER_IMAGES.items()})

    def folium_script(self, kwargs: dict[str, Any]) -> str:
        """Return the script with which Folium creates a map."""
        return str(folium.Map._template.module.script(self, kwargs))


def make_map(
    dataset: Dataset,
    *,
    lang: str = DEFAULT_LANGUAGE,
    assets: Assets | None = None,
    options: LayerOptions | None = None,
    **map_options: Any,
) -> folium.Map:
    """Return a Folium map of a dataset's partnerships. Other Folium layers can be added to it.

    The map makes no requests to other servers. Folium's plug-ins, such as `MarkerCluster`, and tile layers
    load their files from the servers that Folium names.

    The map fits what it shows unless `location` or `zoom_start` is given, or `fit_bounds` is called on it.

    dataset: the partnerships to draw, such as `geodata.load().select(country="US")`.
    lang: the language of the legend, the cards and the names.
    assets: the URLs of scripts and styles; embedded in the map by default, so that it works offline.
    options: the options of the partnership layer.
    map_options: options of `folium.Map`, such as `width`, `height` or `location` (latitude, longitude).
    Raises UnknownLanguageError for a language without a catalogue.
    """
    assets = assets or Assets.inline()
    layer_options = options or LayerOptions()
    if any(map_options.get(name) is not None for name in _VIEW):
        layer_options = replace(layer_options, fit=False)
    defaults: dict[str, Any] = {
        "location": PACIFIC,
        "tiles": None,
        "zoom_start": 2,
        "min_zoom": 0,
        "max_zoom": 9,
        "zoom_snap": 0.25,
        "zoom_delta": 1,
        "wheel_px_per_zoom_level": 90,
        "prefer_canvas": True,
    }
    folium_map = PacificMap(assets=assets, **{**defaults, **map_options})
    folium_map.add_child(BaseMap(assets=assets), name="base_map")
    folium_map.add_child(
        PartnershipLayer(dataset, lang=lang, assets=assets, options=layer_options), name="partnerships"
    )
    return folium_map
