"""Whole pages out of data. They know addresses, and nothing of HTTP."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from geodata import Dataset, Facets, Selection
from viewer.assets import Assets
from viewer.choices import chips, choices
from viewer.description import Link, Row, describe, list_row
from viewer.elements import LayerOptions
from viewer.map import make_map
from viewer.rendering import render_template, take_apart
from viewer.script_json import script_json
from viewer.setting import LanguageLink, Setting

ROWS = 100
"""So many partnerships stand in the list that a page comes with."""

FIRST_YEAR, LAST_YEAR = 1955, 2026
"""What the year's field takes where no date is known at all."""

DOWNLOADS = {"geojson": "GeoJSON"}
"""What is behind the endings of `/partnerships.`."""


class UnknownPartnershipError(LookupError):
    """No partnership has an id."""

    def __init__(self, id_: str) -> None:
        self.id = id_
        super().__init__(f"There is no partnership {id_!r}.")


def data_url(dataset: Dataset, setting: Setting) -> str:
    """Return the address at which the viewer's scripts look for the columns of the whole dataset."""
    return f"{setting.root}/map.json?v={dataset.version}"


def render_viewer(
    dataset: Dataset,
    selection: Selection,
    facets: Facets,
    setting: Setting,
    *,
    downloads: Sequence[str] = tuple(DOWNLOADS),
) -> str:
    """Return the viewer's page, with the map, the filters and the list of a selection.

    dataset: all partnerships; the page's scripts select from them, fetched from `data_url`.
    facets: of the selection, as `dataset.facets` counts them.
    downloads: the endings of `/partnerships.` to link to.
    """
    query = selection.query()
    options = _served_layer(dataset, selection, setting, fit=False)
    return _render(
        dataset,
        selection,
        facets,
        setting,
        options,
        downloads=[
            Link(DOWNLOADS.get(ending, ending), setting.data(f"/partnerships.{ending}", query))
            for ending in downloads
        ],
        other_languages=setting.other_languages("/", query),
    )


def render_standalone(dataset: Dataset, lang: str) -> str:
    """Return the viewer of a dataset as one file that works from a disk, without any server."""
    setting = Setting(lang=lang, root="#", assets=Assets.inline())
    selection = Selection()
    return _render(dataset, selection, dataset.facets(selection), setting, LayerOptions(fit=False))


def render_embed(dataset: Dataset, selection: Selection, setting: Setting) -> str:
    """Return the map of a selection alone, for a frame in someone else's page."""
    options = _served_layer(dataset, selection, setting, fit=True)
    folium_map = make_map(dataset, lang=setting.lang, assets=setting.assets, options=options)
    return render_template(
        "embed.html",
        setting,
        take_apart(folium_map, setting),
        title=_title(setting),
        viewer_url=setting.link("/", selection.query()),
        total_text=_count(len(dataset.select(selection).frame), setting),
    )


def render_partnership(dataset: Dataset, id_: str, setting: Setting) -> str:
    """Return the page of one partnership; UnknownPartnershipError where there is none."""
    _ = setting.language.gettext
    positions = dataset.frame.index[dataset.frame["id"] == id_]
    if positions.empty:
        raise UnknownPartnershipError(id_)
    row = _records(dataset.frame.loc[positions])[0]
    shown = list_row(row, setting)
    alone = Dataset(dataset.frame, dataset.places, dataset.version, np.asarray(positions))
    folium_map = make_map(alone, lang=setting.lang, assets=setting.assets, options=LayerOptions(legend=False))
    title = _("%(municipality)s – %(partner)s") % {
        "municipality": shown.municipality.text,
        "partner": shown.partner.text,
    }
    return render_template(
        "partnership.html",
        setting,
        take_apart(folium_map, setting),
        title=title,
        description=f"{title}: {shown.kind}, {shown.status}, {shown.years}",
        tie=describe(row, setting),
        other_languages=setting.other_languages(f"/partnerships/{id_}"),
    )


