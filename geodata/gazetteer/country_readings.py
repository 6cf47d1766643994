"""Readings of the Japanese names of countries and regions that begin with kanji."""

from geodata.gazetteer.countries import country_name
from geodata.text.kana import to_hiragana

_READINGS = {
    "AQ": "なんきょく",
    "AS": "べいりょうさもあ",
    "CF": "ちゅうおうあふりかきょうわこく",
    "CN": "ちゅうごく",
    "EH": "にしさはら",
    "GF": "ふつりょうぎあな",
    "GQ": "せきどうぎにあ",
    "HK": "ほんこん",
    "IO": "えいりょういんどようちいき",
    "JP": "にほん",
    "KP": "きたちょうせん",
    "KR": "かんこく",
    "MK": "きたまけどにあ",
    "MP": "きたまりあなしょとう",
    "PF": "ふつりょうぽりねしあ",
    "SS": "みなみすーだん",
    "TF": "ふつりょうきょくなんしょとう",
    "TL": "ひがしてぃもーる",
    "TW": "たいわん",
    "UM": "がっしゅうこくりょうゆうしょうりとう",
    "VG": "えいりょうゔぁーじんしょとう",
    "VI": "べいりょうゔぁーじんしょとう",
    "ZA": "みなみあふりか",
}


def reading_of_country(code: str) -> str:
    """Return the Japanese name of a country or region (ISO 3166-1 alpha-2) as it is read, in hiragana.

    Kanji after the first kana of a name stay as they are.
    """
    return _READINGS.get(code) or to_hiragana(country_name(code, "ja"))
