"""Filters over columns: CQL2 expressions, and times against when a partnership was in force."""

from geodata.cql2.columns import Column, DateColumn, GeometryColumn, NumberColumn, TextColumn
from geodata.cql2.evaluation import evaluate
from geodata.cql2.expression import LONGEST_FILTER, parse_filter
from geodata.cql2.interval import Interval, parse_interval
from geodata.query.in_force import InForce, PlacesInForce

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