def render_error(status: int, title: str, detail: str, setting: Setting) -> str:
    """Return a page that says what was wrong and what to do."""
    return render_template(
        "error.html", setting, status=status, title=title, detail=detail, other_languages=[]
    )


def _render(
    dataset: Dataset,
    selection: Selection,
    facets: Facets,
    setting: Setting,
    options: LayerOptions,
    *,
    downloads: Sequence[Link] = (),
    other_languages: Sequence[LanguageLink] = (),
) -> str:
    _ = setting.language.gettext
    ngettext = setting.language.ngettext
    offered = choices(dataset, selection, facets, setting)
    set_chips = chips(dataset, selection, offered, setting)
    total_text = _count(facets.total, setting)
    rows = dataset.select(selection).frame.head(ROWS)
    years = sorted(facets.year) or [FIRST_YEAR, LAST_YEAR]
    folium_map = make_map(dataset, lang=setting.lang, assets=setting.assets, options=options)
    page_options = {
        "standalone": setting.assets.is_inline,
        "within": options.within,
        "bbox": selection.bbox,
    }
    return render_template(
        "viewer.html",
        setting,
        take_apart(folium_map, setting),
        title=_("%(partnerships)s – Shimai") % {"partnerships": total_text} if set_chips else _title(setting),
        selection=selection,
        facets=facets,
        countries=offered.countries,
        statuses=offered.statuses,
        kinds=offered.kinds,
        prefectures=offered.prefectures,
        chips=set_chips,
        filter_count=len(set_chips),
        total_text=total_text,
        left_out_text=ngettext(
            "%(count)s without a date is not shown.",
            "%(count)s without a date are not shown.",
            facets.undated_left_out,
        ),
        include_undated=setting.link("/", selection.model_copy(update={"undated": "include"}).query()),
        undated_options=[
            ("", _("Left out when a year is set")),
            ("include", _("Show them")),
            ("exclude", _("Leave them out")),
            ("only", _("Show only them")),
        ],
        hidden=_hidden(selection, setting),
        home_path=setting.root + "/",
        first_year=years[0],
        last_year=years[-1],
        rows=[list_row(row, setting) for row in _records(rows)],
        rows_text=_("%(shown)s of %(total)s")
        % {
            "shown": setting.language.number(len(rows)),
            "total": setting.language.number(facets.total),
        },
        as_of_text=_("Data as of %(date)s") % {"date": setting.language.date(dataset.as_of)}
        if dataset.as_of
        else "",
        downloads=downloads,
        other_languages=other_languages,
        page_options=script_json(page_options),
    )


def _records(frame: pd.DataFrame) -> list[Row]:
    return [{str(column): value for column, value in row.items()} for row in frame.to_dict("records")]


def _title(setting: Setting) -> str:
    return setting.language.gettext("Shimai: Japan’s partnerships abroad on a map")


def _count(total: int, setting: Setting) -> str:
    return setting.language.ngettext("%(count)s partnership", "%(count)s partnerships", total)


def _served_layer(dataset: Dataset, selection: Selection, setting: Setting, *, fit: bool) -> LayerOptions:
    """Return the options of a layer that fetches the whole dataset and shows a selection of it."""
    return LayerOptions(
        url=data_url(dataset, setting),
        query=selection.query(),
        within=_within(dataset, selection),
        permalink=setting.partnership_pattern,
        fit=fit,
    )


def _within(dataset: Dataset, selection: Selection) -> list[int] | None:
    if selection.bbox is None:
        return None
    inside = dataset.select(Selection(bbox=selection.bbox)).frame["id"]
    return np.flatnonzero(dataset.frame["id"].isin(inside)).tolist()


def _hidden(selection: Selection, setting: Setting) -> list[tuple[str, str]]:
    """Return what the form carries on without a field for it."""
    kept = [
        (name, value) for name, value in selection.parameters() if name in ("municipality", "signed", "bbox")
    ]
    return [*([("lang", setting.lang)] if setting.keep_lang else []), *kept]
