"""Folding names and search words: beyond `fold`, spellings that Japanese readers take as equal are equal.

Old and new characters (宮﨑, 宮崎), hiragana and katakana, and が, ヶ and ケ between characters are equal.
"""

import re
from typing import Final

from geodata.text.folding import fold, shorten_romaji
from geodata.text.kanji_variants import NEW_FOR_OLD, to_hiragana
from geodata.text.titles import CITY, TITLES, WARD

OLD_CHARACTERS: Final = "".join(map(chr, NEW_FOR_OLD)) + "斎"
NEW_CHARACTERS: Final = "".join(NEW_FOR_OLD.values()).replace("斎", "斉") + "斉"
"""The characters that replace those of OLD_CHARACTERS."""
ROMAJI_MARK: Final = "~"
"""Begins a romanised Japanese name without long vowels: `~kyoto市`."""
_UNIFIED = str.maketrans(OLD_CHARACTERS, NEW_CHARACTERS)
_GA = re.compile("(?<=[一-鿿々])が(?=[一-鿿])")
_MIN_ROMAJI = 2


def search_fold(text: str) -> str:
    """Return the form in which names and search words are compared; words are separated by single spaces."""
    folded = fold(text)
    if folded.isascii():
        return folded
    return _GA.sub("け", to_hiragana(folded.translate(_UNIFIED)))


def romaji_words(name: str, name_ja: str) -> list[str]:
    """Return the words under which a Japanese name is found in any romanisation and with its title.

    `Kyoto`, `京都市` gives `~kyoto市`; `Sapporo Chuo`, `札幌市中央区` gives `~sapporochuo区`, `~chuo区`. A
    ward of Tokyo is a city in English, too.
    """
    words = search_fold(name).split()
    if len(words) > 1 and words[-1] in TITLES:
        words.pop()
    title = name_ja[-1:]
    titles = [title, CITY] if title == WARD and CITY not in name_ja else [title]
    stems = dict.fromkeys(("".join(words), *words[-1:]))
    return [ROMAJI_MARK + shorten_romaji(stem) + one for stem in stems if stem for one in titles]


def search_terms(folded: str) -> tuple[tuple[str, ...], ...]:
    """Return the terms of folded search words: each is found where one of its alternatives is.

    A text to search begins and ends with a space. A word in Latin letters is found at the start of a word,
    any other word anywhere. A title after a word (`kyoto city`) belongs to it.
    """
    words = folded.split()
    terms: list[tuple[str, ...]] = []
    while words:
        word = words.pop(0)
        title = words.pop(0) if word.isascii() and words and words[0] in TITLES else ""
        terms.append(_alternatives(word, title))
    return tuple(terms)


def _alternatives(word: str, title: str) -> tuple[str, ...]:
    if not word.isascii():
        return (word,)
    romaji = shorten_romaji(word)
    if title:
        return (f" {word} {title}", *(f" {ROMAJI_MARK}{romaji}{one}" for one in TITLES[title]))
    return (f" {word}", f" {ROMAJI_MARK}{romaji}") if len(romaji) >= _MIN_ROMAJI else (f" {word}",)
