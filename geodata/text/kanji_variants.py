"""Folding Japanese names: old and new characters, ヶ and が, hiragana and katakana are equal."""

import re
from typing import Final

from geodata.text.folding import compact, fold

_OLD = (
    "亞惡壓圍壹隱榮營圓應櫻奧歐會樂學嶽勸卷寬關觀氣歸狹曉區驅勳鷄莖藝縣檢險圈權嚴廣鑛號國黑碎齋濟劑澤"
    "濱嶋﨑冨眞槇惠繪棧蠶雜參贊鹽實寫釋壽收從獸縱處敍將稱燒證讓狀繩靜攝淺戰纖潛錢禪曾雙瀨藏總莊裝騷屬"
    "續墮對體滯臺瀧擇單團擔晝蟲聽鎭鐵轉點傳燈當黨盜稻讀獨惱拜麥發蠻祕邊邉變辨舖襃豐沒萬滿默彌譯藥與豫"
    "餘謠來亂覽兩獵綠壘禮靈隸齡戀爐勞樓祿灣龍檮竃竈檜淵濵邨鄕鷗龜條舘髙德橫礪禰穗諫賴驒驛彥淸靑步戶郞"
    "蘆齊籠廳乘佛內卻增壤壯寶峽巢徑恆悅懷拔插揭效敘數斷晉溪溫濤舊舍萊蔣隨雞霸黃獻畫醫聲樞脫榆鐘圖鄉"
)
_NEW = (
    "亜悪圧囲壱隠栄営円応桜奥欧会楽学岳勧巻寛関観気帰狭暁区駆勲鶏茎芸県検険圏権厳広鉱号国黒砕斎済剤沢"
    "浜島崎富真槙恵絵桟蚕雑参賛塩実写釈寿収従獣縦処叙将称焼証譲状縄静摂浅戦繊潜銭禅曽双瀬蔵総荘装騒属"
    "続堕対体滞台滝択単団担昼虫聴鎮鉄転点伝灯当党盗稲読独悩拝麦発蛮秘辺辺変弁舗褒豊没万満黙弥訳薬与予"
    "余謡来乱覧両猟緑塁礼霊隷齢恋炉労楼禄湾竜梼釜釜桧渕浜村郷鴎亀条館高徳横砺祢穂諌頼騨駅彦清青歩戸郎"
    "芦斉篭庁乗仏内却増壌壮宝峡巣径恒悦懐抜挿掲効叙数断晋渓温涛旧舎莱蒋随鶏覇黄献画医声枢脱楡鍾図郷"
)
NEW_FOR_OLD: Final = dict(zip(map(ord, _OLD), _NEW, strict=True))
_SAME_CHARACTER = str.maketrans("斎ガヶヵ", "斉ケケケ")
_HIRAGANA = {katakana: katakana - 0x60 for katakana in range(ord("ァ"), ord("ヶ") + 1)}
_OFFICE = re.compile(r"(?<=[都道府県市区町村])(役所|役場|庁)$")


def kanji_key(text: str) -> str:
    """Return a key under which spellings in old and new characters are equal: 龍ケ崎, 竜ヶ崎, 竜が崎.

    White space, and an office that stands for its town (`長野県庁`), are ignored.
    """
    key = compact(fold(text)).translate(NEW_FOR_OLD).replace("が", "ケ").translate(_SAME_CHARACTER)
    return _OFFICE.sub("", to_hiragana(key))


def to_hiragana(text: str) -> str:
    """Return a text with hiragana in place of katakana."""
    return text.translate(_HIRAGANA)
