"""The parts of the map as Folium elements, each with its template and the assets that it needs.

Branca takes what a macro has rendered for a template again. So the macros only ever print names of
our own and JSON made by `script_json`, which has no template syntax in it.
"""

from dataclasses import dataclass, field
from typing import Any

from branca.element import Element, Figure, MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from geodata import Dataset
from viewer.components.labels import labels
from viewer.maps.columns import encode_columns
from viewer.web.assets import Assets, gzip_data_url
from viewer.web.i18n import DEFAULT_LANGUAGE, language
from viewer.web.render_context import PagePatterns
from viewer.web.script_json import make_inert, script_json

STYLE_SHEETS = ("palette", "theme", "map", "card")
_TOPOJSON = "vendor/topojson-client/topojson-client.min.js"
ATLASES = {
    "coarse": "vendor/world-atlas/countries-110m.json",
    "fine": "vendor/world-atlas/countries-50m.json",
}


@dataclass(frozen=True)
class LayerOptions:
    """What a partnership layer shows and how.

    url: address of the columns; None to carry them inside the page.
    query: a selection's canonical query string; what it doesn't select is not drawn.
    within: positions of the rows inside the selection's box, which the browser can't tell.
    pages: where the pages of what is shown are; None where there are none.
    filterable: whether the page around the map can filter, so that cards offer it.
    by_kind: whether colours tell the kinds; else they tell the statuses.
    compressed: whether columns inside the page are compressed: smaller, but not to be read by eye.
    legend: whether the legend is shown.
    fit: whether the map moves to what is shown, once that is there; never where the reader or a script,
        such as that of `fit_bounds`, has moved it before.
    """

    url: str | None = None
    query: str = ""
    within: list[int] | None = None
    pages: PagePatterns | None = None
    filterable: bool = False
    by_kind: bool = False
    compressed: bool = False
    legend: bool = True
    fit: bool = True


@dataclass(frozen=True)
class _ScriptLanguage:
    """The reader's language, for the scripts."""

    lang: str
    messages: dict[str, str | dict[str, str]]
    kinds: dict[str, str]
    statuses: dict[str, str]
    signed: dict[str, str]
    ended: dict[str, str]


def import_map(assets: Assets) -> str:
    """Return the import map through which our modules find each other."""
    return script_json({"imports": assets.modules()})


class _ModuleElement(JSCSSMixin, MacroElement):
    """An element whose script is a module of ours."""

    def __init__(self, name: str, assets: Assets) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = name
        self.assets = assets
        self.default_js: list[tuple[str, str]] = []
        self.default_css = [(f"shimai_{name}", assets.url(f"css/{name}.css")) for name in STYLE_SHEETS]

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]
        """Render the element into its figure, with the import map before every module."""
        figure = self.get_root()
        if isinstance(figure, Figure):
            tag = f'<script type="importmap">{import_map(self.assets)}</script>'
            figure.header.add_child(Element(tag), name="shimai_import_map")
        super().render(**kwargs)  # type: ignore[no-untyped-call]


class BaseMap(_ModuleElement):
    """Natural Earth's land and borders, drawn under everything else without asking any tile server."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.layerGroup().addTo({{ this._parent.get_name() }});
            import("shimai/map/basemap").then((module) =>
                {{ this.get_name() }}.addLayer(new module.BaseMap({{ this.options }})));
        {% endmacro %}
        """
    )

    def __init__(self, *, assets: Assets | None = None) -> None:
        super().__init__("BaseMap", assets or Assets.inline())
        self.default_js = [("topojson_client", self.assets.url(_TOPOJSON))]
        self.options = script_json({name: self.assets.url(path) for name, path in ATLASES.items()})


class PartnershipLayer(_ModuleElement):
    """The partnerships of a dataset as lines and towns, with tooltip, card and legend.

    It goes onto any Folium map, directly or in a group. A plain `folium.Map` and Folium's plug-ins, such as
    `MarkerCluster`, bring their scripts, styles and tiles from other people's servers; the map of `make_map`
    brings everything itself. Unless `options.fit` is off, the map moves to what is shown.

    dataset: what is drawn; with `options.url` it is only needed by whoever serves that address.
    lang: the reader's language.
    assets: where the page finds our static files; inside itself by default.
    """

    _template = Template(
        """
        {% macro html(this, kwargs) %}
            {%- if this.columns %}
            <script type="application/json" id="{{ this.get_name() }}_columns">{{ this.columns }}</script>
            {%- endif %}
        {% endmacro %}

        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.layerGroup().addTo({{ this._parent.get_name() }});
            {{ this.map_name() }}.once("movestart", () => { {{ this.get_name() }}.moved = true; });
            {{ this.get_name() }}.ready = import("shimai/map/load").then((module) =>
                module.drawPartnerships(
                    {{ this.get_name() }}, {{ this.map_name() }}, {{ this.script_options() }}));
        {% endmacro %}
        """
    )

    def __init__(
        self,
        dataset: Dataset | None = None,
        *,
        lang: str = DEFAULT_LANGUAGE,
        assets: Assets | None = None,
        options: LayerOptions | None = None,
    ) -> None:
        super().__init__("PartnershipLayer", assets or Assets.inline())
        self.lang = language(lang).code
        self.options = options or LayerOptions()
        if self.options.url is None and dataset is None:
            raise TypeError("PartnershipLayer needs a dataset, or options with the url of its columns.")
        self.columns = None if self.options.url or dataset is None else self._inline_columns(dataset)

    def _inline_columns(self, dataset: Dataset) -> str:
        columns = encode_columns(dataset)
        return script_json(gzip_data_url(columns)) if self.options.compressed else make_inert(columns)

    def map_name(self) -> str:
        """Return the script's name of the map that the layer is on, directly or in a group."""
        parent = self._parent
        while parent is not None and parent._parent is not None and not isinstance(parent._parent, Figure):
            parent = parent._parent
        if parent is None:
            raise TypeError("Add the PartnershipLayer to a map before you render it.")
        return str(parent.get_name())

    def script_options(self) -> str:
        """Return the options for the script, as JSON."""
        return script_json(
            _ScriptOptions(
                url=self.options.url,
                columns=f"{self.get_name()}_columns",
                query=self.options.query,
                within=self.options.within,
                pages=self.options.pages,
                filterable=self.options.filterable,
                by_kind=self.options.by_kind,
                legend=self.options.legend,
                fit=self.options.fit,
                language=_script_language(self.lang),
            )
        )


@dataclass(frozen=True)
class _ScriptOptions(LayerOptions):
    columns: str = ""
    language: _ScriptLanguage | None = field(default=None)


def _script_language(lang: str) -> _ScriptLanguage:
    named = labels(lang)
    return _ScriptLanguage(
        lang=lang,
        messages=language(lang).script_messages,
        kinds=named.kinds,
        statuses=named.statuses,
        signed=named.signed,
        ended=named.ended,
    )
