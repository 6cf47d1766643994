"""The schema.org description of the dataset (JSON-LD), for dataset search engines."""

from geodata.quality.quality import Quality
from geodata.writers import FORMATS, LICENCE
from viewer.web.i18n import languages
from viewer.web.render_context import RenderContext
from viewer.web.script_json import script_json


def structured_data(quality: Quality, summary: str, years: list[int], context: RenderContext) -> str:
    """Return a schema.org Dataset as JSON-LD; "" where the site's origin is unknown.

    summary: the counts of the dataset as a sentence.
    years: the years with known dates, ascending; the first and the last are the temporal coverage.
    The description has no `creator`, because the facts come from the cited sources.
    """
    if not context.origin:
        return ""
    _ = context.language.gettext
    json_ld = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": context.absolute(context.data("/about")) + "#dataset",
        "name": _("Partnerships of Japan’s municipalities and prefectures with places abroad"),
        "alternateName": _("Shimai"),
        "description": _(
            "Sister cities, friendship cities, agreements and exchanges between Japanese local governments "
            "and their partners abroad, as lines on a map, each with its dates, its status and its sources. "
            "%(summary)s"
        )
        % {"summary": summary},
        "url": context.absolute(context.link("/about")),
        "inLanguage": list(languages()),
        "isAccessibleForFree": True,
        "license": LICENCE,
        "creditText": _("Places: GeoNames, CC BY 4.0; a few from sources of their own."),
        "citation": sorted({_(coverage.published.source) for coverage in quality.coverage}),
        "isBasedOn": ["https://www.geonames.org/", "https://www.clair.or.jp/"],
        "version": quality.version,
        "dateModified": quality.as_of,
        "temporalCoverage": f"{years[0]}/{years[-1]}" if years else "",
        "spatialCoverage": [{"@type": "Place", "name": name} for name in (_("Japan"), _("World"))],
        "keywords": [_("sister cities"), _("friendship cities"), _("local governments"), _("Japan")],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": format_.name,
                "encodingFormat": format_.media_type.partition(";")[0],
                "contentUrl": context.absolute(context.data(f"/partnerships.{format_.extension}")),
            }
            for format_ in FORMATS.values()
        ],
    }
    return script_json({name: value for name, value in json_ld.items() if value})
