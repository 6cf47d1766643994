"""A dataset as a Folium map: to look at in a notebook, to save as a file, to put into our pages."""

from dataclasses import replace
from typing import Any

import folium
from folium.template import Template

from geodata import Dataset
from viewer.maps.elements import BaseMap, LayerOptions, PartnershipLayer
from viewer.web.assets import Assets
from viewer.web.i18n import DEFAULT_LANGUAGE
from viewer.web.script_json import script_json

# Japan, the Americas to its east, Europe and Africa to its west: one turn of the earth around the Pacific.
PACIFIC = (25.0, 150.0)

# The options of `folium.Map` that say where it looks.
_VIEW = ("location", "zoom_start")

_SCRIPTS = {"leaflet": "vendor/leaflet/leaflet.js", "folium_helpers": "js/folium-helpers.js"}
_STYLES = {"leaflet_css": "vendor/leaflet/leaflet.css"}
_MARKER_IMAGES = {
    "iconUrl": "vendor/leaflet/images/marker-icon.png",
    "iconRetinaUrl": "vendor/leaflet/images/marker-icon-2x.png",
    "shadowUrl": "vendor/leaflet/images/marker-shadow.png",
}


class PacificMap(folium.Map):
    """A Folium map that asks no one for anything: Leaflet is ours, and so are its pictures.

    It takes the same options and children as `folium.Map`. It neither loads jQuery, Bootstrap nor Awesome
    Markers; what Folium's own markers and popups need of them is there.
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
        found = assets or Assets.inline()
        super().__init__(**options)
        self.default_js = [(name, found.url(path)) for name, path in _SCRIPTS.items()]
        self.default_css = [(name, found.url(path)) for name, path in _STYLES.items()]
        self.marker_images = script_json({name: found.url(path) for name, path in _MARKER_IMAGES.items()})

    def folium_script(self, kwargs: dict[str, Any]) -> str:
        """Return the script by which Folium itself sets up a map."""
        return str(folium.Map._template.module.script(self, kwargs))


def make_map(
    dataset: Dataset,
    *,
    lang: str = DEFAULT_LANGUAGE,
    assets: Assets | None = None,
    options: LayerOptions | None = None,
    **map_options: Any,
) -> folium.Map:
    """Return a map of a dataset's partnerships, to which other Folium layers can be added.

    The map itself asks no one for anything. Folium's plug-ins, such as `MarkerCluster`, bring scripts and
    styles of their own from other people's servers, at the addresses that Folium gives; so do tile layers.

    The map moves to what is shown, unless told where to look: by `location` or `zoom_start`, or by
    `fit_bounds` on what is returned.

    dataset: what is drawn, such as `geodata.load().select(country="US")`.
    lang: the language of the legend, the cards and the names.
    assets: where the map finds our scripts and styles; inside itself by default, so that it works anywhere.
    options: what of the dataset is shown, and whether with a legend and links.
    map_options: whatever else `folium.Map` takes, such as `width`, `height` or `location`.
    """
    found = assets or Assets.inline()
    shown = options or LayerOptions()
    if any(map_options.get(name) is not None for name in _VIEW):
        shown = replace(shown, fit=False)
    defaults: dict[str, Any] = {
        "location": PACIFIC,
        "tiles": None,
        "zoom_start": 2,
        "min_zoom": 0,
        "max_zoom": 12,
        "zoom_snap": 0.25,
        "zoom_delta": 1,
        "wheel_px_per_zoom_level": 90,
        "prefer_canvas": True,
    }
    folium_map = PacificMap(assets=found, **{**defaults, **map_options})
    folium_map.add_child(BaseMap(assets=found), name="base_map")
    folium_map.add_child(
        PartnershipLayer(dataset, lang=lang, assets=found, options=shown), name="partnerships"
    )
    return folium_map
