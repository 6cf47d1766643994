"""The title of a selection, for embedded maps, figures and link previews."""

from geodata import Dataset, Selection
from viewer.components.filter_form import chips
from viewer.web.render_context import RenderContext

MAX_TITLE_LENGTH = 200
"""The maximum length of a title given by a user, in characters."""

MAX_FILTERS = 6
"""The maximum number of filters that a title names; further ones are replaced by an ellipsis."""


def selection_title(dataset: Dataset, selection: Selection, context: RenderContext) -> str:
    """Return the title of a selection, such as `Japan’s partnerships abroad: Brazil · In force in 1990`."""
    _ = context.language.gettext
    title = _("Japan’s partnerships abroad")
    texts = [chip.text for chip in chips(dataset, selection.unpaged(), context)]
    if not texts:
        return title
    named = texts[:MAX_FILTERS] + (["…"] if len(texts) > MAX_FILTERS else [])
    return _("%(title)s: %(filters)s") % {"title": title, "filters": " · ".join(named)}
