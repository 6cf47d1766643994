"""What is known of places: towns, municipalities, divisions, countries, and our own supplement."""

from geodata.gazetteer.countries import capital_of, country_name, find_country
from geodata.gazetteer.divisions import Division, load_divisions
from geodata.gazetteer.geonames import Town, load_geonames
from geodata.gazetteer.municipalities import load_municipalities, prefecture_title
from geodata.gazetteer.supplement import load_supplement

__all__ = [
    "Division",
    "Town",
    "capital_of",
    "country_name",
    "find_country",
    "load_divisions",
    "load_geonames",
    "load_municipalities",
    "load_supplement",
    "prefecture_title",
]
