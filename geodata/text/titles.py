"""The titles of Japanese municipalities and prefectures in Latin letters, and their Japanese characters."""

from typing import Final

PREFECTURE: Final = "都府県"
CITY: Final = "市"
TOWN: Final = "町"
VILLAGE: Final = "村"
WARD: Final = "区"

TITLES: Final[dict[str, str]] = {
    **dict.fromkeys(("to", "fu", "ken", "prefecture", "metropolis"), PREFECTURE),
    **dict.fromkeys(("shi", "city"), CITY),
    **dict.fromkeys(("cho", "chou", "machi", "town"), TOWN),
    **dict.fromkeys(("son", "mura", "village"), VILLAGE),
    **dict.fromkeys(("ku", "ward"), WARD),
}
"""Title -> the last characters that a Japanese name with this title may have."""
