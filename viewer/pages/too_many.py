"""The page shown instead of all others where a dataset has too many partnerships to draw in a browser."""

from viewer.pages.rendering import render_template
from viewer.web.render_context import RenderContext
from viewer.web.sharing import Sharing


def render_too_many_partnerships(partnership_count: int, context: RenderContext) -> str:
    """Return a page with the number of partnerships and links to the data and their counts."""
    _ = context.language.gettext
    title = _("Too many partnerships for a map in the browser")
    detail = _(
        "There are %(count)s partnerships. So many lines are not drawn in a browser, nor listed on pages; "
        "the data and their counts are here, whole or filtered."
    ) % {"count": f"{partnership_count:,}"}
    return render_template(
        "too_many.html",
        context,
        sharing=Sharing(title, detail),
        detail=detail,
        all_partnerships=context.data("/partnerships.geojsonl"),
        example=context.data("/partnerships.geojson", "country=US&year=1990&limit=1000"),
        counts=context.data("/facets"),
        other_languages=[],
    )
