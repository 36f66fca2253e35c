"""No changed figure in what the guard accepts, whatever an engine does: checked by a second, naive reader."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

import pytest

from hub.translation.domain.guard import GuardVerdict, Protected, TokenShape, protect, translate_segments
from tests.hub.translation.guard.engines import DENIALS, LANGUAGES, WAYS, Dictionary, Spoiler
from tests.hub.translation.guard.sentences import DRUGS, seen, sentence

SENTENCES = 10_200
TERMS = Protected(names=frozenset(DRUGS))


def drawn(seed: int, count: int) -> list[str]:
    lot = Random(seed)  # noqa: S311 - no secret
    return [sentence(lot) for _ in range(count)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_changed_figure_is_accepted_from_corrupting_engine(language):
    texts = drawn(LANGUAGES.index(language), SENTENCES // len(LANGUAGES))
    engine = Spoiler(seed=len(language))

    done = translate_segments(texts, source="en", target=language, engine=engine, terms=TERMS, glossary={})

    verdicts = Counter(one.verdict for one in done)
    changed = [
        (one.source, one.text) for one in done if one.is_translated and seen(one.text, ",") != seen(one.source, ".")
    ]
    assert changed == []
    assert [one for one in done if not one.is_translated and one.text != one.source] == []
    assert min(verdicts[verdict] for verdict in GuardVerdict) > 0
    assert set(engine.done) == set(WAYS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_denials_survive_corrupting_engine(language):
    texts = [text for text in drawn(40, 900) if "not meet" in text and ";" not in text][:25]

    done = translate_segments(
        texts, source="en", target=language, engine=Spoiler(1, only="loses a denial"), terms=TERMS, glossary={}
    )

    denial = re.compile(DENIALS[language], re.IGNORECASE)
    assert len(texts) == 25
    assert [one for one in done if one.is_translated and not denial.search(one.text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_benign_engine_passes(language):
    texts = drawn(30, 120)

    done = translate_segments(texts, source="en", target=language, engine=Dictionary(), terms=TERMS, glossary={})

    assert sum(one.verdict is GuardVerdict.PASSED for one in done) > 0.99 * len(texts)
    assert [one.source for one in done if seen(one.text, ",") != seen(one.source, ".")] == []


def test_naive_reader_sees_what_the_engine_spoils():
    right = "la supervivencia fue 83,3\xa0% (IC del 95\xa0%: 64,5–92,7) a los 4 años con blinatumomab"

    for wrong in ("83,4", "833", "94,5–92,7", "4 meses", "3 años", "venetoclax", "doce 4"):
        spoiled = right.replace(
            {
                "4 meses": "4 años",
                "3 años": "4 años",
                "venetoclax": "blinatumomab",
                "94,5–92,7": "64,5–92,7",
                "doce 4": "4 años",
            }.get(wrong, "83,3"),
            wrong,
        )
        assert seen(spoiled, ",") != seen(right, ",")


@pytest.mark.parametrize("way", sorted(WAYS))
def test_each_way_of_spoiling_spoils_something(way):
    engine = Spoiler(2, share=1, only=way)

    engine.translate(list(map(_sent, drawn(50, 60))), "en", "es")

    assert engine.done[way] > 0


def _sent(text: str) -> str:
    return protect(text, terms=TERMS, shape=TokenShape.WORD).text
