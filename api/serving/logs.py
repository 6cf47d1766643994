"""Logs: as text for people, or as JSON lines for programs, on standard error."""

import logging
from datetime import UTC, datetime
from typing import Any, Final

import orjson

from api.middleware.request_log import Answered

LONGEST_QUERY: Final = 2_000
"""Characters of a path or a query that are logged."""

_OURS: Final = ("api", "viewer", "geodata")
_TEXT_ACCESS: Final = {"handlers": ["access"], "level": "INFO", "propagate": False}
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


class AccessLines(logging.Formatter):
    """One line a request, for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record of the access log as one line; control characters are escaped."""
        fields: dict[str, Any] = getattr(record, "fields", {})
        query = f"?{fields['query']}" if fields["query"] else ""
        target = f"{fields['path']}{query}".encode("unicode_escape").decode()
        return f'{fields.get("client", "-")} "{fields["method"]} {target}" {fields["status"]}'


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


def describe_logs(style: str) -> dict[str, Any]:
    """Return the configuration of the standard logging module, for all processes of a server.

    style: as the setting `log`.
    """
    is_json = style.startswith("json")
    formatter: dict[str, Any] = {"()": JsonLines} if is_json else {"format": "%(levelname)s: %(message)s"}
    loggers = {
        name: {"handlers": ["default"], "level": "INFO", "propagate": False} for name in (*_OURS, "_granian")
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"default": formatter, "access": {"()": AccessLines}},
        "handlers": {
            "default": {
                "class": "logging.StreamHandler",
                "formatter": "default",
                "stream": "ext://sys.stderr",
            },
            "access": {"class": "logging.StreamHandler", "formatter": "access", "stream": "ext://sys.stdout"},
        },
        "loggers": loggers if is_json else loggers | {_access.name: _TEXT_ACCESS},
    }
