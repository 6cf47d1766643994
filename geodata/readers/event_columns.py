"""The columns of tables of events: the field that a column name means, in Japanese and English."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geodata.readers.column_synonyms import same_column

_NOT_A_WORD: Final = re.compile(r"[\W_]+")
_BRACKETS: Final = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")

# By field: the names that mean it, in the form of `_key`.
_NAMES: Final = {
    "id": "id eventid",
    "date": (
        "date 日付 年月日 日時 開催日 開催年月日 実施日 実施年月日 開始日 開催期間 期間 "
        "startdate datestart begin from 年月 when 開催年月 year 年"
    ),
    "date_end": "dateend enddate 終了日 終了年月日 until to 閉会日",
    "kind": "kind type 種別 区分 種類 分類 eventkind eventtype category",
    "status": "status 状態 状況 実施状況",
    "municipality_codes": (
        "municipalitycodes municipalitycode jpcodes jpcode 団体コード 自治体コード "
        "市町村コード 全国地方公共団体コード jisコード jiscode"
    ),
    "municipalities": (
        "municipalities municipality 自治体 自治体名 市町村 市町村名 市区町村 市区町村名 "
        "団体名 city 日本側 日本側自治体 localgovernment localgovernments 関係自治体 "
        "参加自治体"
    ),
    "municipalities_ja": "municipalitiesja",
    "prefecture": "prefecture 都道府県 都道府県名 県名 府県名",
    "partnerships": "partnerships partnershipids 提携id",
    "partners": (
        "partners partner partnernames partnername 相手 相手先 相手都市 相手都市名 相手自治体 "
        "提携先 交流先 姉妹都市 友好都市 姉妹友好都市 海外都市 sistercity partnercity"
    ),
    "countries": (
        "countries country partnercountry 国 国名 国地域 国地域名 国または地域 国又は地域 "
        "相手国 相手国名 相手国地域 countrycode 国コード"
    ),
    "place": "place placeid",
    "venue": "venue location 場所 会場 開催場所 開催地 実施場所 where",
    "title": "title titleen 英語題名 題名英語 event englishtitle what description summary",
    "title_ja": (
        "titleja 題名 内容 件名 事業名 行事名 行事 名称 概要 タイトル 日本語題名 イベント "
        "イベント名 できごと 出来事"
    ),
    "participants": "participants 参加者数 参加者 参加人数 人数 attendance numberofparticipants",
    "source_title": "sourcetitle source 出典 出典名 資料 資料名 情報源",
    "source_url": "sourceurl url 出典url リンク link 情報源url",
    "source_date": "sourcedate asof 出典日 時点 基準日 閲覧日",
    "sources": "sources",
}  # fmt: skip
EVENT_FIELDS: Final = tuple(_NAMES)
"""The fields that a column of a table of events may mean. `sources` is JSON; only our own exports have it."""
REQUIRED_EVENT_FIELDS: Final = "a date, and title or title_ja"
_FIELD_OF: Final = {name: field for field, names in _NAMES.items() for name in names.split()}


@dataclass(frozen=True, slots=True)
class EventColumns:
    """The positions of fields among the columns of a table with these names."""

    names: tuple[str, ...]
    positions: Mapping[str, int]

    @property
    def suffices(self) -> bool:
        """Whether the table tells when something was and what."""
        return "date" in self.positions and ("title" in self.positions or "title_ja" in self.positions)

    def fields(self) -> dict[str, str]:
        """Return field by column, in the order of the file."""
        ordered = sorted(self.positions.items(), key=lambda item: item[1])
        return {self.names[position]: field for field, position in ordered}

    def unused(self) -> tuple[str, ...]:
        """Return the columns that have a name and no field."""
        used = set(self.positions.values())
        return tuple(name for i, name in enumerate(self.names) if name and i not in used)


def map_event_columns(names: Sequence[str], mapping: Mapping[str, str]) -> EventColumns:
    """Return the fields of columns with these names; `mapping` (field -> name) takes precedence."""
    positions: dict[str, int] = {}
    for field, wanted in mapping.items():
        same = (i for i, name in enumerate(names) if name and same_column(name) == same_column(wanted))
        if (position := next(same, None)) is not None:
            positions[field] = position
    for i, name in enumerate(names):
        field = _field_of(name)
        if field and i not in positions.values():
            positions.setdefault(field, i)
    return EventColumns(tuple(names), positions)


def is_event_table(names: Sequence[str]) -> bool:
    """Whether a header is that of the events that we export, and no list of partnerships."""
    return {"date", "title", "title_ja", "partnerships"} <= set(map_event_columns(names, {}).positions)


def _field_of(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name)
    return _FIELD_OF.get(_key(plain)) or _FIELD_OF.get(_key(_BRACKETS.sub("", plain)), "")


def _key(name: str) -> str:
    return _NOT_A_WORD.sub("", name.casefold())
