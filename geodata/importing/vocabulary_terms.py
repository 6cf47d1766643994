"""Parsing kinds, statuses and levels as people write them, in Japanese and English."""

import re

from geodata.model.vocabulary import KINDS, LEVELS, STATUSES
from geodata.text.folding import fold

_KINDS = (
    ("hometown", r"ホームタウン|ふるさと|hometown"),
    ("mutual_aid", r"相互応援|災害|防災|mutual aid"),
    ("sister_city", r"姉妹|双子|sister|twin|jumelage|partnerstadt"),
    ("friendship_city", r"友好|friendship"),
    ("cooperation_agreement", r"協定|覚書|協力|連携|パートナー|agreement|memorandum|mou|cooperation|partner"),
    ("exchange", r"交流|exchange"),
)
_PROMOTION = re.compile("プロモーション|promotion")
_STATUSES = (
    ("cancelled", r"取消|取り消|中止|撤回|cancel"),
    ("suspended", r"休止|停止|中断|凍結|suspend|dormant|inactive"),
    ("ended", r"解消|終了|廃止|失効|破棄|ended|terminated|dissolved|former|expired"),
    ("planned", r"予定|計画|検討|協議中|planned|proposed"),
    ("active", r"継続|有効|活動|実施|提携中|現行|あり|active|current|in force|ongoing"),
)
_LEVELS = (
    ("municipality", r"市|町|村|区|都市|municipality|city|town|village|ward|commune"),
    ("county", r"郡|county|district"),
    ("country", r"国|country|nation"),
    ("region", r"州|省|県|道|地域|都道府県|region|state|province|prefecture"),
    ("institution", r"大学|機関|団体|institution|university|organisation|organization"),
)


def parse_kind(text: str) -> str | None:
    """Return the kind that a text means, or None; the first of several (`姉妹・友好`) counts."""
    return _read(text, KINDS, _KINDS)


def is_promotion(text: str) -> bool:
    """Whether a kind is that of an event, which no partnership has."""
    return bool(_PROMOTION.search(fold(text)))


def parse_status(text: str) -> str | None:
    """Return the status that a text means, or None."""
    return _read(text, STATUSES, _STATUSES)


def parse_level(text: str) -> str | None:
    """Return the level that a text means, or None."""
    return _read(text, LEVELS, _LEVELS)


def _read(text: str, words: tuple[str, ...], patterns: tuple[tuple[str, str], ...]) -> str | None:
    folded = fold(text)
    word = folded.replace(" ", "_")
    if word in words:
        return word
    return next((meant for meant, pattern in patterns if re.search(pattern, folded)), None)
