"""What a publishing process needs, read once for all of them."""

from tests.geodata.stores import publisher
from tests.labelled import labelled

labelled("")

__all__ = ["publisher"]
