"""What every SVG promises the page it stands in: nothing active, nothing shared, only the theme's colours, a name."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from evidence.figures import DARK, LIGHT, Picture, Theme
from evidence.figures.type_metrics import text_width
from tests.evidence.figures.drawings import SVG, elements, estimates_drawn, every_drawing, values
from tests.evidence.figures.drawings import root as parse

DRAWN = list(every_drawing())


@pytest.fixture(scope="module")
def pictures() -> dict[str, Picture]:
    return every_drawing()


@pytest.fixture(scope="module")
def svgs(pictures: dict[str, Picture]) -> dict[str, str]:
    return {name: picture.svg() for name, picture in pictures.items()}


def placed(svg: str) -> Iterator[tuple[float, float, float, str]]:
    """Give left end, right end and baseline of every text on the sheet."""

    def walk(element: ET.Element, x: float, y: float) -> Iterator[tuple[float, float, float, str]]:
        move = re.match(r"translate\(([-\d.]+),([-\d.]+)\)", element.attrib.get("transform", ""))
        if move:
            x, y = x + float(move[1]), y + float(move[2])
        if element.tag == f"{SVG}text" and element.text:
            weight = "semibold" if element.attrib.get("font-weight") == "600" else "normal"
            width = text_width(element.text, float(element.attrib["font-size"].removesuffix("px")), weight)
            share = {"end": 1.0, "middle": 0.5}.get(element.attrib.get("text-anchor", ""), 0.0)
            yield x - share * width, x + (1 - share) * width, y, element.text
        for child in element:
            yield from walk(child, x, y)

    return walk(parse(svg), 0, 0)


@pytest.mark.parametrize("name", DRAWN)
def test_svg_carries_nothing_that_a_strict_policy_blocks(svgs: dict[str, str], name: str) -> None:
    tags = {element.tag.removeprefix(SVG) for element in elements(svgs[name])}
    attributes = {attribute for element in elements(svgs[name]) for attribute in element.attrib}

    assert tags <= {"svg", "g", "path", "line", "rect", "text"}
    assert not {attribute for attribute in attributes if attribute.startswith("on") or "href" in attribute}
    assert not attributes & {"style", "class", "id", "clip-path"}
    assert "url(" not in svgs[name]


@pytest.mark.parametrize("name", DRAWN)
def test_svg_is_one_named_image_that_scales(pictures: dict[str, Picture], svgs: dict[str, str], name: str) -> None:
    root = parse(svgs[name])

    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == pictures[name].text_alternative
    assert root.attrib["viewBox"] == f"0 0 {root.attrib['width']} {root.attrib['height']}"
    assert root.attrib["width"] == name.split("-")[1]
    assert values(svgs[name], "role") == ["img"]


@pytest.mark.parametrize("name", DRAWN)
def test_svg_uses_the_colours_of_the_theme_alone(svgs: dict[str, str], name: str) -> None:
    used = {*values(svgs[name], "fill"), *values(svgs[name], "stroke")} - {"none", "transparent"}

    assert used <= {LIGHT.ink, LIGHT.muted, LIGHT.grid, LIGHT.paper, *LIGHT.arms}
    assert {LIGHT.ink, LIGHT.muted, LIGHT.grid, LIGHT.paper, *LIGHT.arms[: 1 if "forest" in name else 2]} <= used


@pytest.mark.parametrize("name", DRAWN)
def test_text_is_large_enough_to_read(svgs: dict[str, str], name: str) -> None:
    assert min(float(size.removesuffix("px")) for size in values(svgs[name], "font-size")) >= 12


@pytest.mark.parametrize("name", DRAWN)
def test_text_stays_on_the_sheet(svgs: dict[str, str], name: str) -> None:
    width, height = (float(parse(svgs[name]).attrib[side]) for side in ("width", "height"))

    assert not [text for left, right, y, text in placed(svgs[name]) if left < 0 or right > width or y > height - 4]


@pytest.mark.parametrize("name", DRAWN)
def test_text_does_not_overlap(svgs: dict[str, str], name: str) -> None:
    boxes = sorted(placed(svgs[name]), key=lambda box: box[2])

    touching = [
        (one[3], two[3])
        for place, one in enumerate(boxes)
        for two in boxes[place + 1 :]
        if two[2] - one[2] < 12 and one[0] < two[1] + 2 and two[0] < one[1] + 2
    ]
    assert touching == []


@pytest.mark.parametrize("name", DRAWN)
def test_text_begins_with_no_space_that_an_svg_would_drop(svgs: dict[str, str], name: str) -> None:
    assert [text for *_, text in placed(svgs[name]) if text != text.strip(" ")] == []


def test_long_decimals_are_rounded(svgs: dict[str, str]) -> None:
    assert not any(re.search(r"\d\.\d{3}", d) for d in values(svgs["curves-680"], "d"))


def test_drawing_is_the_same_each_time(svgs: dict[str, str]) -> None:
    assert estimates_drawn(width=340).svg() == svgs["estimates-340"]


def test_dark_theme_recolours_everything() -> None:
    used = set(values(estimates_drawn(theme=DARK).svg(), "fill"))

    assert DARK.paper in used
    assert not used & {LIGHT.ink, LIGHT.muted, LIGHT.grid, LIGHT.paper, *LIGHT.arms}


def test_png_is_made_from_the_same_drawing(pictures: dict[str, Picture], svgs: dict[str, str]) -> None:
    png = pictures["estimates-340"].png(scale=1)
    root = parse(svgs["estimates-340"])

    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert [int.from_bytes(png[at : at + 4], "big") for at in (16, 20)] == [
        int(root.attrib[side]) for side in ("width", "height")
    ]


@pytest.mark.parametrize(
    ("arms", "message"),
    [
        (("red",), "'red' is not a colour"),
        (("#ABCDEF",), "lower-case #rrggbb"),
        ((LIGHT.ink,), "must be its own"),
        ((), "at least one arm"),
    ],
)
def test_theme_refuses_colours_that_a_page_could_not_recolour(arms: tuple[str, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Theme(LIGHT.ink, LIGHT.muted, LIGHT.grid, LIGHT.paper, arms)
