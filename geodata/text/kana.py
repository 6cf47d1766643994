"""Kana: readings in hiragana, their order (gojuon), and the rows of its table."""

import unicodedata
from functools import lru_cache

_ROWS = {
    "あ": "あいうえお", "か": "かきくけこ", "さ": "さしすせそ", "た": "たちつてと", "な": "なにぬねの",
    "は": "はひふへほ", "ま": "まみむめも", "や": "やゆよ", "ら": "らりるれろ", "わ": "わゐゑをん",
}  # fmt: skip
_ROW_OF = {kana: row for row, members in _ROWS.items() for kana in members}
_VOWELS = {
    "あ": "あかさたなはまやらわ", "い": "いきしちにひみりゐ", "う": "うくすつぬふむゆる",
    "え": "えけせてねへめれゑ", "お": "おこそとのほもよろを",
}  # fmt: skip
_VOWEL_OF = {kana: vowel for vowel, members in _VOWELS.items() for kana in members}
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}

ROWS = tuple(_ROWS)
"""The rows of the table of kana, by their first kana."""


def to_hiragana(text: str) -> str:
    """Return a text with its katakana as hiragana, of full width."""
    return unicodedata.normalize("NFKC", text).translate(_TO_HIRAGANA)


@lru_cache(maxsize=16_384)
def gojuon_key(reading: str) -> tuple[str, str]:
    """Return the key by which readings are sorted: unvoiced kana first, then the reading itself.

    A long vowel mark counts as its vowel, small kana as large ones; kanji come after all kana.
    """
    hiragana = to_hiragana(reading)
    letters: list[str] = []
    for mark in unicodedata.normalize("NFD", hiragana):
        if unicodedata.category(mark).startswith(("M", "P", "Z")):
            continue
        letter = mark.translate(_SMALL)
        letters.append(_VOWEL_OF.get(letters[-1], letter) if letter == "ー" and letters else letter)
    return "".join(letters), hiragana


def kana_row(reading: str) -> str:
    """Return the row of the table of kana in which a reading begins; "" if it doesn't begin with kana."""
    return _ROW_OF.get(gojuon_key(reading)[0][:1], "")
