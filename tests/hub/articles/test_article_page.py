"""What readers see of an article: at the gate, on the page, and in plain language."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from hub.articles.models import ArticlePage, Contribution, Disclosure, LearningObjective, ReportedOutcome
from hub.common.models import HubSettings
from tests.hub.articles import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> Client:
    """A reader who attested."""
    client = Client(headers={"sec-fetch-site": "same-origin"})
    assert client.post("/access/attest/", {"next": "/"}).status_code == 303
    return client


def page_of(client: Client, page: ArticlePage) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def words(html: str) -> str:
    text = re.sub(r"<[^>]+>", " ", html).replace("&nbsp;", " ").replace("\u00a0", " ")
    return re.sub(r" (?=[.,:;)])|(?<=\() ", "", " ".join(text.split()))


def structured(html: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])


def test_page_shows_every_part_in_order(reader):
    html = page_of(reader, factories.article())

    headings = re.findall(r'<h2[^>]*id="([^"]+)"', html)
    assert headings == [
        "learning-objective",
        "finding-title",
        "study-title",
        "key-data-title",
        "key-learning-title",
        "limitations-title",
        "checks-title",
        "references-title",
        "people-title",
        "funding-title",
        "about-title",
        "cite-title",
        "evaluation-title",
    ]


def test_page_contents_lead_to_parts_that_are_there(reader):
    html = page_of(reader, factories.article())

    contents = re.search(r'<ol class="contents__list">(.*?)</ol>', html, re.DOTALL)[1]
    anchors = re.findall(r'href="#([^"]+)"', contents)
    assert anchors[0] == "finding"
    assert anchors[-1] == "evaluation"
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in html] == []


def test_page_key_figures_sentences_and_table_show_the_stored_results(reader):
    html = page_of(reader, factories.article())

    finding = words(re.search(r'<section class="finding".*?</section>', html, re.DOTALL)[0])
    assert "Outcome 0 at 4 years" in finding
    assert "83.3% 95% CI 64.5–92.7" in finding
    assert "As published" in finding
    key_data = words(re.search(r'<section class="key-data".*', html, re.DOTALL)[0])
    assert "Outcome 0 at 4 years was 83.3% (95% CI 64.5–92.7; n = 30) with new treatment" in key_data


def test_page_one_objective_is_a_sentence(reader):
    assert "learners will be able to describe the outcome of the new treatment." in words(
        page_of(reader, factories.article())
    )


def test_page_several_objectives_are_a_list(reader):
    page = factories.article()
    page.learning_objectives.add(LearningObjective(text="weigh it"))
    page.save()

    html = page_of(reader, page)

    items = re.findall(r"<li>(.*?)</li>", html.partition("learning-objective")[2], re.DOTALL)
    listed = [strip_tags(item).strip() for item in items]
    assert listed[:2] == ["describe the outcome of the new treatment", "weigh it."]


def test_page_historical_control_carries_the_caveat(reader):
    page = factories.article(of=factories.study(historical=True))

    assert words(page_of(reader, page)).count("Not a randomised comparison") >= 2


def test_page_randomised_study_carries_no_caveat(reader):
    assert "Not a randomised comparison" not in page_of(reader, factories.article())


def test_page_overdue_says_when_its_review_passed(reader):
    page = factories.article(review_due=factories.DAY + timedelta(days=30))

    assert "This article passed its review date on 3 June 2026." in words(page_of(reader, page))


def test_page_in_date_says_nothing_of_a_passed_review(reader):
    assert "passed its review date" not in page_of(reader, factories.article(review_due=date(2099, 1, 1)))


def test_page_disclosures_stand_before_the_content(reader):
    person = factories.person("Related Example", nothing_to_disclose=False)
    person.disclosures = [
        Disclosure(company="Example Ltd", nature="advisory board", started=date(2025, 2, 1)),
        Disclosure(company="Sample Ltd", nature="lecture", started=date(2024, 6, 1), ended=date(2024, 6, 30)),
        Disclosure(company="Bygone Ltd", nature="lecture", started=date(2020, 1, 1), ended=date(2020, 2, 1)),
    ]
    person.save()
    page = factories.article(authors=[person], relationships_mitigated=True)

    html = page_of(reader, page)

    text = words(html)
    assert "Example Ltd, advisory board (February 2025 to present); Sample Ltd, lecture (June 2024 to" in text
    assert "Bygone Ltd" not in text
    assert "All relevant financial relationships were mitigated before these people took part." in text
    assert html.index("Example Ltd") < html.index('id="finding-title"')


def test_page_nothing_to_disclose_is_said_with_its_date(reader):
    text = words(page_of(reader, factories.article()))

    assert "Nothing to disclose for the last 24 months: Ada Example (author)." in text
    assert "Declared on 4 May 2026: nothing to disclose for the 24 months before." in text


def test_page_of_draft_names_who_has_declared_nothing_yet(admin_client):
    person = factories.person("Silent Example", declared_on=None, nothing_to_disclose=False)
    page = factories.article(authors=[person], live=False)

    html = admin_client.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()

    assert "No declaration yet: Silent Example." in words(html)


def test_page_person_with_two_roles_is_named_once(reader):
    page = factories.article()
    page.contributions.add(Contribution(person=page.contributions.get().person, role="editor"))
    page.save()

    html = page_of(reader, page)

    assert html.count('class="person__name"') == 1
    assert "Author, Editor" in html


def test_page_safety_table_names_grade_and_ctcae_version(reader):
    study = factories.study()
    arm = study.arms.get(key="new")
    event = factories.outcome_with_results(
        study, [], 1, key="infections", name="Infections", measure="adverse_event", better="lower"
    )
    shape = {"time": None, "time_unit": "", "grade": "≥3"}
    factories.result(event, arm, ("70", "", ""), period="overall", ctcae_version="4.03", **shape)
    factories.result(event, arm, ("17", "", ""), period="first course", ctcae_version="unstated", **shape)
    page = factories.article(of=study)

    html = page_of(reader, page)

    table = words(re.search(r'<section class="safety".*?</section>', html, re.DOTALL)[0])
    assert "Infections grade ≥3 overall 70% n = 30 4.03" in table
    assert "Infections grade ≥3 first course 17% n = 30 not stated" in table
    assert '<a href="#safety">' in html


def test_page_accreditation_number_is_shown_only_for_an_accredited_article(reader):
    page = factories.article(accredited=True, accreditation_number="EX-123")
    assert "EX-123" in page_of(reader, page)

    page.accredited = False
    page.save()
    assert "EX-123" not in page_of(reader, page)


def test_page_contact_is_the_articles_own_or_the_hubs(reader):
    page = factories.article()
    hub = HubSettings.for_site(page.get_site())
    hub.contact_email = "hub@example.org"
    hub.save()
    assert "mailto:hub@example.org" in page_of(reader, page)

    page.contact_email = "author@example.org"
    page.save()
    assert 'href="mailto:author@example.org">author@example.org' in page_of(reader, page)


def test_page_is_shared_by_address_without_scripts(reader):
    html = page_of(reader, factories.article("Treatment & outcome"))

    address = "http://testserver/topic-of-treatment-outcome/treatment-outcome/"
    assert f'<link rel="canonical" href="{address}">' in html
    assert f"<span data-share-address>{address}</span>" in html
    assert 'href="mailto:?subject=Treatment%20%26%20outcome&amp;body=http%3A%2F%2Ftestserver' in html


def test_page_has_no_inline_style_or_handler(reader):
    html = page_of(reader, factories.article())

    assert re.findall(r'<[^>]+\s(?:style|on[a-z]+)="', html) == []


def test_page_is_the_same_for_two_readers(reader):
    page = factories.article()
    other = Client(headers={"sec-fetch-site": "same-origin"})
    other.post("/access/attest/", {"next": "/"})

    assert page_of(reader, page) == page_of(other, page)


def test_structured_data_says_the_text_is_not_open_to_everyone(reader):
    page = factories.article(title='A "new" </script> & treatment')
    ArticlePage.objects.filter(pk=page.pk).update(standfirst="<b>One</b>")
    page = ArticlePage.objects.get(pk=page.pk)

    data = structured(page_of(reader, page))

    assert data["@type"] == "MedicalScholarlyArticle"
    assert data["headline"] == 'A "new" </script> & treatment'
    assert data["isAccessibleForFree"] is False
    assert data["author"] == [{"@type": "Person", "name": "Ada Example"}]
    assert data["datePublished"] == timezone.localdate().isoformat()


def test_gate_shows_the_teaser_and_not_a_word_of_the_content(client):
    page = factories.article()

    response = client.get(page.url)

    html = response.content.decode()
    text = words(html)
    assert "A trial of a new treatment." in text
    assert "learners will be able to describe the outcome" in text
    assert "Ada Example, MD" in text
    assert structured(html)["headline"] == page.title
    for secret in ("83.3", "infants were treated", "What it means", "What it cannot tell.", "44.0"):
        assert secret not in html


def test_plain_language_summary_is_open_to_everyone(client):
    page = factories.article(plain_language_summary="<p>For patients.</p>")

    response = client.get(page.get_patient_url())

    assert response.status_code == 200
    assert "For patients." in response.content.decode()


def test_plain_language_summary_that_is_not_written_is_not_there(client):
    page = factories.article()

    assert page.get_patient_url() == ""
    assert client.get(f"{page.url}plain-language/").status_code == 404


def test_page_counts_the_same_queries_for_one_and_three_of_everything(reader, django_assert_max_num_queries):
    small = factories.article("Small")
    people = [factories.person(f"Person {number}") for number in range(3)]
    references = [factories.reference(f"reference-{number}") for number in range(3)]
    large = factories.article("Large", of=factories.study("large", outcomes=3), authors=people, references=references)
    page_of(reader, small)

    with django_assert_max_num_queries(80) as for_one:
        page_of(reader, small)
    with django_assert_max_num_queries(80) as for_three:
        page_of(reader, large)

    assert len(for_three) == len(for_one)


# In the editor


@pytest.mark.parametrize(
    ("mode", "shown"),
    [("", "The finding"), ("gate", "You are signed in as an editor"), ("plain_language", "For patients and carers")],
)
def test_preview_shows_each_mode(admin_user, rf, mode, shown):
    page = factories.article(live=False)
    request = rf.get("/")
    request.user = admin_user
    admin = Client()
    admin.force_login(admin_user)
    request.META["HTTP_COOKIE"] = admin.cookies.output(attrs=[], header="")

    response = page.make_preview_request(original_request=request, preview_mode=mode)

    assert response.status_code == 200
    assert shown in response.content.decode()


def test_preview_of_a_page_never_saved_has_an_empty_address():
    assert ArticlePage(title="New").canonical_url == ""


def test_view_of_outcome_of_another_study_leaves_it_out(reader):
    page = factories.article()
    other = factories.study("other")
    page.reported_outcomes.add(ReportedOutcome(outcome=other.outcomes.get(), headline=True))
    ReportedOutcome.objects.bulk_create([ReportedOutcome(page=page, outcome=other.outcomes.get(), headline=True)])

    assert page_of(reader, page).count('class="finding__row"') == 1
