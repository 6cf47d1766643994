"""The note of a partnership: one line in English, then one in Japanese."""


def add_note(note: str, english: str, japanese: str) -> str:
    """Return a note with a remark added in both languages, unless it is already there."""
    first, _, second = note.partition("\n")
    if english in first and japanese in (second or first):
        return note
    return f"{_join(first, english, ' ')}\n{_join(second or first, japanese, '')}"


def _join(text: str, more: str, space: str) -> str:
    return f"{text}{space}{more}" if text else more
