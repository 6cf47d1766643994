"""`shimai serve`: starts Granian with the settings of the deployer."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from tempfile import TemporaryDirectory

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings

from api.serving.logging import logging_config
from api.serving.worker_loader import WorkerLoader
from api.settings import Settings

MAX_HEAD_BYTES = 65_536
"""Bytes of a request line and its headers; a request with more gets 431."""

_BACKLOG = 2_048


def run_server(settings: Settings) -> None:
    """Serve until a signal says to stop.

    Raises OSError if the port is taken, SystemExit if a worker can't start, as when the dataset is invalid.
    """
    _raise_file_limit()
    address, port = _find_address(settings.host, settings.port)
    settings.model_copy(update={"port": port}).export_to_environment()
    server = Granian(
        "api.app",
        interface=Interfaces.ASGI,
        address=address,
        port=port,
        workers=settings.workers,
        http=HTTPModes.http1,
        websockets=False,
        backlog=_BACKLOG,
        backpressure=settings.max_connections,
        http1_settings=HTTP1Settings(
            header_read_timeout=int(settings.request_timeout * 1000),
            max_buffer_size=MAX_HEAD_BYTES,
        ),
        log_dictconfig=logging_config(settings.log),
        respawn_failed_workers=True,
        workers_kill_timeout=settings.shutdown_timeout,
    )
    loader = WorkerLoader()
    with _metrics_directory() if settings.workers > 1 else nullcontext():
        server.serve(target_loader=loader, wrap_loader=False)
    if loader.has_failed:
        sys.exit(1)


@contextmanager
def _metrics_directory() -> Iterator[None]:
    """Give the worker processes a directory for their metrics."""
    with TemporaryDirectory(prefix="shimai-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield


def _find_address(host: str, port: int) -> tuple[str, int]:
    """Return the IP address of a host, of version 4 if it has one, and the port, a free one for 0.

    Granian takes no names. Raises OSError where the port is taken: Granian would share it.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, *_, address = min(found, key=lambda one: one[0] != socket.AF_INET)
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            return str(address[0]), probe.getsockname()[1]
    except OSError as error:
        raise OSError(f"{host}:{port}: {error.strerror}; choose another --port or --host") from error


def _raise_file_limit() -> None:
    """Allow as many open files, and so connections, as the system permits."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
