"""What the server counts of itself, in the text that Prometheus reads.

Every label has a bounded number of values: routes by their templates, never paths.
"""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from api.dataset_manager import Published
from api.middleware.request_log import Answered

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
_MULTIPROCESS_DIRECTORY: Final = "PROMETHEUS_MULTIPROC_DIR"
"""The environment variable, read by prometheus_client, that names the directory shared by several workers."""

_METHODS: Final = ("GET", "HEAD", "OPTIONS", "POST")
_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

disable_created_metrics()  # type: ignore[no-untyped-call]

_requests = Counter(
    "shimai_http_requests",
    "Answered requests, by route, method and class of status",
    ("route", "method", "status"),
)
_duration = Histogram(
    "shimai_http_request_duration_seconds",
    "From the head of a request to the last byte handed over, by route",
    ("route",),
    buckets=_SECONDS,
)
_sent = Counter("shimai_http_sent_bytes", "Bytes of bodies handed over, by route", ("route",))
IN_PROGRESS = Gauge(
    "shimai_http_requests_in_progress", "Requests being answered", multiprocess_mode="livesum"
)


class _Counted(NamedTuple):
    """What one kind of request is counted by."""

    requests: Counter
    duration: Histogram
    sent: Counter


class Requests:
    """Counts answered requests. What the labels name is looked up once for each combination."""

    def __init__(self) -> None:
        self._counted: dict[tuple[str, str, int], _Counted] = {}

    def __call__(self, answered: Answered) -> None:
        """Count one request."""
        key = (answered.route, answered.method, answered.status // 100)
        counted = self._counted.get(key) or self._look_up(*key)
        counted.requests.inc()
        counted.duration.observe(answered.seconds)
        counted.sent.inc(answered.size)

    def _look_up(self, route: str, method: str, hundreds: int) -> _Counted:
        known = method if method in _METHODS else "other"
        counted = _Counted(
            _requests.labels(route, known, f"{hundreds}xx"), _duration.labels(route), _sent.labels(route)
        )
        self._counted[route, method, hundreds] = counted
        return counted


class _Served(Collector):
    """What is served, as it is when asked: the same in every process."""

    def __init__(self, published: Published) -> None:
        self._published = published

    def collect(self) -> Iterator[GaugeMetricFamily | InfoMetricFamily]:
        data = self._published.current
        yield InfoMetricFamily(
            "shimai_data", "The data in force", value={"version": data.version, "as_of": data.as_of}
        )
        yield GaugeMetricFamily(
            "shimai_data_in_force_seconds",
            "For how long the data have been in force in the process that answers",
            time.monotonic() - self._published.since,
        )
        yield GaugeMetricFamily(
            "shimai_data_partnerships", "Partnerships in the data", data.partnership_count
        )
        yield GaugeMetricFamily(
            "shimai_data_fault", "1 while newer data can't be read", int(bool(self._published.fault))
        )


def write_metrics(published: Published) -> bytes:
    """Return all that is counted; of all processes together where several serve."""
    served = CollectorRegistry()
    served.register(_Served(published))
    counted = REGISTRY
    if _MULTIPROCESS_DIRECTORY in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    return bytes(generate_latest(counted) + generate_latest(served))


def forget_dead_processes() -> None:
    """Take what dead processes had under way out of the sums; what they have done stays counted."""
    folder = os.environ.get(_MULTIPROCESS_DIRECTORY)
    for file in Path(folder).glob("gauge_live*_*.db") if folder else ():
        number = int(file.stem.rpartition("_")[2])
        with suppress(PermissionError):
            try:
                os.kill(number, 0)
            except ProcessLookupError:
                mark_process_dead(number)  # type: ignore[no-untyped-call]
