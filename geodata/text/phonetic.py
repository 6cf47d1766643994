"""Phonetic similarity of katakana and Latin names: for suggestions only, never for placing.

Both become a sequence of consonants in which sounds that Japanese does not distinguish are equal (l and r,
b and v, th and s), and sounds that it drops are removed (vowels, an r before a consonant): ポカテロ
and Pocatello give `pktr`.
"""

import re
import unicodedata

from rapidfuzz import fuzz

from geodata.text.folding import fold

_ROWS = {
    "k": "カキクケコヵヶ", "g": "ガギグゲゴ", "s": "サシスセソザズゼゾ", "j": "ジヂ", "t": "タチツテト",
    "d": "ダヅデド", "n": "ナニヌネノン", "h": "ハヒヘホ", "f": "フ", "b": "バビブベボヴ", "p": "パピプペポ",
    "m": "マミムメモ", "r": "ラリルレロ", "w": "ワヲ",
}  # fmt: skip
_CONSONANTS = {kana: letter for letter, row in _ROWS.items() for kana in row}
_ENGLISH = (
    (re.compile(r"\b(saint|sankt|sainte)\b"), "st"),
    (re.compile(r"(?<=.)e\b"), ""),
    (re.compile(r"tch|ch"), "t"),
    (re.compile(r"sch|sh|th|c(?=[eiy])|[zß]"), "s"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|c|q"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"v"), "b"),
    (re.compile(r"l"), "r"),
    (re.compile(r"wh"), "h"),
    (re.compile(r"m(?=[bp])"), "n"),
    (re.compile(r"r(?![aeiouyr])"), ""),
    (re.compile(r"[aeiouy\s]|(?<=[aeiou])h"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_MIN_SCORE = 80.0


def phonetic_key_of_kana(name: str) -> str:
    """Return the consonants of a name in katakana."""
    kana = (
        unicodedata.normalize("NFKC", name).replace("ウィ", "ワ").replace("ウェ", "ワ").replace("ウォ", "ワ")
    )
    return re.sub(r"(.)\1+", r"\1", "".join(_CONSONANTS.get(one, "") for one in kana))


def phonetic_key_of_latin(name: str) -> str:
    """Return the consonants of a name in Latin letters, as transcribed in Japanese."""
    sound = fold(name)
    for pattern, heard in _ENGLISH:
        sound = pattern.sub(heard, sound)
    return sound


def most_similar(name: str, latin: list[str], sounds: list[str], limit: int) -> list[int]:
    """Return the positions of the Latin names that sound most similar to one in katakana, best first."""
    sound = phonetic_key_of_kana(name)
    scored = sorted(
        (-score, len(latin[position]), position)
        for position, other in enumerate(sounds)
        if other[:1] == sound[:1] and (score := fuzz.ratio(sound, other)) >= _MIN_SCORE
    )
    return [position for _, _, position in scored[:limit]]
