"""The sources of the dataset being built, each once, under a stable id."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from geodata.importing.import_record import RecordSource


class SourceRegistry:
    """Rows of sources.csv; a new source gets an id."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self._rows = rows
        self._ids: dict[RecordSource, str] = {}
        self._of_address: dict[str, list[str]] = defaultdict(list)
        self._sources: dict[str, RecordSource] = {}
        for row in rows:
            self._note(RecordSource(row["title"], row["url"], row["date"]), row["id"])

    def __getitem__(self, id_: str) -> RecordSource:
        return self._sources[id_]

    def get_or_add(self, sources: Iterable[RecordSource]) -> list[str]:
        """Return the ids of sources without duplicates, adding new ones."""
        return list(dict.fromkeys(map(self._get_or_add, sources)))

    def get_by_address_or_add(self, sources: Iterable[RecordSource]) -> list[str]:
        """Return the ids of sources, where the same page read on the same or no date is the same source."""
        return list(dict.fromkeys(self._same_page(source) or self._get_or_add(source) for source in sources))

    def rows(self) -> list[dict[str, str]]:
        """Return all sources as rows of sources.csv."""
        return self._rows

    def _get_or_add(self, source: RecordSource) -> str:
        """Return the id of an equal source; a bare URL matches any source with that URL."""
        is_bare = source.title == source.url and not source.date
        known = self._of_address.get(source.url, []) if is_bare else []
        return self._ids.get(source) or next(iter(known), None) or self._add(source)

    def _same_page(self, source: RecordSource) -> str | None:
        if source in self._ids or not source.url:
            return self._ids.get(source)
        same = (
            id_
            for id_ in self._of_address.get(source.url, [])
            if source.date == self._sources[id_].date or not (source.date and self._sources[id_].date)
        )
        return next(same, None)

    def _add(self, source: RecordSource) -> str:
        text = f"{source.title}\n{source.url}\n{source.date}"
        id_ = "i" + hashlib.sha256(text.encode()).hexdigest()[:12]
        self._rows.append({"id": id_, "title": source.title, "url": source.url, "date": source.date})
        self._note(source, id_)
        return id_

    def _note(self, source: RecordSource, id_: str) -> None:
        self._ids.setdefault(source, id_)
        self._sources[id_] = source
        self._of_address[source.url].append(id_)
