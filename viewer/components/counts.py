"""Counts of partnerships as text."""

from viewer.web.render_context import RenderContext


def count_text(count: int, context: RenderContext) -> str:
    """Return a number of partnerships, such as `1,584 partnerships`."""
    return context.language.ngettext("%(count)s partnership", "%(count)s partnerships", count)


def undated_left_out_text(count: int, context: RenderContext) -> str:
    """Return a sentence on the number of undated partnerships that a date filter left out."""
    return context.language.ngettext(
        "%(count)s without a date is not shown.", "%(count)s without a date are not shown.", count
    )
