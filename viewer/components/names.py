"""Names in the reader's language, and names and texts with links."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import pandas as pd

from geodata.geocoding.admin_hierarchy import names_of
from viewer.web.render_context import RenderContext

FrameRow = Mapping[str, Any]
"""A row of `Dataset.frame`, by column."""


@dataclass(frozen=True)
class Name:
    """A name and its language."""

    text: str
    lang: str


@dataclass(frozen=True)
class BilingualName:
    """A name in the reader's language, and in the other language where that is known and differs."""

    name: Name
    other: Name | None

    @classmethod
    def of(cls, english: str, japanese: str, lang: str) -> Self:
        """Return both names in the reader's order; the English one first where there is no Japanese one."""
        name = Name(japanese, "ja") if lang == "ja" and japanese else Name(english, "en")
        text, other = (english, "en") if name.lang == "ja" else (japanese, "ja")
        return cls(name, Name(text, other) if text and text != name.text else None)


@dataclass(frozen=True)
class LinkedName:
    """A name and the URL of its page; "" for none."""

    name: Name
    url: str


@dataclass(frozen=True)
class Link:
    """A link's text and URL; "" for plain text."""

    text: str
    url: str


def name_in(lang: str, row: FrameRow, column: str) -> Name:
    """Return the name in a column (`column` and `column_ja`) in the reader's language, else in English."""
    return bilingual_name(lang, row, column).name


def bilingual_name(lang: str, row: FrameRow, column: str) -> BilingualName:
    """Return the name in a column (`column` and `column_ja`) in both languages."""
    return BilingualName.of(row[column], row[f"{column}_ja"], lang)


def sides_text(row: FrameRow, context: RenderContext) -> str:
    """Return the names of both sides, such as `Osaka – Milan`."""
    return context.language.gettext("%(municipality)s – %(partner)s") % {
        "municipality": name_in(context.lang, row, "municipality").text,
        "partner": name_in(context.lang, row, "partner").text,
    }


def linked_municipality(code: str, context: RenderContext) -> LinkedName:
    """Return the name of a municipality or prefecture by its JIS X 0402 code, with the URL of its page."""
    return LinkedName(BilingualName.of(*names_of(code), context.lang).name, context.municipality(code))


def frame_rows(frame: pd.DataFrame) -> list[FrameRow]:
    """Return the rows of a dataset's frame as mappings."""
    return [{str(column): value for column, value in row.items()} for row in frame.to_dict("records")]
