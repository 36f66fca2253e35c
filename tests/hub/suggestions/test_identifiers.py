"""Identifiers are recognised however they were pasted, and come out in one writing."""

import pytest

from hub.suggestions.domain.identifiers import recognise


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://doi.org/10.1056/NEJMoa2012971.", ["DOI 10.1056/nejmoa2012971"]),
        ("doi:10.1056/NEJMoa2012971), and", ["DOI 10.1056/nejmoa2012971"]),
        ("(see 10.1016/S0140-6736(20)31234-5).", ["DOI 10.1016/s0140-6736(20)31234-5"]),
        ("https://doi.org/10.1056%2FNEJMoa2012971?utm_source=x", ["DOI 10.1056/nejmoa2012971"]),
        ("PMID: 0032786187.", ["PMID 32786187"]),
        ("https://pubmed.ncbi.nlm.nih.gov/32786187/", ["PMID 32786187"]),
        ("http://www.ncbi.nlm.nih.gov/pubmed/32786187", ["PMID 32786187"]),
        ("nct 02993523 and NCT02993523", ["Trial number NCT02993523"]),
        ("2016-001466-28", ["Trial number 2016-001466-28"]),
        ("2022-500123-12-00", ["Trial number 2022-500123-12-00"]),
        ("isrctn12345678, ACTRN12605000123456", ["Trial number ISRCTN12345678", "Trial number ACTRN12605000123456"]),
        ("ChiCTR2000012345", ["Trial number ChiCTR2000012345"]),
        ("JPRN-UMIN000012345", ["Trial number UMIN000012345"]),
        ("CTRI/2019/01/017123", ["Trial number CTRI/2019/01/017123"]),
        ("in 2019 we saw 32786187 cells; NCT123; phone 2016-001466", []),
    ],
)
def test_recognise_in_a_text(text: str, found: list[str]) -> None:
    assert [each.words for each in recognise(text)] == found


def test_recognise_takes_a_number_alone_for_a_pubmed_id_only_where_identifiers_are_asked_for() -> None:
    assert [each.words for each in recognise("32786187, 33123456", bare_numbers=True)] == [
        "PMID 32786187",
        "PMID 33123456",
    ]
    assert recognise("32786187") == []


def test_digits_of_a_trial_number_are_no_pubmed_id() -> None:
    found = recognise("nct 09876543 ISRCTN 12345678, 32786187", bare_numbers=True)

    assert [each.words for each in found] == [
        "PMID 32786187",
        "Trial number NCT09876543",
        "Trial number ISRCTN12345678",
    ]


def test_recognise_stops_at_twenty() -> None:
    assert len(recognise(" ".join(f"NCT{number:08d}" for number in range(40)))) == 20
