"""Detecting the encoding of a text file by decoding all of it strictly."""

import codecs
import re
from pathlib import Path
from typing import Final

from geodata.readers.limits import file_error

_CHUNK: Final = 1 << 20
_HEAD: Final = 1 << 16
_SAVE: Final = "save it as CSV in UTF-8 (in Excel: “CSV UTF-8”)"
_CONTROL: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_ISO_2022_JP: Final = re.compile(rb"\x1b\$[@B]|\x1b\$\(D")
_ISO_2022: Final = ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2004")
_EUC_JP: Final = ("euc_jp", "euc_jis_2004")
_COMMON: Final = re.compile("[ぁ-ゖァ-ヺー、。「」（）・〃々　-〜]")
_KANJI_IN_A_WORD: Final = re.compile(r"[A-Za-z][㐀-鿿]|[㐀-鿿][A-Za-z]")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")


def find_encoding(path: Path) -> str:
    """Return Python's name of the encoding: UTF-8, UTF-16, ISO-2022-JP, EUC-JP or CP932 (Shift JIS).

    What decodes as UTF-8 is UTF-8. EUC-JP and CP932 accept each other's texts, so the one with more kana and
    common kanji is taken; a result must look Japanese.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    wide = _utf_16(head)
    if wide:
        failure = _first_failure(path, wide)
        if failure is None:
            return wide
        raise _undecodable(path, *failure, "UTF-16")
    if sum(map(head.count, (bytes([byte]) for byte in _CONTROL))) > len(head) // 20 + 5:
        raise file_error(path.name, f"this is not text; {_SAVE}")
    if _ISO_2022_JP.search(head) and (found := _iso_2022_jp(path)):
        return found
    not_utf_8 = _first_failure(path, "utf-8")
    if not_utf_8 is None:
        return "utf-8-sig"
    if head.startswith(codecs.BOM_UTF8):
        raise _undecodable(path, *not_utf_8, "UTF-8")
    not_cp932 = _first_failure(path, "cp932")
    euc_jp = next((name for name in _EUC_JP if _first_failure(path, name) is None), "")
    if euc_jp and (not_cp932 is not None or _is_more_japanese(path, not_utf_8[0], euc_jp, "cp932")):
        return euc_jp
    if not_cp932 is not None:
        raise _undecodable(path, *max(not_utf_8, not_cp932), "UTF-8 or Shift JIS")
    if not _looks_japanese(path, not_utf_8[0]):
        raise _undecodable(path, *not_utf_8, "UTF-8, and as Shift JIS it makes no sense")
    return "cp932"


def _iso_2022_jp(path: Path) -> str:
    """Return the variant of ISO-2022-JP in which a text decodes, or ""."""
    return next((name for name in _ISO_2022 if _first_failure(path, name) is None), "")


def _is_more_japanese(path: Path, offset: int, one: str, other: str) -> bool:
    """Whether a text has more kana and common kanji in one encoding than in another one."""
    with path.open("rb") as file:
        file.seek(max(0, offset - 1))
        data = file.read(_HEAD)
    first, second = (data.decode(name, errors="ignore") for name in (one, other))
    return _japanese_share(first) > _japanese_share(second)


def _japanese_share(text: str) -> float:
    """Return the share of full-width kana and of kanji of JIS level 1 among what is not ASCII."""
    foreign = _NOT_ASCII.findall(text)
    return sum(bool(_COMMON.match(mark)) or _is_level_1(mark) for mark in foreign) / max(len(foreign), 1)


def _is_level_1(mark: str) -> bool:
    code = mark.encode("euc_jp", errors="ignore")
    return len(code) == 2 and 0xB0 <= code[0] <= 0xCF


def _utf_16(head: bytes) -> str:
    """Return the variant of UTF-16, detected by its byte order mark or zeros in every second byte, or ""."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = head[::2].count(0), head[1::2].count(0)
    enough = len(head) // 40
    if odd > enough and not even:
        return "utf-16-le"
    return "utf-16-be" if even > enough and not odd else ""


def _first_failure(path: Path, encoding: str) -> tuple[int, int, int] | None:
    """Return offset, line and value of the first byte that does not decode, or None."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    offset, line = 0, 1
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            pending = decoder.getstate()[0]
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                whole = pending + chunk
                line += whole[: error.start].count(b"\n")
                return offset - len(pending) + error.start, line, whole[error.start]
            if not chunk:
                return None
            offset += len(chunk)
            line += chunk.count(b"\n")


def _looks_japanese(path: Path, offset: int) -> bool:
    """Whether kanji stand apart from Latin letters near the first byte that is not ASCII.

    In a Western encoding an accented letter and its neighbour would become a kanji inside a word.
    """
    with path.open("rb") as file:
        file.seek(max(0, offset - 1))
        text = file.read(_HEAD).decode("cp932", errors="ignore")
    return len(_KANJI_IN_A_WORD.findall(text)) * 2 <= len(_NOT_ASCII.findall(text))


def _undecodable(path: Path, offset: int, line: int, byte: int, what: str) -> Exception:
    advice = f"the byte at offset {offset} is not {what}; {_SAVE}"
    return file_error(path.name, advice, row=line, column=f"byte {offset}", value=f"0x{byte:02X}")
