"""The viewer's static files, embedded in the page as data: URLs or served under a base URL."""

import base64
import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self
from urllib.parse import quote

import orjson

STATIC = Path(__file__).parents[1] / "static"
"""The folder of static files. A server serves it under the base URL given to `Assets.at`."""

ATLASES = {
    "coarse": "vendor/world-atlas/countries-110m.json",
    "fine": "vendor/world-atlas/countries-50m.json",
}
"""Natural Earth's countries as TopoJSON, by level of detail; paths below `STATIC`."""

_UNQUOTED = " !$'()*+,-./:;=?@[]^_`{|}~"
"""Characters besides letters and digits that need no percent-encoding in a URL within JSON within HTML."""

_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/)[ \t]*\n", re.MULTILINE | re.DOTALL)
"""Comments that fill whole lines of a JavaScript module."""

_CSS_COMMENT = re.compile(r"/\*(?:(?!\*/).)*\*/", re.DOTALL)
_LINE_START = re.compile(r"(?:\r?\n)+[ \t]*")
"""Line ends with the indentation after them: no module has a template literal of several lines."""

_CSS_URL = re.compile(r"url\((images/[\w.-]+)\)")
_TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}


class MissingAssetError(FileNotFoundError):
    """A static file is missing because `npm run build` has not copied the npm packages yet."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} is not in viewer/static: run `npm install && npm run build` first.")


@dataclass(frozen=True)
class Assets:
    """The URLs of the viewer's static files.

    base: the URL under which `STATIC` is served, without a trailing slash; None to embed every file in
        the page, which then makes no requests.
    """

    base: str | None = None

    @classmethod
    def inline(cls) -> Self:
        """Return assets that are embedded in the page as data: URLs."""
        return cls(None)

    @classmethod
    def at(cls, base: str) -> Self:
        """Return assets served under a base URL such as `/static`."""
        return cls(base.rstrip("/"))

    @property
    def is_inline(self) -> bool:
        """Whether the files are embedded in the page."""
        return self.base is None

    def url(self, name: str) -> str:
        """Return the URL of a file below `STATIC`; a served file's URL ends in a hash of its content.

        Raises MissingAssetError if there is no such file.
        """
        return _data_url(name) if self.base is None else f"{self.base}/{name}?v={fingerprint(name)}"

    def modules(self) -> dict[str, str]:
        """Return the import map of the JavaScript modules, from names such as `shimai/map/arcs` to URLs."""
        module_url = _module_url if self.is_inline else self.url
        return {f"shimai/{name}": module_url(f"js/{name}.js") for name in module_names()}


def gzip_data_url(content: bytes) -> str:
    """Return gzipped content as a data: URL; identical content gives identical URLs."""
    return f"data:application/gzip;base64,{base64.b64encode(gzip.compress(content, mtime=0)).decode()}"


def data_url_content(url: str) -> bytes:
    """Return the decoded content of a base64 data: URL."""
    return base64.b64decode(url.partition(";base64,")[2])


@lru_cache
def module_names() -> tuple[str, ...]:
    """Return the names of the viewer's JavaScript modules; scripts at the top of `js` are not modules."""
    folder = STATIC / "js"
    return tuple(
        sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.glob("*/*.js"))
    )


@lru_cache
def fingerprint(name: str) -> str:
    """Return the first eight hexadecimal digits of the SHA-256 of a static file.

    Raises MissingAssetError if there is no such file.
    """
    return hashlib.sha256(_read(name)).hexdigest()[:8]


@lru_cache
def _data_url(name: str) -> str:
    content = _read(name)
    suffix = Path(name).suffix
    media_type = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    if name in ATLASES.values():
        return gzip_data_url(_flatten_arcs(content))
    if suffix == ".css":
        style = _CSS_URL.sub(lambda found: _image_url(name, found[1]), _CSS_COMMENT.sub("", content.decode()))
        return _text_url(style, media_type)
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


@lru_cache
def _module_url(name: str) -> str:
    """Return a module without its comments as a data: URL."""
    return _text_url(_COMMENT.sub("", _read(name).decode()), "text/javascript")


def _text_url(text: str, media_type: str) -> str:
    """Return text without indentation as a percent-encoded data: URL, which is shorter than base64."""
    return f"data:{media_type};charset=utf-8,{quote(_LINE_START.sub(chr(10), text), safe=_UNQUOTED)}"


def _flatten_arcs(atlas: bytes) -> bytes:
    """Return TopoJSON without names, each arc a flat list of numbers: a tenth shorter when compressed."""
    topology = orjson.loads(atlas)
    topology["arcs"] = [[number for position in arc for number in position] for arc in topology["arcs"]]
    for country in topology["objects"]["countries"]["geometries"]:
        country.pop("properties", None)
    return orjson.dumps(topology)


def _image_url(style_sheet: str, name: str) -> str:
    return f"url({_data_url(str(Path(style_sheet).parent / name))})"


@lru_cache
def _read(name: str) -> bytes:
    path = STATIC / name
    if not path.is_file():
        raise MissingAssetError(name)
    return path.read_bytes()
