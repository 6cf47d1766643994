"""What a note says of a pair's agreements, in English and in Japanese, and how it is read back."""

import re

from geodata.importing.notes import add_note

_KINDS = {
    "sister_city": ("sister city", "姉妹都市"),
    "friendship_city": ("friendship city", "友好都市"),
    "hometown": ("hometown", "ホームタウン"),
    "cooperation_agreement": ("cooperation agreement", "協力協定"),
    "exchange": ("exchange", "交流"),
    "mutual_aid": ("mutual aid", "相互応援"),
}
_WITHOUT_AGREEMENT = ("exchange without an agreement", "交流(提携なし)")
_AGREEMENT = re.compile(
    rf"\b({'|'.join(english.capitalize() for english, _ in _KINDS.values())}) since (\d{{4}}[\d-]*) \(\""
)


def japanese_date(date: str) -> str:
    """Return an EDTF date as Japanese text: 1965年1月28日."""
    parts = [str(int(part)) for part in date.split("-")]
    return "".join(part + unit for part, unit in zip(parts, "年月日", strict=False))


def note_agreement(note: str, title: str, kind: str, signed: str) -> str:
    """Note one of several agreements of a pair, with its date."""
    english, japanese = _KINDS[kind]
    return add_note(
        note,
        f'{english.capitalize()} since {signed} ("{title}").',
        f"{japanese_date(signed)}から{japanese}(「{title}」)。",
    )


def noted_agreements(note: str) -> list[tuple[str, str]]:
    """Return the kind and the date of each agreement that a note lists."""
    kinds = {english.capitalize(): kind for kind, (english, _) in _KINDS.items()}
    return [(kinds[name], signed) for name, signed in _AGREEMENT.findall(note.partition("\n")[0])]


def note_kind(note: str, title: str, kind: str) -> str:
    """Note the kind that another source gives."""
    english, japanese = _KINDS[kind] if kind != "exchange" else _WITHOUT_AGREEMENT
    return add_note(
        note,
        f'Listed by another source ("{title}") as: {english}.',
        f"別の資料(「{title}」)では「{japanese}」とされている。",
    )
