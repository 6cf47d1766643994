"""Renders a selection as Folium maps, HTML pages, standalone files and figures. Independent of HTTP."""

from viewer.components.selection_title import MAX_TITLE_LENGTH
from viewer.maps.columns import MapColumns, encode_columns
from viewer.maps.elements import BaseMap, LayerOptions, PartnershipLayer
from viewer.maps.embedded_map import data_url
from viewer.maps.event_columns import encode_event_columns
from viewer.maps.map import make_map
from viewer.pages.about import render_about
from viewer.pages.compare import render_compare
from viewer.pages.country import render_country
from viewer.pages.embed import render_embed, render_embedded_partnership
from viewer.pages.errors import render_address_error
from viewer.pages.event_feed import MEDIA_TYPE as FEED_MEDIA_TYPE
from viewer.pages.event_feed import write_event_feed
from viewer.pages.events import event_chips, event_title, render_events
from viewer.pages.municipality import render_municipality
from viewer.pages.not_found import (
    UnknownCountryError,
    UnknownIdError,
    UnknownMunicipalityError,
    UnknownPartnershipError,
)
from viewer.pages.oembed import OEmbed, make_oembed
from viewer.pages.partnership import render_partnership
from viewer.pages.place_index import parse_order, render_countries, render_municipalities
from viewer.pages.prefecture import render_prefecture
from viewer.pages.ranking import RANKINGS, Ranking, render_ranking
from viewer.pages.single_partnership import partnership_title, select_partnership
from viewer.pages.table import render_table
from viewer.pages.too_many import render_too_many_partnerships
from viewer.pages.viewer import render_error, render_standalone, render_viewer
from viewer.web.assets import STATIC, Assets, MissingAssetError, fingerprint
from viewer.web.embed_options import CONTROLS, THEMES, EmbedOptions, embed_query
from viewer.web.i18n import DEFAULT_LANGUAGE, UnknownLanguageError, languages
from viewer.web.render_context import RenderContext
from viewer.web.sitemap import write_robots, write_sitemap

__all__ = [
    "CONTROLS",
    "DEFAULT_LANGUAGE",
    "FEED_MEDIA_TYPE",
    "MAX_TITLE_LENGTH",
    "RANKINGS",
    "STATIC",
    "THEMES",
    "Assets",
    "BaseMap",
    "EmbedOptions",
    "LayerOptions",
    "MapColumns",
    "MissingAssetError",
    "OEmbed",
    "PartnershipLayer",
    "Ranking",
    "RenderContext",
    "UnknownCountryError",
    "UnknownIdError",
    "UnknownLanguageError",
    "UnknownMunicipalityError",
    "UnknownPartnershipError",
    "data_url",
    "embed_query",
    "encode_columns",
    "encode_event_columns",
    "event_chips",
    "event_title",
    "fingerprint",
    "languages",
    "make_map",
    "make_oembed",
    "parse_order",
    "partnership_title",
    "render_about",
    "render_address_error",
    "render_compare",
    "render_countries",
    "render_country",
    "render_embed",
    "render_embedded_partnership",
    "render_error",
    "render_events",
    "render_municipalities",
    "render_municipality",
    "render_partnership",
    "render_prefecture",
    "render_ranking",
    "render_standalone",
    "render_table",
    "render_too_many_partnerships",
    "render_viewer",
    "select_partnership",
    "write_event_feed",
    "write_robots",
    "write_sitemap",
]
