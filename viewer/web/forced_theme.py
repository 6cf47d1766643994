"""CSS rules that force the light or the dark theme regardless of the reader's system."""

from functools import lru_cache

from viewer.web.assets import STATIC

_THEME_SHEETS = ("palette", "theme")
_DARK = "@media screen and (prefers-color-scheme: dark) {"


@lru_cache
def forced_theme(theme: str) -> str:
    """Return rules that force a theme when placed after all style sheets; "" for `auto`."""
    if theme == "auto":
        return ""
    rules = [_rules(name, theme) for name in _THEME_SHEETS]
    return "\n".join(rules) if theme == "dark" else "\n".join([*rules, ":root { color-scheme: light; }"])


def _rules(name: str, theme: str) -> str:
    style_sheet = (STATIC / "css" / f"{name}.css").read_text(encoding="utf-8")
    light, _, dark = style_sheet.partition(_DARK)
    return dark.rstrip().removesuffix("}") if theme == "dark" else light[: light.index("}") + 1]
