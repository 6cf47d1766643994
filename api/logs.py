"""Logs: as text for people, or as JSON lines for programs, on standard error."""

import logging
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any, Final

import orjson
from uvicorn.config import LOGGING_CONFIG

from api.observed import Answered

LONGEST_QUERY: Final = 2_000
"""Characters of a path or a query that are logged."""

_OURS: Final = ("api", "viewer", "geodata")
_access = logging.getLogger("api.access")


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, and what a record carries as `fields`."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as one line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id := getattr(record, "request_id", None):
            line["request_id"] = request_id
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()


class AccessLog:
    """Logs each answered request; who sent it only where that is asked for."""

    def __init__(self, *, clients: bool) -> None:
        self._clients = clients

    def __call__(self, answered: Answered) -> None:
        """Log one request."""
        fields = {
            "request_id": answered.id,
            "method": answered.method,
            "path": answered.path[:LONGEST_QUERY],
            "query": answered.query[:LONGEST_QUERY],
            "route": answered.route,
            "status": answered.status,
            "bytes": answered.size,
            "milliseconds": round(answered.seconds * 1000, 3),
        }
        if self._clients:
            fields["client"] = answered.client
        _access.info("answered", extra={"fields": fields})


def describe_logs(*, json: bool) -> dict[str, Any]:
    """Return the configuration of the standard logging module, for all processes of a server."""
    settings: dict[str, Any] = deepcopy(LOGGING_CONFIG)
    settings["loggers"] |= {
        name: {"handlers": ["default"], "level": "INFO", "propagate": False} for name in _OURS
    }
    if json:
        settings["formatters"] = {"json": {"()": JsonLines}}
        settings["handlers"] = {
            "default": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}
        }
        settings["loggers"].pop("uvicorn.access")
    return settings
