"""The picture that stands for an article where its link is shared, 1200 by 630 pixels.

The one for everyone shows what everyone may know: title, design, and how many stored results the article reports. The
one with the finding is made from the same rows as the first screen of the article, and is for attested readers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from django.core.cache import cache
from django.utils.translation import gettext, ngettext
from PIL import Image, ImageDraw, ImageFont

from hub.articles.domain.outcomes import finding, key_outcomes
from hub.articles.models import ArticlePage
from hub.articles.results import FindingRow
from hub.common.colour import palette
from hub.common.models import HubSettings
from hub.studies.domain.display import in_sentence
from hub.studies.domain.engine import FONT_DIRECTORY

WIDTH, HEIGHT, MARGIN = 1200, 630, 70
INK, SOFT, PAPER = "#1b1f24", "#4c5560", "#ffffff"
DAY = 24 * 3600


@dataclass(frozen=True)
class _Fonts:
    name: str
    size: int

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(str(FONT_DIRECTORY / f"SourceSans3-{self.name}.ttf"), self.size)


HUB, SMALL = _Fonts("Semibold", 34), _Fonts("Regular", 30)
OUTCOME, UNDER, ESTIMATE = _Fonts("Semibold", 30), _Fonts("Regular", 26), _Fonts("Semibold", 48)
TITLES = [_Fonts("Semibold", size) for size in (64, 56, 48, 42, 36)]


def open_card(page: ArticlePage) -> bytes:
    """Return the picture for everyone, as PNG."""
    study = page.study
    facts = [str(study.get_design_display())] if study else []
    results = study.results.count() if study else 0
    if results:
        facts.append(ngettext("%(count)s stored result", "%(count)s stored results", results) % {"count": results})
    facts.append(gettext("For healthcare professionals"))
    return _kept("open", page, [page.title, *facts], lambda accent, hub: _draw_open(page.title, facts, accent, hub))


def finding_card(page: ArticlePage) -> bytes | None:
    """Return the picture with the finding, as PNG; ``None`` for an article without key figures."""
    rows = finding(page, key_outcomes(page))
    if not rows:
        return None
    return _kept(
        "finding", page, [page.title, repr(rows)], lambda accent, hub: _draw_finding(page.title, rows, accent, hub)
    )


def _kept(kind: str, page: ArticlePage, said: Sequence[str], draw: object) -> bytes:
    """Draw once for what is said, the hub's name and its colour."""
    settings = HubSettings.for_site(page.get_site())
    accent = palette(settings.accent).light.accent
    digest = hashlib.sha256("\n".join([kind, accent, settings.name, *said]).encode()).hexdigest()
    key = f"sharing:card:{digest}"
    picture: bytes | None = cache.get(key)
    if picture is None:
        picture = draw(accent, settings.name)  # type: ignore[operator]
        cache.set(key, picture, timeout=DAY)
    return picture


def _draw_open(title: str, facts: Sequence[str], accent: str, hub: str) -> bytes:
    image, draw = _sheet(accent, hub)
    bottom = _title(draw, title, top=150, most=4)
    _lines(draw, " · ".join(facts), SMALL.font, top=max(bottom + 30, 470), fill=SOFT, most=2)
    return _png(image)


def _draw_finding(title: str, rows: Sequence[FindingRow], accent: str, hub: str) -> bytes:
    image, draw = _sheet(accent, hub)
    top = _title(draw, title, top=116, most=2, fonts=TITLES[3:]) + 14
    for row in rows[:2]:
        outcome = f"{row.name} {in_sentence(row.at)}".strip()
        top = _lines(draw, outcome, OUTCOME.font, top=top, fill=INK, most=1) + 2
        entries = row.entries[:3]
        column = (WIDTH - 2 * MARGIN) // max(1, len(entries))
        lines = [[entry.label, f"{entry.interval_label} {entry.interval}".strip()] for entry in entries]
        for place, (entry, under) in enumerate(zip(entries, lines, strict=True)):
            left = MARGIN + place * column
            draw.text((left, top), entry.estimate, font=ESTIMATE.font, fill=accent if place == 0 else INK)
            for number, line in enumerate(under):
                fitted = _fitted(draw, line, UNDER.font, column - 20)
                draw.text((left, top + 56 + 32 * number), fitted, font=UNDER.font, fill=SOFT)
        top += 56 + 32 * max((sum(map(bool, under)) for under in lines), default=0) + 14
    draw.text((MARGIN, HEIGHT - 44), gettext("For healthcare professionals"), font=UNDER.font, fill=SOFT)
    return _png(image)


def _sheet(accent: str, hub: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 18), fill=accent)
    draw.text((MARGIN, 58), _fitted(draw, hub, HUB.font, WIDTH - 2 * MARGIN), font=HUB.font, fill=accent)
    return image, draw


def _title(
    draw: ImageDraw.ImageDraw, title: str, *, top: int, most: int, fonts: Sequence[_Fonts] = tuple(TITLES)
) -> int:
    """Write the title as large as it fits in so many lines."""
    chosen = next((each for each in fonts if _fits(draw, _wrapped(draw, title, each.font), each.font, most)), fonts[-1])
    return _lines(draw, title, chosen.font, top=top, fill=INK, most=most)


def _fits(draw: ImageDraw.ImageDraw, lines: list[str], font: ImageFont.FreeTypeFont, most: int) -> bool:
    return len(lines) <= most and all(draw.textlength(line, font=font) <= WIDTH - 2 * MARGIN for line in lines)


def _lines(
    draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, *, top: int, fill: str, most: int
) -> int:
    lines = _wrapped(draw, text, font)
    shown = lines[:most]
    if len(lines) > most:
        shown[-1] = _fitted(draw, f"{shown[-1]} {lines[most]}", font, WIDTH - 2 * MARGIN)
    for line in shown:
        draw.text((MARGIN, top), _fitted(draw, line, font, WIDTH - 2 * MARGIN), font=font, fill=fill)
        top += int(font.size * 1.2)
    return top


def _wrapped(draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and draw.textlength(longer, font=font) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _fitted(draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    if draw.textlength(text, font=font) <= width:
        return text
    while text and draw.textlength(f"{text}…", font=font) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _png(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()
