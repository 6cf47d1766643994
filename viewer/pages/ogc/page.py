"""A page about data: what it is, its facts, tables and links, and the pages before and after."""

from dataclasses import dataclass

from viewer.components.partnership_text import Link
from viewer.pages.rendering import render_template
from viewer.web.render_context import RenderContext
from viewer.web.sharing import share


@dataclass(frozen=True)
class DataCell:
    """A text of a table, with where it leads or ""; a number stands to the right."""

    text: str
    url: str = ""
    is_number: bool = False


@dataclass(frozen=True)
class DataTable:
    """Rows under column titles."""

    caption: str
    columns: list[str]
    rows: list[list[DataCell]]


@dataclass(frozen=True)
class DataPaging:
    """How many are shown of how many, and the address of the first and of the next page or ""."""

    text: str
    first: str
    next: str


@dataclass(frozen=True)
class DataPage:
    """What stands on a page about data.

    path: its address below the root. above: the pages that lead to it, from the top.
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
    """Return a page about data; `query` is its address' query without the language."""
    return render_template(
        "data_page.html",
        context,
        sharing=share(page.title, page.lead, page.path, context, query),
        style_sheets=("data_page",),
        page=page,
        other_languages=context.other_languages(page.path, query),
    )
