"""Light or dark whatever the reader's system says: the rules of the style sheet for one of the two."""

from functools import lru_cache

from viewer.web.assets import STATIC

_DARK = "@media (prefers-color-scheme: dark) {"


@lru_cache
def forced_theme(theme: str) -> str:
    """Return the rules that make a page light or dark after all its style sheets; "" for `auto`."""
    if theme == "auto":
        return ""
    style_sheet = (STATIC / "css" / "theme.css").read_text(encoding="utf-8")
    light, _, dark = style_sheet.partition(_DARK)
    if theme == "dark":
        return dark.rstrip().removesuffix("}")
    return light[: light.index("}") + 1] + "\n:root { color-scheme: light; }"
