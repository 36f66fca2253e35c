from datetime import date

import pytest
from django.utils import translation

from hub.funding.domain.statement import independence_statement, join_words
from hub.funding.enums import GrantKind
from hub.funding.results import Support
from tests.hub.funding.statement_cases import CASES, PAGE, Case, render, stated

DAY = date(2026, 5, 4)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.condition)
def test_statement_says_who_supports_the_hub(case: Case) -> None:
    assert stated(case) == case.statement


def test_reference_page_shows_every_case() -> None:
    assert PAGE.read_text() == render(), "Write the page anew: python -m tests.hub.funding.statement_cases"


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (["A and B", "C"], "A and B, and C"),
        (["A", "B and C", "D"], "A, B and C, and D"),
        (["A, B", "C"], "A, B; and C"),
        (["A, B", "C", "D"], "A, B; C; and D"),
    ],
)
def test_join_words_parts_them_unmistakably(words: list[str], joined: str) -> None:
    assert join_words(words) == joined


MANY = [
    Support("Firma Uno", GrantKind.SPONSORSHIP, DAY),
    Support("Ibérica y Cía.", GrantKind.SPONSORSHIP, DAY),
    Support("Fondo Tres", GrantKind.EDUCATIONAL_GRANT, DAY),
    Support("Fondo Cuatro", GrantKind.DONATION, DAY),
]


@pytest.mark.parametrize(
    ("language", "statement"),
    [
        (
            "es",
            "Hub es una plataforma independiente de formación médica, patrocinada por Firma Uno, e Ibérica y Cía., y "
            "apoyada con una subvención educativa de Fondo Tres y una donación de Fondo Cuatro. Las entidades "
            "financiadoras no tienen influencia directa en el contenido. Los niveles de patrocinio reflejan el importe "
            "aportado.",
        ),
        (
            "de",
            "Hub ist eine unabhängige Plattform für medizinische Fortbildung, gesponsert von Firma Uno und Ibérica y "
            "Cía., und unterstützt durch eine Fortbildungsförderung von Fondo Tres und eine Spende von Fondo Cuatro. "
            "Die Förderer haben keinen direkten Einfluss auf die Inhalte. Die Sponsoringstufen entsprechen der Höhe "
            "der Zuwendung.",
        ),
    ],
)
def test_statement_is_said_in_the_reader_s_language(language: str, statement: str) -> None:
    with translation.override(language):
        assert independence_statement("Hub", MANY, today=DAY) == statement


@pytest.mark.parametrize("language", ["de", "es", "fr", "it", "pt"])
def test_statement_names_every_funder_in_every_language(language: str) -> None:
    with translation.override(language):
        said = independence_statement("Hub", MANY, today=DAY)

    assert [support.funder for support in MANY if support.funder not in said] == []
