"""What QGIS makes of a running server and of a GeoPackage of ours; run by the Python that QGIS belongs to.

    python3 in_qgis.py http://127.0.0.1:8000 package.gpkg

It prints JSON, for the tests to read.
"""

import json
import os
import sys

from qgis.core import (
    NULL,
    QgsApplication,
    QgsFeatureRequest,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsNetworkAccessManager,
    QgsNetworkRequestParameters,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize, QUrlQuery
from qgis.PyQt.QtGui import QColor

JAPAN = QgsRectangle(122, 20, 154, 46)
EUROPE = QgsRectangle(0, 35, 20, 60)
LOOKED_AT = {
    "partnerships": "osaka-27100-san-francisco-us",
    "municipalities": "jp-27100",
    "partners": "us-california-san-francisco",
}
"""A feature of each layer, by its id."""


class Live:
    """The collections of a server, as its OGC API - Features hands them out, and what QGIS requested."""

    def __init__(self, application: QgsApplication, server: str) -> None:
        self._application, self._server = application, server
        self._requested_boxes: list[str] = []
        created = QgsNetworkAccessManager.instance().requestAboutToBeCreated
        created[QgsNetworkRequestParameters].connect(lambda one: self._requested_boxes.append(_query_of(one)))

    def read(self) -> dict[str, object]:
        """Return how each collection looks to QGIS, some of its values, and what it selects."""
        return {
            **{name: self._describe(name) for name in LOOKED_AT},
            "of_brazil": self._ids(self._layer("partnerships"), "\"country\" = 'BR'"),
            "in_europe": self._ids(self._layer("partnerships"), box=EUROPE),
            "asked_for_europe": self._boxes_requested_for(EUROPE),
        }

    def _layer(self, collection: str, **options: str) -> QgsVectorLayer:
        given = {"url": f"{self._server}/ogc", "typename": collection, "pageSize": "500", **options}
        return QgsVectorLayer(" ".join(f"{key}='{text}'" for key, text in given.items()), collection, "OAPIF")

    def _describe(self, collection: str) -> dict[str, object]:
        layer = self._layer(collection)
        features = list(layer.getFeatures())
        (one,) = (one for one in features if one["id"] == LOOKED_AT[collection])
        return {
            "valid": layer.isValid(),
            "crs": layer.crs().authid(),
            "features": len(features),
            "types": {field.name(): field.typeName() for field in layer.fields()},
            "one": {name: one[name] for name in layer.fields().names()},
            "box": _bounds(one.geometry().boundingBox()),
        }

    def _ids(self, layer: QgsVectorLayer, filters: str = "", box: QgsRectangle | None = None) -> list[str]:
        layer.setSubsetString(filters)
        request = QgsFeatureRequest(box) if box else QgsFeatureRequest()
        return sorted(one["id"] for one in layer.getFeatures(request))

    def _boxes_requested_for(self, box: QgsRectangle) -> list[str]:
        layer = self._layer("partnerships", restrictToRequestBBOX="1")
        self._application.processEvents()
        self._requested_boxes.clear()
        list(layer.getFeatures(QgsFeatureRequest(box)))
        self._application.processEvents()
        return [box for box in self._requested_boxes if box]


def _query_of(box: QgsNetworkRequestParameters) -> str:
    return QUrlQuery(box.request().url()).queryItemValue("bbox")


def _bounds(box: QgsRectangle) -> list[float]:
    return [round(edge, 4) for edge in (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())]


def read_package(path: str) -> dict[str, object]:
    """Return the style of each layer by its labels, and the colours of a picture of Japan's part of them."""
    layers = {name: QgsVectorLayer(f"{path}|layername={name}", name, "ogr") for name in LOOKED_AT}
    lines = layers["partnerships"].renderer()
    return {
        "features": {name: layer.featureCount() for name, layer in layers.items()},
        "renderers": {name: layer.renderer().type() for name, layer in layers.items()},
        "attribute": lines.classAttribute(),
        "colours": {one.label(): one.symbol().color().name() for one in lines.categories()},
        "dashed": {
            one.label(): one.symbol().symbolLayer(0).useCustomDashPattern() for one in lines.categories()
        },
        "painted": sorted(_colours_in(list(layers.values()))),
    }


def _colours_in(layers: list[QgsVectorLayer]) -> set[str]:
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setExtent(JAPAN)
    settings.setFlag(QgsMapSettings.Antialiasing, False)
    settings.setOutputSize(QSize(400, 400))
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    picture = job.renderedImage()
    spots = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return {picture.pixelColor(x, y).name() for x, y in spots}


def _plain(value: object) -> None:
    """Return what JSON has for QGIS' own NULL."""
    if value != NULL:
        raise TypeError(f"JSON has nothing for {value!r}")


def main() -> None:
    """Print all of it, and leave at once: QGIS falls over layers that outlive it."""
    server, package = sys.argv[1:]
    application = QgsApplication([], False)
    application.initQgis()
    print(
        json.dumps(
            {"live": Live(application, server).read(), "package": read_package(package)}, default=_plain
        )
    )
    sys.stdout.flush()
    os._exit(0)


main()
