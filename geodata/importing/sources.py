"""The sources of a dataset being changed: each once, under an id that stays."""

import hashlib

from geodata.importing.claim import Source


class SourceBook:
    """Rows of sources.csv; a new source gets an id of its own."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self._rows = rows
        self._ids: dict[tuple[str, str], dict[str, str]] = {}
        for row in rows:
            self._ids.setdefault(_shelf(row["title"], row["url"]), {}).setdefault(row["date"], row["id"])

    def enter(self, source: Source) -> str:
        """Return the id of a source, which is entered where it is new.

        One address, or one title without an address, is one source; another date makes it another.
        """
        known = self._ids.setdefault(_shelf(source.title, source.url), {})
        if source.date not in known:
            if known and not source.date:
                return next(iter(known.values()))
            known[source.date] = self._add(source)
        return known[source.date]

    def _add(self, source: Source) -> str:
        text = f"{source.title}\n{source.url}\n{source.date}"
        id_ = "i" + hashlib.sha256(text.encode()).hexdigest()[:12]
        self._rows.append({"id": id_, "title": source.title, "url": source.url, "date": source.date})
        return id_

    def rows(self) -> list[dict[str, str]]:
        """Return all sources as rows of sources.csv."""
        return self._rows


def _shelf(title: str, url: str) -> tuple[str, str]:
    return ("url", url) if url else ("title", title)
