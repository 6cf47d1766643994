"""A selection in words: what a map in a frame, a figure or a link preview is called."""

from geodata import Dataset, Selection
from viewer.components.filter_form import chips
from viewer.web.render_context import Setting

LONGEST_TITLE = 200
"""So many letters at most has a title that somebody writes instead."""

MOST_FILTERS = 6
"""A title names so many filters; of more it says that there are others."""


def title_of(dataset: Dataset, selection: Selection, setting: Setting) -> str:
    """Return a title such as `Japan’s partnerships abroad: Brazil · In force in 1990`."""
    _ = setting.language.gettext
    title = _("Japan’s partnerships abroad")
    texts = [chip.text for chip in chips(dataset, selection.unpaged(), setting)]
    if not texts:
        return title
    named = texts[:MOST_FILTERS] + (["…"] if len(texts) > MOST_FILTERS else [])
    return _("%(title)s: %(filters)s") % {"title": title, "filters": " · ".join(named)}
