"""`/figure.{png,svg,pdf}`: a selection as a static figure, for print and for link previews."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Self

from fastapi import APIRouter, Request, Response

from api.dataset_manager import CurrentDataset
from api.dependencies import FILTERS, describe_parameters, page_context
from api.errors import PROBLEM_CONTENT
from api.executor import Executors
from api.middleware.conditional import make_etag, not_modified
from api.routes.file_names import file_name
from geodata import Dataset, Selection, SelectionError
from viewer import RenderContext, partnership_title, select_partnership
from viewer.figures import ALLOWED, FORMATS, FigureOptions, Format

router = APIRouter(tags=["data"])

_HOUR, _DAY = 3600, 86_400
"""Seconds that a response may be cached: longer where its URL names the version of the data."""

_OTHER_PARAMETERS = {
    "lang": "en, ja",
    "partnership": "the id of one partnership, to show only that one",
    "v": "the version of the data, so that caches do not show a figure of an older one",
}


@dataclass(frozen=True)
class _FigureRequest:
    """The parameters of a figure; `partnership` and `version` are "" if not given."""

    selection: Selection
    options: FigureOptions
    partnership: str
    version: str

    @classmethod
    def parse(cls, request: Request) -> Self:
        """Raises SelectionError for an unknown parameter or a value that is not allowed."""
        items = request.query_params.multi_items()
        known = (*FILTERS, *FigureOptions.model_fields, *_OTHER_PARAMETERS)
        for name, value in items:
            if name not in known:
                raise SelectionError(name, value, f"one of the parameters {', '.join(known)}")
        for name in ("partnership", "v"):
            if len(given := request.query_params.getlist(name)) > 1:
                raise SelectionError(name, ",".join(given), "one value")
        return cls(
            Selection.parse([item for item in items if item[0] in FILTERS]),
            FigureOptions.parse([item for item in items if item[0] in FigureOptions.model_fields]),
            request.query_params.get("partnership", ""),
            request.query_params.get("v", ""),
        )

    def draw(self, dataset: Dataset, context: RenderContext, form: Format) -> bytes:
        """Draw the figure. Raises UnknownPartnershipError for a wrong id."""
        # Imported with the first figure: Matplotlib would delay the start of the server.
        from viewer.figures.figure import render_figure

        if not self.partnership:
            return render_figure(dataset, self.selection, context, form, self.options)
        alone = select_partnership(dataset, self.partnership)
        title = self.options.title or partnership_title(alone, context)
        options = self.options.model_copy(update={"title": title})
        return render_figure(alone, self.selection, context, form, options)


def _route(form: Format) -> Callable[..., Coroutine[Any, Any, Response]]:
    async def figure(request: Request, dataset: CurrentDataset) -> Response:
        parameters = _FigureRequest.parse(request)
        context = page_context(request)
        content = (parameters.selection.query(), parameters.partnership, str(parameters.options.query()))
        name = file_name(parameters.selection, dataset.as_of)
        headers = {
            "ETag": make_etag(dataset.version, form, context.lang, *content),
            "Cache-Control": f"public, max-age={_DAY if parameters.version == dataset.version else _HOUR}",
            "Content-Language": context.lang,
            "Vary": "Accept-Language",
            "Content-Disposition": f'inline; filename="{name}.{form}"',
        }
        if (unchanged := not_modified(request, headers, FORMATS[form])) is not None:
            return unchanged
        executors: Executors = request.app.state.executors
        body = await executors.figures.run(lambda: parameters.draw(dataset, context, form))
        return Response(body, media_type=FORMATS[form], headers=headers)

    return figure


def _describe() -> dict[str, Any]:
    looks = [
        {"name": name, "in": "query", "required": False, "description": text, "schema": {"type": "string"}}
        for name, text in {**ALLOWED, **_OTHER_PARAMETERS}.items()
    ]
    return {"parameters": [*describe_parameters(paged=False)["parameters"], *looks]}


def _responses(media_type: str) -> dict[int | str, dict[str, Any]]:
    busy = "Too many figures are being drawn; Retry-After says when to try again"
    return {
        200: {"description": "The figure", "content": {media_type: {"schema": {"type": "string"}}}},
        400: {"description": "A parameter or value that is not allowed", "content": PROBLEM_CONTENT},
        503: {
            "description": busy,
            "content": PROBLEM_CONTENT,
        },
    }


for _form, _media_type in FORMATS.items():
    router.add_api_route(
        f"/figure.{_form}",
        _route(_form),
        methods=["GET"],
        name=f"figure.{_form}",
        summary=f"A static figure as {_form.upper()}",
        description="A selection as a figure for print, as docs/figures.md describes it.",
        response_class=Response,
        responses=_responses(_media_type),
        openapi_extra=_describe(),
    )
