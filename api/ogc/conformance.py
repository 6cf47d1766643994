"""The conformance classes of OGC standards that are implemented and tested."""

from typing import Final

_FEATURES: Final = "http://www.opengis.net/spec/ogcapi-features-{}"
_CQL2: Final = "http://www.opengis.net/spec/cql2/1.0/conf/{}"
_TILES: Final = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/{}"

_FEATURES_CORE: Final = tuple(
    _FEATURES.format(f"1/1.0/conf/{name}") for name in ("core", "geojson", "html", "oas30")
)
_QUERYABLES: Final = tuple(
    _FEATURES.format(f"3/1.0/conf/{name}") for name in ("queryables", "queryables-query-parameters")
)
_TILES_CORE: Final = tuple(_TILES.format(name) for name in ("core", "tileset", "tilesets-list", "mvt"))

CLASSES: Final = (
    *_FEATURES_CORE,
    _FEATURES.format("2/1.0/conf/crs"),
    *_QUERYABLES,
    *(_FEATURES.format(f"3/1.0/conf/{name}") for name in ("filter", "features-filter")),
    *(
        _CQL2.format(name)
        for name in (
            "cql2-text",
            "cql2-json",
            "basic-cql2",
            "advanced-comparison-operators",
            "case-insensitive-comparison",
            "accent-insensitive-comparison",
            "basic-spatial-functions",
            "basic-spatial-functions-plus",
            "spatial-functions",
            "temporal-functions",
            "property-property",
        )
    ),
    *_TILES_CORE,
)

DATABASE_CLASSES: Final = (*_FEATURES_CORE, *_QUERYABLES, *_TILES_CORE)
"""The classes where the data are in a database."""
