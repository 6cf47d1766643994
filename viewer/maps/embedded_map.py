"""The map of a selection, to be put into a page: its data inside the page, or fetched as the viewer does."""

import folium
import numpy as np

from geodata import Dataset, Selection
from viewer.maps.elements import LayerOptions
from viewer.maps.map import make_map
from viewer.web.render_context import RenderContext

MAX_INLINE_PARTNERSHIPS = 150
"""A page carries the data of so many partnerships; for more it fetches what the viewer fetches."""


def data_url(dataset: Dataset, context: RenderContext) -> str:
    """Return the address at which the viewer's scripts look for the columns of the whole dataset."""
    return f"{context.root}/map.json?v={dataset.version}"


def served_layer(
    dataset: Dataset,
    selection: Selection,
    context: RenderContext,
    *,
    fit: bool,
    filterable: bool = False,
    by_kind: bool = False,
) -> LayerOptions:
    """Return the options of a layer that fetches the whole dataset and shows a selection of it."""
    return LayerOptions(
        url=data_url(dataset, context),
        query=selection.query(),
        within=_within(dataset, selection),
        pages=context.page_patterns,
        filterable=filterable,
        by_kind=by_kind,
        fit=fit,
    )


def small_map(dataset: Dataset, selection: Selection, context: RenderContext) -> folium.Map:
    """Return the map of a selection for a page that is about it."""
    selected = dataset.select(selection)
    if len(selected) > MAX_INLINE_PARTNERSHIPS:
        options = served_layer(dataset, selection, context, fit=True)
        return make_map(dataset, lang=context.lang, assets=context.assets, options=options)
    options = LayerOptions(pages=context.page_patterns, legend=False)
    return make_map(selected, lang=context.lang, assets=context.assets, options=options)


def _within(dataset: Dataset, selection: Selection) -> list[int] | None:
    if selection.bbox is None:
        return None
    inside = dataset.select(Selection(bbox=selection.bbox)).frame["id"]
    return np.flatnonzero(dataset.frame["id"].isin(inside)).tolist()
