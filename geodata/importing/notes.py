"""A partnership's note: an English line, then the same in Japanese."""


def add_note(note: str, english: str, japanese: str) -> str:
    """Return a note with one more remark in both languages; one that stands there already isn't added."""
    first, _, second = note.partition("\n")
    if english in first and japanese in (second or first):
        return note
    return f"{_join(first, english, ' ')}\n{_join(second or first, japanese, '')}"


def _join(text: str, more: str, space: str) -> str:
    return f"{text}{space}{more}" if text else more
