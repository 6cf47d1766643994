"""A request becomes a selection, a selection becomes an answer. Also the command line."""

from api.app import create_app
from api.settings import Settings

__all__ = ["Settings", "create_app"]
