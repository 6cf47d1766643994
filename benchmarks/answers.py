"""A selection as GeoJSON: a mask and a join of ready bytes, beside geopandas' to_json, in one run."""

import statistics
import time
from collections.abc import Callable

import geodata
from geodata.writers import Export, GeoJsonWriter

SELECTIONS: dict[str, dict[str, object]] = {
    "all": {},
    "about 50": {"country": "DE", "year": 2020},
    "one": {"municipality": "27100", "country": "IT"},
}
ROUNDS = 15


def median_ms(work: Callable[[], object]) -> float:
    """Return the median time of a piece of work over the rounds, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


def main() -> None:
    """Print a line a selection: how many, both times, and how often ours fits into geopandas'."""
    dataset = geodata.load()
    writer = GeoJsonWriter(dataset)
    frame = dataset.frame
    print(f"{'selection':10} {'ties':>5} {'ours ms':>9} {'geopandas ms':>13} {'ratio':>6}")
    for name, filters in SELECTIONS.items():
        selection = geodata.Selection.of(filters)
        ids = dataset.select(selection).frame["id"]
        ours = median_ms(
            lambda chosen=selection: writer.feature_collection(Export(dataset.select(chosen), chosen, 0, 0))
        )
        theirs = median_ms(lambda chosen=ids: frame[frame["id"].isin(chosen)].to_json())
        print(f"{name:10} {len(ids):5} {ours:9.2f} {theirs:13.1f} {theirs / ours:6.0f}")


if __name__ == "__main__":
    main()
