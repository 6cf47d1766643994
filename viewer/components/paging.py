"""The pages of a long list: which rows one shows, and where the others are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from viewer.web.render_context import RenderContext


@dataclass(frozen=True)
class Paging:
    """The range of rows on a page, and the URLs of the first, the previous and the next page or ""."""

    text: str
    first: str
    previous: str
    next: str

    @classmethod
    def of(
        cls, offset: int, size: int, shown: int, total: int, url: Callable[[int], str], context: RenderContext
    ) -> Self:
        """Return the paging of a page with `shown` of `total` rows; `url` gives that of a page at an offset.

        size: the maximum number of rows of a page.
        """
        _, number = context.language.gettext, context.language.number
        row_numbers = {"first": number(offset + 1), "last": number(offset + shown), "total": number(total)}
        return cls(
            text=_("%(first)s–%(last)s of %(total)s") % row_numbers if shown else "",
            first=url(0) if offset else "",
            previous=url(max(0, offset - size)) if offset else "",
            next=url(offset + size) if offset + size < total else "",
        )
