"""Words that mean a country as a whole, beside its usual name: `USA`, `米国`, `英国`."""

from functools import cache

from geodata.gazetteer.countries import country_codes, country_name, names_in_use
from geodata.gazetteer.divisions import load_divisions
from geodata.text.search_folding import search_fold


@cache
def words_for_country(code: str) -> tuple[str, ...]:
    """Return the folded words that mean a country (ISO 3166-1 alpha-2) and nothing else.

    Its names on the pages are not among them, since places elsewhere may have them (Georgia); nor are names
    of its parts (Scotland).
    """
    usual = {search_fold(country_name(code, language)) for language in ("en", "ja")}
    parts = load_divisions()
    words = (search_fold(name) for name in names_in_use(code) if not parts.find(code, name))
    return tuple(word for word in dict.fromkeys(words) if word not in usual)


def country_of_word(folded: str) -> str:
    """Return the code of the country that a folded text means and nothing else; "" for none."""
    return _by_word().get(folded, "")


def country_of_name(folded: str) -> str:
    """Return the code of the country with this folded name, in English or Japanese; "" for none."""
    return _by_name().get(folded, "")


@cache
def _by_word() -> dict[str, str]:
    return {word: code for code in sorted(country_codes()) for word in words_for_country(code)}


@cache
def _by_name() -> dict[str, str]:
    return {
        search_fold(country_name(code, language)): code
        for code in sorted(country_codes())
        for language in ("en", "ja")
    }
