"""The options of the map in a frame, from the parameters of a request."""

from collections.abc import Sequence
from typing import Final, TypeVar

from fastapi import Request

from geodata import SelectionError
from viewer import CONTROLS, MAX_TITLE_LENGTH, THEMES, EmbedOptions

_COLOURS: Final = ("status", "kind")
_EVENTS: Final = ("hide", "show")
_Value = TypeVar("_Value", bound=str)


def embed_options(request: Request) -> EmbedOptions:
    """Return the options. Raises SelectionError for a value that is not allowed."""
    title = request.query_params.get("title", "").strip()
    if len(title) > MAX_TITLE_LENGTH:
        raise SelectionError("title", title, f"at most {MAX_TITLE_LENGTH} characters")
    return EmbedOptions(
        theme=_one_of(request, "theme", THEMES),
        controls=_one_of(request, "controls", CONTROLS),
        title=title,
        by_kind=_one_of(request, "colour", _COLOURS) == "kind",
        events=_one_of(request, "events", _EVENTS) == "show",
    )


def _one_of(request: Request, name: str, allowed: Sequence[_Value]) -> _Value:
    """Return a parameter's value; the first that is allowed where it is not given."""
    given = request.query_params.get(name) or allowed[0]
    for value in allowed:
        if value == given:
            return value
    raise SelectionError(name, given, ", ".join(allowed))
