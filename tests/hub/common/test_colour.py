import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.common.colour import DARK_PAPER, LIGHT_PAPER, contrast, palette

colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


def test_contrast_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_contrast_of_wcag_example_grey_on_white() -> None:
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@given(colours)
def test_palette_any_accent_is_legible_as_text(accent: str) -> None:
    shades = palette(accent)

    assert contrast(shades.light.accent, LIGHT_PAPER) >= 4.5
    assert contrast(shades.light.accent, shades.light.accent_soft) >= 4.5
    assert contrast(shades.light.accent, shades.light.on_accent) >= 4.5
    assert contrast(shades.dark.accent, DARK_PAPER) >= 4.5
    assert contrast(shades.dark.accent, shades.dark.accent_soft) >= 4.5
    assert contrast(shades.dark.accent, shades.dark.on_accent) >= 4.5


def test_palette_legible_accent_is_kept_as_chosen() -> None:
    assert palette("#0b5c7d").light.accent == "#0b5c7d"


def test_palette_digest_changes_with_the_accent() -> None:
    assert palette("#0b5c7d").digest != palette("#0b5c7e").digest
