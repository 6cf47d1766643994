"""Filters over columns: CQL2 expressions, and times against when a partnership was in force."""

from geodata.filtering.columns import Column, DateColumn, GeometryColumn, NumberColumn, TextColumn
from geodata.filtering.evaluation import evaluate
from geodata.filtering.expression import LONGEST_FILTER, parse_filter
from geodata.filtering.in_force import InForce, PlacesInForce
from geodata.filtering.interval import Interval, parse_interval

__all__ = [
    "LONGEST_FILTER",
    "Column",
    "DateColumn",
    "GeometryColumn",
    "InForce",
    "Interval",
    "NumberColumn",
    "PlacesInForce",
    "TextColumn",
    "evaluate",
    "parse_filter",
    "parse_interval",
]
