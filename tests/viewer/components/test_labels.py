"""Labels in bilingual files are those of the pages."""

from geodata.model.bilingual import KIND_NAMES, STATUS_NAMES
from viewer.components.labels import labels


def test_files_call_kinds_and_statuses_what_the_pages_call_them():
    for language, lang in enumerate(("en", "ja")):
        assert {code: names[language] for code, names in KIND_NAMES.items()} == labels(lang).kinds
        assert {code: names[language] for code, names in STATUS_NAMES.items()} == labels(lang).statuses
