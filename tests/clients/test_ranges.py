"""GDAL reads a part of a download over HTTP, without fetching the rest."""

import pyogrio
import pytest


@pytest.mark.parametrize("extension", ["fgb", "gpkg"])
def test_gdal_reads_a_box_of_a_download_in_parts(server, extension):
    layer = pyogrio.read_dataframe(
        f"/vsicurl/{server}/partnerships.{extension}?country=NZ,AU",
        **({"layer": "partnerships"} if extension == "gpkg" else {}),
        where="country = 'NZ'",
    )
    whole = pyogrio.read_dataframe(f"{server}/partnerships.geojson?country=NZ")
    assert sorted(layer["id"]) == sorted(whole["id"])
