"""Files generated from Python: TypeScript types of the map's columns, and the style sheet of the palette.

`python -m viewer.maps.generated` writes them.
"""

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any, Final, get_args, get_origin, get_type_hints

from geodata.model.palette import DARK, DASHES, LIGHT, Palette
from viewer.maps.columns import MapColumns
from viewer.maps.event_columns import EventColumns
from viewer.web.assets import STATIC

COLUMN_TYPES: Final = STATIC / "js" / "model" / "columns.d.ts"
PALETTE_SHEET: Final = STATIC / "css" / "palette.css"
_BASEMAP_COLOURS: Final = ("sea", "land", "coast", "border", "ink", "ink_soft", "paper")
_PRIMITIVES: Final = {str: "string", int: "number", float: "number"}


def column_types() -> str:
    """Return the map's columns as TypeScript interfaces."""
    parts = ["// Generated from viewer/maps/*columns.py by `python -m viewer.maps.generated`."]
    for class_ in dict.fromkeys([*_nested(MapColumns), *_nested(EventColumns)]):
        summary = (class_.__doc__ or "").partition("\n")[0]
        lines = [f"  {name}: {_script_type(hint)};" for name, hint in get_type_hints(class_).items()]
        parts.append("\n".join([f"/** {summary} */", f"export interface {class_.__name__} {{", *lines, "}"]))
    return "\n\n".join(parts) + "\n"


def palette_sheet() -> str:
    """Return the light and the dark palette as CSS custom properties; on paper only the light one holds."""
    dashes = [
        f"--shimai-dashes-{status}: {' '.join(map(str, lengths)) or 'none'};"
        for status, lengths in DASHES.items()
    ]
    light = "\n".join(f"  {line}" for line in [*_properties(LIGHT), *dashes])
    dark = "\n".join(f"    {line}" for line in _properties(DARK))
    return (
        "/* Generated from geodata/model/palette.py by `python -m viewer.maps.generated`. */\n\n"
        f":root,\n:root.printing {{\n{light}\n}}\n\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n  :root {{\n{dark}\n  }}\n}}\n"
    )


def _nested(class_: type[Any]) -> Iterator[type[Any]]:
    """Yield the dataclasses that the fields of a dataclass use, then the dataclass itself."""
    for hint in get_type_hints(class_).values():
        if is_dataclass(hint) and isinstance(hint, type):
            yield from _nested(hint)
    yield class_


def _script_type(hint: Any) -> str:
    if hint in _PRIMITIVES:
        return _PRIMITIVES[hint]
    if is_dataclass(hint) and isinstance(hint, type):
        return hint.__name__
    if get_origin(hint) is dict:
        key, value = map(_script_type, get_args(hint))
        return f"Record<{key}, {value}>"
    return f"{_script_type(get_args(hint)[0])}[]"


def _properties(palette: Palette) -> list[str]:
    """Return a palette's colours as declarations of CSS custom properties."""
    basemap_colours = {name.replace("_", "-"): getattr(palette, name) for name in _BASEMAP_COLOURS}
    statuses = {f"status-{status}": colour for status, colour in palette.status.items()}
    kinds = {f"kind-{kind.replace('_', '-')}": colour for kind, colour in palette.kind.items()}
    return [
        f"--shimai-{name}: {colour};" for name, colour in {**basemap_colours, **statuses, **kinds}.items()
    ]


if __name__ == "__main__":
    COLUMN_TYPES.write_text(column_types(), encoding="utf-8")
    PALETTE_SHEET.write_text(palette_sheet(), encoding="utf-8")
