"""The menu of the site in the header of every page, and the views of a selection."""

from dataclasses import dataclass

from viewer.web.render_context import RenderContext


@dataclass(frozen=True)
class MenuLink:
    """A link of a menu; `key` names what it leads to, `is_current` marks the page itself."""

    key: str
    text: str
    url: str
    is_current: bool


def site_menu(current: str, context: RenderContext) -> list[MenuLink]:
    """Return the links to the site's pages; [] for a file that needs no server.

    current: the key of the page's own link, or "".
    """
    if context.assets.is_inline:
        return []
    _ = context.language.gettext
    pages = (
        ("map", _("Map"), "/"),
        ("table", _("Table"), "/table"),
        ("ranking", _("Ranking"), "/ranking"),
        ("events", _("Events"), "/events"),
        ("compare", _("Compare"), "/compare"),
        ("countries", _("Countries"), "/countries"),
        ("municipalities", _("Municipalities"), "/municipalities"),
        ("about", _("About"), "/about"),
    )
    return [MenuLink(key, text, context.link(path), key == current) for key, text, path in pages]


def selection_views(current: str, query: str, context: RenderContext) -> list[MenuLink]:
    """Return the links to the views of a selection: map, ranking, table; [] for a file without a server."""
    if context.assets.is_inline:
        return []
    _ = context.language.gettext
    views = (("map", _("Map"), "/"), ("ranking", _("Ranking"), "/ranking"), ("table", _("Table"), "/table"))
    return [MenuLink(key, text, context.link(path, query), key == current) for key, text, path in views]
