"""Work that takes a while: in threads of its own, a bounded number at once and a bounded number waiting."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import Any, Final, TypeVar

from prometheus_client import Counter, Gauge

from api.serving.memory import return_freed_memory

SECONDS_TO_WAIT: Final = 5
"""When to ask again, where there is no room."""

_Result = TypeVar("_Result")

_works = Gauge(
    "shimai_pool_works", "Works being done or waiting, by pool", ("pool",), multiprocess_mode="livesum"
)
_refused = Counter("shimai_pool_refused", "Works refused for want of room, by pool", ("pool",))


class BusyError(Exception):
    """As many works are being done, or wait for it, as there is room for."""

    def __init__(self) -> None:
        super().__init__(f"The server is as busy as it can be; ask again in {SECONDS_TO_WAIT} seconds.")


class Pool:
    """Threads apart from those of the pages.

    at_once: so many works are done at the same time. waiting: so many more may wait for their turn.
    are_large: whether a work takes memory that is worth giving back when it is done.
    """

    def __init__(self, name: str, *, at_once: int, waiting: int, are_large: bool = False) -> None:
        self._are_large = are_large
        self._places = BoundedSemaphore(at_once + waiting)
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix=name)
        self._works = _works.labels(name)
        self._refused = _refused.labels(name)

    async def do(self, work: Callable[[], _Result]) -> _Result:
        """Return what a work gives. Raises BusyError where there is no room, and whatever the work raises."""
        if not self._places.acquire(blocking=False):
            self._refused.inc()
            raise BusyError
        self._works.inc()
        future = self._threads.submit(self._in_a_thread, work)
        future.add_done_callback(self._make_room)
        return await asyncio.wrap_future(future)

    def _in_a_thread(self, work: Callable[[], _Result]) -> _Result:
        try:
            return work()
        finally:
            if self._are_large:
                return_freed_memory()

    def _make_room(self, _: "Future[Any]") -> None:
        self._works.dec()
        self._places.release()
