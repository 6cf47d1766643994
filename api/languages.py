"""The reader's language: `?lang=`, else Accept-Language, else the default."""

from babel import negotiate_locale
from fastapi import Request

from viewer import Setting, UnknownLanguageError, languages
from viewer.i18n import DEFAULT_LANGUAGE

__all__ = ["UnknownLanguageError", "page_setting", "preferred_language"]


def page_setting(request: Request, lang: str | None = None) -> Setting:
    """Return for whom and where a page is made.

    Raises UnknownLanguageError where `?lang=` names a language that there is no catalogue for.
    """
    asked = lang or request.query_params.get("lang") or ""
    if asked and asked not in languages():
        raise UnknownLanguageError(asked)
    return Setting(
        lang=asked or preferred_language(request.headers.get("accept-language", "")),
        keep_lang=bool(asked),
        nonce=request.state.nonce,
        root=request.app.state.settings.root,
        assets=request.app.state.assets,
    )


def preferred_language(header: str) -> str:
    """Return the language of ours that an Accept-Language header (RFC 9110) likes best."""
    wishes = []
    for part in header[:1000].split(","):
        tag, _, quality = part.partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        if weight > 0 and tag.strip():
            wishes.append((weight, tag.strip()))
    ranked = [tag for _, tag in sorted(wishes, key=lambda wish: -wish[0])]
    return negotiate_locale(ranked, languages(), sep="-") or DEFAULT_LANGUAGE
