"""Names of downloaded files."""

from geodata.query.filters import Filters
from geodata.text.folding import slug


def file_name(selection: Filters, as_of: str, prefix: str = "shimai") -> str:
    """Return a file name with the selection and the date of the data: `shimai-country-us-2026-04`."""
    parts = [part for name, value in selection.parameters() for part in (name, slug(value) or "words")]
    return "-".join([prefix, *parts, as_of])[:120].strip("-")
