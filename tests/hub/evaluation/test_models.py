import pytest
from django.db import IntegrityError, transaction

from hub.evaluation.enums import Agreement, Statement
from hub.evaluation.models import Evaluation
from tests.hub.evaluation.factories import article, evaluations

pytestmark = pytest.mark.django_db


def test_evaluation_stores_nothing_that_leads_to_its_reader() -> None:
    columns = {field.column for field in Evaluation._meta.get_fields()}

    assert columns == {
        "id",
        "article_id",
        "reader_key",
        "clear",
        "objectives",
        "relevant",
        "change",
        "comment",
        "answered_on",
        "country",
        "profession",
    }
    assert Evaluation._meta.get_field("answered_on").get_internal_type() == "DateField"


@pytest.mark.parametrize("statement", list(Statement))
@pytest.mark.parametrize("level", [0, 6])
def test_level_off_the_scale_is_refused_by_the_database(statement: Statement, level: int) -> None:
    page = article()

    with pytest.raises(IntegrityError), transaction.atomic():
        evaluations(page, 1, **{statement.value: level})


def test_second_answer_of_a_reader_is_refused_by_the_database() -> None:
    page = article()
    evaluations(page, 1, reader_key="a" * 64)

    with pytest.raises(IntegrityError), transaction.atomic():
        evaluations(page, 1, reader_key="a" * 64)


def test_answers_are_levels_by_statement() -> None:
    page = article()
    evaluations(page, 1, levels=(5, 4, 3, 1))

    evaluation = Evaluation.objects.get()

    assert list(evaluation.answers.values()) == [
        Agreement.STRONGLY_AGREE,
        Agreement.AGREE,
        Agreement.NEITHER,
        Agreement.STRONGLY_DISAGREE,
    ]
    assert str(evaluation) == "Evaluation of A study in infants"
