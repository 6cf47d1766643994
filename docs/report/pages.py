"""A report as Markdown, as a page of HTML, and as a PDF by WeasyPrint.

Chromium could print it too, but its PDFs say ⽇ (U+2F47) where the page says 日: no one finds 日本 in them.
"""

import re
from pathlib import Path
from urllib.parse import quote

from contents import Report
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt

HERE = Path(__file__).parent
_MEANT_BY_MARKDOWN = re.compile(r"[\\`*_\[\]<>|~&#]")
_BEGINS_A_LIST = re.compile(r"^(\d*)([-+.)])")


class CannotPrintError(RuntimeError):
    """WeasyPrint, or Pango, which it needs, is not installed."""

    def __init__(self, why: Exception) -> None:
        super().__init__(f"Markdown and HTML are written; the PDF wants WeasyPrint with Pango: {why}")


class Written(str):
    """Text that is Markdown and isn't escaped."""

    __slots__ = ()


def write_markdown(report: Report, lang: str) -> str:
    """Render the template of a language; values from the data are escaped, so they are never Markdown."""
    environment = Environment(
        loader=FileSystemLoader(HERE),
        undefined=StrictUndefined,
        finalize=_as_text,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - it writes Markdown, and `finalize` escapes for that
    )
    environment.filters["link"] = _link
    return environment.get_template(f"report.{lang}.md.jinja").render(report=report)


def write_html(markdown: str, report: Report, lang: str) -> str:
    """Return an HTML page of the Markdown with its style sheet inside; HTML in the Markdown is escaped."""
    environment = Environment(loader=FileSystemLoader(HERE), undefined=StrictUndefined, autoescape=True)
    style = (HERE / "report.css").read_text(encoding="utf-8")
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    return environment.get_template("page.html.jinja").render(
        body=body, style=style, title=report.title, version=report.version, lang=lang
    )


def print_pdf(page: Path, out: Path) -> None:
    """Print an HTML page as A4, tagged for screen readers. Raises CannotPrintError without WeasyPrint."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise CannotPrintError(error) from error
    HTML(page).write_pdf(out, pdf_variant="pdf/ua-1")


def _as_text(value: object) -> object:
    if isinstance(value, Written):
        return value
    text = _MEANT_BY_MARKDOWN.sub(r"\\\g<0>", " ".join(str(value).split()))
    return _BEGINS_A_LIST.sub(r"\1\\\2", text)


def _link(text: str, url: str) -> Written:
    """Return a link, or its text alone if there is no URL."""
    words = _as_text(text)
    return Written(f"[{words}](<{quote(url, safe=':/?#[]@!$&()*+,;=%~')}>)" if url else words)
