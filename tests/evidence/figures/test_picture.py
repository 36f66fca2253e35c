"""A picture is saved in the form that its file name asks for, and each form stands by itself."""

import json
import re
import subprocess
import sys
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evidence.estimators import analyse
from evidence.figures import draw_survival
from tests.evidence.factories import table_of
from tests.evidence.figures.drawings import every_drawing

DRAWINGS = every_drawing()


@pytest.mark.parametrize("name", DRAWINGS)
def test_specification_is_valid_and_holds_its_own_data(name: str) -> None:
    picture = DRAWINGS[name]

    specification = json.loads(picture.json())

    assert specification.pop("description") == picture.text_alternative
    assert specification == json.loads(json.dumps(picture.vega_lite))
    assert {tuple(layer["data"]) for layer in specification["layer"]} == {("values",)}


def test_pdf_is_one_page_of_the_drawing_with_its_typeface_inside() -> None:
    picture = DRAWINGS["curves-340"]

    pdf = unpacked(picture.pdf())

    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert set(re.findall(rb"/FontName /[A-Z]{6}\+([\w-]+)", pdf)) == {b"HubSans-Regular", b"HubSans-Semibold"}
    assert len(re.findall(rb"/FontFile2 \d+ 0 R", pdf)) == 2
    (box,) = re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf)
    width, height = (float(number) for number in box.split()[2:])
    assert width / height == pytest.approx(picture.vega_lite["width"] / picture.vega_lite["height"])


@pytest.mark.parametrize(
    ("suffix", "start"), [("svg", b"<svg "), ("png", b"\x89PNG"), ("pdf", b"%PDF-"), ("json", b"{"), ("SVG", b"<svg ")]
)
def test_saved_file_is_what_its_name_says(tmp_path: Path, suffix: str, start: bytes) -> None:
    file = tmp_path / f"figure.{suffix}"

    DRAWINGS["estimates-340"].save(file)

    assert file.read_bytes().startswith(start)


@pytest.mark.parametrize("name", ["figure.jpg", "figure"])
def test_saving_refuses_what_it_cannot_write(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=rf"^{name}: a figure is saved as \.svg, \.png, \.pdf or \.json\.$"):
        DRAWINGS["estimates-340"].save(str(tmp_path / name))

    assert list(tmp_path.iterdir()) == []


def test_drawing_an_svg_does_not_wait_for_altair() -> None:
    program = (
        "import sys; from tests.evidence.figures.drawings import curves_drawn; curves_drawn().svg(); "
        "print('altair' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def unpacked(pdf: bytes) -> bytes:
    """Give a PDF's bytes with its compressed streams opened."""

    def opened(found: re.Match[bytes]) -> bytes:
        try:
            return zlib.decompress(found[1])
        except zlib.error:
            return found[0]

    return re.sub(rb"(?<=stream\n)(.*?)(?=\nendstream)", opened, pdf, flags=re.DOTALL)


@pytest.mark.parametrize("letter", ["\0", "\x1b", "\ud800", "\uffff"])
def test_name_with_a_letter_that_xml_cannot_hold_is_drawn_without_it(letter: str) -> None:
    name = f"ALL{letter}-10"
    table = table_of([(1, 1), (2, 0), (3, 1)], arm=name)

    picture = draw_survival(analyse(table), title=f"Trial{letter}")

    assert set(re.findall(r">(ALL.*?)<", picture.svg())) == {"ALL\ufffd-10"}
    assert ElementTree.fromstring(picture.svg()).attrib["aria-label"].startswith("Trial\ufffd")  # noqa: S314 - our own
    assert picture.png().startswith(b"\x89PNG")
