"""Translations of the viewer: one message catalogue per language, for pages and scripts.

The catalogue of a language is `locale/<code>/LC_MESSAGES/viewer.po`; message ids are English.
"""

import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.support import Translations

LOCALES = Path(__file__).parents[1] / "locale"
DEFAULT_LANGUAGE = "en"


class UnknownLanguageError(ValueError):
    """There is no message catalogue for a language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        super().__init__(f"{lang!r} is not a language of the viewer; it has {', '.join(languages())}.")


@lru_cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a catalogue, the default language first."""
    codes = {path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/viewer.po")}
    return (DEFAULT_LANGUAGE, *sorted(codes - {DEFAULT_LANGUAGE}))


def catalogue_path(code: str) -> Path:
    """Return the path of a language's catalogue."""
    return LOCALES / code / "LC_MESSAGES" / "viewer.po"


def mark_message(message: str) -> str:
    """Return a message unchanged. Import it as `_` to mark module-level strings for extraction."""
    return message


@dataclass(frozen=True)
class Language:
    """The messages of one language, and its formats of dates and numbers."""

    code: str

    @cached_property
    def locale(self) -> Locale:
        """The Babel locale of the language."""
        return Locale.parse(self.code)

    @cached_property
    def name(self) -> str:
        """The language's own name, such as 日本語."""
        return self.locale.get_display_name(self.code) or self.code

    @cached_property
    def catalogue(self) -> Catalog:
        """The catalogue as read from its .po file."""
        with catalogue_path(self.code).open("rb") as file:
            return read_po(file, locale=self.code)

    @cached_property
    def translations(self) -> Translations:
        """The catalogue compiled for gettext."""
        compiled = io.BytesIO()
        write_mo(compiled, self.catalogue)
        compiled.seek(0)
        return Translations(compiled)

    def gettext(self, message: str) -> str:
        """Return the translation of a message; "" for ""."""
        return self.translations.ugettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the plural form of a message for a count; `%(count)s` becomes the formatted count."""
        return self.translations.ungettext(singular, plural, count) % {"count": self.number(count)}

    def date(self, text: str) -> str:
        """Return an EDTF date (`1959-11-17`, `1959-11` or `1959`) formatted with the same precision."""
        parts = [int(part) for part in text.split("-")]
        if len(parts) == 1:
            return format_date(datetime.date(parts[0], 1, 1), self._year, locale=self.locale)
        if len(parts) == 2:
            return format_date(datetime.date(parts[0], parts[1], 1), self._month, locale=self.locale)
        return format_date(datetime.date(parts[0], parts[1], parts[2]), self._day, locale=self.locale)

    def number(self, value: float) -> str:
        """Return a number with grouped thousands."""
        return format_decimal(value, locale=self.locale)

    def percent(self, share: float) -> str:
        """Return a fraction (0 to 1) as whole percents; below 1% with one decimal, so that it is not 0%."""
        return format_percent(share, "#,##0.0%" if 0 < share < 0.01 else None, locale=self.locale)

    @cached_property
    def script_messages(self) -> dict[str, str | dict[str, str]]:
        """The messages that the scripts use; plural forms are keyed by CLDR category."""
        return {
            str(_singular(message.id)): self._for_script(message.id, message.string)
            for message in self.catalogue
            if any(path.endswith(".js") for path, _ in message.locations)
        }

    @property
    def _year(self) -> str:
        return "y" if self.code == "en" else self._skeleton("y")

    @property
    def _month(self) -> str:
        return "MMMM y" if self.code == "en" else self._skeleton("yMMMM")

    @property
    def _day(self) -> str:
        return "d MMMM y" if self.code == "en" else "long"

    def _skeleton(self, name: str) -> str:
        skeletons: Mapping[str, object] = self.locale.datetime_skeletons
        return str(skeletons[name])

    def _for_script(self, id_: object, string: object) -> str | dict[str, str]:
        if not isinstance(id_, list | tuple):
            return str(string or id_)
        singular, plural = id_
        samples = {self.locale.plural_form(count): count for count in reversed(range(200))}
        return {
            category: self.translations.ungettext(singular, plural, count)
            for category, count in samples.items()
        }


def _singular(id_: object) -> object:
    return id_[0] if isinstance(id_, list | tuple) else id_


@lru_cache
def language(code: str) -> Language:
    """Return a language by its code. Raises UnknownLanguageError if it has no catalogue."""
    if code not in languages():
        raise UnknownLanguageError(code)
    return Language(code)
