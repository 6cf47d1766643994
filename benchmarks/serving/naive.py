"""What one writes first: FastAPI, geopandas, a filter and `to_json` in each request."""

import os

import geopandas as gpd
from fastapi import FastAPI, Response

partnerships = gpd.read_file(os.environ["NAIVE_FILE"])
app = FastAPI()


@app.get("/partnerships.geojson")
def filtered(country: str | None = None, year: int | None = None, limit: int | None = None) -> Response:
    """Return the partnerships of a country that are in force in a year."""
    selected = partnerships
    if country is not None:
        selected = selected[selected["country"] == country]
    if year is not None:
        selected = selected[(selected["signed_year"] <= year) & ~(selected["ended_year"] < year)]
    return Response(selected[:limit].to_json(), media_type="application/geo+json")
