"""A mixed load on a server while its data change and importers are killed: what failed, and its memory.

python -m benchmarks.soak [MINUTES]
"""

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx

from benchmarks.serving.servers import Server, running, shimai
from geodata.shipped import shipped_data
from geodata.stores.folder import TextTables, read_text_tables
from geodata.stores.versions import publish

_CLIENTS: Final = 6
_SECONDS_BETWEEN_VERSIONS: Final = 15.0
_COUNTRIES: Final = ("US", "CN", "KR", "DE", "BR", "FR", "AU", "PW")
_EXPECTED: Final = (200, 204, 304, 503)
_LIST: Final = "自治体名,提携先,国名,提携年月日\n札幌市,ミュンヘン市,ドイツ,昭和47年8月28日\n"


@dataclass
class Clients:
    """Clients that ask for all sorts of things, and note what came of it."""

    address: str
    statuses: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def ask(self, seed: int) -> None:
        """Ask until it is stopped."""
        chance = random.Random(seed)  # noqa: S311 - not for secrets
        with httpx.Client(base_url=self.address, timeout=60) as client:
            while not self.stopped.is_set():
                path = _path(chance)
                answer = client.get(path)
                self.statuses[str(answer.status_code)] += 1
                if answer.status_code not in _EXPECTED:
                    self.wrong.append(f"{answer.status_code} {path}")
                elif path.startswith("/partnerships.geojson") and answer.status_code == 200:
                    self._require_one_version(path, answer.json())
                if tag := answer.headers.get("etag"):
                    again = client.get(path, headers={"If-None-Match": tag})
                    self.statuses[f"again {again.status_code}"] += 1

    def _require_one_version(self, path: str, collection: dict[str, object]) -> None:
        features = collection["features"]
        labels = {feature["properties"]["note"] for feature in features}  # type: ignore[attr-defined, index]
        if len(features) != collection["numberReturned"] or len(labels) > 1:  # type: ignore[arg-type]
            self.wrong.append(f"half or mixed: {path} {labels}")


def main() -> None:
    """Print what came of it."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        publish(data, _labelled("0"))
        with running(shimai(), os.environ | {"SHIMAI_DATA": folder}, "/healthz") as server:
            _soak(server, data, minutes * 60)


def _soak(server: Server, data: Path, seconds: float) -> None:
    clients = Clients(server.address)
    threads = [threading.Thread(target=clients.ask, args=(seed,)) for seed in range(_CLIENTS)]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    memory = []
    for number in range(1, int(seconds / _SECONDS_BETWEEN_VERSIONS) + 1):
        _kill_an_importer(data)
        publish(data, _labelled(str(number)))
        clients.stopped.wait(max(0.0, began + number * _SECONDS_BETWEEN_VERSIONS - time.monotonic()))
        memory.append(server.megabytes())
    clients.stopped.set()
    for thread in threads:
        thread.join()
    print(f"{sum(clients.statuses.values()):,} answers in {seconds:.0f} s, {len(memory)} versions")
    print(f"statuses: {dict(sorted(clients.statuses.items()))}")
    print(f"wrong: {clients.wrong[:20] or 'none'}")
    print(f"memory in MB after each version: {memory}")


def _labelled(label: str) -> TextTables:
    """Return the shipped data with a label as the note of each tie, so that a mixture would show."""
    shipped = read_text_tables(shipped_data())
    return TextTables(shipped.partnerships.assign(note=label), shipped.sources, shipped.places)


def _kill_an_importer(data: Path) -> None:
    """Start an import, and kill it before it is done."""
    list_ = data / ".list.csv"
    list_.write_text(_LIST, encoding="utf-8")
    command = [sys.executable, "-m", "api.cli", "import", str(list_), "--data", str(data)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as importer:
        try:
            importer.wait(2)
        except subprocess.TimeoutExpired:
            importer.kill()


def _path(chance: random.Random) -> str:
    country = chance.choice(_COUNTRIES)
    year = chance.randrange(1955, 2026)
    return chance.choice(
        (
            f"/partnerships.geojson?country={country}&year={year}",
            f"/partnerships.geojson?country={country}",
            f"/facets?year={year}",
            f"/?country={country}&year={year}",
            f"/countries/{country}",
            f"/table?country={country}&sortby=-signed",
            f"/embed?country={country}",
            f"/partnerships.csv?country={country}",
            f"/partnerships.xlsx?country=PW&year={year}",
            f"/figure.png?country={country}&width=90",
            f"/ogc/collections/partnerships/items?f=json&country={country}&limit=10",
            f"/ogc/collections/partnerships/tiles/WebMercatorQuad/2/{chance.randrange(4)}/1",
            "/static/js/layer.js",
        )
    )


if __name__ == "__main__":
    main()
