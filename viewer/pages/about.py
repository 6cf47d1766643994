"""The page about the data: completeness, precision, age and sources."""

from collections.abc import Mapping
from dataclasses import dataclass

from geodata import Dataset
from geodata.gazetteer.countries import country_name
from geodata.quality.coverage import COMPARABLE_KINDS, WHOLE
from geodata.quality.quality import Coverage, Quality, compared_counts, measure_quality
from viewer.components.counts import count_text
from viewer.components.labels import labels
from viewer.components.names import Link, LinkedName, Name
from viewer.pages.rendering import render_template
from viewer.web.render_context import RenderContext
from viewer.web.sharing import share
from viewer.web.structured_data import structured_data

MAX_HOSTS = 20
"""The maximum number of hosts of sources in the table; the page counts the others."""

_COMPARABLE_QUERY = f"kind={','.join(COMPARABLE_KINDS)}"
_UNDATED_QUERY = "undated=only"


@dataclass(frozen=True)
class CountRow:
    """A row of a table: its head, an explanation or "", and numbers, some with links."""

    head: str
    explanation: str
    cells: list[Link]


@dataclass(frozen=True)
class CountTable:
    """A table of counts: caption, titles of the columns, rows."""

    caption: str
    columns: list[str]
    rows: list[CountRow]


def render_about(dataset: Dataset, context: RenderContext) -> str:
    """Return the page about the quality of a dataset."""
    quality = measure_quality(dataset)
    summary = _summary(quality, context)
    compared = compared_counts(quality.coverage)
    return render_template(
        "about.html",
        context,
        menu="about",
        sharing=share(context.language.gettext("About the data"), summary, "/about", context),
        style_sheets=("about",),
        summary=summary,
        structured_data=structured_data(quality, summary, sorted(dataset.facets().year), context),
        facts=_facts(quality, context),
        coverage=_coverage_table(compared, quality, context),
        coverage_sources=_coverage_sources(compared, context),
        states=[_statuses_table(quality, context), _kinds_table(quality, context)],
        dates=_dates_table(quality, context),
        places=_places_table(quality, context),
        hosts=_hosts_table(quality, context),
        other_hosts=max(0, len(quality.sources.hosts) - MAX_HOSTS),
        countries=_countries_table(quality, context),
        sources=quality.sources,
        comparable=quality.comparable,
        comparable_url="" if quality.abroad else context.link("/", _COMPARABLE_QUERY),
        undated=quality.date_precision["unknown"],
        undated_url=context.link("/", _UNDATED_QUERY),
        unnamed=_without_japanese_name(dataset, context),
        number=context.language.number,
        date=context.language.date,
        other_languages=context.other_languages("/about"),
    )


def _summary(quality: Quality, context: RenderContext) -> str:
    _, ngettext = context.language.gettext, context.language.ngettext
    municipalities = quality.municipalities
    summary = (
        _("%(partnerships)s of %(municipalities)s with %(partners)s in %(countries)s.")
        if municipalities
        else _("%(partnerships)s with %(partners)s in %(countries)s.")
    )
    return summary % {
        "partnerships": count_text(quality.partnerships, context),
        "municipalities": ngettext(
            "%(count)s municipality or prefecture", "%(count)s municipalities and prefectures", municipalities
        ),
        "partners": ngettext("%(count)s partner", "%(count)s partners", quality.partners),
        "countries": ngettext(
            "%(count)s country or region", "%(count)s countries and regions", len(quality.countries)
        ),
    }


def _without_japanese_name(dataset: Dataset, context: RenderContext) -> list[LinkedName]:
    """Return the partners for which no Japanese name is known, with the URLs of their partnerships."""
    frame = dataset.frame
    rows = frame[frame["partner_ja"] == ""].drop_duplicates("partner_place").sort_values("partner")
    return [
        LinkedName(Name(partner, "en"), context.partnership(id_))
        for partner, id_ in rows[["partner", "id"]].itertuples(index=False)
    ]


def _facts(quality: Quality, context: RenderContext) -> list[tuple[str, str]]:
    _ = context.language.gettext
    as_of = context.language.date(quality.as_of) if quality.as_of else _("not known")
    facts = [(_("Date of the data"), as_of), (_("Version of the data"), quality.version)]
    if quality.abroad:
        facts.append(
            (_("Between two places abroad"), count_text(quality.abroad, context)),
        )
    return facts


