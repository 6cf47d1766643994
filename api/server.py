"""`shimai serve`: the application in one process or several, with bounds on connections and on stopping."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import TemporaryDirectory
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from api.app import create_app
from api.logs import describe_logs
from api.metrics import FOLDER_OF_WORKERS, forget_dead_processes
from api.protocol import BoundedProtocol
from api.published import Published
from api.settings import Settings

_SECONDS_TO_START = 60
"""A process that starts says nothing for a while on a busy machine."""


def run_server(settings: Settings) -> None:
    """Serve until a signal says to stop.

    Raises DataError where the dataset breaks the contract, FileNotFoundError where a file is missing.
    """
    _allow_many_files()
    if settings.workers == 1:
        uvicorn.run(_serving(create_app(settings), settings), **_options(settings))
        return
    Published(settings.data, settings.load)  # What can't be read is said once, here, not by each process.
    settings.hand_down()
    config = uvicorn.Config(
        "api.server:create_worker", factory=True, workers=settings.workers, **_options(settings)
    )
    with _counted_together():
        _Workers(config, [config.bind_socket()]).run()


class _Workers(Multiprocess):
    """The processes that serve, each asked every half second whether it is alive."""

    def keep_subprocess_alive(self) -> None:
        """Replace those that have died or hang."""
        for process in self.processes:
            # While this process holds that end too, one that dies before it answers is waited for in vain.
            process.child_conn.close()
        super().keep_subprocess_alive()


def create_worker() -> Any:
    """Return the application of one of several processes, with the settings of the environment."""
    forget_dead_processes()
    settings = Settings()
    return _serving(create_app(settings), settings)


def _serving(app: Any, settings: Settings) -> Any:
    BoundedProtocol.patience = settings.patience
    BoundedProtocol.at_once = app.state.at_once
    return app


def _options(settings: Settings) -> dict[str, Any]:
    json = settings.log.startswith("json")
    return {
        "host": settings.host,
        "port": settings.port,
        "http": "api.protocol:BoundedProtocol",
        "ws": "none",
        "server_header": False,
        "access_log": settings.log == "text",
        "log_config": describe_logs(json=json),
        "proxy_headers": bool(settings.proxies),
        "forwarded_allow_ips": settings.proxies,
        "limit_concurrency": settings.connections + 1,
        "timeout_graceful_shutdown": settings.grace,
        "timeout_worker_healthcheck": _SECONDS_TO_START,
    }


@contextmanager
def _counted_together() -> Iterator[None]:
    """Give the processes a folder for what they count."""
    with TemporaryDirectory(prefix="shimai-metrics-") as folder:
        os.environ[FOLDER_OF_WORKERS] = folder
        yield


def _allow_many_files() -> None:
    """Let this process open as many files, and so connections, as the system lets it."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
