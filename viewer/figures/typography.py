"""Fonts and the letters of a figure: Latin ones in DejaVu Sans, Japanese ones in IPAexGothic."""

import re
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import Final, cast

from matplotlib.backend_bases import RendererBase
from matplotlib.font_manager import FontProperties, fontManager

FALLBACK_FAMILIES: Final = ["DejaVu Sans", "Verdana", "Hiragino Sans", "Yu Gothic", "Noto Sans CJK JP"]
"""What stands for the fonts where an SVG is opened without them; PDFs carry their own."""

_FAMILIES = {"ja": ["IPAexGothic", "DejaVu Sans", "sans-serif"]}
_DEFAULT_FAMILIES = ["DejaVu Sans", "IPAexGothic", "sans-serif"]
# A letter of East Asia may end a line, unless a closing sign follows it; other words stay whole.
_UNITS = re.compile(r"[\u2e80-\uffef][、。，．・：；！？）」』】ー]*\s*|[^\s\u2e80-\uffef]+\s*|\s+")


@lru_cache
def font(lang: str, points: float, weight: str = "normal") -> FontProperties:
    """Return the font of a language in a size; characters that its first family lacks come from the next."""
    _register()
    return FontProperties(family=_FAMILIES.get(lang, _DEFAULT_FAMILIES), size=points, weight=weight)


@lru_cache
def _register() -> None:
    fontManager.addfont(str(files("matplotlib_fontja") / "fonts" / "ipaexg.ttf"))
    # It has one weight, which stands for the bold one too.
    gothic = next(entry for entry in fontManager.ttflist if entry.name == "IPAexGothic")
    fontManager.ttflist.append(replace(gothic, weight=700))


def measure(text: str, text_font: FontProperties, renderer: RendererBase) -> tuple[float, float]:
    """Return how wide and how high a line of text is, in pixels."""
    width, height, _descent = renderer.get_text_width_height_descent(text, text_font, ismath=False)
    return float(width), float(height)


def pixels_per_point(renderer: RendererBase) -> float:
    """Return how many pixels a point has."""
    return cast(float, renderer.points_to_pixels(1.0))


def wrap(text: str, text_font: FontProperties, width: float, renderer: RendererBase) -> list[str]:
    """Return a text as lines no wider than a width in pixels; a word that is wider is broken."""

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
