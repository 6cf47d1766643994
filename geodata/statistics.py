"""What a dataset holds, in words and numbers."""

from collections import Counter
from collections.abc import Mapping

from geodata.dataset import Dataset
from geodata.dates import precision_of


def summarise(dataset: Dataset) -> str:
    """Return a text: how many partnerships, by status, kind, country, and how precisely known."""
    frame = dataset.frame
    sources = {(source["title"], source["url"]) for several in frame["sources"] for source in several}
    used = dataset.places.loc[sorted({*frame["municipality_place"], *frame["partner_place"]})]
    facets = dataset.facets()
    municipalities, partners = frame["municipality_code"].nunique(), frame["partner_place"].nunique()
    head = [
        f"{len(dataset)} partnerships of {municipalities} municipalities and prefectures",
        f"with {partners} partners in {frame['country'].nunique()} countries and regions",
        f"{len(sources)} sources, the newest of {dataset.as_of or 'an unknown date'}",
        f"version {dataset.version}",
    ]
    parts = {
        "status": facets.status,
        "kind": facets.kind,
        "date of signing known to the": Counter(map(precision_of, frame["signed"])),
        "places by precision": Counter(used["precision"]),
        "country": facets.country,
    }
    return "\n".join([*head, *(line for title, counts in parts.items() for line in _table(title, counts))])


def _table(title: str, counts: Mapping[str, int]) -> list[str]:
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    return ["", title, *(f"  {count:5}  {name}" for name, count in ranked)]
