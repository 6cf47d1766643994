"""Long work in worker threads: a bounded number of jobs runs at a time, and a bounded number waits."""

from collections.abc import Callable
from typing import Final, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from prometheus_client import Counter, Gauge

RETRY_AFTER_SECONDS: Final = 5

_Result = TypeVar("_Result")

_jobs = Gauge(
    "shimai_executor_jobs", "Jobs running or waiting, by executor", ("executor",), multiprocess_mode="livesum"
)
_rejected = Counter("shimai_executor_rejected", "Jobs rejected because the queue was full", ("executor",))


class ExecutorFullError(Exception):
    """The executor runs and queues as many jobs as it may."""

    def __init__(self) -> None:
        super().__init__(f"The server is busy; try again in {RETRY_AFTER_SECONDS} seconds.")


class BoundedExecutor:
    """Runs jobs in threads, apart from those that serve pages.

    max_workers: jobs that run at the same time. max_queue: jobs that may wait for them.
    """

    def __init__(self, name: str, *, max_workers: int, max_queue: int) -> None:
        self._limiter = CapacityLimiter(max_workers)
        self._max_jobs = max_workers + max_queue
        self._open_jobs = 0
        self._jobs = _jobs.labels(name)
        self._rejected = _rejected.labels(name)

    async def run(self, job: Callable[[], _Result]) -> _Result:
        """Return the result of a job. Raises ExecutorFullError, and whatever the job raises."""
        if self._open_jobs >= self._max_jobs:
            self._rejected.inc()
            raise ExecutorFullError
        self._open_jobs += 1
        self._jobs.inc()
        try:
            return await run_sync(job, limiter=self._limiter)
        finally:
            self._open_jobs -= 1
            self._jobs.dec()


class Executors:
    """The executors of the application, one for each kind of long work."""

    def __init__(self) -> None:
        self.figures = BoundedExecutor("figures", max_workers=1, max_queue=8)
        self.files = BoundedExecutor("files", max_workers=2, max_queue=8)
        self.queries = BoundedExecutor("queries", max_workers=2, max_queue=64)
        self.tiles = BoundedExecutor("tiles", max_workers=1, max_queue=64)
        self.database = BoundedExecutor("database", max_workers=4, max_queue=64)
