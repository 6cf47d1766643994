"""Japanese names as they are compared: old and new characters, ヶ and が, kana of either kind are one."""

import re

from geodata.names import compact, fold

_NEW_FOR_OLD = str.maketrans(
    "亞惡壓圍壹隱榮營圓應櫻奧歐會樂學嶽勸卷寬關觀氣歸狹曉區驅勳鷄莖藝縣檢險圈權嚴廣鑛號國黑碎齋濟劑櫻澤濱嶋﨑崎冨眞槇槙"
    "惠繪棧蠶雜參贊鹽實寫釋壽收從獸縱處敍將稱燒證讓狀繩靜眷攝淺戰纖潛錢禪曾曽雙瀨瀬藏總莊裝騷屬續墮對體滯臺瀧擇單團擔"
    "晝蟲聽鎭塚鐵轉點傳燈當黨盜稻讀獨惱拜麥發蠻濱祕弊邊邉變辨舖襃豐沒萬滿默彌譯藥與豫餘謠來亂覽兩獵綠壘禮靈隸齡戀爐勞樓祿灣"
    "龍檮釜竃竈檜淵濵邨鄕鷗龜條舘髙德橫礪禰穗諫賴驒驛彥淸靑步戶郞蘆櫟齊籠隆廳",
    "亜悪圧囲壱隠栄営円応桜奥欧会楽学岳勧巻寛関観気帰狭暁区駆勲鶏茎芸県検険圏権厳広鉱号国黒砕斎済剤桜沢浜島崎崎富真槙槙"
    "恵絵桟蚕雑参賛塩実写釈寿収従獣縦処叙将称焼証譲状縄静眷摂浅戦繊潜銭禅曽曽双瀬瀬蔵総荘装騒属続堕対体滞台滝択単団担"
    "昼虫聴鎮塚鉄転点伝灯当党盗稲読独悩拝麦発蛮浜秘弊辺辺変弁舗褒豊没万満黙弥訳薬与予余謡来乱覧両猟緑塁礼霊隷齢恋炉労楼禄湾"
    "竜梼釜釜釜桧渕浜村郷鴎亀条館高徳横砺祢穂諌頼騨駅彦清青歩戸郎芦櫟斉篭隆庁",
)
_SAME_CHARACTER = str.maketrans("斎ガヶヵ", "斉ケケケ")
_HIRAGANA = {katakana: katakana - 0x60 for katakana in range(ord("ァ"), ord("ヶ") + 1)}
_OFFICE = re.compile(r"(?<=[都道府県市区町村])(役所|役場|庁)$")


def kanji_key(text: str) -> str:
    """Return a name under which its spellings in old and new characters are one: 龍ケ崎, 竜ヶ崎, 竜が崎.

    White space, and the office that stands for its town (`長野県庁`), make no difference.
    """
    key = compact(fold(text)).translate(_NEW_FOR_OLD).replace("が", "ケ").translate(_SAME_CHARACTER)
    return _OFFICE.sub("", key.translate(_HIRAGANA))
