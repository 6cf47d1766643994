"""The map of a selection within a page, with embedded or with fetched data."""

import folium
import numpy as np

from geodata import Dataset, Selection
from viewer.maps.elements import LayerOptions
from viewer.maps.map import make_map
from viewer.web.render_context import RenderContext

MAX_INLINE_PARTNERSHIPS = 150
"""The maximum number of partnerships whose data a page embeds; for more, scripts fetch `data_url`."""


def data_url(dataset: Dataset, context: RenderContext) -> str:
    """Return the URL from which scripts fetch the columns of the whole dataset."""
    return f"{context.root}/map.json?v={dataset.version}"


def events_url(dataset: Dataset, context: RenderContext) -> str:
    """Return the URL from which scripts fetch the columns of the dataset's events."""
    return f"{context.root}/map-events.json?v={dataset.version}"


def served_layer(
    dataset: Dataset,
    selection: Selection,
    context: RenderContext,
    *,
    fit: bool,
    filterable: bool = False,
    by_kind: bool = False,
    events: bool = False,
    within_page: bool = False,
) -> LayerOptions:
    """Return the options of a layer that fetches the whole dataset and draws a selection of it."""
    return LayerOptions(
        url=data_url(dataset, context),
        events_url=events_url(dataset, context),
        events=events,
        query=selection.query(),
        within=_within(dataset, selection),
        pages=context.page_patterns,
        filterable=filterable,
        by_kind=by_kind,
        within_page=within_page,
        fit=fit,
    )


def small_map(dataset: Dataset, selection: Selection, context: RenderContext) -> folium.Map:
    """Return the map of a selection for the page of a place or a comparison."""
    selected = dataset.select(selection)
    if len(selected) > MAX_INLINE_PARTNERSHIPS:
        options = served_layer(dataset, selection, context, fit=True, within_page=True)
        return make_map(dataset, lang=context.lang, assets=context.assets, options=options)
    options = LayerOptions(
        events_url=events_url(dataset, context),
        pages=context.page_patterns,
        legend=False,
        bundles=not selection.municipality,
        within_page=True,
    )
    return make_map(selected, lang=context.lang, assets=context.assets, options=options)


def _within(dataset: Dataset, selection: Selection) -> list[int] | None:
    if selection.bbox is None:
        return None
    inside = dataset.select(Selection(bbox=selection.bbox)).frame["id"]
    return np.flatnonzero(dataset.frame["id"].isin(inside)).tolist()
