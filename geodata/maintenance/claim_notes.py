"""What a note says where the sources of a partnership disagree: a sentence in English and in Japanese."""

from geodata.importing.agreement_notes import japanese_date
from geodata.importing.notes import add_note

_STATUSES = {
    "active": ("active", "継続中"),
    "planned": ("planned", "予定"),
    "suspended": ("suspended", "休止"),
    "ended": ("ended", "解消"),
    "cancelled": ("cancelled", "取消"),
}


def contradicts(note: str, title: str) -> bool:
    """Whether a note quotes a source against the date, the kind or the status of its partnership."""
    return f'nother source ("{title}")' in note


def note_signed(note: str, title: str, signed: str) -> str:
    """Note the date of signing that another source gives."""
    return add_note(
        note,
        f'Another source ("{title}") gives {signed} as the date of signing.',
        f"別の資料(「{title}」)では締結日を{japanese_date(signed)}としている。",
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
