"""A selection becomes something to look at: Folium maps, whole pages, one-file maps. Knows no HTTP."""

from viewer.components.selection_title import LONGEST_TITLE
from viewer.maps.columns import Columns, encode_columns
from viewer.maps.elements import BaseMap, LayerOptions, PartnershipLayer
from viewer.maps.embedded_map import data_url
from viewer.maps.map import make_map
from viewer.pages.about import render_about
from viewer.pages.compare import render_compare
from viewer.pages.country import render_country
from viewer.pages.embed import render_embed, render_embedded_partnership
from viewer.pages.errors import render_wrong_address
from viewer.pages.municipality import render_municipality
from viewer.pages.not_found import (
    UnknownCountryError,
    UnknownIdError,
    UnknownMunicipalityError,
    UnknownPartnershipError,
)
from viewer.pages.oembed import OEmbed, describe_frame
from viewer.pages.partnership import render_partnership
from viewer.pages.prefecture import render_prefecture
from viewer.pages.single_partnership import one_partnership, title_of_one
from viewer.pages.table import render_table
from viewer.pages.too_many import render_too_many
from viewer.pages.viewer import render_error, render_standalone, render_viewer
from viewer.web.assets import STATIC, Assets, MissingAssetError, fingerprint
from viewer.web.embed_options import CONTROLS, THEMES, EmbedOptions, embed_query
from viewer.web.i18n import DEFAULT_LANGUAGE, UnknownLanguageError, languages
from viewer.web.render_context import Setting
from viewer.web.sitemap import write_robots, write_sitemap

__all__ = [
    "CONTROLS",
    "DEFAULT_LANGUAGE",
    "LONGEST_TITLE",
    "STATIC",
    "THEMES",
    "Assets",
    "BaseMap",
    "Columns",
    "EmbedOptions",
    "LayerOptions",
    "MissingAssetError",
    "OEmbed",
    "PartnershipLayer",
    "Setting",
    "UnknownCountryError",
    "UnknownIdError",
    "UnknownLanguageError",
    "UnknownMunicipalityError",
    "UnknownPartnershipError",
    "data_url",
    "describe_frame",
    "embed_query",
    "encode_columns",
    "fingerprint",
    "languages",
    "make_map",
    "one_partnership",
    "render_about",
    "render_compare",
    "render_country",
    "render_embed",
    "render_embedded_partnership",
    "render_error",
    "render_municipality",
    "render_partnership",
    "render_prefecture",
    "render_standalone",
    "render_table",
    "render_too_many",
    "render_viewer",
    "render_wrong_address",
    "title_of_one",
    "write_robots",
    "write_sitemap",
]
