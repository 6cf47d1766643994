"""The files in which a selection can be taken away."""

from collections.abc import Sequence

from geodata import Selection
from viewer.description import Link
from viewer.setting import Setting

DOWNLOADS = {"geojson": "GeoJSON"}
"""What is behind the endings of `/partnerships.`."""


def download_links(
    selection: Selection, setting: Setting, endings: Sequence[str] = tuple(DOWNLOADS)
) -> list[Link]:
    """Return a link for each ending of `/partnerships.`, to a whole selection."""
    query = selection.unpaged().query()
    return [
        Link(DOWNLOADS.get(ending, ending), setting.data(f"/partnerships.{ending}", query))
        for ending in endings
    ]
