"""The viewer's static files: inside the page, or at an address of the server's."""

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

STATIC = Path(__file__).parents[1] / "static"
"""The folder that a server serves under `Assets.at`'s address."""

_UNQUOTED = " !$'()*+,-./:;=?@[]^_`{|}~"
"""What may stand in an address inside JSON inside a page, besides letters and digits."""

_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*(?:(?!\*/).)*\*/)[ \t]*\n", re.MULTILINE | re.DOTALL)
"""Comments of a module that stand on lines of their own."""

_CSS_URL = re.compile(r"url\((images/[\w.-]+)\)")
_TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}


class MissingAssetError(FileNotFoundError):
    """A static file is not there: the npm packages have not been collected yet."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} is not in viewer/static: run `npm install && npm run build` first.")


@dataclass(frozen=True)
class Assets:
    """Where a page finds the viewer's static files.

    base: the address under which `STATIC` is served, without a slash at its end; None to carry every
        file inside the page, which then asks for nothing else.
    """

    base: str | None = None

    @classmethod
    def inline(cls) -> Self:
        """Return assets that the page carries inside itself, as data: addresses."""
        return cls(None)

    @classmethod
    def at(cls, base: str) -> Self:
        """Return assets served under an address, such as `/static`."""
        return cls(base.rstrip("/"))

    @property
    def is_inline(self) -> bool:
        """Whether the page carries its files inside itself."""
        return self.base is None

    def url(self, name: str) -> str:
        """Return the address of a file below `STATIC`, with a mark that changes when the file does."""
        return _data_url(name) if self.base is None else f"{self.base}/{name}?v={fingerprint(name)}"

    def modules(self) -> dict[str, str]:
        """Return the import map of our JavaScript modules (`shimai/map/arcs`, ...), with their addresses."""
        address = _text_url if self.is_inline else self.url
        return {f"shimai/{name}": address(f"js/{name}.js") for name in module_names()}


def gzip_data_url(content: bytes) -> str:
    """Return a data: address of gzipped content; equal for equal content."""
    return f"data:application/gzip;base64,{base64.b64encode(gzip.compress(content, mtime=0)).decode()}"


def data_url_content(address: str) -> bytes:
    """Return the content of a data: address that an inline asset has."""
    return base64.b64decode(address.partition(";base64,")[2])


@lru_cache
def module_names() -> tuple[str, ...]:
    """Return the names of our JavaScript modules, without those that are plain scripts."""
    folder = STATIC / "js"
    return tuple(
        sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.glob("*/*.js"))
    )


@lru_cache
def fingerprint(name: str) -> str:
    """Return eight letters that stand for the content of a static file."""
    return hashlib.sha256(_read(name)).hexdigest()[:8]


@lru_cache
def _data_url(name: str) -> str:
    content = _read(name)
    suffix = Path(name).suffix
    media_type = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    if suffix == ".json":
        return gzip_data_url(content)
    if suffix == ".css":
        content = _CSS_URL.sub(lambda found: _image_url(name, found[1]), content.decode()).encode()
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


@lru_cache
def _text_url(name: str) -> str:
    """Return a module without its comments as a data: address, shorter than in base64 and readable."""
    code = _COMMENT.sub("", _read(name).decode())
    return f"data:text/javascript;charset=utf-8,{quote(code, safe=_UNQUOTED)}"


def _image_url(style_sheet: str, name: str) -> str:
    return f"url({_data_url(str(Path(style_sheet).parent / name))})"


@lru_cache
def _read(name: str) -> bytes:
    path = STATIC / name
    if not path.is_file():
        raise MissingAssetError(name)
    return path.read_bytes()
