"""How complete the partnerships with a country are, as text."""

from geodata.gazetteer.countries import country_name
from geodata.quality.quality import Coverage
from viewer.web.render_context import RenderContext


def coverage_text(coverage: Coverage, context: RenderContext) -> str:
    """Return how many partnerships are held of those that CLAIR counted: `278 of the 362 ... (77%)`."""
    _ = context.language.gettext
    return _("%(held)s of the %(count)s that CLAIR counted in %(year)s (%(share)s)") % _numbers(
        coverage, context
    )


def coverage_sentence(coverage: Coverage, context: RenderContext) -> str:
    """Return the same as a sentence that names the country and what was counted."""
    _ = context.language.gettext
    country = country_name(coverage.published.country, context.lang)
    return _(
        "Sister and friendship cities with %(country)s: %(held)s of the %(count)s that CLAIR counted in "
        "%(year)s (%(share)s)."
    ) % {"country": country, **_numbers(coverage, context)}


def _numbers(coverage: Coverage, context: RenderContext) -> dict[str, str]:
    language = context.language
    return {
        "held": language.number(coverage.comparable),
        "count": language.number(coverage.published.count),
        "year": language.date(coverage.published.as_of[:4]),
        "share": language.percent(coverage.share),
    }
