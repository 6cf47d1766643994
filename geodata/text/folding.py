"""Folding names for comparison: without case, accents, macrons, apostrophes or width."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

FOLDED_LETTERS: Final = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "ə": "a", "ǝ": "a", "ŋ": "n", "ħ": "h",
    "'": "", "’": "", "‘": "", "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "", "`": "", "´": "",
    "ヶ": "ケ", "ヵ": "カ",
}  # fmt: skip
"""Lower-case letters and apostrophes that no normal form replaces, and what `fold` makes of them."""
VOICING_MARKS: Final = "\u3099\u309a"
"""The combining marks that make another kana (か/が); `fold` removes all others."""
_LETTERS = str.maketrans(FOLDED_LETTERS)
_NOT_WORD = re.compile(r"[^\w]+|_+")


def fold(text: str) -> str:
    """Return the form in which two spellings of one name are equal.

    NFKC normalises widths; marks and variation selectors are removed, except marks that make another kana
    (か/が).
    Punctuation and white space become single spaces; apostrophes are removed (Xi'an, Xian).
    """
    if text.isascii():
        return _NOT_WORD.sub(" ", text.lower().translate(_LETTERS)).strip()
    wide = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    bare = "".join(
        mark
        for mark in unicodedata.normalize("NFD", wide)
        if mark in VOICING_MARKS or not unicodedata.category(mark).startswith("M")
    )
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFC", bare)).strip()


def compact(folded: str) -> str:
    """Return a folded name in one word, so that `Prachin Buri` equals `Prachinburi`."""
    return folded.replace(" ", "")


_KANA = re.compile("[ァ-ヴ]")
_ALL_KATAKANA = re.compile("[ァ-ヺー]+")
_SAME_SOUND = {
    "ヴァ": "バ", "ヴィ": "ビ", "ヴェ": "ベ", "ヴォ": "ボ", "ヴ": "ブ", "ヂ": "ジ", "ヅ": "ズ", "ヰ": "イ",
    "ァ": "ア", "ィ": "イ", "ゥ": "ウ", "ェ": "エ", "ォ": "オ", "ー": "", "ッ": "",
}  # fmt: skip


def has_kana(text: str) -> bool:
    """Whether a text contains katakana."""
    return bool(_KANA.search(unicodedata.normalize("NFKC", text)))


def is_katakana(text: str) -> bool:
    """Whether a text is in katakana alone."""
    return bool(_ALL_KATAKANA.fullmatch(unicodedata.normalize("NFKC", text)))


def kana_key(text: str) -> str:
    """Return a key under which the usual katakana spellings of one sound are equal: ブリスベーン, ブリスベン.

    Long vowels, doubled consonants, middle dots and the choice of ヴ or バ are ignored.
    """
    key = compact(fold(text))
    for written, plain in _SAME_SOUND.items():
        key = key.replace(written, plain)
    return key


_SUFFIX_EN = re.compile(
    r"(?<=\S)[ -](shi|machi|cho|chou|mura|son|ku|gun|to|fu|ken|city|town|village|ward|prefecture|metropolis)$"
)
_LONG = (
    (re.compile(r"o[ou]|oh(?=[^aeiouy]|$)"), "o"),
    (re.compile(r"uu"), "u"),
    (re.compile(r"m(?=[bmp])"), "n"),
)


def romaji_key(text: str) -> str:
    """Return a romanised Japanese name without long vowels, hyphens and its -shi, -machi, -cho, ... suffix.

    Ōsaka-shi, Oosaka, Ohsaka City and OSAKA all give `osaka`; Nihonmatsu and Nihommatsu one key.
    """
    key = _SUFFIX_EN.sub("", fold_keeping_hyphens(text))
    key = re.sub(r"[^a-z]", "", key)
    return shorten_romaji(key)


def shorten_romaji(word: str) -> str:
    """Return a folded romanised word without long vowels, and with n before b, m and p."""
    for pattern, short in _LONG:
        word = pattern.sub(short, word)
    return word


def fold_keeping_hyphens(text: str) -> str:
    """Return the folded text with its hyphens, which separate suffixes in romaji."""
    return " ".join("-".join(fold(part) for part in word.split("-")) for word in text.split())


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Return a readable ASCII name for addresses: lower case, words joined by hyphens."""
    if text.isascii() and text.isalnum():
        return text.lower()
    folded = fold(text)
    ascii_only = folded.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
