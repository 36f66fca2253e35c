import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from hub.studies.models import Curve, Drawing, Reference, Study
from hub.studies.results.citation import Citation, csl_problem
from tests.hub.studies.factories import make_arm, make_outcome, make_reference, make_study

pytestmark = pytest.mark.django_db

FOLLOW_UP = {"follow_up_printed": "4.2", "follow_up_unit": "years"}
RANGE = {"follow_up_low_printed": "3.2", "follow_up_high_printed": "6.0", "follow_up_spread": "range"}


def test_follow_up_as_printed_gives_its_values():
    study = make_study(**FOLLOW_UP, **{**RANGE, "follow_up_low_printed": "<0.1"})

    study.full_clean()

    study.refresh_from_db()
    assert (study.follow_up, study.follow_up_low, study.follow_up_high) == (4.2, 0.1, 6.0)
    assert study.follow_up_low_printed == "<0.1"


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"follow_up_printed": "4.2"}, "follow_up_unit", "The follow-up needs its unit."),
        (RANGE, "follow_up_printed", "A range of follow-up needs its median."),
        ({**FOLLOW_UP, **RANGE, "follow_up_high_printed": ""}, "follow_up_high_printed", "The range needs both ends."),
        ({**FOLLOW_UP, **RANGE, "follow_up_low_printed": ""}, "follow_up_low_printed", "The range needs both ends."),
        (
            {**FOLLOW_UP, **RANGE, "follow_up_low_printed": "x"},
            "follow_up_low_printed",
            "“x” cannot be read; write a number as printed, like 83.3.",
        ),
        (
            {**FOLLOW_UP, **RANGE, "follow_up_spread": ""},
            "follow_up_spread",
            "Say what the two ends are: range, interquartile range or confidence interval.",
        ),
        (
            {**FOLLOW_UP, **RANGE, "follow_up_printed": "7"},
            "follow_up_high_printed",
            "The follow-up must run from its lower end over its median to its upper end.",
        ),
    ],
)
def test_follow_up_that_cannot_be_is_refused(fields, field, sentence):
    study = Study(key="s", name="S", design="cohort", condition="C", population="P", **fields)

    with pytest.raises(ValidationError) as refused:
        study.full_clean()

    assert refused.value.message_dict[field] == [sentence]


def test_saving_an_unreadable_follow_up_is_refused():
    with pytest.raises(ValidationError):
        make_study(follow_up_printed="long")


def test_second_curve_of_all_participants_is_refused_by_the_database():
    study = make_study()
    outcome = make_outcome(study)
    fields = {
        "study": study,
        "outcome": outcome,
        "time_unit": "years",
        "steps": {},
        "method": "m",
        "interval_method": "i",
    }
    Curve.objects.create(**fields)

    with pytest.raises(IntegrityError), transaction.atomic():
        Curve.objects.create(**fields)


def test_rows_name_themselves():
    study = make_study()
    outcome, arm = make_outcome(study), make_arm(study)

    assert str(study) == "Blinatumomab in infants"
    assert str(arm) == "Blinatumomab + Interfant-06"
    assert str(Curve(outcome=outcome, arm=arm)) == "Disease-free survival, Blinatumomab + Interfant-06"
    assert str(Curve(outcome=outcome)) == "Disease-free survival, all participants"
    assert str(Drawing(digest="0123456789abcdef")) == "0123456789ab"


def test_reference_gives_authors_journal_and_year():
    reference = make_reference()

    assert (reference.authors, reference.journal, reference.year) == (["Martins", "Bell"], "J Clin Oncol", "2026")
    assert (str(reference), reference.short_citation) == ("Sustained benefit", "Martins et al., J Clin Oncol 2026")


@pytest.mark.parametrize(
    ("csl", "citation"),
    [
        ({"title": "T"}, ""),
        ({"title": "T", "author": [{"literal": "R Core Team"}]}, "R Core Team"),
        ({"title": "T", "author": [{"family": "Kyle"}], "issued": {"date-parts": [[2002]]}}, "Kyle, 2002"),
    ],
)
def test_short_citation_leaves_out_what_is_unknown(csl, citation):
    assert Reference(key="k", csl=csl).short_citation == citation


@pytest.mark.parametrize(
    ("csl", "sentence"),
    [
        ([], "CSL data is one object in braces."),
        ({"title": " "}, "CSL data needs a title."),
        (
            {"title": "T", "author": "Kyle"},
            "In CSL data, author is a list of names with “family” and “given”, or “literal”.",
        ),
        (
            {"title": "T", "author": [{"given": "R"}]},
            "In CSL data, author is a list of names with “family” and “given”, or “literal”.",
        ),
        (
            {"title": "T", "issued": "2002"},
            "In CSL data, issued is written {“date-parts”: [[2024, 5, 17]]}; month and day may be left out.",
        ),
        (
            {"title": "T", "issued": {"date-parts": [["2002"]]}},
            "In CSL data, issued is written {“date-parts”: [[2024, 5, 17]]}; month and day may be left out.",
        ),
    ],
)
def test_csl_data_that_no_citation_can_be_made_from_is_refused(csl, sentence):
    assert csl_problem(csl) == sentence
    with pytest.raises(ValidationError, match="CSL data"):
        Reference(key="k", csl=csl).clean()


def test_citation_survives_the_way_through_csl():
    citation = Citation(
        title="T",
        authors=("DiNardo, Courtney D.", "et al"),
        journal="J",
        journal_abbreviation="J.",
        year="2020",
        volume="383",
        issue="7",
        pages="617-629",
        doi="10.1056/x",
        pmid="1",
    )

    assert Citation.from_csl(citation.to_csl()) == citation


def test_citation_without_journal_is_a_web_page():
    assert Citation(title="T").to_csl() == {"type": "webpage", "title": "T"}


def test_citation_says_what_is_wrong_field_by_field():
    citation = Citation(title="", authors=(", A.",), year="20", doi="doi.org/1", pmid="PMC1")

    assert set(citation.problems()) == {"title", "authors", "year", "doi", "pmid"}
