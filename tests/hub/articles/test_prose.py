"""Places in plain text are places in the rich text it came from; marking changes nothing else."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from hub.articles.domain.prose import mark, plain_text


def numbered(soup: BeautifulSoup, number: int, first: bool) -> Tag:
    return soup.new_tag("mark", attrs={"id": f"f{number}"} if first else {})


def marked(html: str, *figures: str) -> str:
    text = plain_text(html)
    return mark(html, [(text.index(figure), text.index(figure) + len(figure)) for figure in figures], numbered)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>OS was 93.3%.</p>", "OS was 93.3%.\n"),
        ("<p>One</p><p>two</p>", "One\ntwo\n"),
        ("<ul><li>One</li><li>two</li></ul>", "One\ntwo\n"),
        ("<p>p &lt; 0.001 &amp; n&nbsp;=&nbsp;30</p>", "p < 0.001 & n\u00a0=\u00a030\n"),
        ("<p>10<sup>9</sup>/L</p>", "109/L\n"),
        ("<p>9<b>3</b>.<i>3</i>%</p>", "93.3%\n"),
        ("<p>One<br/>two</p>", "One\ntwo\n"),
        ("<p>One<!-- not shown --></p>", "One\n"),
        ("no tags", "no tags"),
    ],
)
def test_plain_text_is_what_readers_see(html, text):
    assert plain_text(html) == text


@pytest.mark.parametrize(
    ("html", "figure", "expected"),
    [
        ("<p>OS was 93.3%.</p>", "93.3%", '<p>OS was <mark id="f0">93.3%</mark>.</p>'),
        (
            "<p>OS was 9<b>3.3</b>%.</p>",
            "93.3%",
            '<p>OS was <mark id="f0">9</mark><b><mark>3.3</mark></b><mark>%</mark>.</p>',
        ),
        ("<p>p &lt; 0.001</p>", "p < 0.001", '<p><mark id="f0">p &lt; 0.001</mark></p>'),
        (
            '<p><a href="/x?a=1&amp;b=2">93%</a></p>',
            "93%",
            '<p><a href="/x?a=1&amp;b=2"><mark id="f0">93%</mark></a></p>',
        ),
        ("<ul><li>93%</li></ul>", "93%", '<ul><li><mark id="f0">93%</mark></li></ul>'),
        ("<p>n\u00a0=\u00a030</p>", "n\u00a0=\u00a030", '<p><mark id="f0">n\u00a0=\u00a030</mark></p>'),
    ],
)
def test_mark_wraps_the_place_and_nothing_else(html, figure, expected):
    assert marked(html, figure) == expected


def test_mark_several_places_in_one_node():
    assert marked("<p>A 1% and 2%.</p>", "1%", "2%") == (
        '<p>A <mark id="f0">1%</mark> and <mark id="f1">2%</mark>.</p>'
    )


@pytest.mark.parametrize("places", [[], [(3, 3)], [(-1, 2)], [(0, 99)]])
def test_mark_leaves_out_places_that_are_none(places):
    assert mark("<p>OS</p>", places, numbered) == "<p>OS</p>"


def test_mark_leaves_out_what_overlaps_an_earlier_place():
    assert mark("<p>12345</p>", [(0, 3), (2, 5)], numbered) == '<p><mark id="f0">123</mark>45</p>'


def test_mark_keeps_the_plain_text():
    html = "<h3>A &amp; b</h3><p>1.2% <i>of</i> 3<sup>4</sup></p><ul><li>5 &lt; 6</li></ul>"

    assert plain_text(marked(html, "1.2%", "34", "5 < 6")) == plain_text(html)
