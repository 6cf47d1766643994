"""Extraction of messages: `python -m viewer.web.messages` updates every catalogue from the code.

To add a language, create an empty `locale/<code>/LC_MESSAGES/viewer.po`, run the command, then translate.
"""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from viewer.web.i18n import LOCALES, catalogue_path, languages

VIEWER = LOCALES.parent
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "t": None, "tn": (1, 2)}
_METHODS = {"**/*.py": "python", "templates/*.html": "jinja2", "static/js/*/*.js": "javascript"}
_HEADER = """\
# Messages of Shimai's pages and maps. `python -m viewer.web.messages` updates them from the code.
msgid ""
msgstr ""
"Language: {code}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def find_messages() -> Catalog:
    """Return all messages of the Python code, the templates and the scripts, with the files that use them."""
    found = Catalog()
    for pattern, method in _METHODS.items():
        for path in sorted(VIEWER.glob(pattern)):
            name = path.relative_to(VIEWER).as_posix()
            for message in _messages_of(path, method):
                found.add(message, locations=[(name, None)])  # type: ignore[list-item]
    return found


def update_catalogue(code: str) -> None:
    """Update a language's catalogue from the code: add new messages, drop unused ones, keep translations."""
    path = catalogue_path(code)
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code)
    catalogue.update(find_messages(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    written = io.BytesIO()
    write_po(written, catalogue, width=0, omit_header=True, sort_by_file=True)
    header = _HEADER.format(code=code, plural=get_plural(code).plural_forms)
    path.write_text(header + written.getvalue().decode(), encoding="utf-8")


def _messages_of(path: Path, method: str) -> Iterator[str | tuple[str, ...]]:
    with path.open("rb") as file:
        rows: Iterable[tuple[int, str | tuple[str, ...], list[str], str | None]] = extract(
            method, file, keywords=_KEYWORDS, options={"encoding": "utf-8"}
        )
        yield from (message for _, message, _, _ in rows if message)


if __name__ == "__main__":
    for code in languages():
        update_catalogue(code)
