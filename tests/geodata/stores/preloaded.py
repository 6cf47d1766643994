"""What a publishing process needs, read once for all of them."""

from tests.geodata.stores import publisher
from tests.support.labelled_data import labelled_tables

labelled_tables("")

__all__ = ["publisher"]
