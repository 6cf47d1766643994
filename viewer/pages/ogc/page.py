"""The page layout of the OGC API: title, facts, tables, links and paging."""

from dataclasses import dataclass

from viewer.components.names import Link
from viewer.pages.rendering import render_template
from viewer.web.render_context import RenderContext
from viewer.web.sharing import share


@dataclass(frozen=True)
class DataCell:
    """A cell of a table: its text and the URL it links to or ""; numbers are aligned to the right."""

    text: str
    url: str = ""
    is_number: bool = False


@dataclass(frozen=True)
class DataTable:
    """A table: caption, titles of the columns, rows."""

    caption: str
    columns: list[str]
    rows: list[list[DataCell]]


@dataclass(frozen=True)
class DataPaging:
    """The numbers of features shown and in total, and the URLs of the first and the next page or ""."""

    text: str
    first: str
    next: str


@dataclass(frozen=True)
class DataPage:
    """The content of a page.

    path: its path below the site's root. lead: an introductory sentence or "".
    breadcrumbs: links to its parent pages, from the top.
    """

    path: str
    title: str
    lead: str
    breadcrumbs: list[Link]
    facts: list[tuple[str, str]]
    tables: list[DataTable]
    links: list[Link]
    paging: DataPaging | None = None


def render_data_page(page: DataPage, context: RenderContext, query: str = "") -> str:
    """Return a page of the OGC API.

    query: the query string of its URL without the language.
    """
    return render_template(
        "data_page.html",
        context,
        sharing=share(page.title, page.lead, page.path, context, query),
        style_sheets=("data_page",),
        page=page,
        other_languages=context.other_languages(page.path, query),
    )
