"""Metrics in the text format of Prometheus.

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

from api.dataset_manager import DatasetManager
from api.middleware.request_log import RequestRecord

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
_MULTIPROCESS_DIRECTORY: Final = "PROMETHEUS_MULTIPROC_DIR"
"""The environment variable, read by prometheus_client, that names the directory shared by several workers."""

_METHODS: Final = ("GET", "HEAD", "OPTIONS", "POST")
_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

disable_created_metrics()  # type: ignore[no-untyped-call]

_requests = Counter(
    "shimai_http_requests",
    "Requests, by route, method and class of status",
    ("route", "method", "status"),
)
_duration = Histogram(
    "shimai_http_request_duration_seconds",
    "From the head of a request to the last byte of its response, by route",
    ("route",),
    buckets=_SECONDS,
)
_sent = Counter("shimai_http_sent_bytes", "Bytes of response bodies, by route", ("route",))
IN_PROGRESS = Gauge("shimai_http_requests_in_progress", "Requests in progress", multiprocess_mode="livesum")


class _Labelled(NamedTuple):
    """The metrics of one combination of labels."""

    requests: Counter
    duration: Histogram
    sent: Counter


class RequestMetrics:
    """Counts requests; metrics are looked up once for each combination of labels."""

    def __init__(self) -> None:
        self._labelled: dict[tuple[str, str, int], _Labelled] = {}

    def __call__(self, request: RequestRecord) -> None:
        """Count one request."""
        key = (request.route, request.method, request.status // 100)
        labelled = self._labelled.get(key) or self._look_up(*key)
        labelled.requests.inc()
        labelled.duration.observe(request.seconds)
        labelled.sent.inc(request.size)

    def _look_up(self, route: str, method: str, hundreds: int) -> _Labelled:
        known = method if method in _METHODS else "other"
        labelled = _Labelled(
            _requests.labels(route, known, f"{hundreds}xx"), _duration.labels(route), _sent.labels(route)
        )
        self._labelled[route, method, hundreds] = labelled
        return labelled


class _DatasetCollector(Collector):
    """The version of the data that this process serves."""

    def __init__(self, manager: DatasetManager) -> None:
        self._manager = manager

    def collect(self) -> Iterator[GaugeMetricFamily | InfoMetricFamily]:
        loaded = self._manager.current
        store = loaded.store
        yield InfoMetricFamily(
            "shimai_data", "The data in force", value={"version": store.version, "as_of": store.as_of}
        )
        yield GaugeMetricFamily(
            "shimai_data_in_force_seconds",
            "For how long the data have been in force in the process that responds",
            time.monotonic() - loaded.since,
        )
        yield GaugeMetricFamily(
            "shimai_data_partnerships", "Partnerships in the data", store.partnership_count
        )
        yield GaugeMetricFamily(
            "shimai_data_fault", "1 while newer data can't be read", int(bool(self._manager.issue))
        )


def write_metrics(manager: DatasetManager) -> bytes:
    """Return all metrics; with several workers, of all of them together."""
    dataset = CollectorRegistry()
    dataset.register(_DatasetCollector(manager))
    counted = REGISTRY
    if _MULTIPROCESS_DIRECTORY in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    return bytes(generate_latest(counted) + generate_latest(dataset))


def forget_dead_processes() -> None:
    """Remove the requests in progress of dead workers; their counts stay."""
    folder = os.environ.get(_MULTIPROCESS_DIRECTORY)
    for file in Path(folder).glob("gauge_live*_*.db") if folder else ():
        number = int(file.stem.rpartition("_")[2])
        with suppress(PermissionError):
            try:
                os.kill(number, 0)
            except ProcessLookupError:
                mark_process_dead(number)  # type: ignore[no-untyped-call]
