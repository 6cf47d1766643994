"""Variants of a town's name with the same meaning: without its title, with its Saint written out."""

import re
import unicodedata
from collections.abc import Iterator

from geodata.text.folding import compact, fold, has_kana, kana_key
from geodata.text.han_variants import hanzi_key, has_hanzi

_TOWN_TITLES = re.compile(
    r"^(the )?(city|town|village|municipality|commune|metropolitan city|borough|royal borough|township) of |"
    r"^gmina | "
    r"(city|town|village|municipality|township|borough|metropolitan city|metropolitan municipality|"
    r"special city|commune|gmina)$"
)
_TOWN_TITLES_JA = re.compile(
    r"(?<=.)(特別市|広域市|直轄市|特別自治市|自治市|都市|市|町|村|郷|鎮|鄉|镇|邑|(?<=[ァ-ー])(地区|区))$"
)
_AREA_TITLES = re.compile(
    r"^(the )?(shire|district|county|municipal district|state|province|prefecture|region) of |^county | "
    r"(shire|district municipality|rural district|urban district|municipal district|district|county|"
    r"prefecture|province|state|region|oblast|island|raion|rayon|parish)$"
)
_AREA_TITLES_JA = re.compile(r"(?<=.)(郡|県|州|省|旗|盟|府|島|地方|地区|自治州|自治区)$")
_PARENTS_JA = re.compile(r"(?<=.)(市|州|省|県|道|自治区)")
_PARTS_JA = re.compile(r".(市|区|郡|県|町|村|鎮|郷)$")
_SHORT_FORMS = (
    (re.compile(r"^st(?= )"), "saint"),
    (re.compile(r"^ste(?= )"), "sainte"),
    (re.compile(r"^st(?= )"), "sankt"),
    (re.compile(r"^mt(?= )"), "mount"),
    (re.compile(r"^ft(?= )"), "fort"),
    (re.compile(r"^saint(?= )"), "st"),
    (re.compile(r"^mount(?= )"), "mt"),
)
_BRACKETS = re.compile(r"\s*[(（\[［](.*?)[)）\]］]")
_NUMBERED = re.compile(r"^(.*[^\W\d].*) (?:[IVX]+|[0-9]{1,2})$")
_DASH = re.compile(r"\s+[–—-]\s+|\s*[–—]\s*")


def name_variants(name: str) -> list[str]:
    """Return a name as written, without its title (`Boise City`, `瀋陽市`), and with `St` written out."""
    folded = fold(name)
    forms = [name, _TOWN_TITLES.sub("", folded), without_title_ja(name)]
    forms += [pattern.sub(long, folded) for pattern, long in _SHORT_FORMS if pattern.search(folded)]
    forms.append(compact(folded))
    if has_kana(name):
        forms += [kana_key(form) for form in forms]
    elif has_hanzi(name):
        forms += [hanzi_key(form) for form in forms]
    return [form for form in dict.fromkeys(forms) if form]


def without_title_ja(name: str) -> str:
    """Return a Japanese name without its title: `瀋陽` for `瀋陽市`.

    A district in Chinese characters keeps its title: 中山区 lies in another city than 中山市.
    """
    return _TOWN_TITLES_JA.sub("", unicodedata.normalize("NFKC", name).strip())


def without_area_title(name: str) -> str:
    """Return the name that an area shares with its town (`Tulcea County`, `上田郡`), or ""."""
    bare = _AREA_TITLES.sub("", fold(name)) if name.isascii() or not _AREA_TITLES_JA.search(name) else ""
    bare = bare or _AREA_TITLES_JA.sub("", name.strip())
    return bare if bare != fold(name) else ""


def is_area_title(text: str) -> bool:
    """Whether a text is only a title: `district`, `rural gmina`."""
    return bool(
        re.fullmatch(r"(local government |rural |urban )?(district|county|gmina|region|province)", fold(text))
    )


def is_region_title(name: str) -> bool:
    """Whether a name has the title of a state, province or region."""
    return bool(
        re.search(r"( (state|province|region|oblast|island)|.(州|省|道|県|自治区|自治道))$", fold(name))
    )


def is_district(name: str) -> bool:
    """Whether a name has the title of a district of a city: `朝陽区`, `Chaoyang District`."""
    return bool(re.search(r"( district|-gu| qu|.区|.區)$", name.strip().casefold()))


def split_parent_and_part(name: str) -> Iterator[tuple[str, str]]:
    """Yield possible splits of a Japanese name into parent and part: 杭州市西湖区 gives 杭州市 and 西湖区."""
    for title in _PARENTS_JA.finditer(name):
        parent, part = name[: title.end()], name[title.end() :].strip(" 　・")
        if len(part) > 1 and _PARTS_JA.search(part):
            yield parent, part


def without_brackets(name: str) -> str:
    """Return a name without text in brackets."""
    return _BRACKETS.sub("", name).strip()


def split_compound(name: str) -> tuple[str, str] | None:
    """Return the two towns of a name that joins them: `Epsom and Ewell`, `Rijssen-Holten`."""
    parts = re.split(r"\s+(?:and|og|und|&)\s+|\s*[-–/]\s*", name.strip())
    return (parts[0], parts[1]) if len(parts) == 2 and min(map(len, parts)) > 3 else None


def without_situation(name: str) -> str:
    """Return a German name without the river or wood it lies at: `Rottenburg` for `Rottenburg am Neckar`."""
    return re.sub(r" (am|an der|bei|ob der|vor der) \S.*$", "", name)


def split_qualifier(name: str) -> tuple[str, str] | None:
    """Return a part and its parent: `Bemowo (Warsaw)` and `Warsaw – Bemowo` give Bemowo, Warsaw.

    A number is no name: `Vienna 1 – Innere Stadt` lies in Vienna, and so does `Vienna 1`.
    """
    if bracket := _BRACKETS.search(name):
        part, parent = without_brackets(name), bracket[1].strip()
    elif dash := _DASH.search(name):
        part, parent = name[dash.end() :].strip(), name[: dash.start()].strip()
    elif numbered := _NUMBERED.match(name):
        part, parent = name, numbered[1]
    else:
        return None
    if numbered := _NUMBERED.match(parent):
        parent = numbered[1]
    return (part, parent) if part and parent else None
