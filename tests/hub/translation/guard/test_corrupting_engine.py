"""No changed figure in what the guard accepts, whatever an engine does: checked by a second, naive reader."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from hub.translation.domain.guard import GuardVerdict, Protected, translate_segments
from tests.hub.translation.guard.engines import DENIALS, LANGUAGES, WAYS, Dictionary, Spoiler, by_dictionary
from tests.hub.translation.guard.sentences import DRUGS, sentence, seen

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
