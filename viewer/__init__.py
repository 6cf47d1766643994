"""A selection becomes something to look at: Folium maps, whole pages, one-file maps. Knows no HTTP."""

from viewer.about import render_about
from viewer.assets import STATIC, Assets, MissingAssetError
from viewer.columns import Columns, encode_columns
from viewer.elements import BaseMap, LayerOptions, PartnershipLayer
from viewer.errors import render_wrong_address
from viewer.i18n import DEFAULT_LANGUAGE, UnknownLanguageError, languages
from viewer.map import make_map
from viewer.page import (
    UnknownPartnershipError,
    data_url,
    render_embed,
    render_error,
    render_partnership,
    render_standalone,
    render_viewer,
)
from viewer.setting import Setting

__all__ = [
    "DEFAULT_LANGUAGE",
    "STATIC",
    "Assets",
    "BaseMap",
    "Columns",
    "LayerOptions",
    "MissingAssetError",
    "PartnershipLayer",
    "Setting",
    "UnknownLanguageError",
    "UnknownPartnershipError",
    "data_url",
    "encode_columns",
    "languages",
    "make_map",
    "render_about",
    "render_embed",
    "render_error",
    "render_partnership",
    "render_standalone",
    "render_viewer",
    "render_wrong_address",
]
