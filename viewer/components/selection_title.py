"""The title of a selection: of a page, of embedded maps, figures and link previews."""

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
    filters = _joined_filters(dataset, selection, context)
    return _("%(title)s: %(filters)s") % {"title": title, "filters": filters} if filters else title


def selection_name(dataset: Dataset, selection: Selection, context: RenderContext) -> str:
    """Return a selection as the title of a page names it, such as `Brazil since 1990`; "" for all.

    `viewer/static/js/ui/page-title.js` returns the same.
    """
    _ = context.language.gettext
    undated = selection.model_copy(update={"year": None, "signed": None})
    name = _joined_filters(dataset, undated, context)
    if selection.signed:
        first, _slash, last = selection.signed.replace("..", "").partition("/")
        name = _signed(name or _("Partnerships abroad"), first, last, context)
    if selection.year is not None:
        parts = {"names": name or _("Partnerships abroad"), "year": selection.year}
        name = _("%(names)s in force in %(year)s") % parts
    return name


def _signed(names: str, first: str, last: str, context: RenderContext) -> str:
    _ = context.language.gettext
    if not last:
        return _("%(names)s since %(year)s") % {"names": names, "year": first}
    if not first:
        return _("%(names)s up to %(year)s") % {"names": names, "year": last}
    if first == last:
        return _("%(names)s, signed in %(year)s") % {"names": names, "year": first}
    return _("%(names)s, signed %(first)s–%(last)s") % {"names": names, "first": first, "last": last}


def _joined_filters(dataset: Dataset, selection: Selection, context: RenderContext) -> str:
    texts = [chip.text for chip in chips(dataset, selection.unpaged(), context)]
    named = texts[:MAX_FILTERS] + (["…"] if len(texts) > MAX_FILTERS else [])
    return " · ".join(named)
