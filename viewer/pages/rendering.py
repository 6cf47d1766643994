"""Rendering of the Jinja templates in the reader's language."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from viewer.components.selection_title import MAX_TITLE_LENGTH
from viewer.components.site_menu import site_menu
from viewer.maps.elements import STYLE_SHEETS
from viewer.maps.map_parts import MapParts
from viewer.web.i18n import language
from viewer.web.render_context import RenderContext
from viewer.web.sharing import Sharing

_EVERY_PAGE = ("page", "header", "filters", "list", "timeline", "print")
_TEMPLATES = Path(__file__).parents[1] / "templates"


def render_template(
    name: str,
    context: RenderContext,
    map_parts: MapParts | None = None,
    *,
    sharing: Sharing,
    style_sheets: Sequence[str] = (),
    menu: str = "",
    **values: Any,
) -> str:
    """Return a page in the reader's language.

    name: the template's file name.
    map_parts: the map in the page; None for a page without a map.
    style_sheets: names of the page's own style sheets in `static/css`, besides those of every page.
    menu: the key of the page's link in the menu of the site; "" for none.
    values: the template's variables.
    Raises UnknownLanguageError for a language without a catalogue, MissingAssetError for a missing file.
    """
    environment = _environment(context.lang)
    names = environment.get_template("names.html").make_module({"lang": context.lang})
    map_styles = (
        map_parts.styles
        if map_parts
        else [context.assets.url(f"css/{style_sheet}.css") for style_sheet in STYLE_SHEETS]
    )
    return environment.get_template(name).render(
        lang=context.lang,
        nonce=context.nonce,
        map=map_parts,
        sharing=sharing,
        styles=[
            *map_styles,
            *(context.assets.url(f"css/{style_sheet}.css") for style_sheet in (*_EVERY_PAGE, *style_sheets)),
        ],
        icon=context.assets.url("icon.svg"),
        home=context.link("/"),
        menu=site_menu(menu, context),
        about="" if context.assets.is_inline else context.link("/about"),
        api_docs="" if context.assets.is_inline else context.link("/docs"),
        gis="" if context.assets.is_inline else context.link("/ogc", "f=html"),
        as_of=context.language.date(context.as_of) if context.as_of else "",
        correction=context.correction,
        max_title_length=MAX_TITLE_LENGTH,
        icons=environment.get_template("icons.html").module,
        named=vars(names)["named"],
        linked=vars(names)["linked"],
        brand=vars(names)["brand"],
        keep_lang=context.keep_lang,
        **values,
    )


def render_fragment(name: str, context: RenderContext, **values: Any) -> str:
    """Return an HTML fragment for other sites' pages."""
    return _environment(context.lang).get_template(name).render(**values).strip()


@lru_cache
def _environment(lang: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
    )
    environment.install_gettext_translations(language(lang).translations, newstyle=True)  # type: ignore[attr-defined]
    return environment
