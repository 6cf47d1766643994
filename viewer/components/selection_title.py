"""A selection in words: what a map in a frame, a figure or a link preview is called."""

from geodata import Dataset, Selection
from viewer.components.filter_form import chips
from viewer.web.render_context import RenderContext

MAX_TITLE_LENGTH = 200
"""So many letters at most has a title that somebody writes instead."""

MAX_FILTERS = 6
"""A title names so many filters; of more it says that there are others."""


def selection_title(dataset: Dataset, selection: Selection, context: RenderContext) -> str:
    """Return a title such as `Japan’s partnerships abroad: Brazil · In force in 1990`."""
    _ = context.language.gettext
    title = _("Japan’s partnerships abroad")
    texts = [chip.text for chip in chips(dataset, selection.unpaged(), context)]
    if not texts:
        return title
    named = texts[:MAX_FILTERS] + (["…"] if len(texts) > MAX_FILTERS else [])
    return _("%(title)s: %(filters)s") % {"title": title, "filters": " · ".join(named)}
