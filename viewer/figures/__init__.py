"""A selection as a static figure, for print and for link previews: PNG, SVG and PDF."""

from viewer.figures.figure import render_figure
from viewer.figures.options import ALLOWED, FORMATS, FigureOptions, Format

__all__ = ["ALLOWED", "FORMATS", "FigureOptions", "Format", "render_figure"]
