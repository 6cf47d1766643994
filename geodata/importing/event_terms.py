"""Parsing what tables of events write: kinds, states, dates with an end, numbers of people."""

import re
import unicodedata

from geodata.model.vocabulary import EVENT_KINDS, EVENT_STATUSES
from geodata.text.folding import fold
from geodata.text.written_dates import WrittenDateError, parse_written_date

_KINDS = (
    ("withdrawal", r"撤回|解消|withdraw|dissol"),
    ("suspension", r"休止|停止|中断|延期|中止|suspen|postpon|cancel"),
    ("anniversary", r"周年|記念|annivers"),
    ("renewal", r"更新|再締結|再確認|renew|reaffirm"),
    ("signing", r"締結|調印|署名|提携|協定|signing|signed|agreement|memorandum"),
    ("study_tour", r"視察|study tour|inspection"),
    ("exchange_program", r"派遣|留学|研修|青少年|学生|生徒|ホームステイ|exchange|homestay|student"),
    ("festival", r"祭|フェス|まつり|展|大会|festival|exhibition|concert"),
    ("seminar", r"セミナー|会議|フォーラム|シンポジウム|講演|seminar|conference|forum|symposium"),
    ("reception", r"レセプション|歓迎会|交流会|reception"),
    ("promotion", r"プロモーション|物産|見本市|promotion|fair"),
    ("support", r"支援|義援|寄付|寄附|募金|救援|support|donation|relief"),
    ("announcement", r"発表|表明|登録|announce"),
    ("ordinance", r"条例|ordinance"),
    ("visit", r"訪問|表敬|来訪|来日|訪日|visit|delegation"),
    ("other", r"その他|他|other"),
)
_STATUSES = (
    ("planned", r"予定|計画|planned|plan|expected|upcoming"),
    ("held", r"実施|開催済|終了|済|held|done|completed"),
)
_PLAN = re.compile(r"\b(was|were|is|are) to \b|^(?!.* and planned to )[^,]* planned to ")
_PLAN_JA = re.compile(r"(予定(された|とされた)?|計画となった)。?$")
_BROKEN_OFF = ("suspension", "withdrawal")
_RANGE = re.compile(r"\s*(?:〜|～|~|–|—|から|\bto\b|\buntil\b|(?<=\s)-(?=\s))\s*")
_COUNT = re.compile(r"(約|およそ|計|about )?([0-9]+)\s*(人|名|people|persons|余名|名程度|人程度)?")


def parse_event_kind(text: str) -> str | None:
    """Return the kind that a text means, or None."""
    return _read(text, EVENT_KINDS, _KINDS)


def parse_event_status(text: str) -> str | None:
    """Return the status that a text means, or None."""
    return _read(text, EVENT_STATUSES, _STATUSES)


def is_plan(kind: str, title: str, title_ja: str) -> bool:
    """Whether a title tells of what was planned; what was put off or withdrawn has happened as that."""
    return kind not in _BROKEN_OFF and bool(_PLAN.search(title) or _PLAN_JA.search(title_ja))


def parse_dates(text: str) -> tuple[str, str]:
    """Return the date and the end of `2015-08-03`, `2015年8月3日〜12日` or `2015-08-03 to 2015-08-12`.

    Raises WrittenDateError for other texts.
    """
    parts = _RANGE.split(unicodedata.normalize("NFKC", text).strip())
    if len(parts) == 1 or not parts[1]:
        return parse_written_date(parts[0]), ""
    if len(parts) > 2:
        raise WrittenDateError(text, "write one date, or one date and its end")
    begin = parse_written_date(parts[0])
    return begin, parse_written_date(_completed(parts[1], begin))


def parse_participants(text: str) -> str | None:
    """Return a number of people as digits, "" for none; None for other texts."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip().removesuffix(".0")
    found = _COUNT.fullmatch(plain)
    return "" if not plain else (str(int(found[2])) if found else None)


def _completed(end: str, begin: str) -> str:
    """Return the end of a range with the year and month of its beginning, if it has none of its own."""
    year, month, *_ = [*begin.split("-"), "", ""]
    if found := re.fullmatch(r"([0-9]{1,2})日?", end):
        return f"{year}-{month}-{int(found[1]):02}"
    if found := re.fullmatch(r"([0-9]{1,2})月([0-9]{1,2})日", end):
        return f"{year}-{int(found[1]):02}-{int(found[2]):02}"
    return end


def _read(text: str, words: tuple[str, ...], patterns: tuple[tuple[str, str], ...]) -> str | None:
    folded = fold(text)
    word = folded.replace(" ", "_")
    if word in words:
        return word
    return next((meant for meant, pattern in patterns if re.search(pattern, folded)), None)
