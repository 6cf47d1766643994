"""Former municipalities that signed partnerships and have merged into others since."""

import csv
import re
from collections import defaultdict
from functools import cache

from geodata.model.shipped import shipped_data
from geodata.text.folding import romaji_key
from geodata.text.kanji_variants import kanji_key

_NAMES = re.compile(r"^(?P<en>[^(]*)\((?P<ja>[^)]*)\)$")


def codes_of_former(name: str) -> list[str]:
    """Return the JIS X 0402 codes of today's municipalities into which a former one was merged."""
    key = romaji_key(name) if name.isascii() else kanji_key(name)
    return sorted(_codes_by_name().get(key, ()))


@cache
def _codes_by_name() -> dict[str, set[str]]:
    codes: dict[str, set[str]] = defaultdict(set)
    with (shipped_data() / "partnerships.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            if names := _NAMES.match(row["signed_as"]):
                codes[romaji_key(names["en"])].add(row["municipality_code"])
                codes[kanji_key(names["ja"])].add(row["municipality_code"])
    return codes
