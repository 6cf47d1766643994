"""Names that include their country or state: `米国ワシントン州シェヘリス市`, `リヨン（フランス）`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geodata.gazetteer import read_country

_BRACKETED = re.compile(r"^(?P<name>[^()（）]+?)\s*[(（](?P<around>[^()（）]+)[)）]$")
_SEPARATOR = re.compile(r"[\s・、,，/／]+")
_STATE = re.compile(r"^(?P<state>\S+?(?:州|省|自治区|県|道))[\s・、]*(?P<name>\S.*)$")
_JAPANESE = re.compile(r"[ぁ-ヿ㐀-鿿]")
_MIN_COUNTRY_LENGTH = 2


@dataclass(frozen=True, slots=True)
class QualifiedName:
    """A parsed name; `country` and `state` are "" if it does not include them."""

    name: str
    country: str = ""
    state: str = ""


def parse_qualified_name(text: str) -> Iterator[QualifiedName]:
    """Yield the possible readings of a name, the most likely first; nothing for a plain name."""
    if found := _BRACKETED.match(text):
        yield from _around(found["name"], _SEPARATOR.split(found["around"].strip()))
    words = _SEPARATOR.split(text.strip())
    if len(words) > 1 and read_country(words[0]):
        yield from _within(" ".join(words[1:]), words[0])
    elif len(words) > 1 and read_country(words[-1]):
        yield from _around(words[0], words[1:])
    elif _JAPANESE.search(text):
        yield from _joined(text)


def _around(name: str, words: list[str]) -> Iterator[QualifiedName]:
    """Parse the state, the country, or both around a name."""
    countries = [word for word in words if read_country(word)]
    if not countries:
        yield QualifiedName(name, "", " ".join(words))
        return
    if len(words) > 1:
        yield QualifiedName(name, countries[0], " ".join(word for word in words if word != countries[0]))
    yield from _within(name, countries[0])


def _within(name: str, country: str) -> Iterator[QualifiedName]:
    if state := _STATE.match(name):
        yield QualifiedName(state["name"], country, state["state"])
    yield QualifiedName(name, country)


def _joined(text: str) -> Iterator[QualifiedName]:
    """Parse a name that follows its country or state without a space."""
    for end in range(len(text) - 1, _MIN_COUNTRY_LENGTH - 1, -1):
        if read_country(text[:end]):
            yield from _within(text[end:], text[:end])
    if state := _STATE.match(text):
        yield QualifiedName(state["name"], "", state["state"])
