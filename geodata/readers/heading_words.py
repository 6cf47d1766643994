"""What a heading says of the lines below it: kind, status, country, prefecture, if all words are known."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from geodata.gazetteer import read_country
from geodata.model.vocabulary import PREFECTURES

_KIND: Final = (
    r"姉妹|友好|ホームタウン|パートナー|協定|覚書|相互応援|災害時?応援|交流|"
    r"sister|twin|friendship|partner|hometown|mutual aid|cooperation|memorand(?:um|a)|exchange"
)
_STATUS: Final = (
    r"継続中?|現行|有効|活動中|提携中|締結中|休止|停止|中断|凍結|休眠|解消|終了|廃止|失効|破棄|取り?消し?|中止|撤回|"
    r"予定|計画|検討|協議中|"
    r"active|current|in force|ongoing|suspended|dormant|inactive|ended|terminated|dissolved|former|expired|"
    r"cancell?ed|planned|proposed"
)
_PREFECTURE_NAMES: Final = tuple(
    sorted((name for names in PREFECTURES.values() for name in names), key=len, reverse=True)
)
_NOISE: Final = (
    r"都市|提携|締結|関係|地域|団体|自治体|市区町村|市町村|市町|県内|府内|道内|都内|海外|国外|国際|外国|相手先?|一覧表?|"
    r"リスト|名簿|状況|状態|について|もの|及び|および|ならびに|または|又は|した|された|している|されている|済み?|中|先|分|内|別|"
    r"シップ|等|など|現在も?|表|と|や|の|を|が|は|に|で|部|編|計|件|"
    r"cities|city|towns?|ships?|agreements?|relations?(?:hips?)?|municipalit(?:y|ies)|list|table|pairs?|of|the|and|"
    r"in|with|our|international|overseas|status|type|kind|country|prefecture|ning|s(?![a-z])"
)
_PREFECTURE: Final = "|".join(map(re.escape, _PREFECTURE_NAMES)).casefold()
_SCAN: Final = re.compile(
    rf"(?P<kind>{_KIND})|(?P<status>{_STATUS})|(?P<prefecture>{_PREFECTURE})|(?P<noise>{_NOISE})"
)
_DECORATION: Final = re.compile(
    r"[【】\[\]<>〈〉《》「」『』■□●○◆◇・◎▼▽▲△★☆※*#=_~〜…:：;；,，、.．|/／+＋&\-‐–—ー\s()]+"
)
_NUMBERING: Final = re.compile(r"^(?:第?\d{1,3}(?![\d年月]) *|[ivx]{1,4} +|[a-zア-ン] +)")
_AS_OF: Final = re.compile(r"[(（]?[^()（） ]*\d+年[^()（）]*現在[)）]?$")
_COUNT: Final = re.compile(
    r"[(（]?\s*(?:計|全|合計)?\s*\d[\d,]*\s*(?:件|組|都市|自治体|市町村|市町|提携|か国|カ国|ヶ国|団体)?\s*[)）]?\s*$"
)
_REGIONS: Final = frozenset(
    {
        "アジア", "東アジア", "東南アジア", "南アジア", "中央アジア", "西アジア",
        "欧州", "ヨーロッパ", "西欧", "東欧", "北欧", "北米", "中米", "南米", "中南米", "ラテンアメリカ",
        "北アメリカ", "南アメリカ", "中央アメリカ", "大洋州", "オセアニア", "アフリカ", "中東", "中近東",
        "国内外", "北海道地方", "東北", "関東", "中部", "北陸", "東海", "甲信越", "近畿", "関西", "四国",
        "九州", "東北地方", "関東地方", "中部地方", "北陸地方", "近畿地方", "中国地方", "四国地方",
        "九州地方", "沖縄地方", "中国四国",
        "asia", "europe", "africa", "oceania", "america", "americas", "northamerica", "southamerica",
        "centralamerica", "latinamerica", "middleeast",
    }
)  # fmt: skip
_DOMESTIC: Final = "国内"
_MAX_LENGTH: Final = 60


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """What a heading says, "" where it says nothing; `kinds` are all kinds that it names."""

    kinds: tuple[str, ...] = ()
    status: str = ""
    country: str = ""
    prefecture: str = ""

    @property
    def kind(self) -> str:
        """The first kind that the heading names."""
        return self.kinds[0] if self.kinds else ""

    def __bool__(self) -> bool:
        return bool(self.kinds or self.status or self.country or self.prefecture)


def read_heading(text: str) -> HeadingWords | None:
    """Return what a heading says; None if any of its words is not understood.

    A part of the world or of Japan, and a number of lines, say nothing of the partnerships.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    plain = _DECORATION.sub(" ", _COUNT.sub("", _AS_OF.sub("", plain))).strip()
    plain = _NUMBERING.sub("", plain).strip()
    if len(plain) > _MAX_LENGTH:
        return None
    if "".join(plain.split()) in _REGIONS:
        return HeadingWords()
    if (plain.isascii() or " " not in plain) and (country := _country(plain)):
        return HeadingWords(country=country)
    kinds: list[str] = []
    said: dict[str, set[str]] = {"status": set(), "country": set(), "prefecture": set()}
    for token in plain.split():
        if token in _REGIONS:
            continue
        if token.startswith(_DOMESTIC):
            said["country"].add("日本")
            token = token.removeprefix(_DOMESTIC)
        if not _scan(token, kinds, said):
            country = _country_in(token, kinds, said)
            if not country:
                return None
            said["country"].add(country)
    if any(len(words) > 1 for words in said.values()):
        return None
    return HeadingWords(tuple(dict.fromkeys(kinds)), *(next(iter(words), "") for words in said.values()))


def mentions_kind_or_status(text: str) -> bool:
    """Whether any word of a text is a kind or a status."""
    return bool(re.search(f"{_KIND}|{_STATUS}", unicodedata.normalize("NFKC", text).casefold()))


def _scan(token: str, kinds: list[str], said: dict[str, set[str]]) -> bool:
    """Note the known words of a token; whether it consists of them alone."""
    found = []
    at = 0
    while at < len(token):
        word = _SCAN.match(token, at)
        if word is None:
            return False
        found.append((word.lastgroup or "", word[0]))
        at = word.end()
    for group, text in found:
        if group == "kind":
            kinds.append(text)
        elif group in said:
            said[group].add(_same_status(text) if group == "status" else _prefecture(text))
    return True


def _same_status(word: str) -> str:
    return word.removesuffix("中") if word.startswith(("継続", "提携", "締結")) else word


def _prefecture(word: str) -> str:
    return next(names[1] for names in PREFECTURES.values() if word in (names[1], names[0].casefold()))


def _country(text: str) -> str:
    country = read_country(text) if len(text) > 1 and not _SCAN.fullmatch(text) else None
    return text if country and not country.part else ""


def _country_in(token: str, kinds: list[str], said: dict[str, set[str]]) -> str:
    """Return the country at the beginning of a token whose other words are known: `中国の友好都市`."""
    for end in range(len(token), 1, -1):
        if (country := _country(token[:end])) and _scan(token[end:], kinds, said):
            return country
    return ""
