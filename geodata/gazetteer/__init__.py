"""Gazetteers: towns, municipalities, divisions, countries, and our own supplement."""

from geodata.gazetteer.countries import capital_of, country_name, find_country, nearest_countries
from geodata.gazetteer.divisions import Division, load_divisions
from geodata.gazetteer.former_municipalities import codes_of_former
from geodata.gazetteer.geonames import Town, load_geonames
from geodata.gazetteer.japanese_names import load_japanese_names
from geodata.gazetteer.municipalities import load_municipalities, prefecture_title
from geodata.gazetteer.offices import Office, find_office, load_offices
from geodata.gazetteer.second_order import find_divisions
from geodata.gazetteer.supplement import load_supplement
from geodata.gazetteer.written_countries import WrittenCountry, read_country, territory_of

__all__ = [
    "Division",
    "Office",
    "Town",
    "WrittenCountry",
    "capital_of",
    "codes_of_former",
    "country_name",
    "find_country",
    "find_divisions",
    "find_office",
    "load_divisions",
    "load_geonames",
    "load_japanese_names",
    "load_municipalities",
    "load_offices",
    "load_supplement",
    "nearest_countries",
    "prefecture_title",
    "read_country",
    "territory_of",
]
