"""A parser of HTML pages that collects scripts, event handlers, links and text."""

import base64
import gzip
import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

_RAW = ("script", "style")


@dataclass
class Page(HTMLParser):
    """The parts of a page that tests check."""

    html: str
    scripts: list[tuple[dict[str, str], str]] = field(default_factory=list)
    styles: list[dict[str, str]] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    text: str = ""
    lang: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.handlers += [name for name in attributes if name.startswith("on") or name == "style"]
        if tag == "html":
            self.lang = attributes.get("lang", "")
        if tag == "script":
            self.scripts.append((attributes, ""))
        if tag == "style":
            self.styles.append(attributes)
        if tag == "a":
            self.links.append(attributes.get("href", ""))
        if tag in ("script", "img", "iframe"):
            self.requests += [attributes["src"]] if "src" in attributes else []
        if tag == "link":
            self.requests.append(attributes.get("href", ""))
        if tag in _RAW:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _RAW and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open == ["script"]:
            attributes, before = self.scripts[-1]
            self.scripts[-1] = (attributes, before + data)
        elif not self._open:
            self.text += data

    def columns(self) -> Any:
        """Return the columns embedded in the page, which may be compressed."""
        (text,) = [text for kind, text in self.scripts if kind.get("id", "").endswith("_columns")]
        inside = json.loads(text)
        if not isinstance(inside, str):
            return inside
        return json.loads(gzip.decompress(base64.b64decode(inside.partition("base64,")[2])))

    def script(self, kind: str) -> str:
        """Return the only inline script of a type."""
        (found,) = [text for attributes, text in self.scripts if attributes.get("type") == kind]
        return found