def _coverage_table(compared: list[Coverage], quality: Quality, context: RenderContext) -> CountTable:
    """Return the comparison of the published counts with the dataset's.

    Counts link to their selection unless the dataset has partnerships between two places abroad, which the
    selection would include but the comparison does not.
    """
    _, number = context.language.gettext, context.language.number

    def selection_url(query: str) -> str:
        return "" if quality.abroad else context.link("/", query)

    rows = []
    for coverage in compared:
        code = coverage.published.country
        within = "" if code == WHOLE else f"country={code}"
        alike = f"{within}&{_COMPARABLE_QUERY}" if within else _COMPARABLE_QUERY
        cells = [
            Link(number(coverage.published.count), ""),
            Link(
                number(coverage.comparable),
                selection_url(alike),
            ),
            Link(context.language.percent(coverage.share), ""),
            Link(number(coverage.all_kinds), selection_url(within)),
        ]
        name = _("All countries and regions") if code == WHOLE else country_name(code, context.lang)
        rows.append(CountRow(name, context.language.date(coverage.published.as_of), cells))
    columns = [
        _("Country/region"),
        _("Published count"),
        _("Ours, same kinds"),
        _("Share"),
        _("Ours, all kinds"),
    ]
    return CountTable(_("Sister and friendship cities by published counts and by ours"), columns, rows)


def _coverage_sources(compared: list[Coverage], context: RenderContext) -> list[str]:
    _ = context.language.gettext
    sources = dict.fromkeys((coverage.published.source, coverage.published.as_of) for coverage in compared)
    return [
        _("Counted as of %(date)s: %(source)s.") % {"date": context.language.date(as_of), "source": _(source)}
        for source, as_of in sources
    ]


def _statuses_table(quality: Quality, context: RenderContext) -> CountTable:
    _ = context.language.gettext
    named = labels(context.lang).statuses
    rows = _count_rows(quality.statuses, named, "status", quality.partnerships, context)
    return CountTable(_("Partnerships by status"), [_("Status"), _("Partnerships"), _("Share")], rows)


def _kinds_table(quality: Quality, context: RenderContext) -> CountTable:
    _ = context.language.gettext
    rows = _count_rows(quality.kinds, labels(context.lang).kinds, "kind", quality.partnerships, context)
    return CountTable(_("Partnerships by kind"), [_("Kind"), _("Partnerships"), _("Share")], rows)


def _countries_table(quality: Quality, context: RenderContext) -> CountTable:
    _ = context.language.gettext
    named = {code: country_name(code, context.lang) for code in quality.countries}
    rows = _count_rows(quality.countries, named, "country", quality.partnerships, context)
    columns = [_("Country/region"), _("Partnerships"), _("Share")]
    return CountTable(_("Partnerships by country or region"), columns, rows)


def _dates_table(quality: Quality, context: RenderContext) -> CountTable:
    _ = context.language.gettext
    named = {
        "day": _("To the day"),
        "month": _("To the month"),
        "year": _("To the year"),
        "unknown": _("Not known"),
    }
    links = {"unknown": context.link("/", _UNDATED_QUERY)}
    total = quality.partnerships
    rows = [
        _count_row(named[precision], links.get(precision, ""), count, total, context)
        for precision, count in quality.date_precision.items()
    ]
    columns = [_("Known"), _("Partnerships"), _("Share")]
    return CountTable(_("How precisely the date of signing is known"), columns, rows)


def _places_table(quality: Quality, context: RenderContext) -> CountTable:
    _ = context.language.gettext
    named = {"office": _("Office"), "seat": _("Seat"), "area": _("Area"), "country": _("Country")}
    explanations = labels(context.lang).precisions
    total = sum(quality.place_precision.values())
    rows = [
        _count_row(named[precision], "", count, total, context, explanations[precision])
        for precision, count in quality.place_precision.items()
    ]
    return CountTable(
        _("What the point of a place stands for"), [_("The point is"), _("Places"), _("Share")], rows
    )


def _hosts_table(quality: Quality, context: RenderContext) -> CountTable:
    _, number = context.language.gettext, context.language.number
    hosts = list(quality.sources.hosts.items())[:MAX_HOSTS]
    rows = [CountRow(host, "", [Link(number(count), "")]) for host, count in hosts]
    return CountTable(
        _("Who publishes the sources, by the host of their address"), [_("Host"), _("Sources")], rows
    )


def _count_rows(
    counts: Mapping[str, int], named: Mapping[str, str], parameter: str, total: int, context: RenderContext
) -> list[CountRow]:
    """Return a row per value of a filter, with a link to its selection."""
    return [
        _count_row(named[value], context.link("/", f"{parameter}={value}"), count, total, context)
        for value, count in counts.items()
    ]


def _count_row(
    name: str, url: str, count: int, total: int, context: RenderContext, explanation: str = ""
) -> CountRow:
    percent = context.language.percent(count / total) if total else ""
    return CountRow(name, explanation, [Link(context.language.number(count), url), Link(percent, "")])
