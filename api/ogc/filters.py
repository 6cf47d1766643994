"""The parameters that filter a collection, as a query of its features."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from api.ogc.crs import is_northing_first
from geodata import SelectionError
from geodata.cql2 import parse_filter
from geodata.features import FeatureQuery, FeatureTable, Queryable, parse_box, parse_equals
from geodata.query.interval import parse_interval

LANGUAGES: Final[dict[str, Literal["cql2-text", "cql2-json"]]] = {
    "cql2-text": "cql2-text",
    "cql2-json": "cql2-json",
}
GENERAL: Final = ("bbox", "bbox-crs", "datetime", "filter", "filter-lang", "filter-crs")


def filter_names(queryables: Sequence[Queryable]) -> tuple[str, ...]:
    """Return the names of all parameters that filter a collection with some queryables."""
    return (*GENERAL, *(queryable.name for queryable in queryables))


def read_query(table: FeatureTable, parameters: Mapping[str, str]) -> FeatureQuery:
    """Return the filters of a request. Raises SelectionError that names the parameter that can't be read."""
    box_northing_first = is_northing_first("bbox-crs", parameters.get("bbox-crs"))
    filter_northing_first = is_northing_first("filter-crs", parameters.get("filter-crs"))
    language = parameters.get("filter-lang", "cql2-text")
    if language not in LANGUAGES:
        raise SelectionError("filter-lang", language[:200], ", ".join(LANGUAGES))
    box, times, text = (parameters.get(name) for name in ("bbox", "datetime", "filter"))
    return FeatureQuery(
        box=parse_box(box, northing_first=box_northing_first) if box is not None else None,
        interval=parse_interval("datetime", times) if times is not None else None,
        equals=tuple(
            parse_equals(queryable, parameters[queryable.name])
            for queryable in table.queryables
            if queryable.name in parameters
        ),
        expression=parse_filter(text, LANGUAGES[language]) if text is not None else None,
        northing_first=filter_northing_first,
    )
