"""Options of a figure (paper, size, theme, colours, region), for URLs and the command line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from geodata import SelectionError
from viewer.components.selection_title import MAX_TITLE_LENGTH

Format = Literal["png", "svg", "pdf"]
Paper = Literal["a4-landscape", "a4-portrait", "slide", "column", "share"]
Theme = Literal["light", "dark", "grey"]
Colour = Literal["status", "kind"]
Region = Literal["selection", "world", "pacific", "asia", "europe", "americas", "oceania", "africa"]

FORMATS: Final[dict[Format, str]] = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
"""Media types by file name extension."""

SIZES: Final[dict[Paper, tuple[float, float]]] = {
    "a4-landscape": (277.0, 190.0),
    "a4-portrait": (190.0, 140.0),
    "slide": (338.6, 190.5),
    "column": (85.0, 75.0),
    "share": (304.8, 160.02),
}
"""Width and height in millimetres: A4 within margins, a 16:9 slide, a report's column, a link preview."""

MIN_MM, MAX_MM = 60.0, 1000.0
MIN_DPI, MAX_DPI = 50, 600
MAX_PIXELS = 40_000_000
_SHARE_DPI = 100

ALLOWED: Final[dict[str, str]] = {
    "paper": ", ".join(get_args(Paper)),
    "theme": ", ".join(get_args(Theme)),
    "colour": ", ".join(get_args(Colour)),
    "region": ", ".join(get_args(Region)),
    "width": f"millimetres from {MIN_MM:.0f} to {MAX_MM:.0f}",
    "height": f"millimetres from {MIN_MM:.0f} to {MAX_MM:.0f}",
    "dpi": f"a whole number from {MIN_DPI} to {MAX_DPI}, and at most {MAX_PIXELS:,} pixels in all",
    "title": f"at most {MAX_TITLE_LENGTH} characters in one line",
}
"""The allowed values of each option, as text for messages."""


@dataclass(frozen=True)
class Size:
    """A figure's width and height in inches, and its resolution in dots per inch."""

    width: float
    height: float
    dpi: int


class FigureOptions(BaseModel):
    """The options of a figure.

    paper: a named size. width, height: a size in millimetres, which overrides that of the paper.
    dpi: the resolution of a PNG in dots per inch.
    title: "" for a title made from the selection.
    colour: whether colours show the status or the kind.
    region: the part of the earth shown; `selection` fits what is drawn.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    paper: Paper = "a4-landscape"
    width: float | None = Field(None, ge=MIN_MM, le=MAX_MM)
    height: float | None = Field(None, ge=MIN_MM, le=MAX_MM)
    dpi: int = Field(150, ge=MIN_DPI, le=MAX_DPI)
    title: str = Field("", max_length=MAX_TITLE_LENGTH)
    theme: Theme = "light"
    colour: Colour = "status"
    region: Region = "selection"

    @classmethod
    def parse(cls, items: Iterable[tuple[str, str]]) -> Self:
        """Return the options given as names and values. Raises SelectionError for one that is not allowed."""
        given: dict[str, str] = {}
        for name, value in items:
            if name not in cls.model_fields or name in given or not _is_plain(name, value):
                raise SelectionError(name, value, ALLOWED.get(name, ", ".join(cls.model_fields)))
            given[name] = value
        try:
            options = cls.model_validate(given)
        except ValidationError as error:
            name = str(error.errors()[0]["loc"][0])
            raise SelectionError(name, given[name], ALLOWED[name]) from error
        size = options.size
        if size.width * size.height * size.dpi**2 > MAX_PIXELS:
            raise SelectionError("dpi", str(options.dpi), ALLOWED["dpi"])
        return options

    @property
    def size(self) -> Size:
        """The figure's size; without width and height, a link preview has 1200 by 630 pixels."""
        width, height = SIZES[self.paper]
        dpi = _SHARE_DPI if self.paper == "share" else self.dpi
        return Size((self.width or width) / 25.4, (self.height or height) / 25.4, dpi)

    @property
    def fits_height_to_map(self) -> bool:
        """Whether the height is reduced to what the map needs; on paper, unless `height` is given."""
        return self.height is None and self.paper not in ("slide", "share")

    def query(self) -> tuple[tuple[str, str], ...]:
        """Return the options that differ from the defaults, as names and values in a fixed order."""
        values = self.model_dump(exclude_defaults=True)
        return tuple((name, str(values[name])) for name in type(self).model_fields if name in values)


def _is_plain(name: str, value: str) -> bool:
    """Return whether a number has only digits (no sign or exponent), or a title only printable characters."""
    if name == "title":
        return value.isprintable()
    if name in ("width", "height"):
        return bool(re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,3})?", value))
    return name != "dpi" or bool(re.fullmatch(r"[0-9]{1,4}", value))
