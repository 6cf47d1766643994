"""What one writes first: FastAPI, geopandas, a filter and `to_json` in each request."""

import os

import geopandas as gpd
from fastapi import FastAPI, Response

ties = gpd.read_file(os.environ["NAIVE_FILE"])
app = FastAPI()


@app.get("/ties.geojson")
def filtered(country: str | None = None, year: int | None = None, most: int | None = None) -> Response:
    """Return the ties of a country that are in force in a year."""
    kept = ties
    if country is not None:
        kept = kept[kept["country"] == country]
    if year is not None:
        kept = kept[(kept["signed_year"] <= year) & ~(kept["ended_year"] < year)]
    return Response(kept[:most].to_json(), media_type="application/geo+json")
