"""The base map and the partnership layer as Folium elements.

Branca parses the output of an element's macros as a template again. So the macros print only generated names
and JSON from `script_json`, which contains no template syntax.
"""

from dataclasses import dataclass, field
from typing import Any

from branca.element import Element, Figure, MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from geodata import Dataset
from viewer.components.labels import labels
from viewer.maps.columns import encode_columns
from viewer.maps.event_columns import encode_event_columns
from viewer.web.assets import ATLASES, Assets, gzip_data_url
from viewer.web.i18n import DEFAULT_LANGUAGE, language
from viewer.web.render_context import PagePatterns
from viewer.web.script_json import make_inert, script_json

STYLE_SHEETS = ("palette", "theme", "map", "card")
_TOPOJSON = "vendor/topojson-client/topojson-client.min.js"


@dataclass(frozen=True)
class LayerOptions:
    """Options of a partnership layer.

    url: the URL of the columns (JSON); None to embed them in the page.
    events_url: the URL of the columns of events (JSON); None to embed those of the dataset.
    events: show the events from the start; the legend lets the reader change that.
    query: the canonical query string of the selection to draw; "" for all partnerships.
    within: row numbers of the partnerships in the selection's `bbox`, which scripts don't compute; None for
        a selection without one.
    pages: URL templates of the pages that cards link to; None for no links.
    filterable: whether the page around the map can filter; cards then offer to.
    by_kind: colour lines by kind instead of by status.
    compressed: compress embedded columns with gzip.
    legend: show the legend.
    bundles: draw the active partnerships between one prefecture and one state as one line on wide views.
    within_page: leave the wheel and one finger to the page around the map until the reader clicks the map.
    fit: fit the map to what is drawn after loading, unless the reader or a script (such as `fit_bounds`) has
        moved it before.
    """

    url: str | None = None
    events_url: str | None = None
    events: bool = False
    query: str = ""
    within: list[int] | None = None
    pages: PagePatterns | None = None
    filterable: bool = False
    by_kind: bool = False
    compressed: bool = False
    legend: bool = True
    bundles: bool = True
    within_page: bool = False
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
    """Return the import map of the viewer's modules, as JSON."""
    return script_json({"imports": assets.modules()})


class _ModuleElement(JSCSSMixin, MacroElement):
    """A Folium element whose script is one of the viewer's modules."""

    def __init__(self, name: str, assets: Assets) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = name
        self.assets = assets
        self.default_js: list[tuple[str, str]] = []
        self.default_css = [(f"shimai_{name}", assets.url(f"css/{name}.css")) for name in STYLE_SHEETS]

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]
        """Render the element into its figure, with the import map before all modules."""
        figure = self.get_root()
        if isinstance(figure, Figure):
            tag = f'<script type="importmap">{import_map(self.assets)}</script>'
            figure.header.add_child(Element(tag), name="shimai_import_map")
        super().render(**kwargs)  # type: ignore[no-untyped-call]


class BaseMap(_ModuleElement):
    """Natural Earth's land and borders as the bottom layer; needs no tile server."""

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
    """The partnerships of a dataset as lines and towns, with tooltips, cards and a legend.

    Add it to any Folium map, directly or in a feature group. Unlike the map of `make_map`, a plain
    `folium.Map` and Folium's plug-ins, such as `MarkerCluster`, load files from other servers.

    dataset: the partnerships to draw; may be None if `options.url` is set.
    lang: the reader's language.
    assets: the URLs of the viewer's static files; embedded in the page by default.
    Raises TypeError without a dataset and `options.url`, UnknownLanguageError for an unknown language.
    """

    _template = Template(
        """
        {% macro html(this, kwargs) %}
            {%- if this.columns %}
            <script type="application/json" id="{{ this.get_name() }}_columns">{{ this.columns }}</script>
            {%- endif %}
            {%- if this.event_columns %}
            <script type="application/json" id="{{ this.get_name() }}_events">
                {{ this.event_columns }}
            </script>
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
        self.columns = self.event_columns = None
        if dataset is not None and not self.options.url:
            self.columns = self._inline(encode_columns(dataset))
        if self.columns and dataset is not None and not self.options.events_url and len(dataset.events):
            self.event_columns = self._inline(encode_event_columns(dataset))

    def _inline(self, columns: bytes) -> str:
        return script_json(gzip_data_url(columns)) if self.options.compressed else make_inert(columns)

    def map_name(self) -> str:
        """Return the JavaScript variable of the map that contains the layer, directly or in a group.

        Raises TypeError if the layer is on no map.
        """
        parent = self._parent
        while parent is not None and parent._parent is not None and not isinstance(parent._parent, Figure):
            parent = parent._parent
        if parent is None:
            raise TypeError("Add the PartnershipLayer to a map before you render it.")
        return str(parent.get_name())

    def script_options(self) -> str:
        """Return the options of the layer's script, as JSON."""
        return script_json(
            _ScriptOptions(
                url=self.options.url,
                columns=f"{self.get_name()}_columns",
                events_url=self.options.events_url,
                events_columns=f"{self.get_name()}_events" if self.event_columns else "",
                events=self.options.events,
                query=self.options.query,
                within=self.options.within,
                pages=self.options.pages,
                filterable=self.options.filterable,
                by_kind=self.options.by_kind,
                legend=self.options.legend,
                bundles=self.options.bundles,
                within_page=self.options.within_page,
                fit=self.options.fit,
                language=_script_language(self.lang),
            )
        )


@dataclass(frozen=True)
class _ScriptOptions(LayerOptions):
    columns: str = ""
    events_columns: str = ""
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
