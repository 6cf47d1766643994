"""What a note says where the sources of a partnership disagree: a sentence in English and in Japanese."""

from geodata.importing.notes import add_note

_KINDS = {
    "sister_city": ("sister city", "姉妹都市"),
    "friendship_city": ("friendship city", "友好都市"),
    "hometown": ("hometown", "ホームタウン"),
    "cooperation_agreement": ("cooperation agreement", "協力協定"),
    "exchange": ("exchange without an agreement", "交流(提携なし)"),
    "mutual_aid": ("mutual aid", "相互応援"),
}
_STATUSES = {
    "active": ("active", "継続中"),
    "planned": ("planned", "予定"),
    "suspended": ("suspended", "休止"),
    "ended": ("ended", "解消"),
    "cancelled": ("cancelled", "取消"),
}


def japanese_date(date: str) -> str:
    """Return an EDTF date as Japanese text: 1965年1月28日."""
    parts = [str(int(part)) for part in date.split("-")]
    return "".join(part + unit for part, unit in zip(parts, "年月日", strict=False))


def note_signed(note: str, title: str, signed: str) -> str:
    """Note the date of signing that another source gives."""
    return add_note(
        note,
        f'Another source ("{title}") gives {signed} as the date of signing.',
        f"別の資料(「{title}」)では締結日を{japanese_date(signed)}としている。",
    )


def note_kind(note: str, title: str, kind: str) -> str:
    """Note the kind that another source gives."""
    english, japanese = _KINDS[kind]
    return add_note(
        note,
        f'Listed by another source ("{title}") as: {english}.',
        f"別の資料(「{title}」)では「{japanese}」とされている。",
    )


def note_status(note: str, title: str, status: str, date: str) -> str:
    """Note the status that another source gives, and its date if it is known."""
    english, japanese = _STATUSES[status]
    since = f" ({date})" if date else ""
    since_ja = f"({japanese_date(date)})" if date else ""
    return add_note(
        note,
        f'Listed by another source ("{title}") as: {english}{since}.',
        f"別の資料(「{title}」)では「{japanese}」{since_ja}とされている。",
    )


def note_agreement(note: str, title: str, kind: str, signed: str) -> str:
    """Note one of several agreements of a pair, with its date."""
    english, japanese = _KINDS[kind] if kind != "exchange" else ("exchange", "交流")
    return add_note(
        note,
        f'{english.capitalize()} since {signed} ("{title}").',
        f"{japanese_date(signed)}から{japanese}(「{title}」)。",
    )
