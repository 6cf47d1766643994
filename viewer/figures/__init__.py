"""Static figures of a selection as PNG, SVG and PDF, for print and for link previews.

`viewer.figures.figure.render_figure` draws them. This package doesn't import it, because matplotlib is slow
to import.
"""

from viewer.figures.options import ALLOWED, FORMATS, FigureOptions, Format

__all__ = ["ALLOWED", "FORMATS", "FigureOptions", "Format"]
