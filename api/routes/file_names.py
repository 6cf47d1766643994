"""Names of downloaded files."""

from geodata import Selection
from geodata.text.folding import slug


def file_name(selection: Selection, as_of: str) -> str:
    """Return a file name with the selection and the date of the data: `shimai-country-us-2026-04`."""
    parts = [part for name, value in selection.parameters() for part in (name, slug(value) or "words")]
    return "-".join(["shimai", *parts, as_of])[:120].strip("-")
