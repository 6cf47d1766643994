"""Column synonyms in Japanese and English: the fields that a column name may mean."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_MAX_NAME_LENGTH: Final = 60
_NOT_A_WORD: Final = re.compile(r"[\W_]+")
_NUMBERING: Final = re.compile(r"^\s*([\u2460-\u2473\u2776-\u277f]|\d{1,2}\s*[.．)）、])\s*")
_REFERENCE: Final = re.compile(r"[※*＊†]\s*[\d０-９]*|[（(]注\s*[\d０-９]*[)）]|注\s*[\d０-９]+")
_BRACKETS: Final = re.compile(r"[(\[【〔〈《「][^()\[\]【】〔〕〈〉《》「」]*[)\]】〕〉》」]")

# By field or part of one: a weight, and the names with that weight, in the form of `_key`.
_NAMES: Final = {
    "id": (100, "id"),
    "kind": (90, "kind type 種別 区分 提携区分 提携種別 提携種類 交流区分 交流種別 提携形態 形態 種類"),
    "status": (90, "status 状態 現況 状況 現状 提携状況 交流状況 提携状態"),
    "municipality": (
        100,
        "municipality jpname jpnameja 市町村名 市区町村名 自治体名 自治体名称 日本側自治体 日本側自治体名 "
        "日本側都市名 日本側都市 日本側 国内自治体 国内自治体名 日本の自治体 日本の都市 cityjp japanesecity "
        "japanesemunicipality localgovernment city1 citya municipality1 municipalitya 都市1 都市名1 自治体1 "
        "自治体 市町村 市区町村 市町 市町名 市町等 市町等名 市町村等 市町村等名 団体名 "
        "自治体等名 都道府県市区町村名 都道府県市区町村 都道府県市町村名",
    ),
    "municipality_ja": (100, "municipalityja"),
    "municipality_en": (100, "municipalityen jpnameen japanesecityen"),
    "municipality_code": (
        100,
        "municipalitycode jpcode 団体コード 自治体コード 市町村コード 市区町村コード jisコード "
        "全国地方公共団体コード 地方公共団体コード 都道府県市区町村コード lgcode jiscode",
    ),
    "prefecture": (
        100,
        "prefectureja 都道府県名 都道府県 県名 府県名 府県 自治体所在都道府県 所在都道府県 "
        "state1 admin11 admin1a statea prefecture1 province1",
    ),
    "municipality_country": (100, "municipalitycountry country1 countrya 国1 国名1"),
    "municipality_point": (100, "municipalitypoint"),
    "municipality_lon": (100, "municipalitylon lon1 lng1 longitude1"),
    "municipality_lat": (100, "municipalitylat lat1 latitude1"),
    "lon": (60, "lon lng longitude 経度"),
    "lat": (60, "lat latitude 緯度"),
    "signed_as": (
        100,
        "signedas jpsignedas 締結時自治体名 提携時自治体名 締結当時の自治体名 旧自治体名 旧市町村名",
    ),
    "partner": (
        100,
        "partner partnername partnercity sistercity partnermunicipality twincity twintown 提携相手先 "
        "相手自治体 相手自治体名 提携都市名 姉妹都市名 姉妹友好都市 姉妹友好都市名 姉妹友好都市等 姉妹都市等 "
        "相手都市 相手都市名 海外都市名 海外都市 相手先自治体名 相手先都市名 提携先都市名 "
        "提携先自治体名 提携先自治体 city2 cityb municipality2 municipalityb 都市2 都市名2 自治体2 "
        "外国都市名 交流先都市名",
    ),
    "partner_en": (
        95,
        "partneren partnernameen 英語名 英語表記 英文名 英文表記 英語名称 欧文名 欧文表記 提携先英語名 "
        "相手都市英語名 都市名英語 englishname",
    ),
    "partner_ja": (95, "partnerja partnernameja 提携先日本語名 相手都市日本語名"),
    "partner_admin1": (
        100,
        "partneradmin1 partnerstate partnerprovince 州省県 州省県等 省州名 州省名 州県名 州省 州名 州県省 "
        "州省県名 州県 省州 州等 stateprovince provincestate admin1 state2 stateb admin12 admin1b province2 "
        "提携先州 相手先州 州省県地域 州省等 州省等名 州省県等名 州地域 州地域名 地域州名 州省自治区",
    ),
    "partner_level": (100, "partnerlevel"),
    "partner_seat": (100, "partnerseat"),
    "country": (
        100,
        "partnercountry sistercountry country2 countryb 国2 国名2 相手国 相手国名 提携先国名 提携先国",
    ),
    "partner_point": (100, "partnerpoint"),
    "partner_lon": (100, "partnerlon lon2 lng2 longitude2"),
    "partner_lat": (100, "partnerlat lat2 latitude2"),
    "signed": (
        100,
        "signed datesigned 提携年月日 締結日 締結年月日 調印日 調印年月日 提携日 盟約締結日 盟約締結年月日 "
        "signeddate signingdate dateofsigning dateofagreement agreementdate 姉妹都市提携日 "
        "姉妹都市提携年月日",
    ),
    "ended": (
        100,
        "ended enddate statusdate dateended 解消年月日 解消日 終了日 終了年月日 廃止年月日 廃止日 休止日 "
        "休止年月日 休止 terminated",
    ),
    "as_of": (100, "asof 時点 現在 現在日 基準日"),
    "source_title": (95, "sourcetitle 出典 情報源 source 出典名 資料名 資料"),
    "source_url": (100, "sourceurl 出典url 情報源url"),
    "source_date": (100, "sourcedate 出典日 閲覧日 accessed accessdate"),
    "sources": (100, "sources"),
    "note": (95, "note notes remarks remark 備考 摘要 注 注記 備考欄 特記事項 comment comments"),
    "wkt": (100, "wkt"),
}  # fmt: skip

_WEAK: Final[dict[str, tuple[tuple[str, int], ...]]] = {
    **dict.fromkeys(("country", "nation"), (("country", 90), ("municipality_country", 20))),
    **dict.fromkeys(
        ("国名", "国地域名", "国地域", "国", "国名地域名", "国または地域", "国又は地域", "国名等"),
        (("country", 90),),
    ),
    **dict.fromkeys(("countryname", "countrycode", "国コード", "partnercountrycode"), (("country", 50),)),
    **dict.fromkeys(("姉妹都市", "友好都市", "提携先", "提携都市", "提携先名", "相手先", "相手", "相手先名",
                     "姉妹都市友好都市", "相手方", "友好都市名", "提携先名称"), (("partner", 95),)),
    **dict.fromkeys(
        ("都市名", "都市", "city", "cityname", "town", "市名", "名称"),
        (("partner", 40), ("municipality", 35)),
    ),
    **dict.fromkeys(("prefecture", "県", "都道府県別"), (("prefecture", 90),)),
    **dict.fromkeys(("state", "province", "州", "省"), (("partner_admin1", 90),)),
    **dict.fromkeys(("地域", "地域名", "region", "area"), (("partner_admin1", 20),)),
    **dict.fromkeys(("日本語名", "日本語表記", "和名", "和文名"), (("partner_ja", 60),)),
    **dict.fromkeys(
        ("date", "年月日", "日付", "since", "established", "提携年月", "startdate"), (("signed", 80),)
    ),
    **dict.fromkeys(("提携年", "締結年", "調印年", "signedyear"), (("signed", 70),)),
    **dict.fromkeys(("year", "年", "西暦"), (("signed", 40),)),
    **dict.fromkeys(("until", "end", "endedyear"), (("ended", 60),)),
    **dict.fromkeys(("url", "link", "リンク"), (("source_url", 60),)),
    **dict.fromkeys(("level",), (("partner_level", 60),)),
}  # fmt: skip

_EXACT: Final = {
    **{name: ((field, weight),) for field, (weight, names) in _NAMES.items() for name in names.split()},
    **_WEAK,
}

_ABROAD: Final = r"(partner|sister|twin|affiliat|foreign|overseas)"
_FOREIGN: Final = r"(相手|提携先|締結先|交流先|姉妹|友好都市|海外|外国)"
_NO_RULE: Final = re.compile(
    r"番号|コード|件数|数$|人口|面積|url|ホームページ|hp$|サイト|担当|電話|連絡|写真|所在地|住所|理由|経緯|きっかけ|契機"
    r"|概要|内容|周年|年数|年度|年間|回数|順位|更新"
    r"|code|population|number|count$|phone|fax|mail|contact|website|reason|updated"
)
_RULES: Final = tuple(
    (re.compile(pattern), ((field, weight),))
    for pattern, field, weight in (
        (r"^(備考|摘要|注記|特記)", "note", 70),
        (r"(解消|終了|廃止|休止).*(年月日|月日|日付|時期|日$|年$)", "ended", 80),
        (r"(提携|締結|調印|盟約).*(年月日|月日|日付|時期|日$|年月$)", "signed", 80),
        (r"(提携|締結|調印|盟約).*年$", "signed", 65),
        (r"(種類|種別|区分)$", "kind", 60),
        (r"(end|terminat|dissol|cancel).*date|date.*(end|terminat|dissol|cancel)", "ended", 80),
        (r"(sign|agreement|establish|affiliat|twin).*(date|year|since)|(date|year).*(sign|agree|establ|affil|twin)",
         "signed", 80),
        (_ABROAD + r".*(country|nation)", "country", 85),
        (_ABROAD + r".*(state|province|region|admin)", "partner_admin1", 85),
        (_ABROAD + r".*(city|town|cities|municipality|name).*(english|en$)",
         "partner_en", 80),
        (_ABROAD + r".*(city|town|cities|municipality|name)", "partner", 80),
        (r"^(japan|japanese|jp).*prefecture|^prefecture", "prefecture", 80),
        (r"^(japan|japanese|jp).*(city|town|municipality|name|localgovernment)", "municipality", 80),
        (r"^municipality(name)?$|localgovernment", "municipality", 70),
        (_FOREIGN + r".*(英語|英文|英字|英$|欧文|ローマ字|原語)", "partner_en", 80),
        (_FOREIGN + r".*(日本語|和文|和$|カナ)", "partner_ja", 80),
        (_FOREIGN + r".*(国名|(?<!外)国)", "country", 70),
        (_FOREIGN + r".*(州|省|県)", "partner_admin1", 70),
        (_FOREIGN + r".*地域", "partner_admin1", 30),
        (_FOREIGN + r".*(都市|自治体|市|町|団体|名)", "partner", 70),
        (r"^(提携先|相手先)", "partner", 50),
        (r"^(国名|国地域名)", "country", 60),
        (r"^州省県", "partner_admin1", 60),
        (r"都道府県|^府県名|^県名", "prefecture", 60),
        (r"(自治体|市町村|市区町村|団体).*(英語|英文|英字|ローマ字|en$)", "municipality_en", 80),
        (r"自治体.*名|市町村|市区町村|団体.*名|日本側", "municipality", 60),
    )
)  # fmt: skip


@lru_cache(maxsize=4096)
def column_synonyms(name: str) -> tuple[tuple[str, int], ...]:
    """Return the fields that a column name may mean, each with a weight up to 100."""
    if len(name) > _MAX_NAME_LENGTH:
        return ()
    bare = _REFERENCE.sub("", _NUMBERING.sub("", name))
    whole, outside = _key(bare), _key(_BRACKETS.sub("", unicodedata.normalize("NFKC", bare)))
    if whole in _EXACT:
        return _EXACT[whole]
    ruled = _by_rule(whole)
    # Brackets may be specific (提携先（国名）) or only a comment (備考（解消など）, 提携年月日（西暦）).
    if ruled and outside in _EXACT and ruled[0][0] == _EXACT[outside][0][0]:
        return _EXACT[outside]
    return ruled or _EXACT.get(outside) or _by_rule(outside)


def same_column(name: str) -> str:
    """Return the normalised form under which two spellings of a column name are equal, brackets included."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _key(name: str) -> str:
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", name).casefold())


def _by_rule(key: str) -> tuple[tuple[str, int], ...]:
    if not key or _NO_RULE.search(key):
        return ()
    return next((fields for pattern, fields in _RULES if pattern.search(key)), ())
