"""`/figure.{png,svg,pdf}`: a selection as a static figure, for print and for link previews."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Self, cast

from fastapi import APIRouter, Request, Response

from api.dataset_manager import Current
from api.dependencies import FILTERS, describe_parameters
from api.errors import PROBLEM_CONTENT
from api.executor import Pool
from api.languages import page_setting
from api.middleware.etags import is_known, tag_of
from api.routes.file_names import file_name
from geodata import Dataset, Selection, SelectionError
from viewer import RenderContext, partnership_title, select_partnership
from viewer.figures import ALLOWED, FORMATS, FigureOptions, Format

router = APIRouter(tags=["data"])

_HOUR, _DAY = 3600, 86_400
"""How many seconds an answer may be kept: longer where its address names the version of the data."""

_OTHERS = {
    "lang": "en, ja",
    "partnership": "the id of one, to show it alone",
    "v": "the version of the data, so that what others keep is not the picture of an older one",
}


@dataclass(frozen=True)
class _FigureRequest:
    """What a figure shows and how it looks; the id of one partnership and a version of the data, or ""."""

    selection: Selection
    options: FigureOptions
    partnership: str
    version: str

    @classmethod
    def parse(cls, request: Request) -> Self:
        """Raises SelectionError for an unknown parameter or a value that is not allowed."""
        items = request.query_params.multi_items()
        known = (*FILTERS, *FigureOptions.model_fields, *_OTHERS)
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

    def draw(self, dataset: Dataset, setting: RenderContext, form: Format) -> bytes:
        """Draw the figure. Raises UnknownPartnershipError for a wrong id."""
        # Matplotlib is loaded when the first figure is asked for: the server needn't wait for it to start.
        from viewer.figures.figure import render_figure

        if not self.partnership:
            return render_figure(dataset, self.selection, setting, form, self.options)
        alone = select_partnership(dataset, self.partnership)
        title = self.options.title or partnership_title(alone, setting)
        options = self.options.model_copy(update={"title": title})
        return render_figure(alone, self.selection, setting, form, options)


def _route(form: Format) -> Callable[..., Coroutine[Any, Any, Response]]:
    async def figure(request: Request, edition: Current) -> Response:
        asked = _FigureRequest.parse(request)
        setting = page_setting(request)
        dataset = edition.dataset
        shown = (asked.selection.query(), asked.partnership, str(asked.options.query()))
        tag = tag_of(dataset.version, form, setting.lang, *shown)
        headers = {
            "ETag": tag,
            "Cache-Control": f"public, max-age={_DAY if asked.version == dataset.version else _HOUR}",
            "Content-Language": setting.lang,
            "Vary": "Accept-Language",
            "Content-Disposition": f'inline; filename="{file_name(asked.selection, dataset.as_of)}.{form}"',
        }
        if is_known(request, tag):
            return Response(status_code=304, headers=headers)
        pool = cast(Pool, request.app.state.drawing)
        body = await pool.do(lambda: asked.draw(dataset, setting, form))
        return Response(body, media_type=FORMATS[form], headers=headers)

    return figure


def _describe() -> dict[str, Any]:
    looks = [
        {"name": name, "in": "query", "required": False, "description": text, "schema": {"type": "string"}}
        for name, text in {**ALLOWED, **_OTHERS}.items()
    ]
    return {"parameters": [*describe_parameters(paged=False)["parameters"], *looks]}


def _answers(media_type: str) -> dict[int | str, dict[str, Any]]:
    busy = "Too many figures are being drawn; Retry-After says when to ask again"
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
        responses=_answers(_media_type),
        openapi_extra=_describe(),
    )
