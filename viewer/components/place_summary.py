"""The first sentence of the page of a place: how many partnerships it has, with whom, since when."""

import pandas as pd

from viewer.components.counts import count_text
from viewer.components.names import BilingualName, Name
from viewer.web.render_context import RenderContext


def summarise_municipality(name: Name, frame: pd.DataFrame, context: RenderContext) -> str:
    """Return the sentences on the partnerships of a municipality."""
    _ = context.language.gettext
    if frame.empty:
        return _("No partnership of %(name)s is known here.") % {"name": name.text}
    several = (
        _("%(name)s has one partnership, with %(country)s."),
        _("%(name)s has two partnerships, both with %(country)s."),
        _("%(name)s has %(count)s partnerships, all with %(country)s."),
        _("%(name)s has %(count)s partnerships with %(countries)s."),
    )
    return _sentences(name, frame, several, context)


def summarise_prefecture(name: Name, frame: pd.DataFrame, context: RenderContext) -> str:
    """Return the sentences on the partnerships of a prefecture and of its municipalities."""
    _ = context.language.gettext
    if frame.empty:
        return _("No partnership of %(name)s or of its municipalities is known here.") % {"name": name.text}
    several = (
        _("%(name)s and its municipalities have one partnership, with %(country)s."),
        _("%(name)s and its municipalities have two partnerships, both with %(country)s."),
        _("%(name)s and its municipalities have %(count)s partnerships, all with %(country)s."),
        _("%(name)s and its municipalities have %(count)s partnerships with %(countries)s."),
    )
    return _sentences(name, frame, several, context)


def summarise_country(name: Name, frame: pd.DataFrame, context: RenderContext) -> str:
    """Return the sentence on the partnerships with a country or region."""
    _, ngettext = context.language.gettext, context.language.ngettext
    if frame.empty:
        return _("No partnership with %(name)s is known here.") % {"name": name.text}
    inside = frame[frame["prefecture_code"] != ""]
    prefectures = inside["prefecture_code"].nunique()
    values = {"name": name.text, "count": context.language.number(len(frame))}
    if not prefectures:
        return _("%(partnerships)s with %(name)s.") % {
            "partnerships": count_text(len(frame), context),
            "name": name.text,
        }
    if prefectures > 1:
        values["prefectures"] = ngettext("%(count)s prefecture", "%(count)s prefectures", prefectures)
        return _("%(count)s partnerships with %(name)s, in %(prefectures)s of Japan.") % values
    values["prefecture"] = _first_name(inside, "prefecture", context)
    if len(frame) == 1:
        return _("One partnership with %(name)s, in %(prefecture)s.") % values
    if len(frame) == 2:
        return _("Two partnerships with %(name)s, both in %(prefecture)s.") % values
    return _("%(count)s partnerships with %(name)s, all in %(prefecture)s.") % values


def _sentences(
    name: Name, frame: pd.DataFrame, several: tuple[str, str, str, str], context: RenderContext
) -> str:
    """Return the sentence that fits the numbers of partnerships and countries, and the year of the first.

    several: the sentences for one partnership, for two and for more with one country, and for several
        countries.
    """
    _, ngettext = context.language.gettext, context.language.ngettext
    countries = frame["country"].nunique()
    sentence = several[3] if countries > 1 else several[min(len(frame), 3) - 1]
    text = sentence % {
        "name": name.text,
        "count": context.language.number(len(frame)),
        "country": _first_name(frame, "country_name", context),
        "countries": ngettext("%(count)s country or region", "%(count)s countries and regions", countries),
    }
    signed = frame.loc[frame["signed"] != "", "signed_year"]
    if signed.empty:
        return text
    first = _("It dates from %(year)s.") if len(frame) == 1 else _("The first dates from %(year)s.")
    return _("%(sentence)s %(more)s") % {"sentence": text, "more": first % {"year": signed.min()}}


def _first_name(frame: pd.DataFrame, column: str, context: RenderContext) -> str:
    english, japanese = frame[[column, f"{column}_ja"]].iloc[0]
    return BilingualName.of(english, japanese, context.lang).name.text
