"""The templates of pages, rendered in the reader's language."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from viewer.components.selection_title import LONGEST_TITLE
from viewer.maps.elements import STYLE_SHEETS
from viewer.maps.map_parts import MapParts
from viewer.web.i18n import language
from viewer.web.render_context import Setting
from viewer.web.sharing import Sharing

_EVERY_PAGE = ("page", "filters", "list", "timeline")
_TEMPLATES = Path(__file__).parents[1] / "templates"


def render_template(
    name: str,
    setting: Setting,
    map_parts: MapParts | None = None,
    *,
    sharing: Sharing,
    sheets: Sequence[str] = (),
    **values: Any,
) -> str:
    """Return a page in the reader's language; `sheets` are its style sheets beyond those of every page."""
    environment = _environment(setting.lang)
    names = environment.get_template("names.html").make_module({"lang": setting.lang})
    of_map = (
        map_parts.styles if map_parts else [setting.assets.url(f"css/{sheet}.css") for sheet in STYLE_SHEETS]
    )
    return environment.get_template(name).render(
        lang=setting.lang,
        nonce=setting.nonce,
        map=map_parts,
        sharing=sharing,
        styles=[*of_map, *(setting.assets.url(f"css/{sheet}.css") for sheet in (*_EVERY_PAGE, *sheets))],
        icon=setting.assets.url("icon.svg"),
        home=setting.link("/"),
        table_page="" if setting.assets.is_inline else setting.link("/table"),
        about="" if setting.assets.is_inline else setting.link("/about"),
        gis="" if setting.assets.is_inline else setting.link("/ogc", "f=html"),
        longest_title=LONGEST_TITLE,
        icons=environment.get_template("icons.html").module,
        named=vars(names)["named"],
        linked=vars(names)["linked"],
        brand=vars(names)["brand"],
        keep_lang=setting.keep_lang,
        **values,
    )


def render_fragment(name: str, setting: Setting, **values: Any) -> str:
    """Return a piece of markup, for other people's pages."""
    return _environment(setting.lang).get_template(name).render(**values).strip()


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
