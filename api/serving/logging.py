"""Logs as text for people, or as JSON lines for programs. Every line carries the request id."""

import logging
from typing import Any, Final

from pythonjsonlogger.core import LogData
from pythonjsonlogger.orjson import OrjsonFormatter

from api.middleware.request_log import RequestRecord

MAX_QUERY_LENGTH: Final = 2_000
"""Characters of a path or a query that are logged."""

_LOGGERS: Final = ("api", "viewer", "geodata", "_granian")
_NAMES: Final = {
    "levelname": "level",
    "name": "logger",
    "correlation_id": "request_id",
    "exc_info": "exception",
}
_TEXT: Final = "%(levelname)s: [%(correlation_id)s] %(message)s"
_access = logging.getLogger("api.access")


class JsonFormatter(OrjsonFormatter):
    """One JSON object a line: time (UTC), level, logger, message, request_id, and a record's fields."""

    def __init__(self) -> None:
        super().__init__("{levelname}{name}{message}", style="{", rename_fields=_NAMES, timestamp="time")

    def process_log_record(self, log_data: LogData) -> LogData:
        """Write the level in lower case and leave out empty fields."""
        fields = super().process_log_record(log_data)
        fields["level"] = str(fields["level"]).lower()
        return {name: value for name, value in fields.items() if value is not None}


class AccessFormatter(logging.Formatter):
    """One line a request, for people; control characters are escaped."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record of the access log as one line."""
        fields = vars(record)
        query = f"?{fields['query']}" if fields["query"] else ""
        target = f"{fields['path']}{query}".encode("unicode_escape").decode()
        return (
            f'{fields["client"]} [{fields["correlation_id"]}] "{fields["method"]} {target}" '
            f"{fields['status']} {fields['milliseconds']} ms"
        )


class AccessLog:
    """Logs each request; its client's address only with `clients`."""

    def __init__(self, *, clients: bool) -> None:
        self._clients = clients

    def __call__(self, request: RequestRecord) -> None:
        """Log one request."""
        fields: dict[str, Any] = {
            "method": request.method,
            "path": request.path[:MAX_QUERY_LENGTH],
            "query": request.query[:MAX_QUERY_LENGTH],
            "route": request.route,
            "status": request.status,
            "bytes": request.size,
            "milliseconds": round(request.seconds * 1000, 3),
        }
        if self._clients:
            fields["client"] = request.client
        _access.info("request", extra=fields)


def logging_config(style: str) -> dict[str, Any]:
    """Return the configuration of the standard logging module, for all processes of a server.

    style: as the setting `log`. Text goes to standard error, its access log to standard output; JSON lines
    go to standard error.
    """
    is_json = style.startswith("json")

    def handler(formatter: str, stream: str) -> dict[str, Any]:
        return {
            "class": "logging.StreamHandler",
            "formatter": formatter,
            "filters": ["request_id"],
            "stream": f"ext://sys.{stream}",
        }

    def logger(handler: str) -> dict[str, Any]:
        return {"handlers": [handler], "level": "INFO", "propagate": False}

    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "request_id": {
                "()": "asgi_correlation_id.CorrelationIdFilter",
                "default_value": None if is_json else "-",
            }
        },
        "formatters": {
            "default": {"()": JsonFormatter} if is_json else {"format": _TEXT},
            "access": {"()": AccessFormatter},
        },
        "handlers": {"default": handler("default", "stderr"), "access": handler("access", "stdout")},
        "loggers": {
            **{name: logger("default") for name in _LOGGERS},
            # A client that sends malformed ids would fill the log.
            "asgi_correlation_id": {"level": "ERROR"},
            **({} if is_json else {_access.name: logger("access")}),
        },
    }
