"""CQL2 expressions evaluated over columns."""

from geodata.cql2.columns import Column, DateColumn, GeometryColumn, NumberColumn, TextColumn
from geodata.cql2.evaluation import evaluate
from geodata.cql2.expression import MAX_FILTER_LENGTH, parse_filter

__all__ = [
    "MAX_FILTER_LENGTH",
    "Column",
    "DateColumn",
    "GeometryColumn",
    "NumberColumn",
    "TextColumn",
    "evaluate",
    "parse_filter",
]
