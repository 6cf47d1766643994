"""What is served: all that is made from one version of the data, exchanged as a whole for the next."""

import asyncio
import gc
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from email.utils import formatdate
from typing import Annotated, Self

from fastapi import Depends, FastAPI, Request
from prometheus_client import Counter

from api.middleware.response_cache import KeptAnswers
from api.serving.garbage import nothing_collected
from api.serving.memory import return_freed_memory
from api.serving.software import installed_at
from geodata import DataError, Dataset, load
from geodata.features import Collections
from geodata.model.shipped import shipped_data
from geodata.stores.address import DataAddress, DatabaseAddress
from geodata.stores.current import changed_at
from geodata.stores.protocol import Store
from geodata.stores.repository import open_repository
from geodata.writers.geojson import GeoJsonWriter
from viewer import encode_columns

_VERSIONS_OF_COLUMNS = 3
_FAULTS_SAID = 20

_log = logging.getLogger(__name__)
_failures = Counter("shimai_data_failures", "Times that newer data could not be read")


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of the data, with what answers are made of."""

    dataset: Dataset
    geojson: GeoJsonWriter
    columns: bytes
    collections: Collections

    @property
    def version(self) -> str:
        return self.dataset.version

    @property
    def as_of(self) -> str:
        return self.dataset.as_of

    @property
    def partnership_count(self) -> int:
        return len(self.dataset)

    @classmethod
    def load(cls, data: DataAddress | None) -> Self:
        """Read a folder or a database, or the data that ship.

        Raises DataError where they break the contract, OSError where they can't be read.
        """
        with nothing_collected():
            dataset = load(data)
            dataset.facets()  # The columns that filters compare are made on first use: now, not in a request.
            geojson = GeoJsonWriter(dataset)
            return cls(dataset, geojson, encode_columns(dataset), Collections(dataset, geojson))


class TooManyPartnershipsError(Exception):
    """What is asked for is made of data in memory, and there are more `ties` than are read there."""

    def __init__(self, partnership_count: int) -> None:
        super().__init__(
            f"This is not made of {partnership_count} partnerships; take /partnerships.geojsonl, "
            "/ogc in a GIS, or /facets for counts."
        )
        self.partnership_count = partnership_count


class UnansweredError(TooManyPartnershipsError):
    """A `parameter` that can't be answered from a store; `instead` says what can be asked for."""

    def __init__(self, partnership_count: int, parameter: str, value: str, instead: str) -> None:
        super().__init__(partnership_count)
        self.args = (
            f"{parameter}={value!r} is not answered of {partnership_count} partnerships in a database: "
            f"{instead}.",
        )
        self.parameter = parameter
        self.value = value
        self.instead = instead


class Published:
    """The edition in force, or a store where the data are too many for one.

    A request takes `current` once, so that no answer mixes two versions. `modified` is when the data came
    into force or the software was installed, as an HTTP date; `answers` are those given that are kept.

    Raises DataError or OSError where the data can't be read when it is made; later the old edition stays.
    """

    def __init__(self, data: DataAddress | None, load_at_most: int = 100_000) -> None:
        self._data = data
        self._load_at_most = load_at_most
        self._keeper = open_repository(data) if data else None
        self._tried = self._seen = self._served = self._keeper.fingerprint() if self._keeper else ()
        self._said = ""
        self._columns: dict[str, bytes] = {}
        self._put_in_force(*self._read())

    @property
    def fault(self) -> str:
        """Why the newest data can't be served, without where they are kept; empty where they are."""
        if self._said and isinstance(self._data, DatabaseAddress):
            return "The newest data can't be read from the database; the reason is in the server's log."
        return self._said.replace(f"{self._data}/", "")

    def columns(self, version: str) -> bytes | None:
        """Return the columns of one of the last versions: a page asks for those of its own."""
        return self._columns.get(version)

    async def watch(self) -> None:
        """Look for other data whenever their keeper finds it worth it; shipped ones never change."""
        while self._keeper is not None:
            await self._keeper.wait()
            await self.look()

    async def look(self) -> None:
        """Put in force what is kept, if that has changed and can be read; else log why it can't."""
        if (repository := self._keeper) is None:
            return
        before = self._seen
        try:
            self._seen = await asyncio.to_thread(repository.fingerprint)
        except OSError as error:
            self._say(str(error))
            return
        if self._seen == self._tried:
            if self._tried == self._served:
                self._said = ""
            return
        # The files of a plain folder are written one by one: wait until all rest between two looks.
        if self._seen != before and not repository.is_atomic():
            return
        tried = self._seen
        try:
            edition, changed = await asyncio.to_thread(self._read)
        except OSError as error:
            self._tried = ()  # It may pass by itself: try again at every look.
            self._say(str(error))
        except DataError as error:
            self._tried = tried
            self._say("\n".join(map(str, error.issues[:_FAULTS_SAID])), len(error.issues) - _FAULTS_SAID)
        except Exception:
            self._tried = tried
            self._said = "The new data can't be served; the reason is in the server's log."
            _failures.inc()
            _log.exception("%s: the new data can't be served; the old stay", self._data)
        else:
            self._tried = self._served = tried
            self._said = ""
            self._put_in_force(edition, changed)
            await asyncio.to_thread(return_freed_memory)
            _log.info("%s: version %s is served", self._data, edition.version)

    def _read(self) -> tuple[Edition | Store, float]:
        """Return what is kept, and when it was last changed, in seconds since 1970."""
        if self._keeper is None:
            return Edition.load(None), changed_at(shipped_data())
        changed = self._keeper.changed_at()
        return self._keeper.store(min_partnerships=self._load_at_most) or Edition.load(self._data), changed

    def _put_in_force(self, edition: Edition | Store, changed: float) -> None:
        if isinstance(edition, Edition):
            kept = [one for one in self._columns if one != edition.version][-(_VERSIONS_OF_COLUMNS - 1) :]
            self._columns = {one: self._columns[one] for one in kept} | {edition.version: edition.columns}
        self.current = edition
        self.modified = formatdate(max(changed, installed_at()), usegmt=True).encode()
        self.answers = KeptAnswers()
        self.since = time.monotonic()

    def _say(self, what: str, more: int = 0) -> None:
        """Log a fault once, not at every look."""
        if what != self._said:
            self._said = what
            _failures.inc()
            rest = f"\nand {more} more" if more > 0 else ""
            _log.error("%s: the new data can't be read; the old stay:\n%s%s", self._data, what, rest)


@asynccontextmanager
async def watching(app: FastAPI) -> AsyncIterator[None]:
    """Watch the data for as long as an application runs."""
    # What was read for the start stays; collecting garbage stops every request, so it is passed over there.
    gc.collect()
    gc.freeze()
    task = asyncio.create_task(app.state.published.watch())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def current_data(request: Request) -> Edition | Store:
    """Return what a request is answered from, from its first step to its last."""
    edition: Edition | Store = request.state.edition
    return edition


async def current_edition(request: Request) -> Edition:
    """Return the same for what is made of data in memory. Raises TooManyTiesError where they aren't there."""
    data = await current_data(request)
    if not isinstance(data, Edition):
        raise TooManyPartnershipsError(data.partnership_count)
    return data


InMemoryOrStored = Annotated[Edition | Store, Depends(current_data)]
Current = Annotated[Edition, Depends(current_edition)]
