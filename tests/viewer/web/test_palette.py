"""The generated palette style sheet and column types are up to date."""

from geodata.model.palette import DARK, DASHES, LIGHT
from geodata.model.vocabulary import KINDS, STATUSES
from viewer.maps.generated import COLUMN_TYPES, PALETTE_SHEET, column_types, palette_sheet


def test_every_status_and_kind_has_a_colour_in_light_and_dark():
    for palette in (LIGHT, DARK):
        assert list(palette.status) == list(STATUSES)
        assert list(palette.kind) == list(KINDS)


def test_dashes_tell_every_status_apart():
    assert list(DASHES) == list(STATUSES)
    assert len(set(DASHES.values())) == len(STATUSES)


def test_the_palette_sheet_is_what_the_palette_says():
    assert PALETTE_SHEET.read_text(encoding="utf-8") == palette_sheet()


def test_the_palette_sheet_has_light_and_dark_colours_and_dashes():
    light, dark = PALETTE_SHEET.read_text(encoding="utf-8").split(
        "@media screen and (prefers-color-scheme: dark)"
    )
    assert f"--shimai-status-ended: {LIGHT.status['ended']};" in light
    assert f"--shimai-kind-sister-city: {DARK.kind['sister_city']};" in dark
    assert f"--shimai-ink-soft: {DARK.ink_soft};" in dark
    assert "--shimai-dashes-active: none;" in light
    assert "--shimai-dashes-cancelled: 9 3 2 3;" in light


def test_the_scripts_types_of_the_columns_are_what_the_columns_are():
    assert COLUMN_TYPES.read_text(encoding="utf-8") == column_types()
