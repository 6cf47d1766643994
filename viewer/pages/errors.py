"""Error pages for URLs that can't be served, in the reader's language."""

from geodata import SelectionError
from geodata.model.dates import FIRST_YEAR, LAST_YEAR
from geodata.query.filters import MAX_LIMIT, MAX_Q_LENGTH, MAX_WORDS
from geodata.query.selection import SortKeyError
from viewer.pages.compare import ComparisonError
from viewer.pages.not_found import UnknownCountryError, UnknownIdError, UnknownMunicipalityError
from viewer.pages.viewer import render_error
from viewer.web.i18n import UnknownLanguageError, languages
from viewer.web.render_context import RenderContext


def render_address_error(
    error: Exception, context: RenderContext, path: str = "", query: str = ""
) -> tuple[int, str]:
    """Return the status code (400 or 404) and the page for an error in a URL.

    path, query: the page's URL without `lang`, percent-encoded, for the links to its other languages; no
        links without a path.
    """
    others = context.other_languages(path, query) if path else []
    _ = context.language.gettext
    if isinstance(error, UnknownIdError):
        return 404, render_error(404, _("Not found"), _unknown(error, context), context, others)
    if isinstance(error, SelectionError):
        parameter, value, allowed = error.parameter, error.value, _allowed(error, context)
    elif isinstance(error, UnknownLanguageError):
        parameter, value, allowed = "lang", error.lang, ", ".join(languages())
    else:
        return 404, render_error(404, _("Not found"), _("There is no page at this address."), context, others)
    problem = {"parameter": parameter, "value": value, "allowed": allowed}
    detail = _("%(parameter)s=%(value)s is not allowed. Allowed: %(allowed)s") % problem
    return 400, render_error(400, _("This address can’t be read"), detail, context, others)


def _unknown(error: UnknownIdError, context: RenderContext) -> str:
    _ = context.language.gettext
    if isinstance(error, UnknownMunicipalityError):
        detail = _(
            "There is no municipality with the code %(id)s. Codes are those of JIS X 0402, such as 27100 "
            "for the city of Osaka or 27000 for its prefecture."
        )
    elif isinstance(error, UnknownCountryError):
        detail = _(
            "There is no country or region with the code %(id)s. Codes are those of ISO 3166-1, such as US "
            "or BR."
        )
    else:
        detail = _("There is no partnership with the id %(id)s.")
    return detail % {"id": error.id}


def _allowed(error: SelectionError, context: RenderContext) -> str:
    _ = context.language.gettext
    if isinstance(error, ComparisonError):
        return _("two codes of one of country, prefecture or municipality, such as country=US,CN")
    if isinstance(error, SortKeyError):
        return _(
            "up to 8 columns separated by commas, each once, with - before it to descend: %(columns)s"
        ) % {"columns": ", ".join(error.columns)}
    years = {"first": FIRST_YEAR, "last": LAST_YEAR}
    by_parameter = {
        "country": _("ISO 3166-1 alpha-2 codes such as US, CN or TW, separated by commas"),
        "prefecture": _("JIS X 0401 codes from 01 (Hokkaido) to 47 (Okinawa), separated by commas"),
        "municipality": _("JIS X 0402 codes such as 27100 (Osaka), separated by commas"),
        "year": _("a year from %(first)s to %(last)s") % years,
        "signed": _("an interval of years such as 1980/1989, 1980/.. or ../1989"),
        "ended": _("an interval of years such as 1980/1989, 1980/.. or ../1989"),
        "q": _("up to %(words)s words with letters or digits, at most %(count)s characters")
        % {"words": MAX_WORDS, "count": MAX_Q_LENGTH},
        "bbox": _("west,south,east,north in degrees"),
        "limit": _("a whole number from 1 to %(most)s") % {"most": MAX_LIMIT},
        "anniversary": _("a year from %(first)s to %(last)s") % years,
        "offset": _("a whole number from 0"),
    }
    return by_parameter.get(error.parameter, error.allowed)
