"""The reader's language: `?lang=`, else Accept-Language, else the default."""

from fastapi import Request

from viewer import DEFAULT_LANGUAGE, RenderContext, UnknownLanguageError, languages


def page_setting(request: Request) -> RenderContext:
    """Return for whom and where a page is made.

    Raises UnknownLanguageError where `?lang=` names a language that there is no catalogue for.
    """
    asked = ",".join(dict.fromkeys(filter(None, request.query_params.getlist("lang"))))
    if asked and asked not in languages():
        raise UnknownLanguageError(asked)
    return _setting(request, asked)


def preferred_setting(request: Request) -> RenderContext:
    """Return the same in the language that the reader's browser prefers, whatever `?lang=` says."""
    return _setting(request, "")


def _setting(request: Request, asked: str) -> RenderContext:
    return RenderContext(
        lang=asked or preferred_language(request.headers.get("accept-language", "")),
        keep_lang=bool(asked),
        nonce=request.state.nonce,
        root=request.app.state.settings.root,
        origin=origin_of(request),
        assets=request.app.state.assets,
        version=request.state.edition.version,
    )


def origin_of(request: Request) -> str:
    """Return the site's scheme and host: as set, else those by which the reader came.

    `Limits` has seen to it that a Host header is no more than a host.
    """
    return request.app.state.settings.url or f"{request.url.scheme}://{request.url.netloc}"


def preferred_language(header: str) -> str:
    """Return the language of ours that an Accept-Language header (RFC 9110) likes best."""
    wishes = []
    for part in header[:1000].split(","):
        tag, _, quality = part.replace(" ", "").partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        if weight > 0:
            wishes.append((weight, tag))
    for _, tag in sorted(wishes, key=lambda wish: -wish[0]):
        if (primary := tag.partition("-")[0].lower()) in languages():
            return primary
    return DEFAULT_LANGUAGE
