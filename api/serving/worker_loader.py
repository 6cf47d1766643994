"""Loading the application in a worker process: what to do when the data can't be read."""

import gc
import logging
import multiprocessing
import os
import signal
import sys
import time
from pkgutil import resolve_name

from starlette.types import ASGIApp

_APPLICATION = "api.app:create_worker"
_RETRY_SECONDS = 1.0

_log = logging.getLogger(__name__)


class WorkerLoader:
    """Called in each worker process. Data that can't be read stop the server if no worker has started yet.

    Later, a worker that replaces another one waits until the data can be read; the others continue.
    """

    def __init__(self) -> None:
        self._has_served = multiprocessing.Event()
        self._first_failure = multiprocessing.Lock()
        self._has_failed = multiprocessing.Event()

    def __call__(self) -> ASGIApp:
        """Return the application. Raises SystemExit where the server can't start."""
        from geodata import DataError

        # Until Granian sets its handlers, a fork has those of the supervising process, which would ignore it.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        # Collecting garbage while all that stays is loaded takes an eighth of the time to start.
        gc.disable()
        while True:
            try:
                app: ASGIApp = resolve_name(_APPLICATION)()
            except (DataError, OSError) as error:
                self._handle(error)
            else:
                self._has_served.set()
                gc.enable()
                return app

    @property
    def has_failed(self) -> bool:
        """Whether the server could not start."""
        return self._has_failed.is_set()

    def _handle(self, error: Exception) -> None:
        if self._has_served.is_set():
            _log.error("a worker waits until the data can be read: %s", error)
            time.sleep(_RETRY_SECONDS)
            return
        if self._first_failure.acquire(block=False):
            self._has_failed.set()
            _log.error("%s", error)
            os.kill(os.getppid(), signal.SIGTERM)
        sys.exit(1)
