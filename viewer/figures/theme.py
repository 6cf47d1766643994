"""The palettes of figures: light and dark as on the pages, and greys for black-and-white printing."""

from dataclasses import replace
from typing import Final

from geodata.model.palette import DARK, LIGHT, Palette
from viewer.figures.options import Theme

_GREY = replace(
    LIGHT,
    status={
        "active": "#4d4d4d",
        "planned": "#000000",
        "suspended": "#262626",
        "ended": "#000000",
        "cancelled": "#262626",
    },
    kind={
        "sister_city": "#4d4d4d",
        "friendship_city": "#000000",
        "hometown": "#7a7a7a",
        "cooperation_agreement": "#8c8c8c",
        "exchange": "#a0a0a0",
        "mutual_aid": "#262626",
    },
    sea="#ffffff",
    land="#e4e4e4",
    coast="#b0b0b0",
    border="#ffffff",
    ink="#111111",
    ink_soft="#555555",
)

PALETTES: Final[dict[Theme, Palette]] = {"light": LIGHT, "dark": DARK, "grey": _GREY}
