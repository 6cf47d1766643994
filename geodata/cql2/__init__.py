"""CQL2 expressions evaluated over columns."""

from geodata.cql2.columns import Column, DateColumn, GeometryColumn, NumberColumn, TextColumn
from geodata.cql2.evaluation import evaluate
from geodata.cql2.expression import LONGEST_FILTER, parse_filter

__all__ = [
    "LONGEST_FILTER",
    "Column",
    "DateColumn",
    "GeometryColumn",
    "NumberColumn",
    "TextColumn",
    "evaluate",
    "parse_filter",
]
