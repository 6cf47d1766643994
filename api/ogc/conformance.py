"""The conformance classes of OGC's standards that are implemented, each with tests."""

from typing import Final

_FEATURES: Final = "http://www.opengis.net/spec/ogcapi-features-{}"
_CQL2: Final = "http://www.opengis.net/spec/cql2/1.0/conf/{}"
_TILES: Final = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/{}"

CLASSES: Final = (
    *(_FEATURES.format(f"1/1.0/conf/{name}") for name in ("core", "geojson", "html", "oas30")),
    _FEATURES.format("2/1.0/conf/crs"),
    *(
        _FEATURES.format(f"3/1.0/conf/{name}")
        for name in ("queryables", "queryables-query-parameters", "filter", "features-filter")
    ),
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
    *(_TILES.format(name) for name in ("core", "tileset", "tilesets-list", "mvt")),
)
