"""English and Japanese names of kinds and statuses, for files that contain both languages.

They equal the viewer's catalogues.
"""

from typing import Final

KIND_NAMES: Final[dict[str, tuple[str, str]]] = {
    "sister_city": ("Sister city", "姉妹都市"),
    "friendship_city": ("Friendship city", "友好都市"),
    "hometown": ("JICA Africa Hometown", "JICAアフリカ・ホームタウン"),
    "cooperation_agreement": ("Cooperation agreement", "協力協定"),
    "exchange": ("Exchange without agreement", "交流（協定なし）"),
    "mutual_aid": ("Mutual aid", "相互応援"),
}
STATUS_NAMES: Final[dict[str, tuple[str, str]]] = {
    "active": ("Active", "継続中"),
    "planned": ("Planned", "予定"),
    "suspended": ("Suspended", "休止中"),
    "ended": ("Ended", "終了"),
    "cancelled": ("Withdrawn before it began", "開始前に撤回"),
}


def both(english: str, japanese: str) -> str:
    """Return a name in both languages, once if there is only one."""
    return " ".join(dict.fromkeys(name for name in (english, japanese) if name))
