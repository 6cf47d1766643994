"""Fonts of figures (DejaVu Sans, and IPAexGothic for Japanese), and measuring and wrapping of text."""

import re
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import Final, cast

from matplotlib.backend_bases import RendererBase
from matplotlib.font_manager import FontProperties, fontManager

FALLBACK_FAMILIES: Final = ["DejaVu Sans", "Verdana", "Hiragino Sans", "Yu Gothic", "Noto Sans CJK JP"]
"""Font families in SVG files for viewers without these fonts. PDFs embed the fonts."""

_FAMILIES = {"ja": ["IPAexGothic", "DejaVu Sans", "sans-serif"]}
_DEFAULT_FAMILIES = ["DejaVu Sans", "IPAexGothic", "sans-serif"]
# Text can be broken after each East Asian character with its closing punctuation, and between other words.
_UNITS = re.compile(r"[\u2e80-\uffef][、。，．・：；！？）」』】ー]*\s*|[^\s\u2e80-\uffef]+\s*|\s+")


@lru_cache
def font(lang: str, points: float, weight: str = "normal") -> FontProperties:
    """Return the font of a language in a size in points, with fallback families for missing characters."""
    _register()
    return FontProperties(family=_FAMILIES.get(lang, _DEFAULT_FAMILIES), size=points, weight=weight)


@lru_cache
def _register() -> None:
    fontManager.addfont(str(files("matplotlib_fontja") / "fonts" / "ipaexg.ttf"))
    # IPAexGothic has one weight. It is registered as the bold one, too.
    gothic = next(entry for entry in fontManager.ttflist if entry.name == "IPAexGothic")
    fontManager.ttflist.append(replace(gothic, weight=700))


def measure(text: str, text_font: FontProperties, renderer: RendererBase) -> tuple[float, float]:
    """Return the width and the height of a line of text, in pixels."""
    width, height, _descent = renderer.get_text_width_height_descent(text, text_font, ismath=False)
    return float(width), float(height)


def pixels_per_point(renderer: RendererBase) -> float:
    """Return the number of pixels per point."""
    return cast(float, renderer.points_to_pixels(1.0))


def wrap(text: str, text_font: FontProperties, width: float, renderer: RendererBase) -> list[str]:
    """Return a text as lines that fit into a width in pixels; words that are wider are broken."""

    def fits(line: str) -> bool:
        return measure(line.rstrip(), text_font, renderer)[0] <= width

    lines = [""]
    for unit in _UNITS.findall(text):
        for part in [unit] if fits(unit) else unit:
            if fits(lines[-1] + part):
                lines[-1] += part
            else:
                lines.append(part)
    return [line.strip() for line in lines if line.strip()]
