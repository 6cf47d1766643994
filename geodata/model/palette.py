"""Colours and dashes of statuses and kinds on maps, in figures and in GIS styles.

Kinds lie at least 0.12 apart in Oklab (Ottosson 2020) for full colour vision and for protanopia, deuteranopia
and tritanopia (Machado et al. 2009), and have a contrast of 3:1 or more with the sea. Statuses also differ by
their dashes.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Palette:
    """Colours as `#rrggbb`: of statuses and kinds by their codes, of the base map, and of text."""

    status: dict[str, str]
    kind: dict[str, str]
    sea: str
    land: str
    coast: str
    border: str
    ink: str
    ink_soft: str
    paper: str


LIGHT: Final = Palette(
    status={
        "active": "#0a6aa8",
        "planned": "#00795a",
        "suspended": "#ad6a00",
        "ended": "#b3400f",
        "cancelled": "#99438a",
    },
    kind={
        "sister_city": "#0a6aa8",
        "friendship_city": "#aa3311",
        "hometown": "#440033",
        "cooperation_agreement": "#9977ee",
        "exchange": "#dd6666",
        "mutual_aid": "#332299",
    },
    sea="#eef3f6",
    land="#e4dfd5",
    coast="#cbc4b6",
    border="#fbfaf7",
    ink="#1d2a36",
    ink_soft="#55636f",
    paper="#ffffff",
)

DARK: Final = Palette(
    status={
        "active": "#58b0ea",
        "planned": "#35c79c",
        "suspended": "#f0ac3a",
        "ended": "#f4824e",
        "cancelled": "#df92cf",
    },
    kind={
        "sister_city": "#58b0ea",
        "friendship_city": "#ee6611",
        "hometown": "#ffee88",
        "cooperation_agreement": "#44eeff",
        "exchange": "#eeaa88",
        "mutual_aid": "#1177dd",
    },
    sea="#10171d",
    land="#27313a",
    coast="#37444f",
    border="#161e25",
    ink="#e8edf1",
    ink_soft="#a4b1bc",
    paper="#192129",
)

DASHES: Final[dict[str, tuple[int, ...]]] = {
    "active": (),
    "planned": (1, 5),
    "suspended": (9, 4),
    "ended": (4, 3),
    "cancelled": (9, 3, 2, 3),
}
"""Lengths of dashes and gaps of each status, in CSS pixels; empty for a solid line."""
