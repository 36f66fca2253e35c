"""Rules held by the database and the forms; and that paying never turns into editing."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from hub.funding.models import Funder, NoFundingDeclaration, SupportedArticle
from tests.hub.funding.factories import TODAY, article, funder, grant, level, logo

pytestmark = pytest.mark.django_db
FUNDING_MODELS = list(apps.get_app_config("funding").get_models())


def test_grant_that_ends_before_it_starts_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        grant(starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 31))


def test_grant_of_one_day_and_grant_without_end_are_kept() -> None:
    one_day = grant(starts_on=TODAY, ends_on=TODAY)
    endless = grant(starts_on=TODAY, ends_on=None, purpose="Other")

    assert (str(one_day), endless.ends_on) == ("Educational grant from Example Foundation", None)


def test_article_twice_in_one_grant_is_refused_by_the_database() -> None:
    page = article()

    with pytest.raises(IntegrityError), transaction.atomic():
        grant("Example Foundation", page, page)


def test_funder_with_grants_cannot_be_deleted() -> None:
    made = grant()

    with pytest.raises(ProtectedError):
        made.funder.delete()
    with pytest.raises(ProtectedError):
        made.level.delete()


def test_logo_that_readers_cannot_load_is_refused() -> None:
    with pytest.raises(ValidationError, match="set the image’s audience to “Everyone” first"):
        Funder(name="Example Foundation", logo=logo("hcp")).full_clean()

    Funder(name="Example Foundation", logo=logo("public")).full_clean()


def test_declaration_that_a_grant_contradicts_is_refused() -> None:
    funded, unfunded = article("Funded"), article("Unfunded")
    grant("Example Foundation", funded)

    with pytest.raises(ValidationError, match="A grant from Example Foundation is recorded for this article"):
        NoFundingDeclaration(article=funded, declared_on=TODAY).full_clean()

    declaration = NoFundingDeclaration(article=unfunded, declared_on=TODAY)
    declaration.full_clean()
    assert str(declaration) == "No external funding: Unfunded"


def test_support_that_a_declaration_contradicts_is_refused() -> None:
    page = article()
    NoFundingDeclaration.objects.create(article=page, declared_on=TODAY)

    with pytest.raises(ValidationError, match="declared to have had no external funding"):
        SupportedArticle(grant=grant(), article=page).full_clean()

    SupportedArticle(grant=grant("Sample Trust"), article=article("Other")).full_clean()


def test_names_of_records_are_readable() -> None:
    page = article("Infants")
    made = grant("Example Foundation", page)

    assert (str(made.funder), str(level()), str(made.supported_articles.get())) == (
        "Example Foundation",
        "Supporting",
        "Infants",
    )


def test_supported_article_goes_with_the_article() -> None:
    page = article()
    grant("Example Foundation", page)

    page.delete()

    assert not SupportedArticle.objects.exists()


@pytest.mark.parametrize("model", FUNDING_MODELS, ids=lambda model: model.__name__)
def test_nothing_in_funding_leads_to_an_account(model: type[models.Model]) -> None:
    related = {field.related_model._meta.app_label for field in model._meta.get_fields() if field.is_relation}

    assert related <= {"funding", "articles", "common", "reach", "wagtailcore", "wagtailsearch", "modelsearch"}
    assert not related & {"auth", "account", "accounts", "socialaccount", "wagtailusers", "sessions"}


def test_nothing_outside_funding_leads_to_a_funder() -> None:
    leading = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField) and field.related_model in FUNDING_MODELS
    }

    own = {"funding.Grant.funder", "funding.Grant.level", "funding.SupportedArticle.grant"}
    assert leading == own | {"reach.ReportLink.grant"}  # a report's address, which leads to the report and nothing else


def test_a_funder_has_no_account_group_or_permission() -> None:
    groups = set(Group.objects.values_list("name", flat=True))
    permissions = Permission.objects.count()

    grant("Example Foundation", article())
    funder("Sample Trust")

    assert set(Group.objects.values_list("name", flat=True)) == groups
    assert groups == {"Editors", "Moderators", "Translators", "Finance"}
    assert Permission.objects.count() == permissions


def test_only_moderators_edit_funding_and_editors_look() -> None:
    granted = {
        (group.name, permission.codename.split("_")[0])
        for group in Group.objects.all()
        for permission in group.permissions.filter(content_type__app_label="funding")
    }

    assert granted == {("Editors", "view"), *[("Moderators", action) for action in ("add", "change", "delete", "view")]}
