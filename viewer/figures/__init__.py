"""A selection as a static figure, for print and for link previews: PNG, SVG and PDF.

`viewer.figures.figure.render_figure` draws it; importing that takes a while, because matplotlib does.
"""

from viewer.figures.options import ALLOWED, FORMATS, FigureOptions, Format

__all__ = ["ALLOWED", "FORMATS", "FigureOptions", "Format"]
