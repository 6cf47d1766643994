"""The sources of a dataset being changed: each once, under an id that stays."""

import hashlib
from collections.abc import Iterable

from geodata.importing.claim import Source


class SourceBook:
    """Rows of sources.csv; a new source gets an id of its own."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self._rows = rows
        self._ids: dict[Source, str] = {}
        self._of_address: dict[str, str] = {}
        for row in rows:
            self._note(Source(row["title"], row["url"], row["date"]), row["id"])

    def enter(self, sources: Iterable[Source]) -> list[str]:
        """Return the ids of sources, each once; those that are new are entered."""
        return list(dict.fromkeys(map(self._enter, sources)))

    def rows(self) -> list[dict[str, str]]:
        """Return all sources as rows of sources.csv."""
        return self._rows

    def _enter(self, source: Source) -> str:
        """Return the id of a source: the same title, address and date; a bare address is any at it."""
        is_bare = source.title == source.url and not source.date
        known = self._ids.get(source) or (self._of_address.get(source.url) if is_bare else None)
        return known or self._add(source)

    def _add(self, source: Source) -> str:
        text = f"{source.title}\n{source.url}\n{source.date}"
        id_ = "i" + hashlib.sha256(text.encode()).hexdigest()[:12]
        self._rows.append({"id": id_, "title": source.title, "url": source.url, "date": source.date})
        self._note(source, id_)
        return id_

    def _note(self, source: Source, id_: str) -> None:
        self._ids.setdefault(source, id_)
        self._of_address.setdefault(source.url, id_)
