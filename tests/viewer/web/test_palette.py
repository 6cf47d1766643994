"""One palette: what Python draws and what the style sheet says."""

import re

import pytest

from geodata.model.palette import DARK, DASHES, LIGHT, Palette
from geodata.model.vocabulary import KINDS, STATUSES
from viewer import STATIC

THEME = (STATIC / "css" / "theme.css").read_text(encoding="utf-8")
START_OF_DARK = THEME.index("prefers-color-scheme: dark")


def variables(style_sheet: str) -> dict[str, str]:
    return dict(re.findall(r"--shimai-([\w-]+):\s*([^;]+);", style_sheet))


@pytest.mark.parametrize(
    ("palette", "style_sheet"), [(LIGHT, THEME[:START_OF_DARK]), (DARK, THEME[START_OF_DARK:])]
)
def test_figures_and_files_have_the_colours_of_the_pages(palette: Palette, style_sheet: str):
    said = variables(style_sheet)
    assert palette.status == {status: said[f"status-{status}"] for status in STATUSES}
    assert palette.kind == {kind: said[f"kind-{kind.replace('_', '-')}"] for kind in KINDS}
    ground = ("sea", "land", "coast", "border", "ink", "ink_soft", "paper")
    assert [getattr(palette, name) for name in ground] == [said[name.replace("_", "-")] for name in ground]


def test_dashes_are_the_style_sheets_and_tell_every_status_apart():
    said = variables(THEME)
    written = {status: " ".join(map(str, dashes)) or "none" for status, dashes in DASHES.items()}
    assert written == {status: said[f"dashes-{status}"] for status in STATUSES}
    assert len(set(written.values())) == len(STATUSES)
