"""Completeness of both catalogues; formats of dates, numbers and plurals."""

import re

import pytest

from geodata.model import vocabulary
from viewer import languages
from viewer.components.labels import ENDED, KINDS, SIGNED, STATUSES, labels
from viewer.web.i18n import UnknownLanguageError, language
from viewer.web.messages import find_messages

PLACEHOLDER = re.compile(r"%\(\w+\)s")


def test_the_viewer_is_in_english_and_japanese() -> None:
    assert languages() == ("en", "ja")


def test_every_message_of_the_code_has_its_japanese() -> None:
    japanese = language("ja").catalogue
    missing = [
        message.id
        for message in find_messages()
        if message.id and (message.id not in japanese or not all(_forms(japanese[message.id].string)))
    ]
    assert missing == []


def test_no_japanese_message_is_left_in_english() -> None:
    same = [
        message.id
        for message in language("ja").catalogue
        if message.id
        and message.string == message.id
        and re.search(r"[a-z]{3}", PLACEHOLDER.sub("", message.string))
    ]
    assert same == ["Shimai"]


def test_catalogues_have_no_message_that_the_code_no_longer_has() -> None:
    found = {message.id for message in find_messages()}
    for code in languages():
        assert [message.id for message in language(code).catalogue if message.id not in found] == []


@pytest.mark.parametrize("code", ["en", "ja"])
def test_translations_have_the_placeholders_of_their_message(code: str) -> None:
    for message in language(code).catalogue:
        for form in _forms(message.string):
            wanted = PLACEHOLDER.findall(_forms(message.id)[-1])
            assert not form or sorted(PLACEHOLDER.findall(form)) == sorted(wanted)


def test_scripts_get_their_messages_in_the_readers_language() -> None:
    messages = language("ja").script_messages
    assert messages["Close"] == "閉じる"
    assert messages["%(count)s partnership"] == {"other": "%(count)s件の提携"}
    assert language("en").script_messages["%(count)s partnership"] == {
        "one": "%(count)s partnership",
        "other": "%(count)s partnerships",
    }


def test_every_kind_and_status_has_a_label_in_both_languages() -> None:
    assert set(KINDS) == set(SIGNED) == set(vocabulary.KINDS)
    assert set(STATUSES) == set(vocabulary.STATUSES) > set(ENDED)
    assert labels("ja").kinds["sister_city"] == "姉妹都市"
    assert labels("en").signed["exchange"] == "Began"


@pytest.mark.parametrize(
    ("lang", "text", "shown"),
    [
        ("en", "1959-11-17", "17 November 1959"),
        ("en", "1959-11", "November 1959"),
        ("en", "1959", "1959"),
        ("ja", "1959-11-17", "1959年11月17日"),
        ("ja", "1959-11", "1959年11月"),
        ("ja", "1959", "1959年"),
    ],
)
def test_dates_are_shown_as_precisely_as_they_are_known(lang: str, text: str, shown: str) -> None:
    assert language(lang).date(text) == shown


def test_numbers_are_grouped_and_plurals_follow_the_language() -> None:
    assert language("en").number(1590) == "1,590"
    partnerships = ("%(count)s partnership", "%(count)s partnerships")
    assert language("en").ngettext(*partnerships, 1) == "1 partnership"
    assert language("en").ngettext(*partnerships, 1590) == "1,590 partnerships"
    assert language("ja").ngettext(*partnerships, 1590) == "1,590件の提携"


def test_a_language_without_a_catalogue_is_refused_by_name() -> None:
    with pytest.raises(UnknownLanguageError, match="'xx' is not a language of the viewer; it has en, ja"):
        language("xx")


def _forms(message: object) -> list[str]:
    return [str(form) for form in message] if isinstance(message, list | tuple) else [str(message)]
