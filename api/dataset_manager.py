"""The dataset that is served: one version at a time, replaced when a newer one is published."""

import asyncio
import gc
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Annotated, Final

from fastapi import Depends, FastAPI, Request
from prometheus_client import Counter

from api.middleware.conditional import installed_at
from api.middleware.response_cache import ResponseCache
from geodata import DataError, Dataset
from geodata.loading import load
from geodata.model.shipped import shipped_data
from geodata.stores.address import DataAddress, DatabaseAddress
from geodata.stores.current import changed_at
from geodata.stores.memory import MemoryStore
from geodata.stores.protocol import Store
from geodata.stores.repository import open_repository
from viewer import encode_columns

_MAX_COLUMN_VERSIONS: Final = 3
_MAX_REPORTED_ISSUES: Final = 20

_log = logging.getLogger(__name__)
_failures = Counter("shimai_data_failures", "Times that newer data could not be read")


@dataclass(frozen=True)
class LoadedDataset:
    """A version of the data with everything derived from it.

    columns: the JSON that the map's scripts read, b"" where the data are not in memory.
    last_modified: when the data changed or the software was installed, as an HTTP date.
    since: when it came into force, in seconds of the monotonic clock.
    """

    store: Store
    columns: bytes
    last_modified: bytes
    since: float
    responses: ResponseCache = field(default_factory=ResponseCache)


class DatasetManager:
    """Holds the version in force and replaces it when a newer one is published.

    A request takes `current` once, so that no response mixes two versions.

    Raises DataError or OSError if the data can't be read at the start; later, the older version stays.
    """

    def __init__(self, data: DataAddress | None, max_in_memory: int = 100_000) -> None:
        self._data = data
        self._max_in_memory = max_in_memory
        self._repository = open_repository(data) if data else None
        self._tried = self._seen = self._served = self._repository.fingerprint() if self._repository else ()
        self._issue = ""
        self._columns: dict[str, bytes] = {}
        self._put_in_force(self._read())

    @property
    def issue(self) -> str:
        """Why the newest data can't be served, without their location; "" where they are served."""
        if self._issue and isinstance(self._data, DatabaseAddress):
            return "The newest data can't be read from the database; the reason is in the server's log."
        return self._issue.replace(f"{self._data}/", "")

    def columns(self, version: str) -> bytes | None:
        """Return the columns of one of the last versions: a page requests those of its own version."""
        return self._columns.get(version)

    async def watch(self) -> None:
        """Check for newer data whenever the repository says so; shipped data never change."""
        while self._repository is not None:
            await self._repository.wait()
            await self.check()

    async def check(self) -> None:
        """Put published data in force if they have changed and can be read; else log why they can't."""
        if (repository := self._repository) is None:
            return
        before = self._seen
        try:
            self._seen = await asyncio.to_thread(repository.fingerprint)
        except OSError as error:
            self._report(str(error))
            return
        if self._seen == self._tried:
            if self._tried == self._served:
                self._issue = ""
            return
        # The files of a plain folder are written one by one: wait until nothing changes between two checks.
        if self._seen == before or repository.is_atomic():
            await self._replace(self._seen)

    async def _replace(self, fingerprint: tuple[object, ...]) -> None:
        try:
            loaded = await asyncio.to_thread(self._read)
        except OSError as error:
            self._tried = ()  # May be temporary: try again at every check.
            self._report(str(error))
        except DataError as error:
            self._tried = fingerprint
            reported = error.issues[:_MAX_REPORTED_ISSUES]
            self._report("\n".join(map(str, reported)), len(error.issues) - len(reported))
        except Exception:
            self._tried = fingerprint
            self._issue = "The new data can't be served; the reason is in the server's log."
            _failures.inc()
            _log.exception("%s: the new data can't be served; the old data stay in force", self._data)
        else:
            self._tried = self._served = fingerprint
            self._issue = ""
            self._put_in_force(loaded)
            _log.info("%s: version %s is served", self._data, loaded.store.version)

    def _read(self) -> LoadedDataset:
        repository = self._repository
        changed = repository.changed_at() if repository else changed_at(shipped_data())
        if repository and (queried := repository.store(min_partnerships=self._max_in_memory)) is not None:
            return _load(queried, b"", changed)
        store = MemoryStore(load(self._data))
        return _load(store, encode_columns(store.dataset), changed)

    def _put_in_force(self, loaded: LoadedDataset) -> None:
        if loaded.columns:
            version = loaded.store.version
            older = [one for one in self._columns if one != version][-(_MAX_COLUMN_VERSIONS - 1) :]
            self._columns = {one: self._columns[one] for one in older} | {version: loaded.columns}
        self.current = loaded

    def _report(self, issue: str, more: int = 0) -> None:
        """Log an issue once, not at every check."""
        if issue != self._issue:
            self._issue = issue
            _failures.inc()
            rest = f"\nand {more} more" if more > 0 else ""
            _log.error(
                "%s: the new data can't be read; the old data stay in force:\n%s%s", self._data, issue, rest
            )


def _load(store: Store, columns: bytes, changed: float) -> LoadedDataset:
    last_modified = formatdate(max(changed, installed_at()), usegmt=True).encode()
    return LoadedDataset(store, columns, last_modified, time.monotonic())


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Watch the data for as long as the application runs."""
    # Garbage collection pauses every request; the objects loaded at the start stay, so it skips them.
    gc.collect()
    gc.freeze()
    task = asyncio.create_task(app.state.dataset_manager.watch())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def current_store(request: Request) -> Store:
    """Return the version of the data that a request uses."""
    loaded: LoadedDataset = request.state.loaded
    return loaded.store


async def current_dataset(request: Request) -> Dataset:
    """Return the same as a dataset in memory. Raises NotInMemoryError."""
    loaded: LoadedDataset = request.state.loaded
    return loaded.store.dataset


CurrentStore = Annotated[Store, Depends(current_store)]
CurrentDataset = Annotated[Dataset, Depends(current_dataset)]
