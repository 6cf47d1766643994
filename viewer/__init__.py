"""A selection becomes something to look at: Folium maps, whole pages, one-file maps. Knows no HTTP."""

from viewer.about import render_about
from viewer.assets import STATIC, Assets, MissingAssetError, fingerprint
from viewer.columns import Columns, encode_columns
from viewer.compare import render_compare
from viewer.country import render_country
from viewer.elements import BaseMap, LayerOptions, PartnershipLayer
from viewer.embed import render_embed, render_embedded_partnership
from viewer.embedding import CONTROLS, THEMES, EmbedOptions, embed_query
from viewer.errors import render_wrong_address
from viewer.i18n import DEFAULT_LANGUAGE, UnknownLanguageError, languages
from viewer.map import make_map
from viewer.municipality import render_municipality
from viewer.oembed import OEmbed, describe_frame
from viewer.one import one_partnership, title_of_one
from viewer.page import render_error, render_standalone, render_viewer
from viewer.partnership import render_partnership
from viewer.prefecture import render_prefecture
from viewer.selection_title import LONGEST_TITLE
from viewer.setting import Setting
from viewer.sitemap import write_robots, write_sitemap
from viewer.stage import data_url
from viewer.table import render_table
from viewer.too_many import render_too_many
from viewer.unknown import (
    UnknownCountryError,
    UnknownIdError,
    UnknownMunicipalityError,
    UnknownPartnershipError,
)

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
