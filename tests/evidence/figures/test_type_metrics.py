"""Text is measured as the typeface sets it, and broken only at ordinary spaces."""

from pathlib import Path

import pytest

from evidence.figures import type_metrics
from evidence.figures.type_metrics import FONT_DIRECTORY, text_width, wrap

PRINTED_SIGNS = "–≥≤×±−≈%·\u00a0\u202f\u2009éøßłőčşțαβγκ₂²†‡“”’"


def test_width_is_the_sum_of_the_advances() -> None:
    # A digit of Source Sans 3 is 497 (regular) and 513 (semibold) thousandths of the size wide.
    assert text_width("1208", 10) == pytest.approx(4 * 4.97)
    assert text_width("1208", 10, "semibold") == pytest.approx(4 * 5.13)


@pytest.mark.parametrize("weight", ["normal", "semibold"])
def test_typeface_has_the_signs_that_figures_print(weight: str) -> None:
    advances, _ = type_metrics._advances(weight)

    assert [sign for sign in PRINTED_SIGNS if ord(sign) not in advances] == []


def test_character_that_the_typeface_lacks_still_takes_room() -> None:
    assert text_width("髄", 10) > 0


def test_wrap_keeps_to_the_width_and_loses_no_word() -> None:
    text = "Survival at four years in infants with leukaemia"
    lines = wrap(text, 14, 120)

    assert " ".join(lines) == text
    assert len(lines) > 2
    assert all(text_width(line, 14) <= 120 for line in lines)


def test_wrap_holds_non_breaking_spaces_together() -> None:
    assert wrap("at 4\u00a0years", 14, 10) == ["at", "4\u00a0years"]


def test_wrap_of_nothing_is_no_line() -> None:
    assert wrap("", 14, 100) == []


def test_fonts_are_small_and_carry_their_licence() -> None:
    assert all(file.stat().st_size < 120_000 for file in FONT_DIRECTORY.glob("*.ttf"))
    assert "SIL OPEN FONT LICENSE" in (FONT_DIRECTORY / "OFL.txt").read_text()


def test_font_without_a_character_map_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray((FONT_DIRECTORY / "SourceSans3-Regular.ttf").read_bytes())
    cmap = int.from_bytes(data[data.index(b"cmap") + 8 :][:4], "big")
    data[cmap + 2 : cmap + 4] = bytes(2)  # says that there are no subtables
    (tmp_path / "cut.ttf").write_bytes(data)
    monkeypatch.setattr(type_metrics, "FONT_DIRECTORY", tmp_path)
    monkeypatch.setitem(type_metrics._FILES, "cut", "cut.ttf")

    with pytest.raises(ValueError, match="no character map of the basic plane"):
        text_width("a", 10, "cut")
