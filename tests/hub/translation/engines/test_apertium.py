"""Apertium for real: its server, its English–Spanish pair, the hub's client and the guard."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from hub.translation.domain.guard import GuardVerdict, Protected, translate_segments
from hub.translation.engines import Apertium, EngineBusyError
from tests.hub.translation.guard.sentences import DRUGS, seen
from tests.hub.translation.guard.test_corrupting_engine import drawn

MODES = Path("/usr/share/apertium/modes")
GLOSSARY = {
    "overall survival": "supervivencia global",
    "CAR T-cell": "células CAR-T",
    "historical cohort": "cohorte histórica",
}

pytestmark = pytest.mark.skipif(
    shutil.which("apertium-apy") is None or not (MODES / "eng-spa.mode").exists(),
    reason="Debian's apertium-apy and apertium-eng-spa are not installed",
)


@pytest.fixture(scope="module")
def apertium(tmp_path_factory):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (tmp_path_factory.mktemp("apertium") / "log").open("w") as log:
        server = subprocess.Popen(
            ["apertium-apy", "-p", str(port), str(MODES)],
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            stdout=log,
            stderr=log,
        )
        engine = Apertium(f"http://127.0.0.1:{port}", timeout=30)
        try:
            _wait_for(engine)
            yield engine
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_for(engine: Apertium) -> None:
    for _ in range(100):
        try:
            engine.translate(["survival"], "en", "es")
        except EngineBusyError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("apertium-apy did not start within 20 seconds")


def guarded(engine, *texts):
    return translate_segments(
        texts, source="en", target="es", engine=engine, terms=Protected(names=frozenset(DRUGS)), glossary=GLOSSARY
    )


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "At 4 years, overall survival was 83.3% (95% CI 64.5–92.7) with blinatumomab.",
            "En 4 años, supervivencia global era 83,3\xa0% (IC del 95\xa0%: 64,5–92,7) con blinatumomab.",
        ),
        (
            "The study did not meet its primary endpoint (P&lt;0.001).",
            "El estudio no cumplió su primario endpoint (P&lt;0,001).",
        ),
        ("Patients received CAR T-cell therapy.", "Los pacientes recibieron células CAR-T terapia."),
        ("The HR was 0.62.", "El HR era 0,62."),
        ("Neutropenia of grade ≥3 was common.", "Neutropenia de grado ≥3 era común."),
    ],
)
def test_sentence_keeps_its_figures(apertium, text, printed):
    (done,) = guarded(apertium, text)

    assert (done.verdict, done.text) == (GuardVerdict.PASSED, printed)


def test_digit_is_not_glued_to_a_word(apertium):
    (done,) = guarded(apertium, "Each patient received blinatumomab in a 28-day cycle.")

    assert done.verdict is not GuardVerdict.LEFT_IN_SOURCE
    assert " de 28 días " in done.text


def test_no_figure_is_changed_over_many_sentences(apertium):
    texts = drawn(71, 60)

    done = guarded(apertium, *texts)

    assert [one for one in done if one.is_translated and seen(one.text, ",") != seen(one.source, ".")] == []
    assert sum(one.is_translated for one in done) >= 30
