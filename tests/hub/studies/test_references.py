import re

import pytest

from hub.studies.domain import ama_reference
from hub.studies.models import Reference
from hub.studies.results.citation import Citation

DINARDO = Citation(
    title="Azacitidine and venetoclax in previously untreated acute myeloid leukemia",
    authors=("DiNardo, Courtney D.", "et al"),
    journal="New England Journal of Medicine",
    journal_abbreviation="N Engl J Med",
    year="2020",
    volume="383",
    issue="7",
    pages="617-629",
)


def render(citation: Citation, **fields: str) -> str:
    return ama_reference(Reference(key="k", csl=citation.to_csl(), **fields))


def test_article_is_cited_in_ama_style_with_links():
    assert render(DINARDO, doi="10.1056/NEJMoa2012971", pmid="32786187") == (
        "DiNardo CD, et al. Azacitidine and venetoclax in previously untreated acute myeloid leukemia. "
        "<i>N Engl J Med</i>. 2020;383(7):617-629. "
        'doi:<a href="https://doi.org/10.1056/NEJMoa2012971">10.1056/NEJMoa2012971</a> '
        '<a href="https://pubmed.ncbi.nlm.nih.gov/32786187/">PubMed</a>'
    )


def test_seven_authors_are_shortened_to_three():
    authors = tuple(f"Author{letter}, B. C." for letter in "ABCDEFG")

    assert render(Citation(title="T", authors=authors, journal="J", year="2020")).startswith(
        "AuthorA BC, AuthorB BC, AuthorC BC, et al. T."
    )


def test_identifiers_inside_the_csl_data_are_linked_once():
    html = render(Citation(title="T", journal="J", doi="10.1000/x", pmid="1"))

    assert html.count("10.1000/x") == 2
    assert html.count("pubmed") == 1


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "<i>x</i>", '"><img src=x onerror=y>', "a & b", "\ue000b\ue001"]
)
def test_markup_in_stored_fields_is_escaped(hostile):
    html = render(
        Citation(title=f"A {hostile} title", authors=(hostile,), journal=hostile, year="2020"), doi=f"10.1000/{hostile}"
    )

    tags = set(re.findall(r"<[^>]*>", html))
    assert all(re.fullmatch(r"</?i>|</a>|<a href=\"https://doi\.org/[^\"<> ]*\">", tag) for tag in tags)
    assert not re.search(r"&(?!amp;|lt;|gt;|quot;|#x27;|#39;|#38;)", html)
    assert "\ue000" not in html.partition("doi:")[0]


def test_rendering_is_kept():
    from hub.studies.domain import references

    reference = Reference(key="k", csl=Citation(title="Kept", journal="J").to_csl())
    first = ama_reference(reference)
    rendered = references._render
    references._render = None
    try:
        assert ama_reference(reference) == first
    finally:
        references._render = rendered
