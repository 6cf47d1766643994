"""Second-order divisions (départements, provinces, counties), known only by what contains them.

GeoNames' towns have a first-order division only. A list with `Eure-et-Loir` or `Kent` still narrows a name to
the region around it.
"""

from collections import defaultdict
from functools import cache

import pycountry

from geodata.gazetteer.divisions import Division, bare_name, japanese_name, load_divisions
from geodata.text.folding import fold, kana_key


def find_divisions(country: str, text: str) -> list[Division]:
    """Return the first-order divisions that a text names, or that contain the second-order one it names."""
    return load_divisions().find(country, text) or _divisions_around(country, text)


def _divisions_around(country: str, text: str) -> list[Division]:
    """Return the first-order divisions that contain a second-order one of this name (ISO 3166-2)."""
    known = _parents().get(country, {})
    return next((known[key] for key in (fold(text), kana_key(bare_name(text))) if key in known), [])


@cache
def _parents() -> dict[str, dict[str, list[Division]]]:
    parents: dict[str, dict[str, list[Division]]] = defaultdict(lambda: defaultdict(list))
    for part in pycountry.subdivisions:
        parent = load_divisions().of_key(part.parent_code) if part.parent_code else None
        if parent is None:
            continue
        for name in {*part.name.replace("]", "").split(" ["), japanese_name(part.code)} - {""}:
            for key in {fold(name), kana_key(bare_name(name))}:
                parents[part.country_code][key].append(parent)
    return parents
